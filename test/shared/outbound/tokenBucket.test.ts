import type { INode } from 'n8n-workflow';

import { Limiter } from '../../../nodes/shared/outbound/limiter';
import { TokenBucket } from '../../../simulators/kit/tokenBucket.mts';
import { FakeClock } from '../../support/fakeClock.mts';
import fc from '../../support/fastCheck.mts';

/*
 * A vendor may limit by a token bucket, so many tokens per second and at most so many at once,
 * and tell both with every answer. As so many requests per time it takes to fill the bucket, the
 * limiter has to use it up and never to overdraw it.
 */

const node: INode = {
	id: 'node-1',
	name: 'Node',
	type: 'test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

interface Bucket {
	readonly rate: number;
	readonly capacity: number;
}

/** How long a request takes to the vendor, and its answer back. */
interface Way {
	readonly there: number;
	readonly back: number;
}

const windowOf = ({ rate, capacity }: Bucket): number => Math.ceil((capacity / rate) * 1_000);

/**
 * Sends requests once a first answer has told the limit, as fast as the limiter lets them go.
 * @param ways one for each request
 * @param startsAt when each is wanted; at once by default
 */
async function send(bucket: Bucket, ways: readonly Way[], startsAt: readonly number[] = []) {
	const clock = new FakeClock();
	const { rate, capacity } = bucket;
	const tokens = new TokenBucket({ replenishRate: rate, burstCapacity: capacity }, () =>
		clock.now(),
	);
	const limiter = new Limiter({ requests: 10, windowMs: 1_000 }, clock);
	const arrivals: number[] = [];
	let refused = 0;
	let underWay = 0;
	let mostUnderWay = 0;

	async function ask({ there, back }: Way): Promise<void> {
		const said = await limiter.run(
			async () => {
				underWay += 1;
				mostUnderWay = Math.max(mostUnderWay, underWay);
				if (there > 0) await clock.sleep(there);
				arrivals.push(clock.now());
				const { allowed, remaining } = tokens.take();
				if (!allowed) refused += 1;
				if (back > 0) await clock.sleep(back);
				underWay -= 1;
				return {
					requests: capacity,
					windowMs: windowOf(bucket),
					remaining,
					resetInMs: Math.ceil(1_000 / rate),
				};
			},
			{ node },
		);
		limiter.observe(said);
	}

	const work = async (): Promise<void> => {
		await ask({ there: 0, back: 0 });
		await Promise.all(
			ways.map(async (way, index) => {
				await clock.sleep(startsAt[index] ?? 0);
				await ask(way);
			}),
		);
	};
	await clock.until(work());
	// From the second on: the first was sent under the limit that was guessed.
	const tookMs = (arrivals.at(-1) ?? 0) - (arrivals[1] ?? 0);
	const used = (arrivals.length - 2) / ((rate * tookMs) / 1_000);
	return { arrivals, refused, mostUnderWay, used };
}

/** Enough requests to empty and fill the bucket many times; each takes its own time. */
function many({ capacity }: Bucket, roundTripMs: number, jitter: (index: number) => number): Way[] {
	return Array.from({ length: Math.max(capacity * 20, 100) }, (_, index) => {
		const there = Math.round((roundTripMs / 2) * jitter(2 * index));
		return { there, back: Math.round((roundTripMs / 2) * jitter(2 * index + 1)) };
	});
}

const always = (): number => 1;

/** Numbers from 0 to 1 that look drawn, the same in every run. */
const jittered = (index: number): number => {
	const wave = Math.sin((index + 1) * 12.9898) * 43_758.5453;
	return wave - Math.floor(wave);
};

const BUCKETS: Bucket[] = [
	{ rate: 10, capacity: 10 },
	{ rate: 30, capacity: 100 },
	{ rate: 5, capacity: 1 },
];

describe.each(BUCKETS)('a bucket of $capacity that fills at $rate per second', (bucket) => {
	it('is used to more than 95 %, and never overdrawn', async () => {
		const { used, refused, arrivals } = await send(bucket, many(bucket, 0, always));
		expect(refused).toBe(0);
		expect(used).toBeGreaterThan(0.95);
		expect(arrivals.length).toBeGreaterThan(100);
	});

	// A slot is held until the answer is back: the price is one round trip in each window.
	it.each([
		['answers after 20 ms', 20, always],
		['answers after up to 40 ms', 40, jittered],
		['answers after up to 400 ms', 400, jittered],
	])('is used to 95 % of what the round trips leave, with %s', async (_, roundTripMs, jitter) => {
		const { used, refused } = await send(bucket, many(bucket, roundTripMs, jitter));
		expect(refused).toBe(0);
		expect(used).toBeGreaterThan(0.95 * (windowOf(bucket) / (windowOf(bucket) + roundTripMs)));
	});

	it('is asked by as many at a time as it holds', async () => {
		const { mostUnderWay } = await send(bucket, many(bucket, 40, always));
		expect(mostUnderWay).toBeGreaterThanOrEqual(Math.max(bucket.capacity - 1, 1));
		expect(mostUnderWay).toBeLessThanOrEqual(bucket.capacity);
	});
});

it.each<[Bucket, number]>([
	[{ rate: 10, capacity: 10 }, 40],
	[{ rate: 30, capacity: 100 }, 120],
])(
	'%j is used to more than 95 % with many under way and answers after up to %i ms',
	async (bucket, ms) => {
		const { used, refused, mostUnderWay } = await send(bucket, many(bucket, ms, jittered));
		expect(refused).toBe(0);
		expect(mostUnderWay).toBeGreaterThan(5);
		expect(used).toBeGreaterThan(0.95);
	},
);

it('is never overdrawn, whatever its size, the network and the time of asking', async () => {
	const ms = fc.integer({ min: 0, max: 3_000 });
	const buckets = fc.record({
		rate: fc.integer({ min: 1, max: 40 }),
		capacity: fc.integer({ min: 1, max: 20 }),
	});
	const requests = fc.array(fc.record({ startsAt: ms, there: ms, back: ms }), {
		minLength: 1,
		maxLength: 60,
	});
	await fc.assert(
		fc.asyncProperty(buckets, requests, async (bucket, wanted) => {
			const startsAt = wanted.map((one) => one.startsAt);
			const { refused, arrivals } = await send(bucket, wanted, startsAt);
			expect(arrivals).toHaveLength(wanted.length + 1);
			expect(refused).toBe(0);
		}),
		{ numRuns: 60 },
	);
});
