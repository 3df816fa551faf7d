import type { ExecuteContext } from 'n8n-core';
import { RoutingNode } from 'n8n-core';
import type { ICredentialType, IDataObject, INodeType } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { filesIn, pathOf } from './support/files.mts';
import { startServer } from './support/httpServer.mts';
import { executeContext, surround } from './support/n8n';

/*
 * What holds for the test of every credential, also of those to come, as n8n makes the request.
 */

const SECRET = 'planted-secret';
/** As it is, or as HiBob's service user sends it. */
const SECRET_SENT = new RegExp(
	`${SECRET}|${Buffer.from(`${SECRET}:${SECRET}`).toString('base64')}`,
);

async function credentials(): Promise<ICredentialType[]> {
	const files = filesIn('credentials').filter((name) => name.endsWith('.credentials.ts'));
	return await Promise.all(
		files.map(async (file) => {
			const module: Record<string, new () => ICredentialType> = await import(
				pathOf('credentials', file)
			);
			const [Credential] = Object.values(module);
			if (Credential === undefined) throw new Error(`${file} has no credential`);
			return new Credential();
		}),
	);
}

/** The test of a credential, the way n8n makes it: its request as the one of a declarative node. */
async function tested(credential: ICredentialType, entered: IDataObject): Promise<string> {
	const type: INodeType = {
		description: {
			displayName: 'Temp-Node',
			name: 'noOp',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: [],
			credentials: [{ name: credential.name, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: credential.test?.request ?? {} },
				},
			],
		},
	};
	const given = { type, credentialType: credential, credential: entered };
	const surroundings = surround(given);
	const context = executeContext(surroundings, [{}], { mode: 'internal' }) as ExecuteContext;
	const whole = { id: 'credential-1', name: 'Test', type: credential.name, data: entered };
	return await new RoutingNode(context, type, whole as never).runNode().then(
		() => 'ok',
		(error: unknown) =>
			error instanceof NodeApiError ? `status ${error.httpCode}` : String(error),
	);
}

/** All that a credential can hold, with an address of its own. */
function filled({ properties }: ICredentialType, baseUrl: string): IDataObject {
	const entered = properties.map(({ name, type, default: value }) =>
		type === 'string' ? [name, SECRET] : [name, value],
	);
	return { ...Object.fromEntries(entered), environment: 'custom', baseUrl };
}

it('every credential is tested, but for OAuth2, where connecting is the test', async () => {
	const all = await credentials();
	expect(all.length).toBeGreaterThanOrEqual(5);
	const untested = all.filter(({ test }) => test === undefined);
	for (const { extends: parents } of untested) expect(parents).toEqual(['oAuth2Api']);
});

it('no credential needs the sandbox for expressions, which n8n takes away from a poll that waits', async () => {
	for (const { name, authenticate, extends: parents } of await credentials()) {
		if (parents?.includes('oAuth2Api') !== true) {
			expect([name, typeof authenticate]).toEqual([name, 'function']);
		}
	}
});

describe.each([301, 302, 303, 307, 308])('the answer %s, which is another address,', (status) => {
	it.each(['the request', 'the sign-in'])('takes no secret along (of %s)', async (step) => {
		const [own, other] = [await startServer(), await startServer()];
		const away = { status, headers: { location: `${other.url}/elsewhere` } };
		const token = { status: 200, body: JSON.stringify({ access_token: SECRET }) };
		try {
			for (const credential of (await credentials()).filter(({ test }) => test !== undefined)) {
				const signsIn = credential.preAuthentication !== undefined && step === 'the request';
				own.replies.splice(0, Infinity, ...(signsIn ? [token] : []), away);
				own.asked.length = 0;
				expect(await tested(credential, filled(credential, own.url))).not.toBe('ok');
				expect(JSON.stringify(own.asked)).toMatch(SECRET_SENT);
				expect([credential.name, other.asked]).toEqual([credential.name, []]);
			}
		} finally {
			await Promise.all([own.close(), other.close()]);
		}
	});
});

it('a Workable subdomain that is none is told, and no token is sent to what it makes of the address', async () => {
	const workable = (await credentials()).find(({ name }) => name === 'workableHrApi');
	if (workable === undefined) throw new Error('There is no credential for Workable');
	const evil = await startServer();
	try {
		const subdomain = `${evil.url.replace('http://', '')}/`;
		const entered = { ...filled(workable, ''), subdomain };
		expect(await tested(workable, entered)).toMatch(/INVALID_URL/);
		expect(evil.asked).toEqual([]);
	} finally {
		await evil.close();
	}
});
