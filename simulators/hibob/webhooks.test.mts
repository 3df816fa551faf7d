import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';

import { receiver } from '../kit/afterEach.mts';
import { until } from '../kit/testing.mts';
import {
	CUSTOM_TABLE_HEADER,
	EQUIPMENT_TABLE,
	EVENT_TYPES,
	sign,
	SIGNATURE_HEADER,
} from './index.mts';
import { eventsAt, idAt, listen, start } from './testing.mts';

const HEADER = SIGNATURE_HEADER.toLowerCase();
const TRIES = 14;
const EVENT = ['employee.updated'];

test('a webhook is made once its URL has answered one of the pings', async () => {
	const hibob = await start();
	const target = await receiver();
	target.answers.push(400);
	const wish = { name: 'n8n', url: target.url, events: EVENT, description: 'HR' };
	const made = await hibob.addWebhook(wish);
	const type = 'application/json';
	assert.deepEqual(made.pings, [
		{ body: 'Ping test', contentType: type, status: 400 },
		{ body: '{"text":"Ping test"}', contentType: type, status: 200 },
	]);
	assert.deepEqual(
		target.received.map(({ body, headers }) => [String(body), headers['content-type']]),
		made.pings.map(({ body, contentType }) => [body, contentType]),
	);
	assert.ok(target.received.every(({ headers }) => headers[HEADER] === undefined));
	const { id, secret } = made;
	assert.deepEqual(hibob.webhooks, [{ id, ...wish, secret, active: true }]);
	assert.deepEqual(hibob.deliveries.attempts, []);
});

test('every form of ping, in the order that is chosen, signed if it is so', async () => {
	const hibob = await start({
		pingForms: ['text', 'json-string', 'text-as-json', 'json'],
		signsPing: true,
	});
	const target = await receiver();
	target.answers.push(500, 500, 500, 204);
	const { pings, secret } = await hibob.addWebhook({ name: 'n8n', url: target.url, events: EVENT });
	assert.deepEqual(
		pings.map(({ body, contentType, status }) => [body, contentType, status]),
		[
			['Ping test', 'text/plain', 500],
			['"Ping test"', 'application/json', 500],
			['Ping test', 'application/json', 500],
			['{"text":"Ping test"}', 'application/json', 204],
		],
	);
	for (const { body, headers } of target.received)
		assert.equal(headers[HEADER], sign(body, secret));
});

test('nothing is made where no ping is answered with 2xx', async () => {
	const hibob = await start();
	const target = await receiver();
	target.answers.push(...Array<number>(6).fill(302));
	await assert.rejects(hibob.addWebhook({ name: 'n8n', url: target.url, events: EVENT }));
	assert.equal(target.received.length, 6);
	await target.close();
	await assert.rejects(hibob.addWebhook({ name: 'n8n', url: target.url, events: EVENT }));
	assert.deepEqual(hibob.webhooks, []);
	await assert.rejects(
		hibob.addWebhook({ name: 'n8n', url: target.url, events: ['employee.terminated'] }),
	);
	const late = await receiver();
	late.answers.push(500, 500, 500);
	const { pings } = await hibob.addWebhook({ name: 'n8n', url: late.url, events: EVENT });
	assert.equal(pings.length, 4);
});

test('deliveries are signed in Base64 with the secret over the bytes that are sent', async () => {
	const hibob = await start();
	const target = await listen(hibob);
	assert.equal(
		sign(Buffer.from('body'), 'key'),
		createHmac('sha512', 'key').update('body').digest('base64'),
	);
	hibob.changeFields(idAt(hibob, 0), { 'personal.pronouns': null });
	await hibob.deliveries.idle();
	const [event] = target.received;
	assert.equal(event?.headers[HEADER], sign(event?.body ?? Buffer.alloc(0), target.secret));
	assert.equal(event?.headers['content-type'], 'application/json');
	assert.match(String(event?.headers[HEADER]), /^[A-Za-z0-9+/]{86}==$/);
});

test('a new secret counts at once', async () => {
	const hibob = await start();
	const target = await listen(hibob);
	const secret = hibob.refreshSecret(target.id);
	assert.notEqual(secret, target.secret);
	assert.equal(hibob.webhooks[0]?.secret, secret);
	await hibob.deliver({ body: '{}' });
	assert.equal(target.received[0]?.headers[HEADER], sign(Buffer.from('{}'), secret));
});

