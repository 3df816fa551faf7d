import type { INode } from 'n8n-workflow';
import { ApplicationError, NodeOperationError } from 'n8n-workflow';

import { Limiter, limiterFor } from '../../../nodes/shared/outbound/limiter';
import type { Limit } from '../../../nodes/shared/outbound/limiter';
import { FakeClock } from '../../support/fakeClock.mts';
import fc from '../../support/fastCheck.mts';

const node: INode = {
	id: 'node-1',
	name: 'Node',
	type: 'test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const caller = { node };

/** When requests reached the vendor; each takes a while to get there, and its answer back. */
function vendorBehind(clock: FakeClock) {
	const arrivals: number[] = [];
	const send = async (there = 0, back = 0): Promise<void> => {
		if (there > 0) await clock.sleep(there);
		arrivals.push(clock.now());
		if (back > 0) await clock.sleep(back);
	};
	return { arrivals, send };
}

/** The most that any window of the vendor's sees. */
function busiest(arrivals: readonly number[], windowMs: number): number {
	const sorted = [...arrivals].sort((a, b) => a - b);
	let from = 0;
	let most = 0;
	for (const [index, at] of sorted.entries()) {
		while (at - (sorted[from] ?? 0) >= windowMs) from += 1;
		most = Math.max(most, index - from + 1);
	}
	return most;
}

it('the measure used here finds the busiest window', () => {
	expect(busiest([0, 5, 9, 10, 14], 10)).toBe(4);
	expect(busiest([0, 10, 20], 10)).toBe(1);
	expect(busiest([], 10)).toBe(0);
});

it('whatever the network does, no window at the vendor sees more than the limit', async () => {
	const way = fc.integer({ min: 0, max: 3_000 });
	const requests = fc.array(fc.tuple(fc.integer({ min: 0, max: 4_000 }), way, way), {
		minLength: 1,
		maxLength: 40,
	});
	const limits = fc.record({
		requests: fc.integer({ min: 1, max: 6 }),
		windowMs: fc.integer({ min: 100, max: 2_500 }),
	});
	await fc.assert(
		fc.asyncProperty(limits, requests, async (limit, wanted) => {
			const clock = new FakeClock();
			const { arrivals, send } = vendorBehind(clock);
			const limiter = new Limiter(limit, clock);
			await clock.until(
				Promise.all(
					wanted.map(async ([after, there, back]) => {
						await clock.sleep(after);
						await limiter.run(async () => await send(there, back), caller);
					}),
				),
			);
			expect(arrivals).toHaveLength(wanted.length);
			expect(busiest(arrivals, limit.windowMs)).toBeLessThanOrEqual(limit.requests);
		}),
		{ numRuns: 60 },
	);
});

it.each<[Limit, number]>([
	[{ requests: 10, windowMs: 10_000 }, 500],
	[{ requests: 10, windowMs: 10_000 }, 100],
	[{ requests: 1, windowMs: 2_000 }, 100],
	[{ requests: 50, windowMs: 60_000 }, 3_000],
])('of %j at least 90 % is used with answers after %i ms', async (limit, latency) => {
	const clock = new FakeClock();
	const { arrivals, send } = vendorBehind(clock);
	const limiter = new Limiter(limit, clock);
	const rounds = 20;
	await clock.until(
		Promise.all(
			Array.from({ length: limit.requests * rounds + 1 }, async () => {
				await limiter.run(async () => await send(latency / 2, latency / 2), caller);
			}),
		),
	);
	const tookMs = (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0);
	expect((rounds * limit.windowMs) / tookMs).toBeGreaterThanOrEqual(0.9);
});

describe('turns', () => {
	it('come in the order of asking', async () => {
		const clock = new FakeClock();
		const limiter = new Limiter({ requests: 2, windowMs: 1_000 }, clock);
		const order: number[] = [];
		await clock.until(
			Promise.all(
				[0, 1, 2, 3, 4, 5, 6].map(async (number) => {
					await limiter.run(async () => order.push(number), caller);
				}),
			),
		);
		expect(order).toEqual([0, 1, 2, 3, 4, 5, 6]);
	});

	it('hand on what is returned', async () => {
		const limiter = new Limiter({ requests: 1, windowMs: 1 }, new FakeClock());
		expect(await limiter.run(async () => 'answer', caller)).toBe('answer');
	});

	it('are not held up by a caller that was cancelled', async () => {
		const clock = new FakeClock();
		const { arrivals, send } = vendorBehind(clock);
		const limiter = new Limiter({ requests: 1, windowMs: 1_000 }, clock);
		const cancel = new AbortController();
		const first = limiter.run(async () => await send(), caller);
		const second = limiter.run(async () => await send(), { node, signal: cancel.signal });
		const third = limiter.run(async () => await send(), caller);
		const all = Promise.allSettled([first, second, third]);
		await clock.until(first);
		cancel.abort();
		const [, cancelled, last] = await clock.until(all);
		expect(cancelled).toMatchObject({ status: 'rejected' });
		if (cancelled.status === 'rejected') {
			expect(cancelled.reason).toBeInstanceOf(NodeOperationError);
			expect(cancelled.reason).toMatchObject({ message: 'The execution was cancelled' });
		}
		expect(last.status).toBe('fulfilled');
		expect(arrivals).toEqual([0, 1_010]);
	});

	it('end soon for a caller that is cancelled while it waits', async () => {
		const clock = new FakeClock();
		const limiter = new Limiter({ requests: 1, windowMs: 60_000 }, clock);
		await clock.until(limiter.run(async () => undefined, caller));
		const cancel = new AbortController();
		const waiting = limiter.run(async () => undefined, { node, signal: cancel.signal });
		const cancelling = clock.sleep(5_500).then(() => cancel.abort());
		await clock.until(Promise.allSettled([waiting, cancelling]));
		await expect(waiting).rejects.toThrow('The execution was cancelled');
		expect(clock.now()).toBeLessThanOrEqual(6_500);
	});

	it('that fail give their slot back, one window later', async () => {
		const clock = new FakeClock();
		const { arrivals, send } = vendorBehind(clock);
		const limiter = new Limiter({ requests: 1, windowMs: 1_000 }, clock);
		const failing = limiter.run(async () => {
			await send(100);
			throw new ApplicationError('The connection broke');
		}, caller);
		const next = limiter.run(async () => await send(), caller);
		await clock.until(Promise.allSettled([failing, next]));
		await expect(failing).rejects.toThrow('The connection broke');
		expect(arrivals).toEqual([100, 1_110]);
	});
});

describe('what the vendor says', () => {
	const windowMs = 1_000;

	async function after(said: Parameters<Limiter['observe']>[0], requests = 4) {
		const clock = new FakeClock();
		const { arrivals, send } = vendorBehind(clock);
		const limiter = new Limiter({ requests, windowMs }, clock);
		await clock.until(limiter.run(async () => await send(), caller));
		limiter.observe(said);
		await clock.until(
			Promise.all(
				Array.from({ length: 24 }, async () => {
					await limiter.run(async () => await send(), caller);
				}),
			),
		);
		return arrivals;
	}

	it.each([
		['raises the limit', { requests: 8 }, 8],
		['lowers it', { requests: 2 }, 2],
		['confirms it', { requests: 4 }, 4],
		['is nonsense: nothing', { requests: 0 }, 4],
		['is nonsense: a part', { requests: 2.5 }, 4],
		['is beyond all measure', { requests: 2 ** 40 }, 25],
		['is nothing at all', {}, 4],
		['leaves something', { remaining: 1 }, 4],
	])('%s', async (_, said, expected) => {
		expect(busiest(await after(said), windowMs)).toBe(expected);
	});

	it.each([
		['a longer window', { windowMs: 4_000 }, 4, 4_000],
		['a shorter one', { windowMs: 250 }, 4, 250],
		['another limit in another window', { requests: 2, windowMs: 300 }, 2, 300],
		['a window that is nonsense: nothing', { windowMs: 0 }, 4, windowMs],
		['a window that is nonsense: less', { windowMs: -1 }, 4, windowMs],
		['a window that is nonsense: no number', { windowMs: Number.NaN }, 4, windowMs],
	])('is %s', async (_, said, requests, expectedMs) => {
		// Without the request before it, which still counts in the window it was sent in.
		const arrivals = (await after(said)).slice(1);
		expect(busiest(arrivals, expectedMs)).toBe(requests);
		expect(busiest(arrivals, expectedMs + 50)).toBeGreaterThan(requests);
	});

	it('a longer window counts for what was just sent, too', async () => {
		expect(busiest(await after({ windowMs: 4_000 }), 4_000)).toBe(4);
	});

	it.each([
		['until the reset', { remaining: 0, resetInMs: 700 }, 700],
		['for a window when no reset is told', { remaining: 0 }, windowMs],
		['for a window at most', { remaining: 0, resetInMs: 3_600_000 }, windowMs],
	])('other callers have used it up: nothing is sent %s', async (_, said, expected) => {
		expect((await after(said))[1]).toBe(expected);
	});

	it('that nothing remains is no news when we have used it up ourselves', async () => {
		const clock = new FakeClock();
		const { arrivals, send } = vendorBehind(clock);
		const limiter = new Limiter({ requests: 1, windowMs }, clock);
		await clock.until(limiter.run(async () => await send(), caller));
		limiter.observe({ remaining: 0, resetInMs: 1_000_000 });
		await clock.until(limiter.run(async () => await send(), caller));
		expect(arrivals).toEqual([0, 1_010]);
	});

	it('a pause holds every caller, and a shorter one does not cut it', async () => {
		const clock = new FakeClock();
		const { arrivals, send } = vendorBehind(clock);
		const limiter = new Limiter({ requests: 4, windowMs }, clock);
		limiter.pause(5_000);
		limiter.pause(1_000);
		await clock.until(
			Promise.all([1, 2].map(async () => await limiter.run(async () => await send(), caller))),
		);
		expect(arrivals).toEqual([5_000, 5_000]);
	});

	it('lowers the limit while requests are under way', async () => {
		const clock = new FakeClock();
		const { arrivals, send } = vendorBehind(clock);
		const limiter = new Limiter({ requests: 4, windowMs }, clock);
		const all = Promise.all(
			Array.from({ length: 8 }, async () => {
				await limiter.run(async () => await send(50, 50), caller);
			}),
		);
		const lowering = clock.sleep(60).then(() => limiter.observe({ requests: 1 }));
		await clock.until(Promise.all([all, lowering]));
		expect(busiest(arrivals.slice(4), windowMs)).toBe(1);
	});

	// The slots that are let go must be free ones.
	it('lowering the limit forgets none of the latest requests', async () => {
		const clock = new FakeClock();
		const { arrivals, send } = vendorBehind(clock);
		const limiter = new Limiter({ requests: 4, windowMs }, clock);
		const run = async (): Promise<void> => await limiter.run(async () => await send(), caller);
		await clock.until(Promise.all([run(), run()]));
		await clock.until(clock.sleep(900));
		await clock.until(Promise.all([run(), run()]));
		await clock.until(clock.sleep(200));
		limiter.observe({ requests: 2 });
		await clock.until(Promise.all([run(), run()]));
		expect(busiest(arrivals.slice(2), windowMs)).toBe(2);
	});
});

describe('numbers beyond all measure', () => {
	const strange = fc.record(
		{
			requests: fc.double(),
			windowMs: fc.double(),
			remaining: fc.constantFrom(0, 1),
			resetInMs: fc.double(),
		},
		{ requiredKeys: [] },
	);

	it('keep no request waiting for more than a minute', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(strange, { minLength: 1, maxLength: 8 }),
				fc.double(),
				async (answers, pause) => {
					const clock = new FakeClock();
					const { send } = vendorBehind(clock);
					const limiter = new Limiter({ requests: 2, windowMs: 1_000 }, clock);
					limiter.pause(pause);
					for (const answer of answers) {
						const before = clock.now();
						await clock.until(limiter.run(async () => await send(), caller));
						expect(clock.now() - before).toBeLessThanOrEqual(60_010);
						limiter.observe(answer);
					}
				},
			),
			{ numRuns: 40 },
		);
	});

	it('hold up nothing once the vendor tells its usual ones again', async () => {
		const clock = new FakeClock();
		const { arrivals, send } = vendorBehind(clock);
		const usual = { requests: 10, windowMs: 1_000 };
		const limiter = new Limiter(usual, clock);
		const said = [{ requests: 1, windowMs: 864_000_000 }, ...Array<Limit>(31).fill(usual)];
		await clock.until(
			Promise.all(
				said.map(async (answer) => {
					await limiter.run(async () => await send(), caller);
					limiter.observe(answer);
				}),
			),
		);
		expect(arrivals).toHaveLength(32);
		expect(clock.now()).toBeLessThanOrEqual(65_000);
	});

	it('a shorter window counts for what was sent in a longer one', async () => {
		const clock = new FakeClock();
		const { arrivals, send } = vendorBehind(clock);
		const limiter = new Limiter({ requests: 1, windowMs: 60_000 }, clock);
		await clock.until(limiter.run(async () => await send(), caller));
		limiter.observe({ windowMs: 1_000 });
		await clock.until(limiter.run(async () => await send(), caller));
		expect(arrivals).toEqual([0, 1_010]);
	});
});

