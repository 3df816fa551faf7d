import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { connect } from '../../../nodes/shared/outbound/connect';
import { readBody, TOO_LARGE } from '../../../nodes/shared/outbound/body';
import type { Patience } from '../../../nodes/shared/outbound/retry';
import { IN_A_RUN, WHILE_PUBLISHING } from '../../../nodes/shared/outbound/retry';
import { pathSegment } from '../../../nodes/shared/outbound/pathSegment';
import { FAKE_KEY, fakeVendor, surroundFake } from '../../support/fakeVendor';
import { executeContext, hookContext } from '../../support/n8n';
import type { RawServer } from '../../support/rawServer.mts';
import { packed, startRawServer, trickle } from '../../support/rawServer.mts';

const MB = 1024 * 1024;

/** What the vendor does with the next request. */
let answer: Parameters<typeof startRawServer>[0];
let server: RawServer;
beforeEach(async () => {
	server = await startRawServer((response) => answer(response));
});
afterEach(async () => {
	await server.close();
});

const surroundings = () => {
	const baseUrl = server.url;
	const vendor = fakeVendor();
	// One request at a time: a slot that is not given back would be missed.
	const connection = {
		...vendor.connection,
		limitOf: () => ({ name: 'all', requests: 1, windowMs: 1 }),
	};
	const given = surroundFake(vendor, { credential: { baseUrl, key: FAKE_KEY } });
	return { given, vendor: { ...vendor, connection } };
};

async function api(patience: Partial<Patience> = {}, signal?: AbortSignal) {
	const { given, vendor } = surroundings();
	const context = executeContext(given, [{}], signal === undefined ? {} : { signal });
	return await connect(context, vendor, { ...IN_A_RUN, tries: 1, ...patience });
}

const failed = async (work: Promise<unknown>): Promise<NodeApiError> => {
	const thrown: unknown = await work.catch((error: unknown) => error);
	if (!(thrown instanceof NodeApiError)) throw thrown;
	return thrown;
};

describe('an answer that never ends', () => {
	it('is given up in a run after four times the time for a silence, and frees its turn', async () => {
		const asking = await api({ timeoutMs: 1_000 });
		const closed = new Promise((done) => {
			answer = (response) => {
				trickle(response);
				response.on('close', done);
			};
		});
		const failure = await failed(asking.get('/people'));
		expect(failure.message).toBe('Fake HR did not answer within 4 seconds');
		await closed;
		answer = (response) => response.end('{"ok":true}');
		expect(await asking.get('/people')).toEqual({ ok: true });
	});

	it('is not asked for again: the user has waited as long as for several that never begin', async () => {
		const asking = await api({ timeoutMs: 500, tries: 4 });
		answer = trickle;
		const failure = await failed(asking.get('/people'));
		expect(failure.message).toBe('Fake HR did not answer within 2 seconds');
		expect(server.asked).toHaveLength(1);
	});

	it('is asked for again where more patience is needed', async () => {
		const asking = await api({ timeoutMs: 500, tries: 5 });
		answer = (response) => {
			if (server.asked.length === 1) trickle(response);
			else response.end('[]');
		};
		expect(await asking.get('/people')).toEqual([]);
	});

	it('is given up sooner where somebody waits', async () => {
		const { given, vendor } = surroundings();
		answer = trickle;
		const asking = await connect(hookContext(given), vendor, {
			...WHILE_PUBLISHING,
			timeoutMs: 1_000,
		});
		const failure = await failed(asking.get('/people'));
		expect(failure.message).toBe('Fake HR did not answer within 1.5 seconds');
	});

	it('is left at once when the execution is cancelled', async () => {
		const stop = new AbortController();
		const asking = await api({}, stop.signal);
		answer = (response) => {
			trickle(response);
			stop.abort();
		};
		const ended: unknown = await asking.get('/people').catch((error: unknown) => error);
		expect(ended).toBeInstanceOf(NodeOperationError);
		expect(ended).toMatchObject({ message: 'The execution was cancelled' });
	});
});

it('an answer that breaks off is tried again', async () => {
	let asked = 0;
	answer = (response) => {
		asked += 1;
		response.writeHead(200, { 'content-length': '100' });
		response.write('[1,', () => (asked === 1 ? response.destroy() : undefined));
		if (asked > 1) response.end(`2${' '.repeat(95)}]`);
	};
	expect(await (await api({ tries: 2 })).get('/people')).toEqual([1, 2]);
});