test('webhooks are tested, switched off and on, and removed', async () => {
	const hibob = await start();
	const target = await listen(hibob);
	const heard = async () => {
		target.received.length = 0;
		hibob.changeFields(idAt(hibob, 0), { 'personal.pronouns': null });
		await hibob.deliveries.idle();
		return target.received.length;
	};
	assert.equal(await heard(), 1);
	const { pings } = await hibob.testWebhook(target.id);
	assert.deepEqual(
		pings.map(({ status }) => status),
		[200],
	);
	hibob.deactivateWebhook(target.id);
	assert.equal(await heard(), 0);
	assert.deepEqual(await hibob.deliver({ webhookId: target.id, body: '{}' }), []);
	hibob.activateWebhook(target.id);
	assert.equal(await heard(), 1);
	hibob.removeWebhook(target.id);
	assert.equal(await heard(), 0);
	assert.deepEqual(hibob.webhooks, []);
	assert.throws(() => hibob.refreshSecret(target.id));
});

test('each webhook gets what is ticked for it; what cannot be ticked goes to all', async () => {
	const hibob = await start();
	const people = await listen(hibob, ['employee.created']);
	const rows = await listen(hibob, ['table.entry.created']);
	hibob.hire({ startDate: '2999-01-01' });
	hibob.unknownEvent('benefits.enrolled', { a: 1 });
	await hibob.deliveries.idle();
	const typesAt = (target: typeof rows) => eventsAt(target).map(({ type }) => type);
	assert.deepEqual(typesAt(people), ['employee.created', 'benefits.enrolled']);
	assert.deepEqual(typesAt(rows), [
		...Array<string>(3).fill('table.entry.created'),
		'benefits.enrolled',
	]);
	assert.deepEqual(eventsAt(rows).at(-1)?.data, { a: 1 });
});

test('events come one after the other, a failed one before those behind it', async () => {
	const hibob = await start();
	const target = await listen(hibob);
	target.answers.push(500, 200, 503);
	const ids = [0, 1, 2].map((place) => idAt(hibob, place));
	for (const id of ids) hibob.changeFields(id, { 'personal.pronouns': null });
	await hibob.deliveries.idle();
	assert.deepEqual(
		eventsAt(target).map(({ data }) => ids.indexOf(String(data['employeeId']))),
		[0, 0, 1, 1, 2],
	);
	assert.deepEqual(
		hibob.deliveries.attempts.map(({ attempt, status }) => [attempt, status]),
		[
			[1, 500],
			[2, 200],
			[1, 503],
			[2, 200],
			[1, 200],
		],
	);
});

test('what is given up takes along what stands behind it; what happens afterwards is sent', async () => {
	const hibob = await start({ timeScale: 1 });
	const target = await listen(hibob);
	target.answers.push(500);
	const [first, second, third] = [0, 1, 2].map((place) => idAt(hibob, place));
	hibob.changeFields(String(first), { 'personal.pronouns': null });
	hibob.changeFields(String(second), { 'personal.pronouns': null });
	await until(() => hibob.deliveries.attempts.length === 1);
	hibob.deliveries.giveUp();
	await hibob.deliveries.idle();

	hibob.changeFields(String(third), { 'personal.pronouns': null });
	await hibob.deliveries.idle();
	assert.deepEqual(
		eventsAt(target).map(({ data }) => String(data['employeeId'])),
		[first, third],
	);
});

test('after three days of failures the webhook is switched off, and only that one', async () => {
	const hibob = await start();
	const [target, other] = [await listen(hibob), await listen(hibob)];
	target.answers.push(...Array<number>(TRIES).fill(500));
	const id = idAt(hibob, 0);
	hibob.changeFields(id, { 'personal.pronouns': null });
	hibob.changeFields(id, { 'personal.nationality': ['PT'] });
	await hibob.deliveries.idle();
	assert.equal(target.received.length, TRIES);
	assert.equal(other.received.length, 2);
	assert.deepEqual(
		hibob.webhooks.map(({ active }) => active),
		[false, true],
	);
	hibob.activateWebhook(target.id);
	hibob.changeFields(id, { 'personal.pronouns': null });
	await hibob.deliveries.idle();
	assert.equal(target.received.length, TRIES + 1);
});

