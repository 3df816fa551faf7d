import { z } from 'zod/v4';

import { dayOf } from '../../shared/model/dates';
import type { DayPart } from '../../shared/model/leave';
import type { DayEntry } from '../../shared/model/leaveDays';
import { lookUp } from '../../shared/model/lookUp';
import { several, UNREADABLE, wordOf } from '../../shared/reading/fields';
import { readAs } from '../../shared/reading/readAs';
import { record } from '../../shared/reading/record';

const PARTS: Readonly<Record<string, DayPart>> = { first: 'morning', second: 'afternoon' };

/** Stands in place of a list that cannot be read: one half day about which nothing is known. */
const UNKNOWN = [null];

/**
 * The half days of a request: for each, the day and which half of it. The entries stay as they come. An entry that
 * cannot be read must not be left out, because it may be for any day.
 */
export const halfDays = z
	.preprocess((value) => {
		if (value === UNREADABLE) return UNKNOWN;
		return typeof value === 'string' && dayOf(value) !== null ? [value] : value;
	}, several(z.unknown()))
	.optional();

const halfDaySchema = record({
	decides: { date: z.string().refine((value) => dayOf(value) !== null) },
	detail: { half: wordOf(PARTS) },
});

interface HalfDay {
	readonly day: DayEntry;
	/** The day and the half in Workable's words, as far as they can be read. */
	readonly said: ReadonlyArray<string | null>;
	readonly oddFields: readonly string[];
}

/**
 * Reads the half days of a request.
 * @returns for each half day its day (null where that cannot be read) and the names of the fields that cannot be
 *   read. If only the half is not known, the day is kept all the same
 */
export function readHalfDays(entries: z.infer<typeof halfDays>): HalfDay[] {
	return (entries ?? []).map(readHalfDay);
}

function readHalfDay(entry: unknown): HalfDay {
	const reading = readAs(halfDaySchema, typeof entry === 'string' ? { date: entry } : entry);
	if (!('value' in reading)) {
		return {
			day: { date: null, amount: 0 },
			said: [null, null],
			oddFields: [reading.isForeign ? 'half_days' : 'half_days.date'],
		};
	}
	const { date, half = null } = reading.value;
	const part = lookUp(PARTS, half) ?? null;
	return {
		day: { date: dayOf(date), part, amount: 0 },
		said: [date, half],
		oddFields: reading.unread.fields.map((name) => `half_days.${name}`),
	};
}
