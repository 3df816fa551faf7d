import type { IDataObject, IWorkflowDataProxyAdditionalKeys } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { PersonioHrApi } from '../../credentials/PersonioHrApi.credentials';
import { Personio } from '../../nodes/Personio/Personio.node';
import { PersonioTrigger } from '../../nodes/Personio/PersonioTrigger.node';
import type { PersonioOptions, PersonioSimulator } from '../../simulators/personio/index.mts';
import type { HttpServer } from '../support/httpServer.mts';
import { startServer } from '../support/httpServer.mts';
import { flood, startRawServer } from '../support/rawServer.mts';
import type { Surroundings } from '../support/n8n';
import { act, actionIn, credentialFor, failure, startRoomyPersonio } from '../support/personio';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const credential = new PersonioHrApi();
const SECRET = 'papi-example-secret-of-acme';
const TOKEN = { method: 'POST', path: '/v2/auth/token' };

let personio: PersonioSimulator;
let clock: number;
/** Another host, that answers whatever it is told to. */
let server: HttpServer;
async function start(options: PersonioOptions = {}): Promise<void> {
	await personio?.close();
	personio = await startRoomyPersonio(options);
}
beforeEach(async () => {
	clock = Date.now();
	server = await startServer();
	await start({ now: () => clock });
});
afterEach(async () => {
	await server.close();
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

/** An action node that reads one person. */
function reader(more: IDataObject = {}): Surroundings {
	return actionIn(personio, {
		credential: credentialFor(personio, more),
		parameters: {
			resource: 'employee',
			operation: 'getAll',
			includeEmployments: false,
			limit: 1,
		},
	});
}

/** How often a path was asked for, and with what end. */
const statuses = (path: string): Array<number | null> =>
	personio.requests.filter((request) => request.path === path).map(({ status }) => status);

/** All that n8n stores and shows of an error. */
function toldBy(error: Error): string {
	const { message, stack, cause } = error;
	return [message, stack, JSON.stringify(error), JSON.stringify(cause ?? null)].join('\n');
}

describe('the form', () => {
	it('is the one both nodes ask for', () => {
		for (const node of [new Personio(), new PersonioTrigger()]) {
			expect(node.description.credentials).toEqual([{ name: credential.name, required: true }]);
		}
		expect(credential.name).toBe('personioHrApi');
	});

	it('hides its secrets, and only them', () => {
		const hidden = credential.properties
			.filter(({ typeOptions }) => typeOptions?.password === true)
			.map(({ name }) => name);
		expect(hidden).toEqual(['accessToken', 'clientSecret', 'previousClientSecret']);
		expect(credential.properties.map(({ name }) => name)).toEqual([
			'accessToken',
			'clientId',
			'clientSecret',
			'previousClientSecret',
			'appId',
			'baseUrl',
		]);
	});
});

describe('signing in', () => {
	const page = JSON.stringify({ _data: [{ id: '1' }], _meta: { links: {} } });
	const granted = JSON.stringify({ access_token: 'papi-token', token_type: 'Bearer' });

	it.each([
		[{}, 'N8N'],
		[{ appId: '' }, 'N8N'],
		[{ appId: ' ' }, 'N8N'],
		[{ appId: 'ACME_HR' }, 'ACME_HR'],
	])('sends a form with the name of the app (%j), and no token', async (more, appId) => {
		server.replies.push({ status: 200, body: granted }, { status: 200, body: page });
		const secret = { clientId: ' papi-id ', clientSecret: 'papi-a+b &c=ü ' };
		expect(await act(reader({ baseUrl: `${server.url}/`, ...secret, ...more }))).toHaveLength(1);
		const [signIn, request] = server.asked;
		expect(signIn).toMatchObject({
			method: 'POST',
			url: '/v2/auth/token',
			headers: {
				'content-type': expect.stringMatching(/^application\/x-www-form-urlencoded/),
				accept: 'application/json, application/problem+json',
				'x-personio-app-id': appId,
			},
		});
		expect(signIn?.headers).not.toHaveProperty('authorization');
		expect([...new URLSearchParams(signIn?.body)]).toEqual([
			['grant_type', 'client_credentials'],
			['client_id', 'papi-id'],
			['client_secret', 'papi-a+b &c=ü'],
		]);
		expect(request).toMatchObject({
			method: 'GET',
			headers: {
				authorization: 'Bearer papi-token',
				accept: 'application/json, application/problem+json',
				'x-personio-app-id': appId,
			},
		});
	});

	it.each(['{}', '"papi-token"', '<html>', '{"access_token":""}', '{"access_token":7}'])(
		'that is answered with %s is told in plain words',
		async (body) => {
			server.replies.push({ status: 200, body });
			const error = await failure(act(reader({ baseUrl: server.url })));
			expect(toldBy(error)).not.toContain(SECRET);
			expect(error.description).toMatch(/API Base URL/);
		},
	);

	// What the credential says of it is lost on the way through n8n's HTTP client.
	it('that is answered by something else than Personio is not told as no answer', async () => {
		server.replies.push({ status: 200, body: '<html>' });
		const error = await failure(act(reader({ baseUrl: server.url })));
		expect(error.message).not.toMatch(/could not be reached/);
		expect(server.asked).toHaveLength(1);
	});
});

describe('the token', () => {
	it('is asked for once and kept', async () => {
		const node = reader();
		for (let times = 0; times < 3; times++) await act(node);
		expect(statuses('/v2/auth/token')).toEqual([200]);
		expect(statuses('/v2/persons')).toEqual([200, 200, 200]);
	});

	it.each(['revoked', 'expired'])('is renewed once when it was %s', async (how) => {
		const node = reader();
		await act(node);
		if (how === 'revoked') personio.revokeTokens();
		else clock += 86_400_001;
		expect(await act(node)).toHaveLength(1);
		expect(statuses('/v2/auth/token')).toEqual([200, 200]);
		expect(statuses('/v2/persons')).toEqual([200, 401, 200]);
		await act(node);
		expect(statuses('/v2/auth/token')).toHaveLength(2);
	});

	it('is not that of the company the credential was for before', async () => {
		personio.addClient({ clientId: 'papi-other', clientSecret: 'papi-other-secret' });
		const node = reader();
		await act(node);
		// n8n keeps the hidden token when the other fields are saved.
		const saved = await node.additionalData.credentialsHelper.getDecrypted(
			node.additionalData,
			{ id: 'credential-1', name: 'Test' },
			credential.name,
			'internal',
		);
		expect(saved['accessToken']).not.toBe('');
		node.setCredential({ ...saved, clientId: 'papi-other', clientSecret: 'papi-other-secret' });
		await act(node);
		const asked = personio.requests.filter(({ path }) => path === '/v2/persons');
		expect(asked.map(({ status, tokenIndex }) => [status, tokenIndex])).toEqual([
			[200, 0],
			[401, null],
			[200, 1],
		]);
	});

	it('that is refused twice ends in one clear error', async () => {
		const node = reader();
		await act(node);
		const match = { path: '/v2/persons' };
		personio.faults.add({ kind: 'status', status: 401, match, times: 99 });
		const error = await failure(act(node));
		expect(error.message).toBe('Personio did not accept the credential');
		expect(error.description).toMatch(/Client ID.*Client Secret.*scope.*'personio:persons:read'/);
		expect(statuses('/v2/persons')).toEqual([200, 401, 401]);
		expect(statuses('/v2/auth/token')).toEqual([200, 200]);
	});

	it('never shows in a message', async () => {
		const match = { path: '/v2/persons' };
		for (const status of [400, 401, 403, 404, 422, 500]) {
			personio.faults.add({ kind: 'status', status, match, times: 8 });
			const error = await failure(act(reader()));
			expect(toldBy(error)).not.toMatch(/papi-(?!example-client)/);
			personio.faults.clear();
		}
	});
});

describe('a sign-in that fails', () => {
	it('for a wrong secret says so, once, without the secret', async () => {
		const error = await failure(act(reader({ clientSecret: 'papi-wrong-secret' })));
		expect(error.message).toBe('Personio did not accept the credential');
		expect(error.description).toMatch(/Client ID.*Client Secret/);
		expect(toldBy(error)).not.toContain('papi-wrong-secret');
		expect(statuses('/v2/auth/token')).toEqual([400]);
		expect(personio.requests).toHaveLength(1);
	});

	it('for a secret that was changed at Personio says so when the token is over', async () => {
		const node = reader();
		await act(node);
		node.setCredential({ ...credentialFor(personio), clientSecret: 'papi-outdated' });
		personio.revokeTokens();
		const error = await failure(act(node));
		expect(error.message).toBe('Personio did not accept the credential');
		expect(toldBy(error)).not.toContain('papi-outdated');
	});

	it.each([503, 429] as const)('for a moment (%s) is tried again', async (status) => {
		personio.faults.add({ kind: 'status', status, match: TOKEN, times: 2 });
		expect(await act(reader())).toHaveLength(1);
		expect(statuses('/v2/auth/token')).toEqual([status, status, 200]);
	});

	it('for long is told as what it is', async () => {
		personio.faults.add({ kind: 'status', status: 503, match: TOKEN, times: 99 });
		const error = await failure(act(reader()));
		expect(error.message).toBe('Personio is not available at the moment');
		expect(statuses('/v2/auth/token').length).toBeLessThanOrEqual(4);
		expect(toldBy(error)).not.toContain(SECRET);
	});

	it('by a connection that breaks is tried again', async () => {
		personio.faults.add({ kind: 'cut-before', match: TOKEN });
		expect(await act(reader())).toHaveLength(1);
		personio.faults.add({ kind: 'cut-before', match: TOKEN, times: 99 });
		const error = await failure(act(reader()));
		expect(error.message).toBe('Personio could not be reached');
		expect(toldBy(error)).not.toContain(SECRET);
	});

	it('with more than a token is read no further', async () => {
		let written = (): number => 0;
		const raw = await startRawServer((response) => {
			written = flood(response);
		});
		const error = await failure(act(reader({ baseUrl: raw.url })));
		expect(error.message).toBe('Personio answered the sign-in with something other than a token');
		expect(error.description).toMatch(/API Base URL/);
		expect(written()).toBeLessThan(32 * 1024 * 1024);
		await raw.close();
	});

	it('does not carry the secret to another address', async () => {
		for (const status of [301, 302, 307, 308]) {
			const headers = { location: `${server.url}/v2/auth/token` };
			personio.faults.add({ kind: 'status', status, headers, match: TOKEN, times: 9 });
			const error = await failure(act(reader()));
			expect(error.message).toMatch(/another address/);
			expect(toldBy(error)).not.toContain(SECRET);
			expect(server.asked).toEqual([]);
			personio.faults.clear();
		}
	});

	it.each([
		'http://api.personio.example',
		'http://8.8.8.8/',
		'ftp://api.personio.de',
		'api.personio.de',
		'javascript:0',
	])('as %s is no address to send a secret to', async (baseUrl) => {
		const error = await failure(act(reader({ baseUrl })));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('The credential for Personio has no usable address');
		expect(error.description).toMatch(/API Base URL.*https:\/\//);
		expect(toldBy(error)).not.toContain(SECRET);
	});
});

describe("n8n's test of the credential", () => {
	/** Resolves an expression of the credential as n8n does for its test. */
	function resolved(text: string, data: IDataObject): string {
		const { workflow, node } = actionIn(personio);
		const keys = { $credentials: data } as unknown as IWorkflowDataProxyAdditionalKeys;
		return String(workflow.expression.getSimpleParameterValue(node, text, 'internal', keys));
	}

	/** Signs in and makes the declared request, as n8n does; gives what n8n then shows. */
	async function verdict(data: IDataObject): Promise<string> {
		const { url, qs, baseURL } = credential.test.request;
		const base = resolved(baseURL ?? '', data);
		const headers = { 'x-personio-app-id': 'N8N' };
		const signIn = await fetch(`${base}/v2/auth/token`, {
			method: 'POST',
			headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
			body: `grant_type=client_credentials&client_id=${String(data['clientId'])}&client_secret=${String(data['clientSecret'])}`,
		});
		if (!signIn.ok) return worded(signIn.status);
		const { access_token: token } = await signIn.json();
		const query = new URLSearchParams(Object.entries(qs ?? {}).map(([k, v]) => [k, String(v)]));
		const answer = await fetch(`${base}${url}?${query}`, {
			headers: { ...headers, authorization: `Bearer ${String(token)}` },
		});
		return answer.ok ? 'ok' : worded(answer.status);
	}

	function worded(status: number): string {
		const rule = credential.test.rules?.find(
			({ properties }) => 'value' in properties && properties.value === status,
		);
		return rule?.properties.message ?? `${status}, in n8n's own words`;
	}

	it('passes', async () => {
		expect(await verdict(credentialFor(personio))).toBe('ok');
		expect(personio.requests.map(({ path, query }) => [path, query])).toEqual([
			['/v2/auth/token', {}],
			['/v2/persons', { limit: '1' }],
		]);
	});

	it('tells a wrong secret from a missing scope', async () => {
		expect(await verdict(credentialFor(personio, { clientSecret: 'papi-wrong' }))).toMatch(
			/did not accept the client ID and the client secret/,
		);
		const poor = { clientId: 'papi-poor', clientSecret: 'papi-poor-secret' };
		for (const missingScope of [403, 401] as const) {
			await start({ missingScope });
			personio.addClient({ ...poor, scopes: ['personio:webhooks:read'] });
			const message = await verdict(credentialFor(personio, poor));
			expect(message).toMatch(/personio:persons:read/);
			expect(message).not.toMatch(/did not accept the client/);
		}
	});

	it.each([
		[{ baseUrl: '' }, 'https://api.personio.de'],
		[{}, 'https://api.personio.de'],
		[{ baseUrl: 'https://gw.example/w/' }, 'https://gw.example/w'],
		[{ baseUrl: ' https://gw.example/w// ' }, 'https://gw.example/w'],
		[{ baseUrl: ' ' }, 'https://api.personio.de'],
	])('of %j goes to %s', (data, expected) => {
		expect(resolved(credential.test.request.baseURL ?? '', data)).toBe(expected);
	});

	it('never puts the secret into an address', () => {
		expect(JSON.stringify(credential.test)).not.toMatch(/ecret\}|clientSecret|accessToken/);
	});
});
