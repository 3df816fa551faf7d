import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { receiver } from '../kit/afterEach.mts';
import type { PersonioSimulator } from './index.mts';
import { dataOf, eventsAt, get, nextOf, post, rules, start } from './testing.mts';
import { DELIVERY_RULES } from './sending.mts';

const DAY_MS = 86_400_000;

async function withReceiver(options: Parameters<typeof start>[0] = {}) {
	const hook = await receiver();
	const simulator = await start(options);
	return { hook, simulator, url: `${hook.url}/webhook/1?x=1` };
}

const secretOf = { custom_headers: { 'X-Secret': 's3cr3t', Authorization: 'own' } };

describe('deliveries', () => {
	test('are JSON by POST, with the envelope and the configured headers', async () => {
		const { hook, simulator, url } = await withReceiver({
			companyId: '77',
			now: () => Date.parse('2026-02-04T10:11:12Z'),
		});
		simulator.addWebhook({ url, ...secretOf });
		const id = simulator.addPerson();
		await simulator.deliveries.idle();
		const [got] = hook.received;
		assert.equal(got?.url, '/webhook/1?x=1');
		assert.equal(got.headers['content-type'], 'application/json');
		assert.equal(got.headers['x-secret'], 's3cr3t');
		assert.equal(got.headers.authorization, 'own');
		assert.deepEqual(eventsAt(hook), [
			{
				company_id: '77',
				event_name: 'person.created',
				occurred_at: '2026-02-04T10:11:12.000Z',
				payload: { person: { id } },
				meta: {},
			},
		]);
	});

	test('a token is the whole Authorization header; NONE proves nothing', async () => {
		const { hook, simulator, url } = await withReceiver();
		simulator.addWebhook({ url, token: 'verbatim' });
		simulator.addWebhook({ url, auth_type: 'NONE', token: 'unused', ...secretOf });
		simulator.addWebhook({ url, auth_type: 'TOKEN' });
		simulator.addPerson();
		await simulator.deliveries.idle();
		const headers = hook.received.map((got) => got.headers);
		assert.deepEqual(headers.map(({ authorization = null }) => authorization).toSorted(), [
			...[null, null, 'verbatim'],
		]);
		assert.ok(headers.every((each) => each['x-secret'] === undefined));
	});

	test('go to enabled webhooks for that event only', async () => {
		const { hook, simulator, url } = await withReceiver();
		simulator.addWebhook({ url, status: 'DISABLED' });
		simulator.addWebhook({ url, enabled_events: ['person.updated'] });
		const disabled = simulator.addWebhook({ url });
		simulator.disableWebhook(disabled);
		simulator.addPerson();
		await simulator.deliveries.idle();
		assert.deepEqual(hook.received, []);
		simulator.sendEvent('person.updated', { odd: true });
		simulator.sendEvent('made.up', {});
		await simulator.deliveries.idle();
		assert.deepEqual(
			eventsAt(hook).map(({ event_name: name, payload }) => [name, payload]),
			[
				['person.updated', { odd: true }],
				['made.up', {}],
			],
		);
	});

	test('no two events happen at the same instant', async () => {
		const { hook, simulator, url } = await withReceiver({ now: () => 1_000_000 });
		simulator.addWebhook({ url, enabled_events: ['person.updated'] });
		simulator.updatePerson('3003', { first_name: 'A' });
		simulator.updatePerson('3003', { first_name: 'B' });
		await simulator.deliveries.idle();
		const instants = eventsAt(hook).map(({ occurred_at: at }) => Date.parse(at));
		assert.deepEqual(instants, [1_000_000, 1_000_001]);
	});

	test('failures are repeated: seven tries of two requests each, over three days', async () => {
		const { hook, simulator, url } = await withReceiver();
		simulator.addWebhook({ url, ...secretOf });
		hook.answers.push(...Array<number>(20).fill(503));
		simulator.addPerson();
		await simulator.deliveries.idle();
		assert.equal(hook.received.length, 14);
		assert.equal(new Set(hook.received.map(({ body }) => body.toString())).size, 1);
		assert.ok(hook.received.every(({ headers }) => headers['x-secret'] === 's3cr3t'));
		const tries = simulator.deliveries.attempts.map(({ attempt, request }) => [attempt, request]);
		assert.deepEqual(
			tries,
			[1, 2, 3, 4, 5, 6, 7].flatMap((attempt) => [
				[attempt, 1],
				[attempt, 2],
			]),
		);
		const { retryDelaysMs: delays } = DELIVERY_RULES;
		assert.equal(
			delays.reduce((sum, delay) => sum + delay, 0),
			3 * DAY_MS,
		);
		assert.deepEqual(
			delays,
			delays.toSorted((a, b) => a - b),
		);
	});

	test('any 2xx is success; 3xx, 4xx and 501 are final', async () => {
		for (const status of [200, 204, 299, 301, 400, 404, 410, 429, 501]) {
			const { hook, simulator, url } = await withReceiver();
			simulator.addWebhook({ url });
			hook.answers.push(status);
			simulator.addPerson();
			await simulator.deliveries.idle();
			assert.equal(hook.received.length, 1, String(status));
		}
		for (const status of [500, 502, 503, 504]) {
			const { hook, simulator, url } = await withReceiver();
			simulator.addWebhook({ url });
			hook.answers.push(status);
			simulator.addPerson();
			await simulator.deliveries.idle();
			assert.equal(hook.received.length, 2, String(status));
		}
	});

	test('a receiver has three seconds, then the second request follows at once', async () => {
		const { hook, simulator, url } = await withReceiver({ timeScale: 1 });
		simulator.addWebhook({ url });
		hook.answers.push('hang');
		simulator.addPerson();
		await simulator.deliveries.idle();
		const [first, second] = simulator.deliveries.attempts;
		assert.deepEqual([first?.error, second?.status], ['timeout', 200]);
		assert.ok(first!.durationMs >= 2990 && first!.durationMs < 3500, String(first!.durationMs));
		assert.equal(DELIVERY_RULES.timeoutMs, 3000);
	});

	test('a cut connection is repeated', async () => {
		const { hook, simulator, url } = await withReceiver();
		simulator.addWebhook({ url });
		simulator.deliveries.cutNext();
		hook.answers.push('hang');
		simulator.addPerson();
		await simulator.deliveries.idle();
		assert.equal(simulator.deliveries.attempts[1]?.status, 200);
		assert.deepEqual(hook.received[0]?.body, hook.received[1]?.body);
	});
});

