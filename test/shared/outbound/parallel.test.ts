import { ApplicationError, sleep } from 'n8n-workflow';

import { eachInParallel, inParallel, takenFrom } from '../../../nodes/shared/outbound/parallel';
import { FakeClock } from '../../support/fakeClock.mts';

it('keeps the order of the items, however long each takes', async () => {
	const clock = new FakeClock();
	const results = await clock.until(
		inParallel([5, 1, 4, 2, 3], 3, async (item) => {
			await clock.sleep(item);
			return item * 10;
		}),
	);
	expect(results).toEqual([50, 10, 40, 20, 30]);
});

it.each([
	[1, 1],
	[3, 3],
	[100, 7],
])('with a concurrency of %i it does %i at a time', async (concurrency, expected) => {
	const clock = new FakeClock();
	let running = 0;
	let most = 0;
	await clock.until(
		inParallel([1, 2, 3, 4, 5, 6, 7], concurrency, async () => {
			running += 1;
			most = Math.max(most, running);
			await clock.sleep(10);
			running -= 1;
		}),
	);
	expect(most).toBe(expected);
	expect(clock.now()).toBe(Math.ceil(7 / expected) * 10);
});

it('begins nothing after a failure, and passes it on', async () => {
	const clock = new FakeClock();
	const begun: number[] = [];
	const work = inParallel([1, 2, 3, 4, 5, 6], 2, async (item) => {
		begun.push(item);
		await clock.sleep(item === 2 ? 5 : 10);
		if (item === 2) throw new ApplicationError('No');
	});
	await expect(clock.until(work)).rejects.toThrow('No');
	await clock.until(clock.sleep(1_000));
	expect(begun).toEqual([1, 2]);
});

it('goes on after results that are nothing', async () => {
	expect(await inParallel([1, 2, 3], 1, async () => undefined)).toEqual([
		undefined,
		undefined,
		undefined,
	]);
});

it('does nothing for nothing', async () => {
	expect(await inParallel([], 5, async () => 1)).toEqual([]);
});

describe('result by result', () => {
	it('is only a few items ahead of the reader', async () => {
		const begun: number[] = [];
		const items = Array.from({ length: 100 }, (_, index) => ({ index }));
		const results = eachInParallel(takenFrom(items), 3, async ({ index }) => {
			begun.push(index);
			return index;
		});
		expect((await results.next()).value).toBe(0);
		await sleep(0);
		expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
		expect(items).toHaveLength(93);
		const rest: number[] = [];
		for await (const result of results) rest.push(result);
		expect(rest).toEqual(Array.from({ length: 99 }, (_, index) => index + 1));
		expect(items).toEqual([]);
	});

	it('begins the next item when any is done, not only when the first is', async () => {
		const clock = new FakeClock();
		const began: Array<[item: number, at: number]> = [];
		await clock.until(
			inParallel([25, 10, 10, 10], 2, async (item) => {
				began.push([item, clock.now()]);
				await clock.sleep(item);
			}),
		);
		expect(began.map(([, at]) => at)).toEqual([0, 0, 10, 20]);
	});

	it('begins nothing more once the reader has enough', async () => {
		const begun: number[] = [];
		for await (const result of eachInParallel([1, 2, 3, 4, 5, 6], 1, async (item) => {
			begun.push(item);
			return item;
		})) {
			if (result === 2) break;
		}
		await sleep(0);
		expect(begun.length).toBeLessThan(6);
	});

	it('gives what came before a failure, then the failure, of which no other part of n8n hears', async () => {
		const results = eachInParallel([1, 2, 3], 3, async (item) => {
			if (item > 1) throw new ApplicationError(`No ${item}`);
			return item;
		});
		expect((await results.next()).value).toBe(1);
		await expect(results.next()).rejects.toThrow('No 2');
		expect((await results.next()).done).toBe(true);
	});
});
