import { takeRecords } from './paging';

/** How many results may be there before they are read, for each item that may be under way. */
const AHEAD = 2;

/**
 * Applies something to every item, several at a time; the results keep the order of the items.
 * After the first failure no further item is begun.
 * @param concurrency how many at a time
 */
export async function inParallel<T, R>(
	items: Iterable<T>,
	concurrency: number,
	apply: (item: T) => Promise<R>,
): Promise<R[]> {
	return await takeRecords(eachInParallel(items, concurrency, apply), null);
}

/**
 * The same as {@link inParallel}, result by result. Only a few results are in memory at the same time, and an item is
 * taken from `items` when its turn comes.
 */
export async function* eachInParallel<T, R>(
	items: Iterable<T>,
	concurrency: number,
	apply: (item: T) => Promise<R>,
): AsyncGenerator<R> {
	const queue = items[Symbol.iterator]();
	const results: Array<Promise<R>> = [];
	let running = 0;
	let isOver = false;

	async function begin(item: T): Promise<R> {
		running += 1;
		let hasFailed = true;
		try {
			const result = await apply(item);
			hasFailed = false;
			return result;
		} finally {
			isOver ||= hasFailed;
			running -= 1;
			beginMore();
		}
	}

	function beginMore(): void {
		while (!isOver && running < concurrency && results.length < concurrency * AHEAD) {
			const next = queue.next();
			isOver = next.done === true;
			if (next.done === true) return;
			const result = begin(next.value);
			// Whoever reads the results hears of a failure when its turn comes.
			result.catch(() => undefined);
			results.push(result);
		}
	}

	try {
		beginMore();
		for (let next = results.shift(); next !== undefined; next = results.shift()) {
			yield await next;
			beginMore();
		}
	} finally {
		isOver = true;
	}
}

/** The items of an array, which forgets each when its turn comes. */
export function* takenFrom<T extends object>(items: T[]): Generator<T> {
	for (let next = items.shift(); next !== undefined; next = items.shift()) yield next;
}