describe('the limiters of this process', () => {
	const limit = { requests: 1, windowMs: 1 };
	afterEach(() => {
		jest.restoreAllMocks();
	});

	it('are one for all nodes of an account, and another for another account', () => {
		expect(limiterFor('account one', limit)).toBe(limiterFor('account one', { ...limit }));
		expect(limiterFor('account one', limit)).not.toBe(limiterFor('account two', limit));
	});

	it('are forgotten when nobody has used them for an hour, and not while one is in use', async () => {
		const unused = limiterFor('left', limit);
		const busy = limiterFor('busy', limit);
		let answer: () => void = () => undefined;
		const answered = new Promise<void>((done) => (answer = done));
		const asking = busy.run(async () => await answered, caller);
		const now = Date.now() + 60 * 60_000 + 1_000;
		jest.spyOn(Date, 'now').mockReturnValue(now);
		limiterFor('another', limit);
		expect(limiterFor('left', limit)).not.toBe(unused);
		expect(limiterFor('busy', limit)).toBe(busy);
		answer();
		await asking;
		limiterFor('one more', limit);
		expect(limiterFor('busy', limit)).toBe(busy);
	});
});

it('lets whoever waits for it go before the reading of many records', async () => {
	const clock = new FakeClock();
	const { send } = vendorBehind(clock);
	const limiter = new Limiter({ requests: 2, windowMs: 1_000 }, clock);
	const served: string[] = [];
	const one = async (name: string, isUrgent: boolean): Promise<void> =>
		await limiter.run(
			async () => {
				served.push(name);
				await send(0, 10);
			},
			{ ...caller, isUrgent },
		);
	const reading = Array.from(
		{ length: 6 },
		async (_, index) => await one(`record ${index}`, false),
	);
	const publishing = ['list', 'create'].map(async (name) => await one(name, true));
	await clock.until(Promise.all([...reading, ...publishing]));
	// Two slots were free before anybody else came; the next two are the publication's.
	expect(served.slice(0, 4)).toEqual(expect.arrayContaining(['list', 'create']));
	expect(served).toHaveLength(8);
});