test('the pauses double, and add up to three days', async () => {
	// A day is 100 ms.
	const hibob = await start({ timeScale: 100 / 86_400_000 });
	const target = await listen(hibob);
	target.answers.push(...Array<number>(TRIES).fill(500));
	const begin = performance.now();
	hibob.changeFields(idAt(hibob, 0), { 'personal.pronouns': null });
	await hibob.deliveries.idle();
	const took = performance.now() - begin;
	assert.ok(took >= 290 && took < 1500, String(took));
});

test('closing does not wait for what would be sent', async () => {
	const hibob = await start({ timeScale: 1 });
	const target = await listen(hibob);
	target.answers.push(500, 'hang');
	hibob.changeFields(idAt(hibob, 0), { 'personal.pronouns': null });
	hibob.changeFields(idAt(hibob, 1), { 'personal.pronouns': null });
	await until(() => target.received.length === 1);
	await hibob.close();
	assert.equal(target.received.length, 1);
});

test('deliveries are made by hand, rightly or wrongly signed', async () => {
	const hibob = await start();
	const target = await listen(hibob, EVENT);
	const body = Buffer.from('{"type":"employee.updated"}');
	const right = sign(body, target.secret);
	const hex = Buffer.from(right, 'base64').toString('hex');
	await hibob.deliver({ body });
	await hibob.deliver({ body, sign: 'wrong' });
	await hibob.deliver({ body, sign: 'none' });
	await hibob.deliver({ body, sign: 'hex' });
	await hibob.deliver({ body, sign: { secret: 'key' } });
	const signatures = target.received.map(({ headers }) => headers[HEADER]);
	assert.equal(signatures[0], right);
	assert.equal(signatures[1]?.length, right.length);
	assert.notEqual(signatures[1], right);
	assert.deepEqual(signatures.slice(2), [undefined, hex, sign(body, 'key')]);
	assert.deepEqual(await hibob.deliver({ event: 'employee.left', body }), []);
	const [attempt] = await hibob.deliver({
		event: 'employee.updated',
		body: { a: 1 },
		contentType: 'text/plain',
		headers: { 'X-More': '1' },
	});
	assert.deepEqual([attempt?.status, attempt?.eventType], [200, 'employee.updated']);
	const last = target.received.at(-1);
	assert.deepEqual(
		[String(last?.body), last?.headers['content-type'], last?.headers['x-more']],
		['{"a":1}', 'text/plain', '1'],
	);
	target.answers.push(500, 500);
	assert.equal((await hibob.deliver({ body })).length, 1);
	target.answers.length = 0;
	target.answers.push(500);
	assert.equal((await hibob.deliver({ body, retry: true })).length, 2);
});

test('deliveries can come twice, or break off', async () => {
	const hibob = await start();
	const target = await listen(hibob);
	hibob.deliveries.duplicateNext();
	hibob.changeFields(idAt(hibob, 0), { 'personal.pronouns': null });
	await hibob.deliveries.idle();
	assert.deepEqual(target.received[0]?.body, target.received[1]?.body);
	hibob.deliveries.cutNext();
	hibob.changeFields(idAt(hibob, 0), { 'personal.pronouns': null });
	await hibob.deliveries.idle();
	assert.deepEqual(
		hibob.deliveries.attempts.map(({ status }) => status),
		[200, 200, null, 200],
	);
});

test('events about custom tables say where the rows are', async () => {
	const hibob = await start();
	const target = await listen(hibob);
	const id = idAt(hibob, 0);
	hibob.addRow(EQUIPMENT_TABLE, id, {});
	hibob.addRow('work', id, { effectiveDate: '2999-01-01' });
	await hibob.deliveries.idle();
	const urls = target.received.map(({ headers }) => headers[CUSTOM_TABLE_HEADER.toLowerCase()]);
	const url = `https://api.hibob.com/v1/people/custom-tables/${id}/${EQUIPMENT_TABLE}`;
	assert.deepEqual(urls, [url, undefined]);
});

test('there are twenty-nine types, each once', () => {
	assert.equal(EVENT_TYPES.length, 29);
	assert.equal(new Set(EVENT_TYPES).size, 29);
	assert.ok(!EVENT_TYPES.includes('employee.terminated'));
});
