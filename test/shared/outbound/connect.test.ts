import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, sleep } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api, ApiRequest } from '../../../nodes/shared/outbound/api';
import { connect } from '../../../nodes/shared/outbound/connect';
import { parseAnswer } from '../../../nodes/shared/reading/parseAnswer';
import { IN_A_RUN, UNTIL_DECIDED, WHILE_PUBLISHING } from '../../../nodes/shared/outbound/retry';
import type { Vendor } from '../../../nodes/shared/vendor';
import { FAKE_KEY, fakeVendor, surroundFake } from '../../support/fakeVendor';
import { letOthersRun } from '../../support/fakeClock.mts';
import type { HttpServer } from '../../support/httpServer.mts';
import { startServer } from '../../support/httpServer.mts';
import { executeContext, hookContext, loadOptionsContext } from '../../support/n8n';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(),
}));

/** Time is not waited for but skipped. */
let naps: number[];
let server: HttpServer;
/** Where no request may ever go. */
let other: HttpServer;
beforeEach(async () => {
	naps = [];
	const now = Date.now.bind(Date);
	jest.mocked(sleep).mockImplementation(async (ms) => {
		naps.push(ms);
		await letOthersRun();
	});
	jest.spyOn(Date, 'now').mockImplementation(() => now() + slept());
	server = await startServer();
	other = await startServer();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await server.close();
	await other.close();
});

const slept = (): number => naps.reduce((sum, ms) => sum + ms, 0);

/** What hangs is given up soon, but not so soon that a busy machine is taken for a vendor that hangs. */
const timeoutFor = (reply: unknown) => (reply === 'hang' ? { timeoutMs: 400 } : {});

async function connected({
	vendor = fakeVendor(),
	patience = IN_A_RUN,
	untilDecided = UNTIL_DECIDED,
	signal,
	credential,
}: {
	vendor?: Vendor;
	patience?: typeof IN_A_RUN;
	untilDecided?: typeof IN_A_RUN;
	signal?: AbortSignal;
	credential?: IDataObject;
} = {}): Promise<Api> {
	const surroundings = surroundFake(vendor, {
		credential: { baseUrl: server.url, key: FAKE_KEY, ...credential },
	});
	const context = executeContext(surroundings, [{}], signal === undefined ? {} : { signal });
	return await connect(context, vendor, patience, untilDecided);
}

const failed = async (work: Promise<unknown>): Promise<NodeApiError> => {
	const thrown: unknown = await work.then(
		() => 'nothing was thrown',
		(error: unknown) => error,
	);
	if (!(thrown instanceof NodeApiError)) throw thrown;
	return thrown;
};

const get = (path: string): ApiRequest => ({ method: 'GET', path });

describe('a request', () => {
	it('goes to the base URL with the credential, its query and body', async () => {
		const api = await connected();
		server.replies.push({ status: 201, body: '{"id":1}', headers: { 'X-Some': 'Header' } });
		const answer = await api.request({
			method: 'POST',
			path: '/people/a%2Fb',
			query: { ids: ['1', '2'], q: 'a&b' },
			body: { name: 'Ada' },
		});
		expect(answer).toMatchObject({ status: 201, body: { id: 1 }, headers: { 'x-some': 'Header' } });
		expect(server.asked).toHaveLength(1);
		expect(server.asked[0]).toMatchObject({
			method: 'POST',
			url: '/people/a%2Fb?ids=1&ids=2&q=a%26b',
			headers: { 'x-fake-key': FAKE_KEY },
			body: '{"name":"Ada"}',
		});
	});

	it('hands on the body of a GET', async () => {
		const api = await connected();
		server.replies.push({ status: 200, body: '[1,2]' });
		expect(await api.get('/list', { query: { limit: 2 } })).toEqual([1, 2]);
		expect(server.asked[0]).toMatchObject({ method: 'GET', url: '/list?limit=2' });
	});

	it('can be made from a publication and a drop-down too', async () => {
		const vendor = fakeVendor();
		const surroundings = surroundFake(vendor, {
			credential: { baseUrl: server.url, key: FAKE_KEY },
		});
		for (const context of [hookContext(surroundings), loadOptionsContext(surroundings)]) {
			expect(await (await connect(context, vendor)).get('/')).toEqual({});
		}
		expect(server.asked.map(({ headers }) => headers['x-fake-key'])).toEqual([FAKE_KEY, FAKE_KEY]);
	});

	it.each(['', 'api.example.com', '/api'])(
		'is not made when the credential holds no address: %j',
		async (baseUrl) => {
			const connecting = connected({ credential: { baseUrl } });
			await expect(connecting).rejects.toBeInstanceOf(NodeOperationError);
			await expect(connecting).rejects.toThrow('The credential for Fake HR has no usable address');
		},
	);
});

