import {
	deliveryKey,
	runBegins,
	runFailed,
	takeInHand,
} from '../../../nodes/shared/receive/inHand';
import { pendingAnswer } from '../../support/n8n';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Takes a delivery in hand whose body tells a time, unless it is said otherwise. */
const take = async (
	key: string,
	response: ReturnType<typeof pendingAnswer>['response'],
	hasTime = true,
): Promise<boolean> => await takeInHand(key, response, { hasTime });

/** Takes a delivery and answers it. */
async function takeAndAnswer(key: string, hasTime = true): Promise<boolean> {
	const { response, answer } = pendingAnswer();
	const isTaken = await take(key, response, hasTime);
	answer.finish();
	return isTaken;
}

let count = 0;
const newKey = (): string => `delivery-${(count += 1)}`;

/** Whether it is taken, once that is known; `waiting` until then. */
async function outcomeOf(taken: Promise<boolean>): Promise<boolean | 'waiting'> {
	await jest.advanceTimersByTimeAsync(0);
	return await Promise.race([taken, Promise.resolve('waiting' as const)]);
}

it('names a delivery by the node, the event and the bytes', () => {
	const node = { workflowId: 'w', nodeId: 'n', mode: 'production' } as const;
	const body = Buffer.from('body');
	const key = deliveryKey(node, 'hired', body);
	expect(deliveryKey({ ...node }, 'hired', Buffer.from('body'))).toBe(key);
	const others = [
		deliveryKey({ ...node, workflowId: 'v' }, 'hired', body),
		deliveryKey({ ...node, nodeId: 'm' }, 'hired', body),
		deliveryKey({ ...node, mode: 'test' }, 'hired', body),
		deliveryKey(node, 'left', body),
		deliveryKey(node, null, body),
		deliveryKey(node, 'hired', Buffer.from('Body')),
	];
	expect(new Set([key, ...others]).size).toBe(7);
	expect(key).not.toContain('body');
});

it('takes what was answered with success no second time', async () => {
	const key = newKey();
	const first = pendingAnswer(204);
	expect(await take(key, first.response)).toBe(true);
	first.answer.finish();
	expect(await take(key, pendingAnswer().response)).toBe(false);
	expect(await take(newKey(), pendingAnswer().response)).toBe(true);
});

it.each([199, 300, 404, 500])('takes what was answered with %i again', async (status) => {
	const key = newKey();
	const first = pendingAnswer(status);
	await take(key, first.response);
	first.answer.finish();
	expect(await take(key, pendingAnswer().response)).toBe(true);
});

it('looks at the status that went out, not at the one before', async () => {
	const key = newKey();
	const first = pendingAnswer(200);
	await take(key, first.response);
	first.answer.finish(503);
	expect(await take(key, pendingAnswer().response)).toBe(true);
});

describe('a repeat of a delivery in hand', () => {
	it('waits for the answer, and is none if that is a failure', async () => {
		const key = newKey();
		const first = pendingAnswer(500);
		await take(key, first.response);
		const second = take(key, pendingAnswer().response);
		const third = take(key, pendingAnswer().response);
		expect(await outcomeOf(second)).toBe('waiting');
		first.answer.finish();
		expect(await outcomeOf(second)).toBe(true);
		expect(await outcomeOf(third)).toBe('waiting');
	});

	it('is not taken if the answer is a success', async () => {
		const key = newKey();
		const first = pendingAnswer();
		await take(key, first.response);
		const repeats = [1, 2].map(async () => await take(key, pendingAnswer().response));
		first.answer.finish();
		expect(await Promise.all(repeats)).toEqual([false, false]);
	});

	it('is not taken if the vendor hung up and the run begins all the same', async () => {
		const key = newKey();
		const first = pendingAnswer();
		await take(key, first.response);
		const second = take(key, pendingAnswer().response);
		first.answer.hangUp();
		expect(await outcomeOf(second)).toBe('waiting');
		runBegins(key);
		expect(await outcomeOf(second)).toBe(false);
		expect(await take(key, pendingAnswer().response)).toBe(false);
	});

	it('is taken if the vendor hung up and no run begins within a minute', async () => {
		const key = newKey();
		const first = pendingAnswer();
		await take(key, first.response);
		first.answer.hangUp();
		const second = take(key, pendingAnswer().response);
		await jest.advanceTimersByTimeAsync(59_000);
		expect(await outcomeOf(second)).toBe('waiting');
		await jest.advanceTimersByTimeAsync(1_000);
		expect(await outcomeOf(second)).toBe(true);
	});

	it('is taken in its turn, even if its own sender has hung up meanwhile', async () => {
		const key = newKey();
		const [first, second] = [pendingAnswer(500), pendingAnswer()];
		await take(key, first.response);
		const taken = take(key, second.response);
		second.answer.hangUp();
		first.answer.finish();
		expect(await outcomeOf(taken)).toBe(true);
		const third = take(key, pendingAnswer().response);
		expect(await outcomeOf(third)).toBe('waiting');
		runBegins(key);
		expect(await outcomeOf(third)).toBe(false);
	});
});

it('is not impressed by the run of a delivery that is not in hand', async () => {
	const key = newKey();
	runBegins(key);
	expect(await take(key, pendingAnswer().response)).toBe(true);
});

it('forgets the oldest after ten thousand', async () => {
	const oldest = newKey();
	const next = newKey();
	await takeAndAnswer(oldest);
	await takeAndAnswer(next);
	for (let more = 0; more < 9_999; more++) await takeAndAnswer(newKey());
	expect(await take(next, pendingAnswer().response)).toBe(false);
	expect(await take(oldest, pendingAnswer().response)).toBe(true);
});

it('forgets each after ten minutes, however few there are', async () => {
	const [first, second] = [newKey(), newKey()];
	await takeAndAnswer(first);
	await jest.advanceTimersByTimeAsync(1);
	await takeAndAnswer(second);
	await jest.advanceTimersByTimeAsync(10 * 60_000 - 1);
	expect(await take(first, pendingAnswer().response)).toBe(true);
	expect(await take(second, pendingAnswer().response)).toBe(false);
});

describe('a body that tells no time', () => {
	it('is no repeat of one that was acknowledged: its twin may be news', async () => {
		const key = newKey();
		expect(await takeAndAnswer(key, false)).toBe(true);
		expect(await takeAndAnswer(key, false)).toBe(true);
	});

	it('is one of a twin that is in hand, and so waits for that', async () => {
		const key = newKey();
		const first = pendingAnswer();
		await take(key, first.response, false);
		const repeats = [1, 2].map(async () => await take(key, pendingAnswer().response, false));
		first.answer.finish();
		expect(await Promise.all(repeats)).toEqual([false, false]);
	});

	it('is one if the vendor hung up and the run begins all the same', async () => {
		const key = newKey();
		const first = pendingAnswer();
		await take(key, first.response, false);
		first.answer.hangUp();
		const second = take(key, pendingAnswer().response, false);
		expect(await outcomeOf(second)).toBe('waiting');
		runBegins(key);
		expect(await outcomeOf(second)).toBe(false);
	});
});

it('is taken again if it is sent again after its run has failed', async () => {
	const key = newKey();
	await takeAndAnswer(key);
	runBegins(key);
	runFailed(key);
	expect(await takeAndAnswer(key)).toBe(true);
	expect(await takeAndAnswer(key)).toBe(false);
});
