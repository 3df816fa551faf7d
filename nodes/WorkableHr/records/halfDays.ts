import { z } from 'zod/v4';

import { dayOf } from '../../shared/model/dates';
import type { DayPart } from '../../shared/model/leave';
import type { DayEntry } from '../../shared/model/leaveDays';
import { lookUp } from '../../shared/model/lookUp';
import { several, UNREADABLE, wordOf } from '../../shared/reading/fields';
import { readAs } from '../../shared/reading/readAs';
import { record } from '../../shared/reading/record';

const PARTS: Readonly<Record<string, DayPart>> = { first: 'morning', second: 'afternoon' };

/** The value for a list that cannot be read: one half day of which nothing is known. */
const UNKNOWN = [null];

/**
 * The half days of a request. Each entry has a day, and which half of the day. The entries are kept as they come: an
 * entry that cannot be read may be for any day, so it must not be left out.
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
 * @returns for each half day its day (null if it cannot be read) and the names of the fields that cannot be read. If
 *   only the half is not known, the day is kept
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
