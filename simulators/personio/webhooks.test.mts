import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { EVENT_TYPES } from './index.mts';
import type { PersonioSimulator } from './index.mts';
import {
	call,
	CLIENT,
	dataOf,
	get,
	idsOf,
	nextOf,
	OTHER_CLIENT,
	post,
	rules,
	start,
	tokenOf,
} from './testing.mts';
import type { Sent } from './testing.mts';

const url = 'https://n8n.example/webhook/1';
const body = {
	url,
	description: 'n8n workflow 1',
	status: 'ENABLED',
	auth_type: 'CUSTOM',
	custom_headers: { 'X-Secret': 's3cr3t' },
	enabled_events: ['person.created', 'employment.updated'],
};

const create = (simulator: PersonioSimulator, given: object, sent?: Sent) =>
	post(simulator, '/v2/webhooks', given, sent);
const patch = (simulator: PersonioSimulator, id: unknown, given: unknown) =>
	call(simulator, 'PATCH', `/v2/webhooks/${String(id)}`, { body: given });

/** What a creation with these changes is answered. */
async function statusOf(changes: Record<string, unknown>): Promise<number> {
	const simulator = await start();
	const { status } = await create(simulator, { ...body, ...changes });
	assert.equal(simulator.webhooks.length, status === 201 ? 1 : 0);
	assert.deepEqual(rules(simulator), []);
	return status;
}

