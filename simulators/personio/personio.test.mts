import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { Reply } from '../kit/testing.mts';
import { startPersonio } from './index.mts';
import {
	askToken,
	call,
	CLIENT,
	dataOf,
	formOf,
	get,
	OTHER_CLIENT,
	post,
	rules,
	start,
	tokenOf,
} from './testing.mts';

/** An error as all endpoints but the token's answer it. */
function assertProblem(reply: Reply, status: number, detail?: RegExp): void {
	assert.equal(reply.status, status, reply.text);
	assert.match(String(reply.headers['content-type']), /^application\/problem\+json/);
	assert.deepEqual(Object.keys(reply.json), ['personio_trace_id', 'timestamp', 'errors']);
	const [error] = reply.json['errors'] as Array<Record<string, unknown>>;
	assert.deepEqual(Object.keys(error ?? {}), ['title', 'detail', 'type', '_meta']);
	if (detail) assert.match(String(error?.['detail']), detail);
}

/** An error of the token endpoint. */
function assertTokenProblem(reply: Reply, error: string, status = 400): void {
	assert.equal(reply.status, status, reply.text);
	assert.match(String(reply.headers['content-type']), /^application\/problem\+json/);
	assert.equal(reply.json['error'], error);
	assert.equal(typeof reply.json['trace_id'], 'string');
	assert.equal(reply.json['errors'], undefined);
}

describe('token', () => {
	test('is the same within its lifetime, with the seconds that remain', async () => {
		let at = Date.parse('2026-02-04T10:00:00.500Z');
		const simulator = await start({ now: () => at, tokenLifetimeSeconds: 100 });
		const first = await askToken(simulator, formOf());
		assert.equal(first.status, 200);
		assert.match(String(first.json['access_token']), /^papi-/);
		assert.equal(first.json['token_type'], 'Bearer');
		assert.equal(first.json['expires_in'], 100);
		assert.match(String(first.json['scope']), /personio:persons:read/);
		at += 40_500;
		const second = await askToken(simulator, formOf());
		assert.equal(second.json['access_token'], first.json['access_token']);
		assert.equal(second.json['expires_in'], 59);
		const token = String(first.json['access_token']);
		at += 59_499;
		assert.equal((await get(simulator, '/v2/persons', { token })).status, 200);
		at += 1;
		assertProblem(await get(simulator, '/v2/persons', { token }), 401);
		const third = await askToken(simulator, formOf());
		assert.notEqual(third.json['access_token'], token);
		assert.equal(third.json['expires_in'], 100);
		assert.deepEqual(rules(simulator), []);
	});

	test('lasts a day by default and differs between clients', async () => {
		const simulator = await start({ clients: [CLIENT, OTHER_CLIENT] });
		assert.equal((await askToken(simulator, formOf())).json['expires_in'], 86_400);
		const token = await tokenOf(simulator, OTHER_CLIENT);
		assert.notEqual(token, await tokenOf(simulator));
		await get(simulator, '/v2/persons', { token });
		assert.equal(simulator.requests.at(-1)?.tokenIndex, 1);
	});

	test('only forms are read', async () => {
		const simulator = await start();
		for (const type of ['application/json', 'text/plain', undefined]) {
			assertTokenProblem(
				await askToken(simulator, formOf(), { 'content-type': type }),
				'invalid_request',
			);
		}
		assert.deepEqual(rules(simulator), ['content-type', 'content-type', 'content-type']);
		const type = 'application/x-www-form-urlencoded; charset=utf-8';
		assert.equal((await askToken(simulator, formOf(), { 'content-type': type })).status, 200);
	});

	test('a wrong pair is 400 invalid_client', async () => {
		const simulator = await start({ clients: [CLIENT, OTHER_CLIENT] });
		const { client_id: id, client_secret: secret } = formOf();
		for (const pair of [
			{ client_id: 'nonsense', client_secret: secret },
			{ client_id: id, client_secret: 'nonsense' },
			{ client_id: id, client_secret: OTHER_CLIENT.clientSecret },
		]) {
			assertTokenProblem(await askToken(simulator, { ...formOf(), ...pair }), 'invalid_client');
		}
		assert.deepEqual(rules(simulator), []);
	});

	test('missing, unknown and wrong fields are refused and are violations', async () => {
		const simulator = await start();
		for (const name of ['grant_type', 'client_id', 'client_secret']) {
			const form: Record<string, string> = { ...formOf() };
			delete form[name];
			assertTokenProblem(await askToken(simulator, form), 'invalid_request');
		}
		assert.deepEqual(rules(simulator), Array(3).fill('missing-field'));
		assertTokenProblem(
			await askToken(simulator, { ...formOf(), audience: 'x' }),
			'invalid_request',
		);
		const password = { ...formOf(), grant_type: 'password' };
		assertTokenProblem(await askToken(simulator, password), 'unsupported_grant_type');
		await askToken(simulator, formOf(), { authorization: 'Basic abc' });
		assert.deepEqual(rules(simulator).slice(3), [
			...['unknown-field', 'bad-field', 'unexpected-authorization'],
		]);
	});

	test('can be asked for with some of the scopes', async () => {
		const simulator = await start();
		const some = { ...formOf(), scope: 'personio:absences:read' };
		const { json } = await askToken(simulator, some);
		assert.equal(json['scope'], 'personio:absences:read');
		const token = String(json['access_token']);
		assert.equal((await get(simulator, '/v2/absence-periods', { token })).status, 200);
		assertProblem(await get(simulator, '/v2/persons', { token }), 403);
		const strange = { ...formOf(), scope: 'documents:read' };
		assertTokenProblem(await askToken(simulator, strange), 'invalid_scope');
	});

	test('150 calls a minute, then one a second for a minute', async () => {
		let at = 1_000_000;
		const simulator = await start({ now: () => at, rateLimit: undefined });
		simulator.violations.expect('rate-limit');
		const ask = async () => (await askToken(simulator, formOf())).status;
		for (let calls = 0; calls < 150; calls += 1) assert.equal(await ask(), 200);
		assertTokenProblem(await askToken(simulator, formOf()), 'temporarily_unavailable', 429);
		at += 999;
		assert.equal(await ask(), 429);
		at += 1;
		assert.deepEqual([await ask(), await ask()], [200, 429]);
		at += 58_999;
		assert.deepEqual([await ask(), await ask()], [200, 429]);
		at += 1;
		assert.deepEqual([await ask(), await ask(), await ask()], [200, 200, 200]);
		assert.equal(simulator.violations.all.length, 4);
	});

	test('revoking works, and is a violation: others use the same token', async () => {
		const simulator = await start();
		const token = await tokenOf(simulator);
		const revoked = await post(simulator, '/v2/auth/revoke', `token=${token}`, {
			token: null,
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
		});
		assert.deepEqual([revoked.status, revoked.text], [200, '']);
		assert.deepEqual(rules(simulator), ['shared-token-revoked']);
		assertProblem(await get(simulator, '/v2/persons', { token }), 401);
	});
});

