import { inParallel } from './parallel';
import { nextOf } from './paging';

/**
 * Reads records that the vendor gives only for one owner at a time. Several owners are read at
 * once. No more owners are read than it takes to have enough records; an owner may have no record
 * at all.
 * @param owners the owners whose records are read, in this order
 * @param limit how many records at most; null for all
 * @param concurrency how many owners at a time
 */
export async function gatherByOwner<O, R>(
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