describe('webhooks', () => {
	test('there are 20 events', () => {
		assert.equal(EVENT_TYPES.length, 20);
		assert.equal(new Set(EVENT_TYPES).size, 20);
		const names: readonly string[] = EVENT_TYPES;
		assert.ok(!names.includes('absence-period.updated') && !names.includes('ping'));
	});

	test('are created, read, changed and removed, without telling secrets', async () => {
		const simulator = await start();
		const created = await create(simulator, body);
		assert.equal(created.status, 201);
		const { id } = created.json;
		assert.match(String(id), /^[0-9a-f-]{36}$/);
		const { custom_headers: _secret, ...shown } = body;
		assert.deepEqual(created.json, { id, ...shown });
		assert.deepEqual((await get(simulator, `/v2/webhooks/${String(id)}`)).json, { id, ...shown });
		assert.deepEqual(simulator.webhooks, [{ id, ...body, token: null, client: CLIENT.clientId }]);

		const patched = await patch(simulator, id, {
			auth_type: 'CUSTOM',
			enabled_events: ['person.deleted'],
		});
		assert.equal(patched.status, 200);
		assert.deepEqual(patched.json, { id, ...shown, enabled_events: ['person.deleted'] });
		assert.deepEqual(simulator.webhooks[0]?.custom_headers, body.custom_headers);

		const removed = await call(simulator, 'DELETE', `/v2/webhooks/${String(id)}`);
		assert.deepEqual([removed.status, removed.text], [204, '']);
		for (const [method, path] of [
			['GET', ''],
			['PATCH', ''],
			['DELETE', ''],
			['GET', '/events'],
			['GET', '/activity'],
			['POST', '/ping'],
			['POST', '/test-event'],
			['POST', '/redelivery'],
		] as const) {
			const sent = method === 'PATCH' ? { body: {} } : {};
			const reply = await call(simulator, method, `/v2/webhooks/${String(id)}${path}`, sent);
			assert.equal(reply.status, 404, `${method} ${path}`);
		}
		assert.deepEqual(rules(simulator), []);
	});

	test('are disabled and of type TOKEN unless told otherwise', async () => {
		const simulator = await start();
		const { description, enabled_events } = body;
		const { json } = await create(simulator, { url, description, enabled_events });
		assert.deepEqual([json['status'], json['auth_type']], ['DISABLED', 'TOKEN']);
		assert.deepEqual(simulator.webhooks[0]?.token, null);
	});

	test('a PATCH without auth_type falls back to TOKEN, and is a violation', async () => {
		const simulator = await start();
		const { json } = await create(simulator, body);
		const patched = await patch(simulator, json['id'], { status: 'DISABLED' });
		assert.equal(patched.json['auth_type'], 'TOKEN');
		assert.equal(simulator.webhooks[0]?.custom_headers, null);
		assert.deepEqual(rules(simulator), ['auth-type-missing']);
		const back = await patch(simulator, json['id'], { auth_type: 'CUSTOM' });
		assert.equal(back.status, 422);
	});

	test('a PATCH checks like a POST, and changes nothing when refused', async () => {
		const simulator = await start();
		const { json } = await create(simulator, body);
		const before = simulator.webhooks;
		for (const [changes, status] of [
			[{ url: 'http://n8n.example/1' }, 422],
			[{ url: 'https://nowhere/1' }, 422],
			[{ enabled_events: ['nonsense'] }, 400],
			[{ custom_headers: { Host: 'x' } }, 422],
			[{ status: 'ON' }, 400],
			[{ description: '' }, 400],
		] as const) {
			const given = { auth_type: 'CUSTOM', description: 'changed', ...changes };
			assert.equal((await patch(simulator, json['id'], given)).status, status);
		}
		assert.deepEqual(simulator.webhooks, before);
	});

	test('url, description and enabled_events are required', async () => {
		for (const name of ['url', 'description', 'enabled_events']) {
			assert.equal(await statusOf({ [name]: undefined }), 400, name);
		}
		assert.equal(await statusOf({ description: '' }), 400);
		assert.equal(await statusOf({ enabled_events: [] }), 400);
		assert.equal(await statusOf({ enabled_events: 'person.created' }), 400);
	});

	test('unknown events and words are refused', async () => {
		for (const name of ['absence-period.updated', 'ping', 'employee.departed', 7]) {
			assert.equal(await statusOf({ enabled_events: ['person.created', name] }), 400);
		}
		assert.equal(await statusOf({ enabled_events: [...EVENT_TYPES] }), 201);
		assert.equal(await statusOf({ status: 'enabled' }), 400);
		assert.equal(await statusOf({ auth_type: 'HMAC' }), 400);
	});

	test('addresses are HTTPS, except on this machine', async () => {
		for (const bad of [
			'http://n8n.example/1',
			'ftp://n8n.example/1',
			'n8n.example',
			'/1',
			'https://',
		]) {
			assert.equal(await statusOf({ url: bad }), 422, bad);
		}
		assert.equal(await statusOf({ url: 'https://intranet/1' }), 422);
		assert.equal(await statusOf({ url: 7 }), 400);
		for (const good of [
			'http://127.0.0.1:5678/1',
			'http://localhost/1',
			'http://[::1]:80/1',
			url,
		]) {
			assert.equal(await statusOf({ url: good }), 201, good);
		}
	});

	test('custom headers: three at most, for CUSTOM only, no reserved names', async () => {
		const headers = (custom_headers: unknown) => statusOf({ custom_headers });
		assert.equal(await headers({ 'X-A': '1', 'X-B': '2', 'X-C': '3' }), 201);
		assert.equal(await headers({ 'X-A': '1', 'X-B': '2', 'X-C': '3', 'X-D': '4' }), 422);
		assert.equal(await headers({}), 422);
		assert.equal(await headers(undefined), 422);
		assert.equal(await headers([]), 400);
		assert.equal(await headers({ 'X-A': 1 }), 400);
		assert.equal(await headers({ 'X A': '1' }), 422);
		assert.equal(await headers({ 'X-A': 'a\nb' }), 422);
		for (const reserved of [
			...['Host', 'content-length', 'Transfer-Encoding', 'CONNECTION', 'upgrade', 'TE'],
			...['trailer', 'Expect', 'Content-Type', 'Tenant-Secret', 'Hostess', 'Connection-Id'],
		]) {
			assert.equal(await headers({ [reserved]: 'x' }), 422, reserved);
		}
		assert.equal(await headers({ Authorization: 'Bearer x' }), 201);
		for (const auth_type of ['NONE', 'TOKEN']) assert.equal(await statusOf({ auth_type }), 422);
	});

	test('a token is for TOKEN only', async () => {
		const custom_headers = undefined;
		assert.equal(await statusOf({ auth_type: 'TOKEN', token: 'x', custom_headers }), 201);
		assert.equal(await statusOf({ auth_type: 'NONE', token: 'x', custom_headers }), 422);
		assert.equal(await statusOf({ token: 'x' }), 422);
	});

	test('only JSON with known fields is read', async () => {
		const simulator = await start();
		const typed = (type: string) => create(simulator, body, { headers: { 'content-type': type } });
		assert.equal((await typed('text/plain')).status, 400);
		assert.equal((await post(simulator, '/v2/webhooks', '{"url":')).status, 400);
		assert.equal((await post(simulator, '/v2/webhooks', '[]')).status, 400);
		assert.equal((await create(simulator, { ...body, events: [] })).status, 400);
		assert.equal((await create(simulator, { _data: body })).status, 400);
		assert.deepEqual(rules(simulator), [
			...['content-type', 'invalid-json', 'invalid-json', 'unknown-field', 'unknown-field'],
		]);
		assert.equal((await typed('application/json; charset=utf-8')).status, 201);
	});

	test('one URL is for one webhook, also on PATCH, unless told otherwise', async () => {
		const simulator = await start();
		const strange = simulator.addWebhook({ url: `${url}/strange` });
		const { json } = await create(simulator, body);
		assert.equal((await create(simulator, body)).status, 409);
		const taken = { auth_type: 'CUSTOM', url: `${url}/strange` };
		assert.equal((await patch(simulator, json['id'], taken)).status, 409);
		assert.equal((await patch(simulator, json['id'], { ...taken, url })).status, 200);
		assert.equal(simulator.webhooks.length, 2);
		assert.equal(simulator.webhooks.find(({ id }) => id === strange)?.client, null);

		const lenient = await start({ duplicateUrl: 'allowed' });
		await create(lenient, body);
		assert.equal((await create(lenient, body)).status, 201);
	});

	test('answers can be wrapped, short, or tell secrets', async () => {
		const wrapped = await start({ webhookAnswers: 'wrapped' });
		const created = (await create(wrapped, body)).json['_data'] as Record<string, unknown>;
		const path = `/v2/webhooks/${String(created['id'])}`;
		assert.deepEqual(Object.keys((await get(wrapped, path)).json), ['_data']);
		const patched = await patch(wrapped, created['id'], { auth_type: 'CUSTOM' });
		assert.deepEqual(Object.keys(patched.json), ['_data']);
		assert.equal(dataOf(await get(wrapped, '/v2/webhooks'))[0]?.['id'], created['id']);

		const short = await start({ createAnswersIdOnly: true });
		const { json } = await create(short, body);
		assert.deepEqual(Object.keys(json), ['id', '_meta']);
		const read = await get(short, `/v2/webhooks/${String(json['id'])}`);
		assert.equal(read.json['url'], url);

		const open = await start({ echoSecrets: true });
		assert.deepEqual((await create(open, body)).json['custom_headers'], body.custom_headers);
	});

	test('are listed with filters, page by page', async () => {
		const simulator = await start();
		const ids = Array.from({ length: 5 }, (_, number) =>
			simulator.addWebhook({
				url: `${url}/${number}`,
				status: number % 2 === 0 ? 'ENABLED' : 'DISABLED',
				enabled_events: number < 3 ? ['person.created', 'document.signed'] : ['person.deleted'],
			}),
		);
		const list = (query: string) => get(simulator, `/v2/webhooks?${query}`);
		assert.deepEqual(idsOf(await list('')), ids);
		assert.deepEqual(idsOf(await list('status=DISABLED')), [ids[1], ids[3]]);
		assert.deepEqual(idsOf(await list('enabled_events=document.signed&status=ENABLED')), [
			...[ids[0], ids[2]],
		]);
		const first = await list('enabled_events=person.created&limit=2');
		assert.deepEqual(idsOf(first), ids.slice(0, 2));
		const next = new URL(nextOf(first) ?? '');
		assert.deepEqual([...next.searchParams.keys()], ['cursor']);
		const second = await get(simulator, next.pathname + next.search);
		assert.deepEqual(idsOf(second), [ids[2]]);
		assert.equal(nextOf(second), undefined);
		assert.deepEqual(rules(simulator), []);
		for (const bad of ['limit=0', 'limit=201', 'limit=x', 'status=ON', 'enabled_events=ping']) {
			assert.equal((await list(bad)).status, 400, bad);
		}
		assert.deepEqual(rules(simulator), Array(5).fill('bad-parameter'));
		for (let number = 5; number < 201; number += 1) {
			simulator.addWebhook({ url: `${url}/${number}` });
		}
		assert.equal(dataOf(await list('')).length, 100);
		assert.equal(dataOf(await list('limit=200')).length, 200);
	});

	test('those of other clients can be hidden', async () => {
		for (const listShowsOnlyOwn of [false, true]) {
			const clients = [CLIENT, OTHER_CLIENT];
			const simulator = await start({ clients, listShowsOnlyOwn });
			const id = simulator.addWebhook({ url, client: OTHER_CLIENT.clientId });
			assert.deepEqual(idsOf(await get(simulator, '/v2/webhooks')), listShowsOnlyOwn ? [] : [id]);
			const status = listShowsOnlyOwn ? 403 : 200;
			assert.equal((await get(simulator, `/v2/webhooks/${id}`)).status, status);
			assert.equal((await get(simulator, `/v2/webhooks/${id}/events`)).status, status);
			const token = await tokenOf(simulator, OTHER_CLIENT);
			assert.deepEqual(idsOf(await get(simulator, '/v2/webhooks', { token })), [id]);
			assert.equal((await create(simulator, body)).status, 409);
		}
	});

	test('can be disabled from outside; what the simulator shows are copies', async () => {
		const simulator = await start();
		const id = simulator.addWebhook({ url });
		simulator.webhooks[0]!.url = 'changed';
		assert.equal(simulator.webhooks[0]?.url, url);
		simulator.disableWebhook(id);
		assert.equal((await get(simulator, `/v2/webhooks/${id}`)).json['status'], 'DISABLED');
		assert.throws(() => simulator.disableWebhook('nonsense'), /no webhook nonsense/);
	});
});