describe('the credential never reaches another origin', () => {
	it.each([301, 302, 303, 307, 308])('by a redirect %i', async (status) => {
		const api = await connected();
		server.replies.push({ status, headers: { location: `${other.url}/people` } });
		const failure = await failed(api.get('/people'));
		expect(other.asked).toEqual([]);
		expect(server.asked).toHaveLength(1);
		expect(failure.message).toBe('Fake HR sent the request to another address');
		expect(failure.description).toContain("'API Base URL'");
	});

	it('nor the same one by a redirect', async () => {
		const api = await connected();
		server.replies.push({ status: 302, headers: { location: '/elsewhere' } });
		await failed(api.get('/people'));
		expect(server.asked.map(({ url }) => url)).toEqual(['/people']);
	});

	it('by a path that looks like an address', async () => {
		const api = await connected();
		await api.get(`//${other.url.replace('http://', '')}/people`);
		expect(other.asked).toEqual([]);
		expect(server.asked).toHaveLength(1);
	});
});

describe('an answer that is no success', () => {
	it.each([
		[400, 'Fake HR refused the request'],
		[401, 'Fake HR did not accept the credential'],
		[403, 'Fake HR does not allow this with the credential'],
		[404, 'Fake HR has no such record'],
		[409, 'Fake HR refused the request'],
		[422, 'Fake HR refused the request'],
	])('%i is told at once, and what the vendor wrote is not', async (status, message) => {
		const api = await connected();
		const reply = { status, body: '{"message":"private words about Ada"}' };
		server.replies.push(reply, reply);
		const failure = await failed(api.get('/people', { needs: 'people:read' }));
		expect(failure.message).toBe(message);
		expect(failure.httpCode).toBe(String(status));
		expect(JSON.stringify([failure, failure.message, failure.cause])).not.toMatch(/private|Ada/);
		expect(JSON.stringify([failure, failure.message, failure.cause])).not.toContain(FAKE_KEY);
		// After a 401 n8n renews the credential, and repeats the request once by itself.
		expect(server.asked).toHaveLength(status === 401 ? 2 : 1);
		expect(naps).toEqual([]);
	});

	it('401 tells what to do in the words of the vendor', async () => {
		const api = await connected();
		server.replies.push({ status: 401 }, { status: 401 });
		const failure = await failed(api.get('/people', { needs: 'people:read' }));
		expect(failure.description).toBe(
			"Enter a new key in the credential. This takes the permission 'people:read'.",
		);
	});

	it('401 is final where the credential holds no token that expires', async () => {
		const vendor = fakeVendor();
		const explain = ({ body }: { body: unknown }): string => `It says ${JSON.stringify(body)}.`;
		const api = await connected({
			vendor: { ...vendor, connection: { ...vendor.connection, isRefusalFinal: true, explain } },
		});
		server.replies.push({ status: 401, body: '{"key":"a"}' });
		const failure = await failed(api.get('/people'));
		expect(failure.message).toBe('Fake HR did not accept the credential');
		expect(failure.httpCode).toBe('401');
		expect(failure.description).toBe('Enter a new key in the credential. It says {"key":"a"}.');
		expect(server.asked).toHaveLength(1);
	});

	it('carries what the vendor folder explains', async () => {
		const vendor = fakeVendor();
		const explain = ({ status }: { status: number }): string => `Explained ${status}.`;
		const api = await connected({
			vendor: { ...vendor, connection: { ...vendor.connection, explain } },
		});
		server.replies.push({ status: 409 });
		expect((await failed(api.get('/people'))).description).toContain('Explained 409.');
	});

	it('a sign-in page is told from what was asked for', async () => {
		const api = await connected();
		server.replies.push({
			status: 200,
			headers: { 'content-type': 'text/html' },
			body: '<html>private words</html>',
		});
		const answer = await api.get('/people');
		const schema = z.object({ people: z.array(z.string()) });
		const what = 'a list of people';
		const failure = await failed((async () => parseAnswer(schema, answer, api, what))());
		expect(failure.message).toBe('Fake HR answered with something other than a list of people');
		expect(JSON.stringify([failure, failure.cause])).not.toContain('private');
		expect(parseAnswer(schema, { people: ['a'], more: 1 }, api, what)).toEqual({ people: ['a'] });
	});
});

