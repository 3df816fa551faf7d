import { inParallel } from './parallel';
import { nextOf } from './paging';

/**
 * Reads records that only come one owner at a time, several owners at once, for no more owners
 * than it takes to have enough; an owner may have no record at all.
 * @param owners whose records are read, in this order
 * @param limit how many records at most; null for all
 * @param concurrency how many owners at a time
 */
export async function gather<O, R>(
	owners: AsyncIterator<O>,
	{ limit, concurrency }: { limit: number | null; concurrency: number },
	read: (owner: O) => Promise<readonly R[]>,
): Promise<R[]> {
	const records: R[] = [];
	for (;;) {
		const missing = limit === null ? null : limit - records.length;
		if (missing !== null && missing <= 0) return records.slice(0, limit ?? undefined);
		const next = await nextOf(owners, missing);
		if (next.length === 0) return records;
		records.push(...(await inParallel(next, concurrency, read)).flat());
	}
}