describe('deliveries by hand', () => {
	test('carry the right secret, one that is right but for its end, or none', async () => {
		const { hook, simulator, url } = await withReceiver();
		const webhookId = simulator.addWebhook({ url, ...secretOf });
		for (const secret of [undefined, 'good', 'wrong', 'missing'] as const) {
			await simulator.deliver({ webhookId, body: {}, secret });
		}
		const secrets = hook.received.map(({ headers }) => headers['x-secret']);
		assert.deepEqual(secrets, ['s3cr3t', 's3cr3t', 's3cr3x', undefined]);
		assert.equal(hook.received[3]?.headers.authorization, undefined);
		await simulator.deliver({ webhookId, body: {}, headers: { 'X-Secret': 'mine', 'X-B': 'b' } });
		const { headers } = hook.received[4]!;
		assert.deepEqual([headers['x-secret'], headers['x-b']], ['mine', 'b']);
	});

	test('send bytes unchanged to a webhook, an address, or who listens', async () => {
		const { hook, simulator, url } = await withReceiver();
		simulator.addWebhook({ url, ...secretOf });
		simulator.addWebhook({ url: `${hook.url}/2`, enabled_events: ['person.deleted'] });
		const bytes = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
		await simulator.deliver({ url, bytes });
		assert.deepEqual(hook.received[0]?.body, bytes);
		assert.equal(hook.received[0]?.headers['x-secret'], 's3cr3t');
		await simulator.deliver({ url: `${hook.url}/unknown`, body: ' {}' });
		assert.deepEqual([hook.received[1]?.url, String(hook.received[1]?.body)], ['/unknown', ' {}']);
		await simulator.deliver({ body: { event_name: 'person.deleted' } });
		assert.equal(hook.received[2]?.url, '/2');
		const all = await simulator.deliver({ body: 'no JSON' });
		assert.deepEqual(
			all.map(({ status }) => status),
			[200, 200],
		);
	});

	test('are tried once unless told otherwise', async () => {
		const { hook, simulator, url } = await withReceiver();
		hook.answers.push(500, 500, 500);
		assert.equal((await simulator.deliver({ url, body: {} })).length, 1);
		assert.equal((await simulator.deliver({ url, body: {}, retry: true })).length, 3);
	});
});