describe('trying again', () => {
	const replies = (reply: HttpServer['replies'][number], times: number): void => {
		server.replies.push(...Array.from({ length: times }, () => reply));
	};

	it.each<IHttpRequestMethods>(['GET', 'PUT', 'PATCH', 'DELETE'])(
		'%s is repeated after 503, slower each time, until it works',
		async (method) => {
			const api = await connected();
			replies({ status: 503 }, 3);
			expect(await api.request({ method, path: '/' })).toMatchObject({ status: 200 });
			expect(server.asked).toHaveLength(4);
			expect(slept()).toBe(7_000);
		},
	);

	it.each([
		['a run', IN_A_RUN, 4],
		['a publication', WHILE_PUBLISHING, 3],
	])('in %s has an end', async (_, patience, tries) => {
		const api = await connected({ patience });
		replies({ status: 502 }, 9);
		const failure = await failed(api.get('/people'));
		expect(failure.message).toBe('Fake HR is not available at the moment');
		expect(failure.httpCode).toBe('502');
		expect(server.asked).toHaveLength(tries);
	});

	it.each([{ status: 500 }, { status: 503 }, 'cut', 'hang'] as const)(
		'a POST is not repeated after %j',
		async (reply) => {
			const api = await connected({ patience: { ...IN_A_RUN, ...timeoutFor(reply) } });
			replies(reply, 9);
			await failed(api.request({ method: 'POST', path: '/people', body: {} }));
			expect(server.asked).toHaveLength(1);
		},
	);

	it.each([{ status: 500 }, { status: 503 }, 'cut', 'hang'] as const)(
		'a POST that only asks is repeated after %j, and has an end',
		async (reply) => {
			const api = await connected({ patience: { ...IN_A_RUN, ...timeoutFor(reply) } });
			const search: ApiRequest = { method: 'POST', path: '/people/search', isRepeatable: true };
			replies(reply, 2);
			expect(await api.request({ ...search, body: { a: 1 } })).toMatchObject({ status: 200 });
			expect(server.asked.map(({ body }) => body)).toEqual(Array(3).fill('{"a":1}'));
			replies(reply, 9);
			await failed(api.request({ ...search, body: {} }));
			expect(server.asked).toHaveLength(3 + 4);
		},
	);

	it.each([{ status: 503 }, 'hang'] as const)(
		'a GET that must not be repeated is not, after %j',
		async (reply) => {
			const api = await connected({ patience: { ...IN_A_RUN, ...timeoutFor(reply) } });
			replies(reply, 9);
			await failed(api.get('/once', { isRepeatable: false }));
			expect(server.asked).toHaveLength(1);
		},
	);

	it('a POST that the limit kept out is repeated', async () => {
		const api = await connected();
		replies({ status: 429 }, 2);
		await api.request({ method: 'POST', path: '/people', body: {} });
		expect(server.asked).toHaveLength(3);
	});

	it('a connection that breaks is tried again, then told', async () => {
		const api = await connected();
		replies('cut', 1);
		expect(await api.get('/people')).toEqual({});
		replies('cut', 9);
		const failure = await failed(api.get('/people'));
		expect(failure.message).toBe('Fake HR could not be reached');
		expect(server.asked).toHaveLength(2 + 4);
	});

	it('a vendor that is not there is told', async () => {
		const api = await connected({ credential: { baseUrl: 'http://127.0.0.1:1' } });
		const failure = await failed(api.get('/people'));
		expect(failure.message).toBe('Fake HR could not be reached');
		expect(failure.description).toMatch(/ECONNREFUSED/);
	});

	// n8n hands on the code of a timeout only in `cause`.
	it.each([
		['a run', true, 4],
		['a publication', false, 1],
	])('a vendor that hangs is asked again in %s: %s', async (_, retryTimeouts, tries) => {
		const api = await connected({ patience: { ...IN_A_RUN, retryTimeouts, timeoutMs: 100 } });
		replies('hang', 9);
		const failure = await failed(api.get('/people'));
		expect(failure.message).toBe('Fake HR did not answer within 0.1 seconds');
		expect(server.asked).toHaveLength(tries);
	});

	it('a status known to come by accident is tried once more', async () => {
		const api = await connected();
		replies({ status: 404 }, 1);
		expect(await api.request({ ...get('/people'), alsoRetry: [404] })).toMatchObject({
			status: 200,
		});
		replies({ status: 404 }, 2);
		await failed(api.request({ ...get('/people'), alsoRetry: [404] }));
		expect(server.asked).toHaveLength(4);
	});

	it('after 429 everybody waits until the vendor says', async () => {
		const vendor = fakeVendor();
		const api = await connected({ vendor });
		const another = await connected({ vendor });
		replies({ status: 429, headers: { 'x-reset-ms': '7000' } }, 1);
		const [one, other] = await Promise.all([api.get('/one'), another.get('/other')]);
		expect([one, other]).toEqual([{}, {}]);
		expect(slept()).toBeGreaterThanOrEqual(6_900);
		expect(slept()).toBeLessThan(8_500);
		expect(server.asked).toHaveLength(3);
	});

	it('nobody goes first while one waits', async () => {
		const vendor = fakeVendor();
		const api = await connected({ vendor });
		const another = await connected({ vendor });
		replies({ status: 429, headers: { 'x-reset-ms': '7000' } }, 1);
		let other: Promise<unknown> | undefined;
		jest.mocked(sleep).mockImplementation(async (ms) => {
			other ??= another.get('/other');
			for (let times = 0; times < 50; times++) await letOthersRun();
			naps.push(ms);
		});
		await api.get('/one');
		await other;
		expect(server.asked.map(({ url }) => url)).toEqual(['/one', '/one', '/other']);
	});

	it('429 has an end too', async () => {
		const api = await connected();
		replies({ status: 429, headers: { 'x-reset-ms': '100' } }, 20);
		const failure = await failed(api.get('/people'));
		expect(failure.message).toBe('Fake HR is receiving too many requests');
		expect(server.asked).toHaveLength(6);
	});

	it('429 leaves the attempts for failures, as after an outage', async () => {
		const api = await connected();
		for (const status of [503, 429, 429, 503, 503]) replies({ status }, 1);
		expect(await api.get('/people')).toEqual({});
		expect(server.asked).toHaveLength(6);
	});

	// A limit's reset says nothing about an outage.
	it('after 503 the pause grows, whatever the limit headers say', async () => {
		const api = await connected();
		replies({ status: 503, headers: { 'x-reset-ms': '0' } }, 3);
		await api.get('/people');
		expect(slept()).toBe(7_000);
	});
});

