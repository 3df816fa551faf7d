/** One page of a list. */
export interface Page<T> {
	readonly records: readonly T[];
	/** How many records there are in all, where the vendor tells. */
	readonly total: number | null;
}

/**
 * Reads a list that is paged by offset to its end, or until the reader has enough.
 * A record that moves to a later page while the list is being read comes once; a page that brings
 * no new record ends the list, whatever total the vendor claims.
 * @param fetchPage reads the page that starts at an offset
 * @param idOf tells records apart
 */
export async function* byOffset<T>(
	fetchPage: (offset: number) => Promise<Page<T>>,
	idOf: (record: T) => string,
): AsyncGenerator<T> {
	const seen = new Set<string>();
	for (let offset = 0; ; ) {
		const { records, total } = await fetchPage(offset);
		const before = seen.size;
		for (const record of records) {
			const id = idOf(record);
			if (!seen.has(id)) {
				seen.add(id);
				yield record;
			}
		}
		offset += records.length;
		const broughtNothing = seen.size === before;
		if (broughtNothing || (total !== null && offset >= total)) return;
	}
}

/** One page of a list that is read by cursor. */
export interface CursorPage<T, C> {
	readonly records: readonly T[];
	/** What to ask for next; null on the last page. */
	readonly next: C | null;
}

/**
 * Reads a list that is paged by cursor to its end. A cursor that comes a second time and a page
 * without records end it, whatever the vendor says comes next.
 * @param fetchPage reads the page a cursor stands for; null for the first
 */
export async function* byCursor<T, C>(
	fetchPage: (cursor: C | null) => Promise<CursorPage<T, C>>,
): AsyncGenerator<T> {
	const seen = new Set<string>();
	for (let cursor: C | null = null; ; ) {
		const page: CursorPage<T, C> = await fetchPage(cursor);
		yield* page.records;
		const key = JSON.stringify(page.next);
		if (page.next === null || page.records.length === 0 || seen.has(key)) return;
		seen.add(key);
		cursor = page.next;
	}
}

/**
 * The first records of a list.
 * @param limit how many at most; null for all
 */
export async function take<T>(records: AsyncIterable<T>, limit: number | null): Promise<T[]> {
	const taken: T[] = [];
	if (limit === 0) return taken;
	for await (const record of records) {
		taken.push(record);
		if (limit !== null && taken.length >= limit) break;
	}
	return taken;
}

/**
 * The next records of a list that is read bit by bit; unlike {@link take} it leaves the list open.
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

/** The records of a list that pass a test the vendor cannot make. */
export async function* where<T>(
	records: AsyncIterable<T>,
	passes: (record: T) => boolean,
): AsyncGenerator<T> {
	for await (const record of records) if (passes(record)) yield record;
}

/**
 * A list, or another one where the vendor refuses to give the first at all: for lists of which
 * it is not documented how they may be asked for.
 * @param isRefusal whether a failure of the first request means that
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
export async function* nothing(): AsyncGenerator<never> {
	yield* [];
}
