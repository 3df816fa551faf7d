import type { IAuthenticateGeneric, ICredentialType, IDataObject } from 'n8n-workflow';
import { NodeApiError, sleep, UserError } from 'n8n-workflow';

import type { Api, ApiRequest } from '../../../nodes/shared/outbound/api';
import { connect } from '../../../nodes/shared/outbound/connect';
import { IN_A_RUN, WHILE_PUBLISHING } from '../../../nodes/shared/outbound/retry';
import { fakeTrigger, fakeVendor } from '../../support/fakeVendor';
import { letOthersRun } from '../../support/fakeClock.mts';
import type { HttpServer, Reply } from '../../support/httpServer.mts';
import { startServer } from '../../support/httpServer.mts';
import type { Surroundings } from '../../support/n8n';
import { executeContext, hookContext, surround } from '../../support/n8n';

/*
 * A credential that is exchanged for a token before the first request (`preAuthentication`): what
 * goes wrong there is told as plainly as what goes wrong in the request.
 */

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(),
}));

/** Time is not waited for but skipped. */
let naps: number[];
const slept = (): number => naps.reduce((sum, ms) => sum + ms, 0);

/** The vendor's API, and where it hands out tokens. */
let server: HttpServer;
let tokens: HttpServer;
beforeEach(async () => {
	naps = [];
	const now = Date.now.bind(Date);
	jest.mocked(sleep).mockImplementation(async (ms) => {
		naps.push(ms);
		await letOthersRun();
	});
	jest.spyOn(Date, 'now').mockImplementation(() => now() + slept());
	server = await startServer();
	tokens = await startServer();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await server.close();
	await tokens.close();
});

const SECRET = 'example-secret';
const VERSION = 'n8n/1';

const authenticate: IAuthenticateGeneric = {
	type: 'generic',
	properties: {
		headers: {
			Authorization: '=Bearer {{$credentials.token}}',
			'X-Client': '={{ $credentials.client || "nobody" }}',
			Accept: 'application/json',
		},
	},
};

