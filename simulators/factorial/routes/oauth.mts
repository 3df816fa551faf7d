import { randomBytes } from 'node:crypto';

import { queryOf } from '../../kit/requests.mts';
import type { SimulatorServer } from '../../kit/server.mts';
import type { Application, Credential, FactorialState } from '../state.mts';

/** What a code can be exchanged for, once. */
interface Grant {
	application: Application;
	/** Those that were asked for; without any, all the application has. */
	scopes: readonly string[];
	kind: 'company' | 'user';
	redirectUri: string;
}

const USER_TOKEN_SECONDS = 7_200;

/**
 * OAuth2 with an administrator who always agrees. How errors look is not documented; these are the
 * usual ones.
 */
export function oauthRoutes({ app, violate }: SimulatorServer, state: FactorialState): void {
	const codes = new Map<string, Grant>();
	const refreshTokens = new Map<string, Grant>();

	app.get('/oauth/authorize', { exposeHeadRoute: false }, async (request, reply) => {
		const query = new Map(Object.entries(queryOf(request)).map(([k, v]) => [k, String(v)]));
		const application = applicationOf(query.get('client_id'));
		const redirectUri = query.get('redirect_uri') ?? '';
		const scopes = (query.get('scope') ?? '').split(' ').filter(Boolean);
		if (
			application === undefined ||
			query.get('response_type') !== 'code' ||
			!URL.canParse(redirectUri) ||
			scopes.some((scope) => !application.scopes.includes(scope))
		) {
			violate('oauth-authorize', request);
			return await reply.code(400).send({ error: 'invalid_request' });
		}
		const code = randomBytes(8).toString('hex');
		const kind = query.get('resource_owner_type') === 'company' ? 'company' : 'user';
		const granted = scopes.length > 0 ? scopes : application.scopes;
		codes.set(code, { application, scopes: granted, kind, redirectUri });
		const target = new URL(redirectUri);
		target.searchParams.set('code', code);
		const given = query.get('state');
		if (given !== undefined) target.searchParams.set('state', given);
		return await reply.redirect(target.href);
	});

	app.post('/oauth/token', async (request, reply) => {
		const body = new URLSearchParams((request.body as Buffer | undefined)?.toString('utf8'));
		const application = applicationOf(body.get('client_id') ?? undefined);
		if (application === undefined || application.clientSecret !== body.get('client_secret')) {
			return await reply.code(401).send({ error: 'invalid_client' });
		}
		const grant = grantOf(body);
		if (grant?.application !== application) {
			return await reply.code(400).send({ error: 'invalid_grant' });
		}
		return await reply.send(issued(grant));
	});

	function applicationOf(clientId: string | undefined): Application | undefined {
		return state.applications.find((known) => known.clientId === clientId);
	}

	/** One token for each code, and a new refresh token with each token. */
	function grantOf(body: URLSearchParams): Grant | undefined {
		const isCode = body.get('grant_type') === 'authorization_code';
		const grants = isCode ? codes : refreshTokens;
		const given = body.get(isCode ? 'code' : 'refresh_token') ?? '';
		const grant = grants.get(given);
		grants.delete(given);
		return isCode && grant?.redirectUri !== body.get('redirect_uri') ? undefined : grant;
	}

	/** That of a company does not expire; whether it has a refresh token is not documented. */
	function issued(grant: Grant): object {
		const { application, scopes, kind } = grant;
		const value = randomBytes(16).toString('hex');
		state.credentials.push(tokenOf(value, kind, { ...application, scopes }));
		const token = {
			access_token: value,
			token_type: 'Bearer',
			scope: scopes.join(' '),
			created_at: Math.floor(state.now() / 1_000),
		};
		if (kind === 'company') return token;
		const refresh = randomBytes(16).toString('hex');
		refreshTokens.set(refresh, grant);
		return { ...token, expires_in: USER_TOKEN_SECONDS, refresh_token: refresh };
	}
}

/** The token of an application, as somebody who asks. */
export function tokenOf(
	value: string,
	kind: 'company' | 'user',
	{ clientId, scopes }: Application,
): Credential {
	return { kind, value, scopes, isElsewhere: false, revoked: false, owner: clientId };
}
