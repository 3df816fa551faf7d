import { instantOf } from './dates';

/** The digits after the milliseconds. They decide the order of two records of the same millisecond. */
const BEYOND_MILLISECONDS = /[.,]\d{3}(\d+)/;

/**
 * Sorts records in the order in which things happened, whatever order they came in. They are sorted by
 * the instant that each record carries, compared as an instant and not as text. Records of the same
 * instant keep their order, but if the list as a whole came newest first, their order is reversed too.
 * A record without a readable instant stays behind the record that it followed.
 * @param records not changed
 * @param textOf gives an ISO 8601 date, or date and time; without a time zone it is read as UTC
 * @returns oldest first
 */
export function inOrder<T>(
	records: readonly T[],
	textOf: (record: T) => string | null | undefined,
): T[] {
	const placed = records.map((record) => ({ record, at: exactInstantOf(textOf(record)) }));
	const instants = placed.flatMap(({ at }) => at ?? []);
	const isNewestFirst = (instants[0] ?? '') > (instants.at(-1) ?? '');
	let last = '';
	return (isNewestFirst ? placed.reverse() : placed)
		.map(({ record, at }) => ({ record, at: (last = at ?? last) }))
		.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
		.map(({ record }) => record);
}

/**
 * An instant in UTC with all its digits. All these texts have the same form, so they can be sorted as
 * texts.
 */
function exactInstantOf(text: string | null | undefined): string | null {
	const instant = instantOf(text);
	if (instant === null) return null;
	return `${instant.replace('Z', '')}${text?.match(BEYOND_MILLISECONDS)?.[1] ?? ''}`;
}
