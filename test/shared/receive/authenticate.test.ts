import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError, UserError } from 'n8n-workflow';

import { authenticate, forgetKeys } from '../../../nodes/shared/receive/authenticate';
import { letOthersRun } from '../../support/fakeClock.mts';
import { FAKE_KEY, fakeVendor, signed, surroundFake } from '../../support/fakeVendor';
import { hookContext, webhookContext } from '../../support/n8n';

const ROTATED = 'example-key-2';

/** Time passes when a test says so. Requests are read by the event loop, which goes on. */
beforeEach(() => {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const pass = async (ms: number): Promise<void> => await jest.advanceTimersByTimeAsync(ms);

const genuine = signed({ type: 'person_hired' });
const forged = signed({ type: 'person_hired' }, 'example-forged');
const rotated = signed({ type: 'person_hired' }, ROTATED);

let workflows = 0;

function setUp(credential: IDataObject = { key: FAKE_KEY }) {
	const vendor = fakeVendor();
	const surroundings = surroundFake(vendor, {
		credential,
		workflowId: `workflow-${(workflows += 1)}`,
	});
	const isAuthentic = jest.spyOn(vendor.verification, 'isAuthentic');
	const getDecrypted = jest.spyOn(surroundings.additionalData.credentialsHelper, 'getDecrypted');
	const send = async (sent: ReturnType<typeof signed>) => {
		// How it is read does not matter here.
		const { context } = await webhookContext(surroundings, { ...sent, body: Buffer.from('{}') });
		const delivery = { body: sent.body, headers: context.getHeaderData(), query: {} };
		return await authenticate(context, vendor, delivery);
	};
	return {
		...surroundings,
		vendor,
		isAuthentic,
		/** What becomes of a delivery, after the time it may wait. */
		tryNow: async (sent: ReturnType<typeof signed>) => {
			const outcome = send(sent);
			await Promise.race([outcome, pass(0)]);
			return await Promise.race([outcome, pass(1_000).then(() => outcome)]);
		},
		/** The same; `waiting` if it is not known at once. */
		atOnce: async (sent: ReturnType<typeof signed>) => {
			const outcome = send(sent);
			for (let turn = 0; turn < 20; turn += 1) await letOthersRun();
			return await Promise.race([outcome, Promise.resolve('waiting' as const)]);
		},
		send,
		fail: (error: Error = new TypeError('SQLITE_BUSY: database is locked')) =>
			getDecrypted.mockRejectedValue(error),
		recover: () => getDecrypted.mockRestore(),
		reads: () => getDecrypted.mock.calls.length,
	};
}

it('lets a signed delivery in and a forged one not', async () => {
	const { tryNow } = setUp();
	expect(await tryNow(genuine)).toBe('authentic');
	expect(await tryNow(forged)).toBe('forged');
	expect(await tryNow({ ...genuine, body: Buffer.from('{}') })).toBe('forged');
});

it('takes the previous key as well', async () => {
	const { tryNow } = setUp({ key: ROTATED, previousKey: FAKE_KEY });
	expect(await tryNow(genuine)).toBe('authentic');
	expect(await tryNow(rotated)).toBe('authentic');
	expect(await tryNow(forged)).toBe('forged');
});

describe('what the credential is read for', () => {
	it('genuine deliveries: once a minute', async () => {
		const { atOnce, reads } = setUp();
		for (let second = 0; second < 600; second += 5) {
			expect(await atOnce(genuine)).toBe('authentic');
			await pass(5_000);
		}
		expect(reads()).toBe(10);
	});

	it('deliveries that come at the same time: once', async () => {
		const { send, reads } = setUp();
		const all = await Promise.all(Array.from({ length: 20 }, async () => await send(genuine)));
		expect(all).toEqual(Array(20).fill('authentic'));
		expect(reads()).toBe(1);
	});

	it('forged ones: once a second at most, and genuine ones pass at once meanwhile', async () => {
		const { send, atOnce, reads } = setUp();
		const outcomes: Array<Promise<string>> = [];
		for (let passed = 0; passed < 20_000; passed += 50) {
			outcomes.push(send(forged));
			if (passed % 1_000 === 550) expect(await atOnce(genuine)).toBe('authentic');
			await pass(50);
		}
		await pass(1_000);
		expect(await Promise.all(outcomes)).toEqual(Array(400).fill('forged'));
		expect(reads()).toBeGreaterThan(10);
		expect(reads()).toBeLessThanOrEqual(21);
	});
});

describe('a key that was entered a moment ago', () => {
	it('fits at once', async () => {
		const { atOnce, setCredential } = setUp();
		expect(await atOnce(genuine)).toBe('authentic');
		setCredential({ key: ROTATED });
		await pass(1_000);
		expect(await atOnce(rotated)).toBe('authentic');
		expect(await atOnce(genuine)).toBe('waiting');
	});

	it('fits within a second while forged deliveries come', async () => {
		const { send, atOnce, setCredential } = setUp();
		const outcomes = [send(forged)];
		await pass(300);
		setCredential({ key: ROTATED });
		outcomes.push(send(forged), send(rotated), send(forged));
		expect(await atOnce(rotated)).toBe('waiting');
		await pass(700);
		expect(await Promise.all(outcomes)).toEqual(['forged', 'forged', 'authentic', 'forged']);
	});

	it('fits once the workflow was published, and the one before does not', async () => {
		const { atOnce, reads, vendor, ...surroundings } = setUp();
		expect(await atOnce(genuine)).toBe('authentic');
		surroundings.setCredential({ key: ROTATED });
		expect(await atOnce(genuine)).toBe('authentic');
		forgetKeys(hookContext(surroundings), vendor);
		expect(await atOnce(genuine)).toBe('forged');
		expect(await atOnce(rotated)).toBe('authentic');
		expect(reads()).toBe(2);
	});
});

it.each([
	['the key was replaced', { key: ROTATED }],
	['the previous key was taken out', { key: ROTATED, previousKey: 'example-other' }],
])('a key fits no longer than a minute after %s', async (_, after) => {
	const { atOnce, setCredential } = setUp({ key: ROTATED, previousKey: FAKE_KEY });
	expect(await atOnce(genuine)).toBe('authentic');
	setCredential(after);
	for (let second = 0; second < 60; second += 1) {
		expect(await atOnce(genuine)).toBe('authentic');
		await pass(1_000);
	}
	expect(await atOnce(genuine)).toBe('forged');
});

describe('while the credential cannot be read', () => {
	it.each([30, 60, 290])('keys that were good %i seconds ago are', async (seconds) => {
		const { tryNow, atOnce, fail, recover, setCredential } = setUp();
		expect(await tryNow(genuine)).toBe('authentic');
		await pass(seconds * 1_000);
		fail();
		expect(await tryNow(forged)).toBe('undecided');
		expect(await atOnce(genuine)).toBe('authentic');
		recover();
		setCredential({ key: ROTATED });
		await pass(1_000);
		expect(await tryNow(rotated)).toBe('authentic');
		expect(await tryNow(forged)).toBe('forged');
	});

	it('they are for five minutes at most', async () => {
		const { tryNow, atOnce, fail } = setUp();
		expect(await atOnce(genuine)).toBe('authentic');
		fail();
		await pass(299_999);
		expect(await atOnce(genuine)).toBe('authentic');
		await pass(1);
		expect(await tryNow(genuine)).toBe('undecided');
	});

	it('it is tried once a second', async () => {
		const { send, fail, reads } = setUp();
		fail();
		const outcomes: Array<Promise<string>> = [];
		for (let passed = 0; passed < 10_000; passed += 100) {
			outcomes.push(send(genuine));
			await pass(100);
		}
		await pass(2_000);
		expect(await Promise.all(outcomes)).toEqual(Array(100).fill('undecided'));
		expect(reads()).toBeLessThanOrEqual(12);
	});

	it.each([
		['is gone', new UserError('Credential with ID "1" does not exist')],
		[
			'was taken from the node',
			new NodeOperationError(setUp().node, 'Node does not have any credentials set'),
		],
	])('its keys are void if it %s', async (_, error) => {
		const { atOnce, tryNow, fail } = setUp();
		expect(await atOnce(genuine)).toBe('authentic');
		fail(error);
		await pass(60_000);
		expect(await tryNow(genuine)).toBe('undecided');
		expect(await tryNow(forged)).toBe('undecided');
	});

	it('it is never open: not without a key either', async () => {
		const { tryNow, setCredential } = setUp({ key: '' });
		expect(await tryNow(signed('{}', ''))).toBe('undecided');
		setCredential({ key: FAKE_KEY });
		expect(await tryNow(genuine)).toBe('authentic');
	});
});

it('hashes a body once for each key', async () => {
	const { atOnce, tryNow, isAuthentic, setCredential } = setUp({
		key: FAKE_KEY,
		previousKey: 'example-other',
	});
	expect(await atOnce(forged)).toBe('forged');
	expect(isAuthentic).toHaveBeenCalledTimes(2);
	isAuthentic.mockClear();
	setCredential({ key: ROTATED, previousKey: FAKE_KEY });
	expect(await tryNow(forged)).toBe('forged');
	// The two in memory, and the one that is new.
	expect(isAuthentic.mock.calls.map(([, key]) => key)).toEqual([
		FAKE_KEY,
		'example-other',
		ROTATED,
	]);
});

it('lets no more wait than there is memory for', async () => {
	const { send, atOnce } = setUp();
	const large = { ...forged, body: Buffer.from(`"${'x'.repeat(15 * 1024 * 1024)}"`) };
	expect(await atOnce(forged)).toBe('forged');
	const waiting = [send(large), send(large)];
	await atOnce(genuine);
	expect(await atOnce(large)).toBe('undecided');
	expect(await atOnce(genuine)).toBe('authentic');
	await pass(1_000);
	expect(await Promise.all(waiting)).toEqual(['forged', 'forged']);
	expect(await atOnce(large)).toBe('waiting');
	await pass(1_000);
});

it('keeps the keys of nodes and of credentials apart', async () => {
	const vendor = fakeVendor();
	const one = surroundFake(vendor, { credential: { key: FAKE_KEY } });
	const other = surroundFake(vendor, { credential: { key: ROTATED }, workflowId: 'workflow-2' });
	const third = surroundFake(vendor, { credential: { key: ROTATED } });
	third.node.credentials = { fakeHrApi: { id: 'credential-2', name: 'Other' } };
	for (const [surroundings, expected] of [
		[one, 'authentic'],
		[other, 'forged'],
		[third, 'forged'],
	] as const) {
		const { context } = await webhookContext(surroundings, genuine);
		const delivery = { body: genuine.body, headers: context.getHeaderData(), query: {} };
		expect(await authenticate(context, vendor, delivery)).toBe(expected);
	}
});