/** Exchanges its secret for a token, as the vendors' credentials do. */
const signingIn: ICredentialType = {
	name: 'fakeHrApi',
	displayName: 'Fake HR API',
	properties: [
		{
			displayName: 'Token',
			name: 'token',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
		{ displayName: 'Secret', name: 'secret', type: 'string', default: SECRET },
		{ displayName: 'Client', name: 'client', type: 'string', default: '' },
	],
	async preAuthentication({ secret, tokenUrl }): Promise<IDataObject> {
		const answer: unknown = await this.helpers.httpRequest({
			method: 'POST',
			url: `${String(tokenUrl)}/token`,
			body: { secret },
			disableFollowRedirect: true,
			// As the vendors' credentials do: its end comes by its own signal, and not by the silence.
			timeout: 2_000,
			abortSignal: AbortSignal.timeout(1_000),
		});
		if (typeof answer === 'object' && answer !== null && 'token' in answer) {
			return { token: String(answer.token) };
		}
		throw new UserError('That is no token', { description: 'Check the address.' });
	},
	authenticate,
};

const token = (name: string): Reply => ({ status: 200, body: JSON.stringify({ token: name }) });

/** The vendor's nodes, with what the user entered. */
function surroundings(credential: IDataObject = {}): Surroundings {
	return surround({
		type: fakeTrigger(fakeVendor()),
		credentialType: signingIn,
		credential: { baseUrl: server.url, tokenUrl: tokens.url, ...credential },
	});
}

async function connected(patience = IN_A_RUN, around = surroundings()): Promise<Api> {
	return await connect(executeContext(around, [{}]), fakeVendor(), patience);
}

const failed = async (work: Promise<unknown>): Promise<NodeApiError> => {
	const thrown: unknown = await work.then(
		() => 'nothing was thrown',
		(error: unknown) => error,
	);
	if (!(thrown instanceof NodeApiError)) throw thrown;
	return thrown;
};

const replies = (reply: Reply, times: number): void => {
	tokens.replies.push(...Array.from({ length: times }, () => reply));
};

const authorisations = (): unknown[] => server.asked.map(({ headers }) => headers.authorization);

describe('a sign-in that works', () => {
	it('comes once, and its token goes along with every request', async () => {
		replies(token('one'), 1);
		const around = surroundings({ client: 'Ada & Co' });
		const api = await connected(IN_A_RUN, around);
		await api.get('/1');
		await api.get('/2');
		await (await connect(hookContext(around), fakeVendor())).get('/3');
		expect(tokens.asked.map(({ body }) => body)).toEqual([JSON.stringify({ secret: SECRET })]);
		expect(authorisations()).toEqual(['Bearer one', 'Bearer one', 'Bearer one']);
		expect(server.asked[0]?.headers).toMatchObject({ 'x-client': 'Ada & Co' });
	});

	it('is repeated when the token has expired, and so is the request', async () => {
		replies(token('old'), 1);
		replies(token('new'), 1);
		const api = await connected();
		server.replies.push({ status: 200 }, { status: 401 });
		await api.get('/1');
		expect(await api.get('/2')).toEqual({});
		expect(authorisations()).toEqual(['Bearer old', 'Bearer old', 'Bearer new']);
		expect(tokens.asked).toHaveLength(2);
		expect(naps).toEqual([]);
	});

	it('but does not help for ever: a credential that is refused is told', async () => {
		replies(token('useless'), 9);
		const api = await connected();
		server.replies.push(...Array.from({ length: 9 }, () => ({ status: 401 })));
		const failure = await failed(api.get('/people'));
		expect(failure.message).toBe('Fake HR did not accept the credential');
		expect(server.asked).toHaveLength(2);
	});
});

describe.each([
	['at first', (): void => undefined],
	[
		'when the token is renewed',
		/** @param times how often the old token is refused */
		(times: number): void => {
			tokens.replies.unshift(token('old'));
			server.replies.push(...Array.from({ length: times }, () => ({ status: 401 })));
		},
	],
])('a sign-in that fails %s', (_, prepare) => {
	it.each([400, 401, 403, 422])(
		'with %i is told at once as a refused credential',
		async (status) => {
			replies({ status, body: '{"message":"private words about Ada"}' }, 9);
			prepare(9);
			const api = await connected();
			const failure = await failed(api.get('/people', { needs: 'people:read' }));
			expect(failure.message).toBe('Fake HR did not accept the credential');
			expect(failure.description).toBe(
				"Enter a new key in the credential. This takes the permission 'people:read'.",
			);
			expect(failure.httpCode).toBe('401');
			const told = JSON.stringify([failure, failure.message, failure.cause]);
			expect(told).not.toMatch(/private|Ada/);
			expect(told).not.toContain(SECRET);
			expect(naps).toEqual([]);
			expect(authorisations().filter((sent) => sent !== 'Bearer old')).toEqual([]);
		},
	);

	it.each([500, 502, 503])('with %i is tried again, and then works', async (status) => {
		replies({ status }, 3);
		prepare(4);
		const api = await connected();
		tokens.replies.push(token('late'));
		expect(await api.get('/people')).toEqual({});
		expect(slept()).toBe(1_000 + 2_000 + 4_000);
		expect(authorisations().at(-1)).toBe('Bearer late');
	});

	it.each([
		['a run', IN_A_RUN, 4],
		['a publication', WHILE_PUBLISHING, 3],
	])('with 503 in %s is told as a vendor that is away', async (__, patience, tries) => {
		replies({ status: 503 }, 9);
		prepare(9);
		const failure = await failed((await connected(patience)).get('/people'));
		expect(failure.message).toBe('Fake HR is not available at the moment');
		expect(failure.httpCode).toBe('503');
		// A second, two, four: as many pauses as there were tries after the first.
		expect(slept()).toBe((2 ** (tries - 1) - 1) * 1_000);
		expect(authorisations().filter((sent) => sent !== 'Bearer old')).toEqual([]);
	});

	it('with 429 is tried again, even for a POST, and then told as such', async () => {
		replies({ status: 429 }, 2);
		prepare(3);
		const api = await connected();
		tokens.replies.push(token('late'));
		const post: ApiRequest = { method: 'POST', path: '/people', body: {} };
		expect(await api.request(post)).toMatchObject({ status: 200 });
		expect(authorisations().at(-1)).toBe('Bearer late');

		replies({ status: 429 }, 20);
		const other = await connected();
		const before = tokens.asked.length;
		const failure = await failed(other.get('/people'));
		expect(failure.message).toBe('Fake HR is receiving too many requests');
		expect(failure.httpCode).toBe('429');
		expect(tokens.asked).toHaveLength(before + 6);
	});

	it.each([
		['a run', IN_A_RUN, 4],
		['a publication', WHILE_PUBLISHING, 1],
	])('because nothing comes back is told in %s as a timeout', async (__, patience, tries) => {
		replies('hang', 9);
		prepare(9);
		const failure = await failed((await connected(patience)).get('/people'));
		expect(failure.message).toBe(
			`Fake HR did not answer within ${patience.timeoutMs / 1_000} seconds`,
		);
		expect(tokens.asked.length).toBeGreaterThanOrEqual(tries);
		// A second, two, four: as many pauses as there were tries after the first.
		expect(slept()).toBe((2 ** (tries - 1) - 1) * 1_000);
	});

	it('because the connection breaks is tried again, then told', async () => {
		replies('cut', 9);
		prepare(9);
		const failure = await failed((await connected()).get('/people'));
		expect(failure.message).toBe('Fake HR could not be reached');
		expect(slept()).toBe(1_000 + 2_000 + 4_000);
	});
});

it('a sign-in that answers something else is told in the words of the credential, at once', async () => {
	replies({ status: 200, body: '<html>private words</html>' }, 9);
	const failure = await failed((await connected()).get('/people'));
	expect(failure.message).toBe('That is no token');
	expect(failure.description).toBe('Check the address.');
	expect(JSON.stringify([failure, failure.message, failure.cause])).not.toMatch(/private/);
	expect(naps).toEqual([]);
	expect(server.asked).toEqual([]);
});

it('a sign-in that is sent to another address does not follow', async () => {
	replies({ status: 302, body: '' }, 9);
	const failure = await failed((await connected()).get('/people'));
	expect(failure.message).toBe('Fake HR sent the request to another address');
	expect(server.asked).toEqual([]);
});

describe('headers of a request', () => {
	it('go along, beside those of the credential', async () => {
		replies(token('one'), 1);
		const headers = { 'X-Version': VERSION, 'X-Beta': 'true' };
		const api = await connected();
		await api.get('/people', { headers });
		await api.request({ method: 'PATCH', path: '/people', body: { a: 1 }, headers });
		for (const asked of server.asked) {
			expect(asked.headers).toMatchObject({
				'x-version': VERSION,
				'x-beta': 'true',
				authorization: 'Bearer one',
				'x-client': 'nobody',
			});
		}
		expect(server.asked).toHaveLength(2);
		expect(headers).toEqual({ 'X-Version': VERSION, 'X-Beta': 'true' });
	});

	it('go along in each try, also after the token was renewed', async () => {
		replies(token('old'), 1);
		replies(token('new'), 1);
		const api = await connected();
		server.replies.push({ status: 503 }, { status: 401 });
		await api.get('/people', { headers: { 'X-Version': VERSION } });
		expect(server.asked.map(({ headers }) => headers['x-version'])).toEqual([
			VERSION,
			VERSION,
			VERSION,
		]);
	});
});