describe('an answer that is too large', () => {
	it.each([
		['as it is', {}, (): Buffer => Buffer.alloc(17 * MB, ' ')],
		['once unpacked', { 'content-encoding': 'gzip' }, () => packed(Buffer.alloc(17 * MB, ' '))],
	])('%s is refused, once', async (_, headers, body) => {
		let asked = 0;
		answer = (response) => {
			asked += 1;
			response.writeHead(200, headers).end(body());
		};
		const failure = await failed(
			(await api({ tries: 4 })).get(`/people/${pathSegment('ada@x.example')}`),
		);
		expect(failure.message).toBe('Fake HR answered with more than 16 MB');
		expect(failure.description).toContain('GET /people/{id}');
		expect(asked).toBe(1);
	});

	it('is read where the vendor gives so much at once', async () => {
		const { given, vendor } = surroundings();
		const connection = { ...vendor.connection, mostBytes: 18 * MB };
		const asking = await connect(executeContext(given, [{}]), { ...vendor, connection });
		answer = (response) => response.end(`[1${' '.repeat(17 * MB)}]`);
		expect(await asking.get('/people')).toEqual([1]);
		answer = (response) => response.end(Buffer.alloc(19 * MB, ' '));
		const failure = await failed(asking.get('/people'));
		expect(failure.message).toBe('Fake HR answered with more than 18 MB');
	});

	it('and a refusal at the same time is told as a refusal', async () => {
		answer = (response) => response.writeHead(403).end(Buffer.alloc(17 * MB, ' '));
		const failure = await failed((await api()).get('/people'));
		expect(failure.message).toBe('Fake HR does not allow this with the credential');
	});
});

describe('the body of an answer', () => {
	async function* chunks(...parts: Array<Buffer | string>): AsyncGenerator<Uint8Array> {
		for (const part of parts) yield Buffer.from(part);
	}

	it.each<[string, Array<Buffer | string>, unknown]>([
		['JSON', ['{"a":', '1}'], { a: 1 }],
		['JSON after a byte order mark', ['\ufeff[1]'], [1]],
		[
			'a letter in two pieces',
			[Buffer.from('"é"').subarray(0, 2), Buffer.from('"é"').subarray(2)],
			'é',
		],
		['text', ['<html>'], '<html>'],
		['nothing', [], ''],
	])('is %s', async (_, parts, expected) => {
		expect(await readBody(chunks(...parts), MB)).toEqual(expected);
	});

	it('is read no further than to what is too much', async () => {
		let read = 0;
		let isClosed = false;
		async function* endless(): AsyncGenerator<Uint8Array> {
			try {
				for (;;) {
					read += 1;
					yield Buffer.alloc(10);
				}
			} finally {
				isClosed = true;
			}
		}
		expect(await readBody(endless(), 100)).toBe(TOO_LARGE);
		expect(read).toBe(11);
		expect(isClosed).toBe(true);
		expect(await readBody(chunks('12345'), 5)).toBe(12345);
	});
});

describe('what nobody may read in a message', () => {
	const PRIVATE = ['ada.lovelace@work.example', 'Lovelace', 'a/b', '..', '{x}'];

	it.each([404, 400, 422, 403, 503])('is in none about a %i', async (status) => {
		answer = (response) => response.writeHead(status).end('{"message":"Lovelace"}');
		const asking = await api();
		for (const id of PRIVATE) {
			const failure = await failed(
				asking.get(`/people/${pathSegment(id)}/rows`, { query: { name: 'Lovelace', id } }),
			);
			const told = JSON.stringify([
				failure,
				failure.message,
				failure.description,
				failure.context,
				failure.cause,
				failure.stack,
				failure.messages,
			]);
			for (const secret of ['ada.lovelace', 'Lovelace', encodeURIComponent(id)]) {
				if (secret.length > 2) expect(told).not.toContain(secret);
			}
			if (status === 404) expect(failure.description).toContain('GET /people/{id}/rows.');
		}
	});

	it('is in none about a vendor that does not answer or is not there', async () => {
		answer = (response) => response.destroy();
		const path = `/people/${pathSegment('ada@work.example')}`;
		expect((await failed((await api()).get(path))).description).toMatch(
			/GET \/people\/\{id\}\. It ended with ECONNRESET\.$/,
		);
		answer = () => undefined;
		const silent = await failed((await api({ timeoutMs: 50, retryTimeouts: false })).get(path));
		expect(silent.description).toMatch(/GET \/people\/\{id\}\.$/);
	});

	it('is not in what the vendor explains, either', async () => {
		const { given, vendor } = surroundings();
		const explain = ({ body }: { body: unknown }): string => String(body);
		const connection = { ...vendor.connection, explain };
		const asking = await connect(executeContext(given, [{}]), { ...vendor, connection });
		const told = async (says: string): Promise<string> => {
			answer = (response) => response.writeHead(400).end(says);
			const query = { name: ' Lovelace', limit: 10, ids: ['a-1', 'b-2'] };
			const { description } = await failed(
				asking.get(`/${pathSegment('ada@x.example')}`, { query }),
			);
			return description ?? '';
		};
		expect(await told('Trace 10 of limit.')).toContain('Trace 10 of limit.');
		for (const says of ['No LOVELACE here.', 'Not b-2.', 'ada@x.example is unknown.']) {
			expect(await told(says)).toBe('It answered 400 to GET /{id}.');
		}
	});

	it('reaches the vendor all the same', async () => {
		answer = (response) => response.end('{}');
		const asking = await api();
		for (const id of PRIVATE) await asking.get(`/people/${pathSegment(id)}/rows`);
		expect(server.asked).toEqual([
			'/people/ada.lovelace%40work.example/rows',
			'/people/Lovelace/rows',
			'/people/a%2Fb/rows',
			'/people/%252E%252E/rows',
			'/people/%7Bx%7D/rows',
		]);
	});
});
