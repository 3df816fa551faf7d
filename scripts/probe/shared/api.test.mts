import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Canned, startStub } from '../testing.mts';
import type { Routes } from '../testing.mts';
import type { SessionOptions } from './api.mts';
import { openSession, Refused, Unanswered } from './api.mts';

const PEOPLE = { path: '/people', needs: 'a permission' };

async function withStub<T>(
	routes: Routes,
	work: (
		open: (options?: Partial<SessionOptions>) => ReturnType<typeof openSession>,
		requests: string[],
	) => Promise<T>,
): Promise<T> {
	const stub = await startStub(routes);
	const access = { baseUrl: stub.baseUrl, isVendorsOwn: false, headers: { 'x-key': 'secret' } };
	try {
		return await work(
			(options) => openSession({ vendor: { readOnlyPosts: [], pauseMs: 0 }, access, ...options }),
			stub.requests,
		);
	} finally {
		await stub.close();
	}
}

describe('a session', () => {
	test('makes each call once, whoever needs it, and keeps what was answered', async () => {
		await withStub({ 'GET /people': { people: [] } }, async (open, requests) => {
			const session = open();
			await session.read(PEOPLE);
			await session.read(PEOPLE);
			await session.read({ ...PEOPLE, query: { limit: '1' } });
			assert.deepEqual(requests, ['GET /people', 'GET /people?limit=1']);
			assert.equal(session.answered.length, 2);
			assert.deepEqual(session.sent, { GET: 2, POST: 0 });
		});
	});

	test('leaves a pause between calls', async () => {
		await withStub({ 'GET /people': {} }, async (open) => {
			const session = open({ vendor: { readOnlyPosts: [], pauseMs: 80 } });
			const begin = performance.now();
			await session.read(PEOPLE);
			await session.read({ ...PEOPLE, query: { limit: '1' } });
			assert.ok(performance.now() - begin >= 75);
		});
	});

	test('a refusal is an answer of its own, with its call', async () => {
		for (const status of [400, 401, 403, 404]) {
			await withStub({ 'GET /people': new Canned(status) }, async (open) => {
				await assert.rejects(open().read(PEOPLE), (error) => {
					assert.ok(error instanceof Refused);
					assert.deepEqual([error.status, error.call], [status, PEOPLE]);
					return true;
				});
				assert.equal((await open().look(PEOPLE, [status])).status, status);
			});
		}
	});

	test('no answer is said with a reason that repeats nothing', async () => {
		const cases: Array<[unknown, RegExp]> = [
			['hang', /^no answer in time$/],
			[new Canned(500, 'Ada'), /^the vendor failed \(5xx\)$/],
			[new Canned(302, '', { location: '/elsewhere' }), /^it leads to another address$/],
			[new Canned(429), /^too many requests \(429\), also after a pause$/],
			[new Canned(200, '<html>Log in, Ada</html>'), /^a page came in place of an answer$/],
			[new Canned(200, 'Ada'), /^the answer is no JSON$/],
		];
		for (const [answer, reason] of cases) {
			await withStub({ 'GET /people': answer }, async (open, requests) => {
				const reading = open({ timeoutMs: 200, patienceMs: 1 }).read(PEOPLE);
				await assert.rejects(reading, (error) => {
					assert.ok(error instanceof Unanswered);
					assert.match(error.message, reason);
					return true;
				});
				assert.ok(!requests.some((request) => request.includes('elsewhere')));
			});
		}
	});

	test('a connection that fails is said by its code, never by the address', async () => {
		const access = { baseUrl: 'http://127.0.0.1:1', isVendorsOwn: false, headers: {} };
		const session = openSession({ vendor: { readOnlyPosts: [], pauseMs: 0 }, access });
		const call = { path: '/people/{id}', ids: { id: '33328838' }, needs: '' };
		await assert.rejects(session.read(call), (error) => {
			assert.ok(error instanceof Unanswered);
			assert.match(error.message, /^the connection failed( \([A-Z]+\))?$/);
			return true;
		});
	});

	test('too many requests are waited for once, as long as the vendor says', async () => {
		let asked = 0;
		const routes = {
			get 'GET /people'() {
				asked += 1;
				return asked === 1 ? new Canned(429, {}, { 'retry-after': '1' }) : { people: [] };
			},
		};
		await withStub(routes, async (open) => {
			const begin = performance.now();
			assert.deepEqual(await open().read(PEOPLE), { people: [] });
			assert.ok(performance.now() - begin >= 950);
		});
	});
});
