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
	for (let ownersRead = 0; ; ) {
		const missing = limit === null ? null : limit - records.length;
		if (missing !== null && missing <= 0) return records.slice(0, limit ?? undefined);
		const average = records.length / ownersRead;
		const next = await nextOf(owners, missing && ownersFor(missing, average, concurrency));
		if (next.length === 0) return records;
		ownersRead += next.length;
		for (const found of await inParallel(next, concurrency, read)) records.push(...found);
	}
}

/**
 * How many owners have enough records, as far as can be told.
 * @param average how many records those had who were read; not a number before the first ones
 */
function ownersFor(missing: number, average: number, concurrency: number): number {
	if (Number.isNaN(average)) return Math.min(missing, concurrency);
	return Math.ceil(missing / Math.max(average, 1));
}
