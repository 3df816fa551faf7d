import { z } from 'zod/v4';

import type { Day } from '../../shared/model/dates';
import { dayOf } from '../../shared/model/dates';
import { amount, day, maybe, orNull } from '../../shared/reading/fields';
import { record } from '../../shared/reading/record';
import { madeOf } from '../../shared/reading/sent';
import { unit } from './units';

/** How much of an absence falls on one day. On days that are free anyway, this is 0. */
export interface BreakdownDay {
	readonly date: Day;
	/** `DAY` or `HOUR`; null if Personio does not name the unit. */
	readonly unit: string | null;
	readonly value: number;
}

/** A day that cannot be read does not affect the other days. */
export const breakdownSchema = record({
	decides: {
		date: day,
		effective_duration: maybe(record({ decides: { unit, value: amount }, detail: {} })),
	},
	detail: {},
}).transform((sent, { issues }): BreakdownDay => {
	const { date, effective_duration: duration } = sent;
	const on = dayOf(date);
	const value = duration?.value ?? null;
	if (on !== null && value !== null) {
		return madeOf({ date: on, unit: orNull(duration?.unit), value }, sent);
	}
	const path = on === null ? ['date'] : ['effective_duration', 'value'];
	issues.push({ code: 'custom', path, input: date });
	return z.NEVER;
});
