import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';

import { Deliverer } from './deliveries.mts';
import type { Delivery } from './deliveries.mts';
import { startReceiver, until } from './testing.mts';
import type { Receiver } from './testing.mts';

let receiver: Receiver;
let deliverer: Deliverer;

describe('deliveries', () => {
	beforeEach(async () => {
		receiver = await startReceiver();
		deliverer = new Deliverer({
			retryDelaysMs: [1000, 3000],
			timeScale: 0.05,
			timeoutMs: 300,
			succeeded: (status) => status === 200,
		});
	});

	afterEach(async () => {
		await deliverer.close();
		await receiver.close();
	});

	function delivery(body: string | Buffer = '{ "a":1 }'): Delivery {
		const url = `${receiver.url}/hook?x=1`;
		const headers = { 'Content-Type': 'application/json', 'X-Proof': 'abc' };
		return { webhookId: 7, url, eventType: 'tested', headers, body: Buffer.from(body) };
	}

	const bodies = () => receiver.received.map(({ body }) => body.toString());

	test('sends bytes, headers and query string unchanged', async () => {
		const body = Buffer.from([0x7b, 0xff, 0x00, 0x20, 0x7d]);
		await deliverer.send(delivery(body), { retry: true });
		const [got] = receiver.received;
		assert.deepEqual(got?.body, body);
		assert.equal(got?.url, '/hook?x=1');
		assert.equal(got?.headers['x-proof'], 'abc');
	});

	test('records every try', async () => {
		receiver.answers.push(500);
		const made = await deliverer.send(delivery(), { retry: true });
		assert.deepEqual(deliverer.attempts, made);
		assert.deepEqual(
			made.map(({ webhookId, url, eventType, attempt, status, error }) => ({
				...{ webhookId, url, eventType, attempt, status, error },
			})),
			[1, 2].map((attempt) => ({
				...{ webhookId: 7, url: `${receiver.url}/hook?x=1`, eventType: 'tested', attempt },
				...{ status: attempt === 1 ? 500 : 200, error: null },
			})),
		);
		assert.ok(made.every(({ at, durationMs }) => at > 0 && durationMs >= 0));
	});

	test('repeats at the scaled pauses until the success rule is met', async () => {
		receiver.answers.push(201, 500);
		const made = await deliverer.send(delivery(), { retry: true });
		assert.deepEqual(
			made.map(({ status }) => status),
			[201, 500, 200],
		);
		const [first, second, third] = receiver.received.map(({ at }) => at);
		assert.ok(second! - first! >= 49 && third! - second! >= 149);
	});

	test('gives up at the end of the schedule', async () => {
		receiver.answers.push(500, 500, 500, 500);
		const made = await deliverer.send(delivery(), { retry: true });
		assert.equal(made.length, 3);
	});

	test('gives up at once what waits for another try; what is sent afterwards is tried as ever', async () => {
		receiver.answers.push(500);
		const sending = deliverer.send(delivery('late'), { retry: true });
		await until(() => deliverer.attempts.length === 1);
		deliverer.giveUp();
		assert.equal((await sending).length, 1);
		receiver.answers.push(500);
		assert.equal((await deliverer.send(delivery('next'), { retry: true })).length, 2);
		assert.deepEqual(bodies(), ['late', 'next', 'next']);
	});

	describe('rules of a vendor', () => {
		const started = (more: Partial<ConstructorParameters<typeof Deliverer>[0]>) =>
			new Deliverer({
				retryDelaysMs: [1, 1],
				timeScale: 1,
				timeoutMs: 300,
				succeeded: (status) => status === 200,
				...more,
			});
		const triesOf = async (sender: Deliverer, retry = true) =>
			(await sender.send(delivery(), { retry })).map(({ attempt, request, status }) => [
				...[attempt, request, status],
			]);

		test('a try can take several requests, each only if the one before failed', async () => {
			receiver.answers.push(500, 500, 500);
			assert.deepEqual(await triesOf(started({ requestsPerAttempt: 2 })), [
				[1, 1, 500],
				[1, 2, 500],
				[2, 1, 500],
				[2, 2, 200],
			]);
			receiver.answers.push(500, 500);
			const once = await triesOf(started({ requestsPerAttempt: 2 }), false);
			assert.deepEqual(once, [[1, 1, 500]]);
		});

		test('some failures can be final', async () => {
			receiver.answers.push(500, 404, 500);
			const sender = started({ requestsPerAttempt: 2, isFinal: (status) => status === 404 });
			assert.deepEqual(await triesOf(sender), [
				[1, 1, 500],
				[1, 2, 404],
			]);
		});

		test('the log can run on another clock', async () => {
			const sender = started({ now: () => 12_345 });
			const [attempt] = await sender.send(delivery(), { retry: false });
			assert.equal(attempt?.at, 12_345);
			assert.ok(attempt.durationMs < 300);
		});
	});

	test('tries once without retry', async () => {
		receiver.answers.push(500);
		const made = await deliverer.send(delivery(), { retry: false });
		assert.equal(made.length, 1);
	});

	test('a receiver that does not answer has failed after the timeout', async () => {
		receiver.answers.push('hang');
		const [attempt] = await deliverer.send(delivery(), { retry: false });
		assert.equal(attempt?.status, null);
		assert.equal(attempt?.error, 'timeout');
		assert.ok(attempt.durationMs >= 299);
	});

	test('an unreachable receiver is an error, not an exception', async () => {
		await receiver.close();
		const [attempt] = await deliverer.send(delivery(), { retry: false });
		assert.equal(attempt?.status, null);
		assert.match(attempt?.error ?? '', /ECONNREFUSED/);
		receiver = await startReceiver();
	});

	test('idle waits for retries that are still to come', async () => {
		receiver.answers.push(500, 500);
		void deliverer.send(delivery(), { retry: true });
		await deliverer.idle();
		assert.equal(receiver.received.length, 3);
	});

	test('duplicates the next delivery only', async () => {
		deliverer.duplicateNext();
		const made = await deliverer.send(delivery('1'), { retry: true });
		assert.deepEqual(
			made.map(({ attempt }) => attempt),
			[1, 1],
		);
		await deliverer.send(delivery('2'), { retry: true });
		assert.deepEqual(bodies(), ['1', '1', '2']);
	});

	test('cuts after sending: the receiver has the request, the sender no answer, and repeats', async () => {
		deliverer.cutNext();
		receiver.answers.push('hang');
		const made = await deliverer.send(delivery(), { retry: true });
		assert.deepEqual(
			made.map(({ status, error }) => ({ status, error })),
			[
				{ status: null, error: 'cut after sending' },
				{ status: 200, error: null },
			],
		);
		assert.deepEqual(bodies(), ['{ "a":1 }', '{ "a":1 }']);
	});

	test('while paused neither first tries nor repeats go out', async () => {
		receiver.answers.push(500);
		const repeated = deliverer.send(delivery('1'), { retry: true });
		await until(() => deliverer.attempts.length === 1);
		deliverer.pause();
		const first = deliverer.send(delivery('2'), { retry: true });
		await new Promise((done) => setTimeout(done, 100));
		assert.deepEqual(bodies(), ['1']);
		deliverer.resume();
		await Promise.all([repeated, first]);
		assert.deepEqual(bodies().sort(), ['1', '1', '2']);
	});

	test('close drops what is held back', async () => {
		deliverer.pause();
		const held = deliverer.send(delivery(), { retry: true });
		await deliverer.close();
		assert.deepEqual(await held, []);
		assert.deepEqual(bodies(), []);
	});

	test('close drops the retries that wait and breaks off what is being sent', async () => {
		receiver.answers.push(500, 'hang');
		void deliverer.send(delivery('1'), { retry: true });
		await until(() => deliverer.attempts.length === 1);
		const hanging = deliverer.send(delivery('2'), { retry: true });
		await until(() => receiver.received.length === 2);
		await deliverer.close();
		assert.equal((await hanging)[0]?.status, null);
		await new Promise((done) => setTimeout(done, 100));
		assert.deepEqual(bodies(), ['1', '2']);
	});
});
