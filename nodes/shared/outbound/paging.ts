import { incompleteList } from './failure';
import type { Giver } from './listBudget';
import { ListBudget } from './listBudget';

/** One page of a list. */
export interface Page<T> {
	readonly records: readonly T[];
	/** How many records the vendor gave, if some of them cannot be read and are left out. */
	readonly given?: number;
	/** How many records there are in total, if the vendor says so. */
	readonly total: number | null;
}

/** Reading stops with an error after this many pages in a row without a record that is new. */
const MOST_EMPTY_PAGES = 20;

/**
 * Reads a list that is paged by offset to its end, or until the reader has enough. A record that
 * moves to a later page while the list is being read is given once. A record without an id is
 * always given. If records are removed while the list is being read, the others move up, some of them
 * from a page that is to be read to one that was read. The total shows that, and then the reader goes
 * back by as many records.
 * @param fetchPage reads the page that starts at an offset
 * @param idOf the id that distinguishes records; null for a record without an id
 * @throws NodeApiError if the vendor repeats itself, stops before the total that it gave, or gives
 *   more than a list may hold
 */
export async function* byOffset<T>(
	giver: Giver,
	fetchPage: (offset: number) => Promise<Page<T>>,
	idOf: (record: T) => string | null,
): AsyncGenerator<T> {
	const seen = new Set<string>();
	const budget = new ListBudget(giver);
	let longest = 0;
	let lowestTotal = Infinity;
	/** Up to where the list was read before the reader went back. */
	let reached = 0;
	for (let offset = 0; ; ) {
		const from = offset;
		const page = await budget.spend(async () => await fetchPage(from));
		const { records, total, given = records.length } = page;
		// Records that were left out may be new.
		let broughtNothing = records.length > 0 || given === 0;
		for (const record of records) {
			const id = idOf(record);
			if (id !== null && seen.has(id)) continue;
			if (id !== null) seen.add(id);
			broughtNothing = false;
			yield record;
		}
		const removed = total === null || lowestTotal === Infinity ? 0 : lowestTotal - total;
		if (total !== null) lowestTotal = Math.min(lowestTotal, total);
		if (removed > 0 && from > 0) {
			reached = Math.max(reached, from + given);
			offset = Math.max(from - removed, 0);
			continue;
		}
		offset += given;
		if (total !== null && offset >= total) return;
		if (total === null && given === 0) return;
		// Without a total, a short page with only known records is the end: the records have moved
		// there.
		if (total === null && broughtNothing && given < longest) return;
		const isReadAgain = given > 0 && offset <= reached;
		if (broughtNothing && !isReadAgain) throw incompleteList(giver, NOTHING_NEW);
		longest = Math.max(longest, given);
	}
}

/** What a vendor does whose list does not come to an end; for `incompleteList`. */
export const NOTHING_NEW = 'It says that there is more, but gives nothing new.';

/** One page of a list that is read by cursor. */
export interface CursorPage<T, C> {
	readonly records: readonly T[];
	/** What to ask for next; null on the last page. */
	readonly next: C | null;
}

/**
 * Reads a list that is paged by cursor to its end. A page without records is not the end.
 * @param fetchPage reads the page that a cursor stands for; null for the first
 * @param idOf the id that distinguishes records; null for a record without an id. For lists where a
 *   record may move to a later page while the list is being read: the record is given once
 * @throws NodeApiError if the vendor gives a cursor a second time, gives nothing new for many pages,
 *   or gives more than a list may hold
 */
export async function* byCursor<T, C>(
	giver: Giver,
	fetchPage: (cursor: C | null) => Promise<CursorPage<T, C>>,
	idOf: (record: T) => string | null = () => null,
): AsyncGenerator<T> {
	const seen = new Set<string>();
	const known = new Set<string>();
	const budget = new ListBudget(giver);
	let empty = 0;
	for (let cursor: C | null = null; ; ) {
		const from: C | null = cursor;
		const page: CursorPage<T, C> = await budget.spend(async () => await fetchPage(from));
		let broughtNothing = true;
		for (const record of page.records) {
			const id = idOf(record);
			if (id !== null && known.has(id)) continue;
			if (id !== null) known.add(id);
			broughtNothing = false;
			yield record;
		}
		if (page.next === null) return;
		const key = JSON.stringify(page.next);
		empty = broughtNothing ? empty + 1 : 0;
		if (seen.has(key) || empty >= MOST_EMPTY_PAGES) throw incompleteList(giver, NOTHING_NEW);
		seen.add(key);
		cursor = page.next;
	}
}

/**
 * The first records of a list.
 * @param limit how many at most; null for all
 */
export async function takeRecords<T>(
	records: AsyncIterable<T>,
	limit: number | null,
): Promise<T[]> {
	const taken: T[] = [];
	if (limit === 0) return taken;
	for await (const record of records) {
		taken.push(record);
		if (limit !== null && taken.length >= limit) break;
	}
	return taken;
}

/**
 * The first records of a list, each made into something else as soon as it comes.
 * @param limit how many at most; null for all
 */
export async function* takeMapped<T, R>(
	records: AsyncIterable<T>,
	limit: number | null,
	apply: (record: T) => R,
): AsyncGenerator<R> {
	let given = 0;
	if (limit === 0) return;
	for await (const record of records) {
		given += 1;
		yield apply(record);
		if (limit !== null && given >= limit) return;
	}
}

/**
 * The next records of a list that is read bit by bit. Unlike {@link takeRecords}, this leaves the list
 * open.
 * @param count how many at most; null for all that are left
 */
export async function nextOf<T>(records: AsyncIterator<T>, count: number | null): Promise<T[]> {
	const taken: T[] = [];
	while (count === null || taken.length < count) {
		const next = await records.next();
		if (next.done === true) break;
		taken.push(next.value);
	}
	return taken;
}

/**
 * The records of several lists: one of each list in turn. No list is read further than that takes.
 */
export async function* alternately<T>(lists: ReadonlyArray<AsyncIterator<T>>): AsyncGenerator<T> {
	let open = lists;
	while (open.length > 0) {
		for (const list of open) {
			const next = await list.next();
			if (next.done === true) open = open.filter((one) => one !== list);
			else yield next.value;
		}
	}
}

/** The records of a list that pass a filter that the vendor does not have. */
export async function* recordsWhere<T>(
	records: AsyncIterable<T>,
	passes: (record: T) => boolean,
): AsyncGenerator<T> {
	for await (const record of records) if (passes(record)) yield record;
}

/**
 * A list, or another list if the vendor refuses the first one altogether. For lists where the
 * vendor does not document how they may be requested.
 * @param isRefusal whether a failure of the first request is such a refusal
 */
export async function* orIfRefused<T>(
	list: AsyncGenerator<T>,
	isRefusal: (error: unknown) => boolean,
	instead: () => AsyncIterable<T>,
): AsyncGenerator<T> {
	const first = await list.next().catch((error: unknown) => {
		if (isRefusal(error)) return null;
		throw error;
	});
	if (first === null) {
		yield* instead();
		return;
	}
	if (first.done !== true) yield first.value;
	yield* list;
}

/** A list without records. */
export async function* noRecords(): AsyncGenerator<never> {
	yield* [];
}
