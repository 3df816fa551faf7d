import { z } from 'zod/v4';

import { dayOf } from '../../shared/model/dates';
import type { DayPart, Leave } from '../../shared/model/leave';
import type { DayEntry } from '../../shared/model/leaveDays';
import { sumOf } from '../../shared/model/leaveDays';
import { amount, maybe } from '../../shared/reading/fields';
import { holdingAnyOf, record } from '../../shared/reading/record';

/** By `YYYY-MM-DD`. A day that cannot be read does not affect the other days. */
const unitsSchema = maybe(z.record(z.string(), amount));

/**
 * What each day of a leave takes, if that was asked for. Factorial also says what is *workable* on a
 * day; that is not read.
 * https://apidoc.factorialhr.com/reference/get_timeoff-leaves
 */
export const durationByDaySchema = maybe(
	record({
		decides: {},
		detail: {
			used_units_by_day: maybe(
				holdingAnyOf(
					['days', 'hours'],
					record({ decides: {}, detail: { days: unitsSchema, hours: unitsSchema } }),
				),
			),
		},
	}),
);

/**
 * The days of a leave as {@link durationByDaySchema} reads them; undefined or null if they were not asked
 * for.
 */
export type DurationByDay = z.infer<typeof durationByDaySchema>;

/**
 * The days of which a leave takes something. It is not documented whether days off come as 0 or not
 * at all. In both cases they are left out.
 * @param leave the unit in which it was entered, and the part of a day that it takes if it takes
 *   less than the whole day
 */
export function usedDays(
	duration: DurationByDay,
	{ unit, part }: { unit: Leave['unit']; part: DayPart | null },
): DayEntry[] {
	const { days, hours } = duration?.used_units_by_day ?? {};
	const dates = new Set([...Object.keys(days ?? {}), ...Object.keys(hours ?? {})]);
	return [...dates].flatMap((date): DayEntry[] => {
		const [usedDay, usedHours] = [days?.[date] ?? null, hours?.[date] ?? null];
		if ((usedDay ?? usedHours ?? 0) <= 0) return [];
		if (usedDay === null || (unit === 'hours' && usedHours !== null)) {
			return [{ date: dayOf(date), hours: usedHours }];
		}
		// The leave is for whole days, but takes less than this day: Factorial does not say which part.
		const half = usedDay < 1 && part !== 'full' ? part : null;
		return [{ date: dayOf(date), part: usedDay >= 1 ? 'full' : half, amount: usedDay }];
	});
}

/** How many days a leave takes in all, without days off; null if that was not asked for. */
export function usedInAll(duration: DurationByDay): number | null {
	return sumOf(Object.values(duration?.used_units_by_day?.days ?? {}));
}
