import { DateTime } from 'luxon';
import { z } from 'zod/v4';

import type { Day, Instant, TimeZone } from '../model/dates';
import { instantSchema } from '../model/dates';

/** A time of day, `HH:mm`; `24:00` is the end of the day. */
export const timeOfDaySchema = z
	.string()
	.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/)
	.brand<'TimeOfDay'>();

/** A time of day, as {@link timeOfDaySchema} takes it. */
export type TimeOfDay = z.infer<typeof timeOfDaySchema>;

/** The end of a day. */
export const END_OF_DAY = timeOfDaySchema.parse('24:00');

/** The beginning of a day. */
export const MIDNIGHT = timeOfDaySchema.parse('00:00');

/** When the days of a company begin and end, for the events of a day. */
export interface WorkingHours {
	/** The company's time zone. */
	readonly timeZone: TimeZone;
	/** When an event is due that is about a beginning: a first day of work, a leave. Reminders are due then too. */
	readonly dayBeginsAt: TimeOfDay;
	/** When a last day of work counts as over, and its events are due. */
	readonly lastDayEndsAt: TimeOfDay;
}

/**
 * The instant of a time of day.
 * @param day a calendar day in the time zone
 * @param time `HH:mm`. If a change to summer time skips this time, the result is the first instant after the gap. If
 *   the time comes twice, the result is the first of the two
 */
export function instantAt(day: Day, time: TimeOfDay, zone: TimeZone): Instant {
	const [hour = 0, minute = 0] = time.split(':').map(Number);
	const midnight = DateTime.fromISO(day, { zone });
	const at =
		hour === 24 ? midnight.plus({ days: 1 }).startOf('day') : midnight.set({ hour, minute });
	return instantSchema.parse(at.toUTC().toISO());
}
