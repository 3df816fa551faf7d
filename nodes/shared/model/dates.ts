import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod/v4';

/*
 * Days, instants and time zones. Each of them is a type of its own, and only the parsers in this file
 * turn a text into one. So a text that is not a real day, instant or time zone can be neither compared
 * nor passed on: compared as plain texts, 'Invalid DateTime' would come after every real day.
 */

/** A calendar day that exists, `YYYY-MM-DD`, without a time zone. */
export const daySchema = z.iso.date().brand<'Day'>();

/** A calendar day, `YYYY-MM-DD`; only {@link dayOf} and {@link daySchema} make one from a text. */
export type Day = z.infer<typeof daySchema>;

/** An instant, ISO 8601 in UTC. */
export const instantSchema = z.iso.datetime().brand<'Instant'>();

/**
 * An instant in UTC, such as `2026-01-31T08:00:00.000Z`; only {@link instantOf} and {@link instantSchema}
 * make one from a text.
 */
export type Instant = z.infer<typeof instantSchema>;

/** The name of a time zone that exists, such as `Europe/Berlin`. */
export const timeZoneSchema = z.string().min(1).refine(isTimeZone).brand<'TimeZone'>();

/** A time zone that luxon knows; only {@link timeZoneOf} and {@link timeZoneSchema} make one from a text. */
export type TimeZone = z.infer<typeof timeZoneSchema>;

const DAY = /^\d{4}-\d{2}-\d{2}/;

/**
 * The calendar day of a vendor's date field. The text is cut and never converted to another time zone:
 * a date has no time zone, even if the vendor writes a midnight behind it.
 * @param value such as `2024-05-15` or `2024-05-15T00:00:00.000Z`
 * @returns null if the text does not start with a real date
 */
export function dayOf(value: string | null | undefined): Day | null {
	const day = value?.match(DAY)?.[0];
	return day === undefined ? null : (daySchema.safeParse(day).data ?? null);
}

/**
 * The time of day in a date and time, as it is written.
 * @returns `HH:mm`, or null if the text has no time of day
 */
export function timeOf(value: string | null | undefined): string | null {
	return value?.match(/\d[T ]((?:[01]\d|2[0-3]):[0-5]\d)/i)?.[1] ?? null;
}

/**
 * Corrects other spellings of a date and time to ISO 8601: a blank in place of `T`, as databases write
 * it, a blank before the offset, and `UTC` or `GMT` in place of the offset.
 */
function isoOf(value: string): string {
	return value
		.trim()
		.replace(/^(\d{4}-\d{2}-\d{2})[T ](?=\d{2})/i, '$1T')
		.replace(/ ?(?:UTC|GMT|Z)$/i, 'Z')
		.replace(/ (?=[+-]\d{2}(?::?\d{2})?$)/, '');
}

/**
 * An instant in UTC.
 * @param value a date and time of ISO 8601, with an offset in any of its spellings (`Z`, `+02`,
 *   `+0200`, `+02:00`), or in a spelling that {@link isoOf} corrects
 * @param zone the time zone in which a text without one is read; UTC by default
 * @returns the instant with milliseconds and `Z`, or null if the value is not a date and time
 */
export function instantOf(value: string | null | undefined, zone?: TimeZone): Instant | null {
	if (typeof value !== 'string') return null;
	const iso = isoOf(value);
	// Nearly all are in UTC already, and luxon takes several times as long.
	if (instantSchema.safeParse(iso).success) return instantSchema.parse(new Date(iso).toISOString());
	const time = DateTime.fromISO(iso, { zone: zone ?? 'utc' });
	return instantSchema.safeParse(time.toUTC().toISO()).data ?? null;
}

/** The current instant. */
export function now(): Instant {
	return instantSchema.parse(DateTime.utc().toISO());
}

/** The instant some days ago. */
export function daysAgo(days: number): Instant {
	return instantSchema.parse(DateTime.utc().minus({ days }).toISO());
}

/**
 * The time zone with this name, in upper or lower case; blanks around the name are ignored. An offset
 * such as `+02:00` is not a time zone: it knows no summer time.
 * @returns null if no time zone has this name
 */
export function timeZoneOf(name: string | null | undefined): TimeZone | null {
	return timeZoneSchema.safeParse(name?.trim()).data ?? null;
}

/** Names that are time zones. To find that out takes luxon a good part of a millisecond each time. */
const knownZones = new Set<string>();

function isTimeZone(name: string): boolean {
	if (knownZones.has(name)) return true;
	// Whether luxon accepts an offset as a time zone depends on the version of Node.js.
	const isOne = /^[a-z]/i.test(name) && IANAZone.isValidZone(name);
	if (isOne) knownZones.add(name);
	return isOne;
}

/** Whether a text is a date and time, and not only a day. */
export function isInstant(value: string | null | undefined): boolean {
	return value != null && isoOf(value).includes('T') && instantOf(value) !== null;
}

/**
 * The calendar day of an instant in a time zone.
 * @returns null if the instant is null
 */
export function dayIn(zone: TimeZone, instant: Instant | null): Day | null {
	if (instant === null) return null;
	return dayOf(DateTime.fromISO(instant, { zone: 'utc' }).setZone(zone).toISODate());
}

/** The calendar day of an instant in UTC. */
export function utcDayOf(instant: Instant): Day {
	return daySchema.parse(instant.match(DAY)?.[0]);
}

/** Today's calendar day in a time zone. */
export function todayIn(zone: TimeZone): Day {
	return daySchema.parse(dayIn(zone, now()));
}

/**
 * The calendar day a number of days later or earlier.
 * @param days how many days later; negative for earlier
 * @returns null if the result is outside the years 0 to 9999: vendors write 9999-12-31 for "never"
 */
export function shiftDay(day: Day, days: number): Day | null {
	return dayOf(DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate());
}

/** Whether a day comes before another one. */
export function isBefore(day: Day, other: Day): boolean {
	return day < other;
}

/** Whether an instant comes before another one. */
export function isEarlier(instant: Instant, other: Instant): boolean {
	return instant < other;
}

/** Whether a period does not end before it begins. True if one of its days is not known. */
export function endsInOrder(from: Day | null, to: Day | null): boolean {
	return from === null || to === null || !isBefore(to, from);
}

/** Compares days for sorting: first those that are null, then the earliest. */
export function byDay(one: Day | null, other: Day | null): number {
	return byText(one, other);
}

/** Compares instants for sorting: first those that are null, then the earliest. */
export function byInstant(one: Instant | null, other: Instant | null): number {
	return byText(one, other);
}

function byText(one: string | null, other: string | null): number {
	return (one ?? '').localeCompare(other ?? '');
}

/**
 * An edit of something that ended more than this many days ago is only an edit, not news of the end.
 */
const RECENT_DAYS = 30;

/**
 * Whether a day is still news, seen from another day: it comes later, or at most `recentDays` earlier.
 */
export function isRecent(day: Day, seenFrom: Day, recentDays = RECENT_DAYS): boolean {
	const since = shiftDay(seenFrom, -recentDays);
	return since === null || !isBefore(day, since);
}