describe('access', () => {
	test('everything but the token calls needs a good bearer token', async () => {
		const simulator = await start({
			rateLimit: { others: { replenishRate: 1, burstCapacity: 2 } },
		});
		const token = await tokenOf(simulator);
		simulator.revokeTokens();
		const fresh = String((await askToken(simulator, formOf())).json['access_token']);
		assert.notEqual(fresh, token);
		for (const sent of [
			{ token: null },
			{ token: 'nonsense' },
			{ token },
			{ token: CLIENT.clientSecret },
			{ token: null, headers: { authorization: fresh } },
			{ token: null, headers: { authorization: `Basic ${fresh}` } },
		]) {
			const reply = await get(simulator, '/v2/absence-types', sent);
			assertProblem(reply, 401);
			assert.equal(reply.headers['x-ratelimit-remaining'], '2');
		}
		assert.equal((await get(simulator, '/v2/absence-types', { token: fresh })).status, 200);
		assert.deepEqual(rules(simulator), []);
	});

	test('a token that ends while the request is held up is 401', async () => {
		const simulator = await start();
		const token = await tokenOf(simulator);
		simulator.faults.add({ kind: 'latency', ms: 50, match: { path: '/v2/persons' } });
		const waiting = get(simulator, '/v2/persons', { token });
		setTimeout(() => simulator.revokeTokens(), 20);
		assertProblem(await waiting, 401);
		assert.deepEqual(rules(simulator), []);
	});

	test('each endpoint needs its scope', async () => {
		const paths = {
			'personio:webhooks:read': ['/v2/webhooks', '/v2/webhooks/x', '/v2/webhooks/x/events'],
			'personio:persons:read': ['/v2/persons', '/v2/persons/3003', '/v2/persons/3003/employments'],
			'personio:absences:read': ['/v2/absence-periods', '/v2/absence-types'],
			'personio:org-units:read': ['/v2/org-units/401?type=department'],
			'personio:legal-entities:read': ['/v2/legal-entities', '/v2/legal-entities/170'],
		} as const;
		for (const own of Object.keys(paths) as Array<keyof typeof paths>) {
			const simulator = await start({ clients: [{ ...CLIENT, scopes: [own] }] });
			for (const [scope, guarded] of Object.entries(paths)) {
				for (const path of guarded) {
					const reply = await get(simulator, path);
					if (scope === own) assert.notEqual(reply.status, 403, path);
					else assertProblem(reply, 403, /Insufficient access scope/);
				}
			}
			const written = await post(simulator, '/v2/webhooks', {});
			assertProblem(written, 403);
		}
		const writer = await start({ clients: [{ ...CLIENT, scopes: ['personio:webhooks:write'] }] });
		assertProblem(await get(writer, '/v2/webhooks'), 403);
		assertProblem(await post(writer, '/v2/webhooks', {}), 400);
	});

	test('a missing scope can be told as 401', async () => {
		const simulator = await start({ missingScope: 401, clients: [{ ...CLIENT, scopes: [] }] });
		assertProblem(await get(simulator, '/v2/persons'), 401, /Unauthorized Request/);
	});

	test('every request names the caller, the token call included', async () => {
		const simulator = await start();
		const token = await tokenOf(simulator);
		await askToken(simulator, formOf(), { 'x-personio-app-id': undefined });
		const named = (headers: Record<string, string | undefined>) =>
			get(simulator, '/v2/persons', { token, headers });
		for (const name of [undefined, '', 'n8n', 'N8N-HR', 'N8N HR', '8N', '_N8N', 'N8N_']) {
			assert.equal((await named({ 'x-personio-app-id': name })).status, 200);
		}
		await named({ 'x-personio-partner-id': 'n8n' });
		assert.deepEqual(rules(simulator), Array(10).fill('app-id'));
		await named({ 'x-personio-app-id': 'N8N_HR_2', 'x-personio-partner-id': 'ACME' });
		assert.equal(simulator.violations.list.length, 10);
	});

	test('unknown paths and methods are answered 404 and are violations', async () => {
		const simulator = await start();
		for (const [method, path] of [
			['GET', '/v1/company/employees'],
			['GET', '/v2/employments'],
			['PUT', '/v2/webhooks/1'],
			['HEAD', '/v2/persons'],
		] as const) {
			const reply = await call(simulator, method, path);
			if (method !== 'HEAD') assertProblem(reply, 404);
			assert.equal(reply.status, 404);
			assert.deepEqual(simulator.violations.list.at(-1), {
				rule: 'unknown-path',
				detail: `${method} ${path}`,
			});
		}
	});

	test('unknown and repeated parameters are refused and are violations', async () => {
		const simulator = await start();
		for (const path of [
			'/v2/persons?department=401',
			'/v2/persons/3003?limit=1',
			'/v2/absence-periods?status=APPROVED',
			'/v2/absence-periods?updated_at.gt=2026-01-01T00:00:00Z',
			'/v2/persons?updated_at.gte=2026-01-01T00:00:00Z',
			'/v2/webhooks?url=https://n8n.example/1',
		]) {
			assertProblem(await get(simulator, path), 400, /Unknown parameter/);
		}
		assert.deepEqual(rules(simulator), Array(6).fill('unknown-parameter'));
		assertProblem(await get(simulator, '/v2/persons?limit=1&limit=2'), 400);
		assert.equal(rules(simulator).at(-1), 'bad-parameter');
	});

	test('without strictness everything is answered the same, but nothing recorded', async () => {
		const simulator = await start({ strict: false });
		assertProblem(await get(simulator, '/v2/nothing'), 404);
		assert.deepEqual(simulator.violations.all, []);
	});

	test('neither secrets nor tokens get into the log', async () => {
		const simulator = await start();
		simulator.violations.expect('token-in-query');
		const token = await tokenOf(simulator);
		await get(simulator, `/v2/persons?email=${token},${CLIENT.clientSecret}`);
		assert.equal(simulator.violations.all.length, 1);
		const log = JSON.stringify([simulator.requests, simulator.violations.all]);
		assert.ok(!log.includes(token) && !log.includes(CLIENT.clientSecret));
	});

	test('a client can be added later, and the lists are copies', async () => {
		const simulator = await start();
		simulator.addClient({ ...OTHER_CLIENT, scopes: [], attributes: ['email'] });
		assert.deepEqual(simulator.clients[1], { ...OTHER_CLIENT, scopes: [], attributes: ['email'] });
		simulator.clients[1]!.clientId = 'changed';
		simulator.people[0]!.email = 'changed';
		assert.equal(simulator.clients[1]?.clientId, OTHER_CLIENT.clientId);
		assert.notEqual(simulator.people[0]?.email, 'changed');
		const token = await tokenOf(simulator, OTHER_CLIENT);
		assertProblem(await get(simulator, '/v2/persons', { token }), 403);
	});

	test('two simulators know nothing of each other', async () => {
		const [one, other] = [await start(), await startPersonio()];
		const token = await tokenOf(one);
		assertProblem(await get(other, '/v2/persons', { token }), 401);
		await other.close();
	});
});