describe('what an event cannot be decided without', () => {
	/** That many tries and the pauses between them take more than ten minutes. */
	const TEN_MINUTES = 15;

	it.each([{ status: 503 }, { status: 429 }, 'cut', 'hang'] as const)(
		'is there after ten minutes of %j, and nothing else is waited for so long',
		async (reply) => {
			const timeout = timeoutFor(reply);
			const api = await connected({
				patience: { ...IN_A_RUN, ...timeout },
				untilDecided: { ...UNTIL_DECIDED, ...timeout },
			});
			server.replies.push(...Array.from({ length: TEN_MINUTES }, () => reply));
			expect(await api.patiently.get('/people')).toEqual({});
			expect(slept()).toBeGreaterThan(600_000);
			expect(server.asked).toHaveLength(TEN_MINUTES + 1);

			server.replies.push(...Array.from({ length: TEN_MINUTES }, () => reply));
			const before = slept();
			await failed(api.get('/people'));
			expect(slept() - before).toBeLessThan(60_000);
		},
	);

	it('is given up in the end', async () => {
		const api = await connected();
		server.replies.push(...Array.from({ length: 99 }, () => ({ status: 503 })));
		await failed(api.patiently.get('/people'));
		expect(slept()).toBeGreaterThan(600_000);
		expect(slept()).toBeLessThan(1_200_000);
	});

	it('is waited for without keeping others from the vendor', async () => {
		const vendor = fakeVendor();
		const limitOf = () => ({ name: 'one at a time', requests: 1, windowMs: 5 });
		const api = await connected({
			vendor: { ...vendor, connection: { ...vendor.connection, limitOf } },
		});
		let wake: () => void = () => undefined;
		jest.mocked(sleep).mockImplementation(async (ms) => {
			if (ms < 500) return await letOthersRun();
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		});
		server.replies.push({ status: 503 });
		const waiting = api.patiently.get('/waiting');
		while (server.asked.length === 0) await letOthersRun();
		expect(await api.get('/another')).toEqual({});
		wake();
		expect(await waiting).toEqual({});
	});

	it('is not waited for any more once the execution is cancelled', async () => {
		const cancel = new AbortController();
		const api = await connected({ signal: cancel.signal });
		server.replies.push(...Array.from({ length: 99 }, () => ({ status: 503 })));
		jest.mocked(sleep).mockImplementation(async (ms) => {
			naps.push(ms);
			if (slept() > 100_000) cancel.abort();
			await letOthersRun();
		});
		await expect(api.patiently.get('/people')).rejects.toThrow('The execution was cancelled');
		expect(slept()).toBeLessThanOrEqual(101_000);
		expect(Math.max(...naps)).toBeLessThanOrEqual(1_000);
	});
});

