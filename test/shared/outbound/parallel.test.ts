import { ApplicationError } from 'n8n-workflow';

import { inParallel } from '../../../nodes/shared/outbound/parallel';
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