describe('rate limit', () => {
	test('is a bucket per method and route, announced in headers, without Retry-After', async () => {
		let at = 1_000_000;
		const simulator = await start({
			now: () => at,
			rateLimit: {
				persons: { replenishRate: 2, burstCapacity: 3 },
				others: { replenishRate: 1, burstCapacity: 1 },
			},
		});
		simulator.violations.expect('rate-limit');
		const token = await tokenOf(simulator);
		const ask = (path: string) => get(simulator, path, { token });
		const first = await ask('/v2/persons');
		assert.equal(first.headers['x-ratelimit-replenish-rate'], '2');
		assert.equal(first.headers['x-ratelimit-burst-capacity'], '3');
		assert.equal(first.headers['x-ratelimit-requested-tokens'], '1');
		assert.equal(first.headers['x-ratelimit-remaining'], '2');
		await ask('/v2/persons');
		assert.equal((await ask('/v2/persons?limit=5')).headers['x-ratelimit-remaining'], '0');
		const refused = await ask('/v2/persons');
		assertProblem(refused, 429);
		assert.equal(refused.headers['retry-after'], undefined);
		assert.equal(refused.headers['x-ratelimit-remaining'], '0');

		assert.equal((await ask('/v2/persons/3003')).headers['x-ratelimit-remaining'], '2');
		assert.equal((await ask('/v2/persons/3003/employments')).status, 200);
		assertProblem(await ask('/v2/persons/3004/employments'), 429);
		assert.equal((await ask('/v2/webhooks')).status, 200);
		assertProblem(await post(simulator, '/v2/webhooks', {}, { token }), 400);
		assertProblem(await post(simulator, '/v2/webhooks', {}, { token }), 429);
		assert.equal(simulator.violations.all.length, 3);

		at += 499;
		assertProblem(await ask('/v2/persons'), 429);
		at += 1;
		assert.equal((await ask('/v2/persons')).status, 200);
	});

	test('is shared by all clients', async () => {
		const simulator = await start({
			now: () => 1,
			rateLimit: { others: { replenishRate: 1, burstCapacity: 1 } },
			clients: [CLIENT, OTHER_CLIENT],
		});
		await get(simulator, '/v2/absence-types');
		const token = await tokenOf(simulator, OTHER_CLIENT);
		assertProblem(await get(simulator, '/v2/absence-types', { token }), 429);
		assert.deepEqual(rules(simulator), ['rate-limit']);
	});

	test('is 30 and 100 for persons, 10 and 10 for all else, by default', async () => {
		const simulator = await start({ now: () => 1, rateLimit: undefined });
		const announced = async (path: string) => {
			const { headers } = await get(simulator, path);
			return [headers['x-ratelimit-replenish-rate'], headers['x-ratelimit-burst-capacity']];
		};
		assert.deepEqual(await announced('/v2/persons'), ['30', '100']);
		assert.deepEqual(await announced('/v2/persons/3003'), ['30', '100']);
		assert.deepEqual(await announced('/v2/persons/3003/employments'), ['10', '10']);
		assert.deepEqual(await announced('/v2/absence-periods'), ['10', '10']);
	});

	test('false is none at all', async () => {
		const simulator = await start({ now: () => 1, rateLimit: false });
		for (let calls = 0; calls < 110; calls += 1) {
			assert.equal((await get(simulator, '/v2/persons?limit=1')).status, 200);
		}
		assert.equal(dataOf(await get(simulator, '/v2/persons')).length, 6);
	});
});
