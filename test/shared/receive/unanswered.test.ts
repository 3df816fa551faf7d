import { countUnanswered, deliveriesAnswered } from '../../../nodes/shared/receive/unanswered';
import { pendingAnswer } from '../../support/n8n';

// No test may start before the last answer of another.
let hour = 0;
beforeEach(() => jest.useFakeTimers({ now: (hour += 3_600_000) }));
afterEach(() => jest.useRealTimers());

/** A delivery that is being answered, until it is closed. */
function delivery() {
	const { response, answer } = pendingAnswer();
	countUnanswered(response);
	return { close: () => answer.finish() };
}

/** How long a run waits, in milliseconds. */
function waiting() {
	const since = Date.now();
	let waited: number | undefined;
	void deliveriesAnswered().then(() => (waited = Date.now() - since));
	return async (ms = 0) => {
		await jest.advanceTimersByTimeAsync(ms);
		return waited;
	};
}

it('waits for nothing when nothing is being answered', async () => {
	delivery().close();
	const { response, answer } = pendingAnswer();
	answer.hangUp();
	countUnanswered(response);
	expect(await waiting()()).toBe(0);
});

it('waits until everything is answered', async () => {
	const deliveries = [delivery(), delivery()];
	const waited = waiting();
	expect(await waited(400)).toBeUndefined();
	deliveries[0]?.close();
	expect(await waited(400)).toBeUndefined();
	deliveries[1]?.close();
	expect(await waited(25)).toBe(825);
});

it('waits for nothing that n8n holds back: half a second without an answer is enough', async () => {
	const held = delivery();
	const waited = waiting();
	expect(await waited(499)).toBeUndefined();
	expect(await waited(1)).toBe(500);
	held.close();
});

it('waits ten seconds at most, however many deliveries come', async () => {
	const held = delivery();
	const waited = waiting();
	for (let passed = 0; passed < 9_900; passed += 100) {
		delivery().close();
		expect(await waited(100)).toBeUndefined();
	}
	delivery().close();
	expect(await waited(100)).toBe(10_000);
	held.close();
});

it('lets those that wait go one by one, and stops if another delivery comes', async () => {
	const held = delivery();
	const [one, two, three] = [waiting(), waiting(), waiting()];
	expect(await three(100)).toBeUndefined();
	held.close();
	expect(await one(25)).toBe(125);
	expect(await two()).toBeUndefined();
	const next = delivery();
	expect(await two(100)).toBeUndefined();
	next.close();
	expect(await two(25)).toBeDefined();
	expect(await three(25)).toBeDefined();
});

it('lets those that come while others go wait behind them', async () => {
	const held = delivery();
	const [one, two] = [waiting(), waiting()];
	held.close();
	expect(await one(25)).toBe(25);
	const three = waiting();
	expect(await three()).toBeUndefined();
	expect(await two(1)).toBeDefined();
	expect(await three(1)).toBeDefined();
	expect(await waiting()()).toBe(0);
});
