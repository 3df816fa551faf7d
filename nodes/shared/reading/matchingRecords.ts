import type { UnreadNotes } from './unread';
import { ALL_READ } from './unread';

/*
 * Filters that are applied here, to the records that a vendor has sent. A record that cannot be
 * compared with a filter is kept, or it is left out and this is noted. It is never left out silently.
 */

/** Whether a record passes a filter; null where the record cannot be compared with the filter. */
export type Passes = boolean | null;

/** How the values of a field are written. */
interface Spelling {
	/**
	 * All words that are known. Any other word may mean one of the wanted ones, so it cannot be
	 * compared.
	 */
	readonly known?: readonly string[];
	/**
	 * Reduces a value to what all its spellings have in common; by default it removes the blanks around
	 * it.
	 */
	readonly bare?: (value: string) => string;
}

/**
 * Whether a value is one of those that a filter takes.
 * @param wanted undefined if the filter was not added: then every value passes
 * @param value null or undefined if the field is empty or cannot be read
 */
export function isOneOf(
	wanted: readonly string[] | undefined,
	value: string | null | undefined,
	{ known, bare = trimmed }: Spelling = {},
): Passes {
	if (wanted === undefined) return true;
	if (value == null || bare(value) === '') return null;
	const isAmong = (words: readonly string[]): boolean =>
		words.some((word) => bare(word) === bare(value));
	if (isAmong(wanted)) return true;
	return known === undefined || isAmong(known) ? false : null;
}

const trimmed = (value: string): string => value.trim();

/**
 * Reduces a word or a name to what its spellings have in common: upper and lower case, and blanks
 * around it, make no difference.
 */
export const inAnyCase = (value: string): string => value.trim().toLowerCase();

/**
 * The records of a list that pass every filter. A record that no filter excludes for certain, but that
 * cannot be compared with some filter, is left out and noted: the user asked for records that are known
 * to match. Where the vendor was asked for the same and still sent the record, a filter says `?? true`,
 * and the record is kept.
 * @param what the list, in words, such as `a list of employees`
 * @param filters one for each field, by the vendor's name of the field
 */
export async function* matchingRecords<T>(
	records: AsyncIterable<T> | Iterable<T>,
	{ unread, what }: { readonly unread: UnreadNotes; readonly what: string },
	filters: Readonly<Record<string, (record: T) => Passes>>,
): AsyncGenerator<T> {
	for await (const record of records) {
		const results = Object.entries(filters).map(
			([field, passes]) => [field, passes(record)] as const,
		);
		if (results.some(([, passes]) => passes === false)) continue;
		const open = results.flatMap(([field, passes]) => (passes === null ? [field] : []));
		if (open.length === 0) {
			yield record;
			continue;
		}
		const leftOutFor = open.map((field) => `${field} (a filter needs it)`);
		unread.note(what, { ...ALL_READ, leftOut: 1, leftOutFor });
	}
}