describe('history', () => {
	async function webhookWithHistory() {
		let at = Date.parse('2026-02-01T00:00:00Z');
		const { hook, simulator, url } = await withReceiver({
			now: () => at,
			tokenLifetimeSeconds: 1e9,
		});
		const id = simulator.addWebhook({ url, enabled_events: ['person.created', 'person.updated'] });
		simulator.addWebhook({ url, enabled_events: ['person.deleted'] });
		for (let day = 0; day < 3; day += 1) {
			simulator.addPerson();
			at += DAY_MS;
		}
		simulator.updatePerson('3003', { first_name: 'Ada' });
		await simulator.deliveries.idle();
		const sent = eventsAt(hook);
		hook.received.length = 0;
		return { hook, simulator, id, sent, wait: (ms: number) => (at += ms) };
	}

	const events = (simulator: PersonioSimulator, id: string, query = '') =>
		get(simulator, `/v2/webhooks/${id}/events?${query}`);

	test('events are the envelopes of this webhook of the last 30 days', async () => {
		const { simulator, id, sent, wait } = await webhookWithHistory();
		assert.deepEqual(dataOf(await events(simulator, id)), sent);
		for (const [query, expected] of [
			['occurred_at.gte=2026-02-02T00:00:00.000Z', sent.slice(1)],
			['occurred_at.gte=2026-02-02T00:00:00.001Z', sent.slice(2)],
			['occurred_at.lte=2026-02-02T00:00:00Z', sent.slice(0, 2)],
			['event_name=person.updated', sent.slice(3)],
			['event_name=person.deleted', []],
		] as const) {
			assert.deepEqual(dataOf(await events(simulator, id, query)), expected, query);
		}
		const first = await events(simulator, id, 'limit=3&event_name=person.created');
		assert.equal(nextOf(first), undefined);
		const page = await events(simulator, id, 'limit=3');
		const next = new URL(nextOf(page) ?? '');
		const rest = await get(simulator, next.pathname + next.search);
		assert.deepEqual(dataOf(rest), sent.slice(3));
		wait(28 * DAY_MS);
		assert.deepEqual(dataOf(await events(simulator, id)), sent.slice(1));
		assert.deepEqual(rules(simulator), []);
		for (const bad of ['limit=201', 'occurred_at.gte=2026-02-02', 'occurred_at.gt=x']) {
			assert.equal((await events(simulator, id, bad)).status, 400, bad);
		}
	});

	test('events are not recorded while the webhook is disabled', async () => {
		const { simulator, id, sent } = await webhookWithHistory();
		simulator.disableWebhook(id);
		simulator.addPerson();
		assert.equal(dataOf(await events(simulator, id)).length, sent.length);
	});

	test('activity is every request, delivered or not', async () => {
		const { hook, simulator, id } = await webhookWithHistory();
		hook.answers.push(500);
		simulator.updatePerson('3003', { first_name: 'Bea' });
		await simulator.deliveries.idle();
		const activity = async (query: string) =>
			dataOf(await get(simulator, `/v2/webhooks/${id}/activity?${query}`));
		assert.equal((await activity('')).length, 6);
		const failed = await activity('is_delivered=false');
		assert.deepEqual(
			failed.map((item) => [item['event_name'], item['response_status']]),
			[['person.updated', 500]],
		);
		assert.equal((await activity('is_delivered=true&event_name=person.created')).length, 3);
		assert.equal((await activity('completed_at.gte=2026-02-04T00:00:00Z')).length, 3);
		const bad = await get(simulator, `/v2/webhooks/${id}/activity?is_delivered=no`);
		assert.equal(bad.status, 400);
	});

	test('ping sends a ping, which is in no history', async () => {
		const { hook, simulator, id, sent } = await webhookWithHistory();
		const pinged = await post(simulator, `/v2/webhooks/${id}/ping`);
		assert.equal(pinged.status, 200);
		await simulator.deliveries.idle();
		const [ping] = eventsAt(hook);
		assert.deepEqual([ping?.event_name, ping?.payload], ['ping', {}]);
		assert.equal(dataOf(await events(simulator, id)).length, sent.length);
	});

	test('a test event must be enabled and have a payload', async () => {
		const { hook, simulator, id } = await webhookWithHistory();
		const tested = async (body: object) =>
			(await post(simulator, `/v2/webhooks/${id}/test-event`, body)).status;
		const payload = { person: { id: '1' } };
		assert.equal(await tested({ event_name: 'person.created' }), 400);
		assert.equal(await tested({ event_name: 'person.created', payload: {} }), 400);
		assert.equal(await tested({ event_name: 'person.created', payload: { person: {} } }), 400);
		assert.equal(await tested({ event_name: 'person.deleted', payload }), 400);
		assert.equal(await tested({ payload }), 400);
		assert.deepEqual(rules(simulator), []);
		assert.equal(await tested({ event_type: 'person.created', payload }), 400);
		assert.deepEqual(rules(simulator), ['unknown-field']);
		assert.equal(await tested({ event_name: 'person.created', payload }), 200);
		await simulator.deliveries.idle();
		assert.deepEqual(
			eventsAt(hook).map((event) => event.payload),
			[payload],
		);
	});

	test('redelivery sends the same bytes again, between bounds', async () => {
		const { hook, simulator, id, sent, wait } = await webhookWithHistory();
		const again = (body: object) => post(simulator, `/v2/webhooks/${id}/redelivery`, body);
		assert.equal((await again({})).status, 400);
		assert.equal((await again({ 'occurred_at.gte': '2026-02-02' })).status, 400);
		const range = {
			'occurred_at.gte': '2026-02-02T00:00:00Z',
			'occurred_at.lte': '2026-02-03T00:00:00Z',
		};
		assert.equal((await again(range)).status, 200);
		await simulator.deliveries.idle();
		assert.deepEqual(eventsAt(hook), sent.slice(1, 3));
		assert.equal(dataOf(await events(simulator, id)).length, 4);
		wait(40 * DAY_MS);
		assert.equal((await again({ 'occurred_at.gte': range['occurred_at.gte'] })).status, 200);
		await simulator.deliveries.idle();
		assert.equal(hook.received.length, 2);
		assert.deepEqual(rules(simulator), []);
		assert.equal((await again({ ...range, event_name: 'person.created' })).status, 400);
	});

	test('redelivery is limited to 100 events a request and 500 an hour', async () => {
		let at = Date.parse('2026-02-01T00:00:00Z');
		const { simulator, url } = await withReceiver({ now: () => at });
		const id = simulator.addWebhook({ url });
		for (let count = 0; count < 101; count += 1) simulator.addPerson();
		await simulator.deliveries.idle();
		const again = async (from: string) => {
			const body = { 'occurred_at.gte': from };
			const { status } = await post(simulator, `/v2/webhooks/${id}/redelivery`, body);
			await simulator.deliveries.idle();
			return status;
		};
		assert.equal(await again('2026-02-01T00:00:00.000Z'), 422);
		const from = '2026-02-01T00:00:00.001Z';
		for (let times = 0; times < 5; times += 1) assert.equal(await again(from), 200);
		assert.equal(await again(from), 429);
		assert.deepEqual(rules(simulator), ['redelivery-limit']);
		at += 3_600_000;
		assert.equal(await again(from), 200);
	});
});