describe('a cancelled execution', () => {
	it('sends nothing more', async () => {
		const cancel = new AbortController();
		const api = await connected({ signal: cancel.signal });
		cancel.abort();
		await expect(api.get('/people')).rejects.toThrow('The execution was cancelled');
		expect(server.asked).toEqual([]);
	});

	it('is told as such even when it was writing', async () => {
		const cancel = new AbortController();
		const api = await connected({
			signal: cancel.signal,
			patience: { ...IN_A_RUN, timeoutMs: 1_000 },
		});
		server.replies.push('hang');
		const writing = api.request({ method: 'POST', path: '/people', body: {} });
		const told = expect(writing).rejects.toThrow('The execution was cancelled');
		while (server.asked.length === 0) await letOthersRun();
		cancel.abort();
		await told;
	});

	it('does not try again', async () => {
		const cancel = new AbortController();
		const api = await connected({ signal: cancel.signal });
		server.replies.push({ status: 503 }, { status: 503 });
		jest.mocked(sleep).mockImplementation(async () => cancel.abort());
		await expect(api.get('/people')).rejects.toThrow('The execution was cancelled');
		expect(server.asked).toHaveLength(1);
	});
});

describe('the limit', () => {
	it('keeps requests under what the vendor documents', async () => {
		const vendor = fakeVendor();
		const limitOf = () => ({ name: 'all', requests: 2, windowMs: 5_000 });
		const api = await connected({
			vendor: { ...vendor, connection: { ...vendor.connection, limitOf } },
		});
		expect(api.concurrency).toBe(2);
		await Promise.all(['/1', '/2', '/3', '/4', '/5'].map(async (path) => await api.get(path)));
		expect(server.asked).toHaveLength(5);
		expect(slept()).toBeGreaterThanOrEqual(9_000);
	});

	it('follows what the vendor answers', async () => {
		const vendor = fakeVendor();
		const api = await connected({
			vendor: {
				...vendor,
				connection: { ...vendor.connection, readLimit: () => ({ requests: 1 }) },
			},
		});
		await api.get('/1');
		await api.get('/2');
		await api.get('/3');
		expect(slept()).toBeGreaterThanOrEqual(1_800);
	});

	it('is shared by the nodes of an account and not with another', async () => {
		const vendor = fakeVendor();
		const one = await connected({ vendor });
		const same = await connected({ vendor });
		const other = await connected({ vendor, credential: { baseUrl: `${server.url}/other` } });
		expect(await same.account()).toBe(await one.account());
		expect(await other.account()).not.toBe(await one.account());
	});
});
