import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { FactorialHrOAuth2Api } from '../../credentials/FactorialHrOAuth2Api.credentials';
import { Factorial } from '../../nodes/Factorial/Factorial.node';
import { FactorialTrigger } from '../../nodes/Factorial/FactorialTrigger.node';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import { startRoomyFactorial } from '../support/factorial';
import { failure, vendorNodes } from '../support/vendorNodes';

/*
 * n8n signs requests with OAuth2 on a road of its own, and renews the token on it.
 */

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const APPLICATION = {
	clientId: 'example-app',
	clientSecret: 'example-secret',
	scopes: ['employees', 'contracts', 'time_off', 'company_locations', 'company_legal_entities'],
};
const RETURN_TO = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';

const nodes = vendorNodes({
	trigger: new FactorialTrigger(),
	action: new Factorial(),
	credentialType: new FactorialHrOAuth2Api(),
});

let factorial: FactorialSimulator;
beforeEach(async () => {
	factorial = await startRoomyFactorial();
	factorial.addApplication(APPLICATION);
});
afterEach(async () => {
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

const tokenSchema = z.object({
	access_token: z.string(),
	token_type: z.string(),
	refresh_token: z.string().optional(),
});

/** Somebody connects, in the name of a user: what n8n then keeps. */
async function connected(): Promise<z.infer<typeof tokenSchema>> {
	const { clientId, clientSecret } = APPLICATION;
	const wish = { client_id: clientId, response_type: 'code', redirect_uri: RETURN_TO };
	const page = await fetch(
		`${factorial.baseUrl}/oauth/authorize?${String(new URLSearchParams(wish))}`,
		{
			redirect: 'manual',
		},
	);
	const code = new URL(page.headers.get('location') ?? '').searchParams.get('code') ?? '';
	const answer = await fetch(`${factorial.baseUrl}/oauth/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'authorization_code',
			code,
			redirect_uri: RETURN_TO,
			client_id: clientId,
			client_secret: clientSecret,
		}),
	});
	return tokenSchema.parse(await answer.json());
}

function reader(oauthTokenData: IDataObject | undefined) {
	return nodes.actionIn({
		parameters: {
			authentication: 'oAuth2',
			resource: 'employee',
			operation: 'getAll',
			returnAll: true,
		},
		credential: {
			environment: 'custom',
			baseUrl: factorial.baseUrl,
			accessTokenUrl: `${factorial.baseUrl}/oauth/token`,
			clientId: APPLICATION.clientId,
			clientSecret: APPLICATION.clientSecret,
			...(oauthTokenData === undefined ? {} : { oauthTokenData }),
		},
	});
}

it('reads with the token of the connection', async () => {
	expect(await nodes.act(reader(await connected()))).toHaveLength(6);
});

it('renews a token that is over, and reads on', async () => {
	const token = await connected();
	const node = reader(token);
	await nodes.act(node);
	factorial.revokeCredential(token.access_token);
	expect(await nodes.act(node)).toHaveLength(6);
	expect(factorial.credentials.filter(({ kind }) => kind === 'user')).toHaveLength(2);
	expect(await nodes.act(node)).toHaveLength(6);
	expect(factorial.credentials.filter(({ kind }) => kind === 'user')).toHaveLength(2);
});

it.each([
	['whose renewal is refused', async () => ({ ...(await connected()), refresh_token: 'old' })],
	['that cannot be renewed', async () => ({ ...(await connected()), refresh_token: undefined })],
])('says what to do about a connection %s', async (_, connection) => {
	const token = await connection();
	factorial.revokeCredential(token.access_token);
	const error = await failure(nodes.act(reader(token)));
	expect(error.message).toBe('Factorial did not accept the credential');
	expect(error.description).toMatch(/connection in the credential is still valid/);
	const told = JSON.stringify([error, error.message, error.cause, error.context]);
	expect(told).not.toContain(token.access_token);
	expect(told).not.toContain(APPLICATION.clientSecret);
});

it('says so where nobody has connected', async () => {
	const error = await failure(nodes.act(reader(undefined)));
	expect(error.message).toMatch(/not connected/i);
});
