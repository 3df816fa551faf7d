import { DateTime, IANAZone } from 'luxon';

const DAY = /^\d{4}-\d{2}-\d{2}/;

/**
 * The calendar day of a vendor's date field. The text is cut, never converted: a date does
 * not belong to a time zone, whatever midnight the vendor writes behind it.
 * @param value such as `2024-05-15` or `2024-05-15T00:00:00.000Z`
 * @returns `YYYY-MM-DD`, or null if the text does not start with a real date
 */
export function dayOf(value: string | null | undefined): string | null {
	const found = value?.match(DAY)?.[0];
	return found !== undefined && DateTime.fromISO(found, { zone: 'utc' }).isValid ? found : null;
}

/**
 * The time of day in a date and time, as it is written.
 * @returns `HH:mm`, or null if there is none
 */
export function timeOf(value: string | null | undefined): string | null {
	return value?.match(/T((?:[01]\d|2[0-3]):[0-5]\d)/)?.[1] ?? null;
}

/**
 * An instant in UTC.
 * @param value an ISO 8601 text; one without a zone is read as UTC
 * @returns ISO 8601 with milliseconds and `Z`, or null if it is not a date and time
 */
export function instantOf(value: string | null | undefined): string | null {
	if (typeof value !== 'string') return null;
	const time = DateTime.fromISO(value, { zone: 'utc' });
	return time.isValid ? time.toISO() : null;
}

/**
 * The calendar day of an instant in a time zone.
 * @param instant ISO 8601 with a zone
 * @param zone IANA name
 * @returns `YYYY-MM-DD`, or null if the instant cannot be read
 */
export function dayIn(zone: string, instant: string | null): string | null {
	if (instant === null) return null;
	const time = DateTime.fromISO(instant, { zone: 'utc' }).setZone(zone);
	return time.isValid ? time.toISODate() : null;
}

/**
 * A calendar day some days away.
 * @param day `YYYY-MM-DD`
 * @param days how many days later; negative for earlier
 * @returns `YYYY-MM-DD`, or null if the day is none
 */
export function shiftDay(day: string, days: number): string | null {
	const date = DateTime.fromISO(day, { zone: 'utc' }).plus({ days });
	return date.isValid ? date.toISODate() : null;
}

/** An edit of what is over for longer than this is just an edit. */
const RECENT_DAYS = 30;

/**
 * Whether a day lies ahead of another one, or so little before it that it is still news.
 * @param day `YYYY-MM-DD`, as is `seenFrom`
 */
export function isRecent(day: string, seenFrom: string, recentDays = RECENT_DAYS): boolean {
	return day >= (shiftDay(seenFrom, -recentDays) ?? seenFrom);
}

/** Today's calendar day in a time zone, `YYYY-MM-DD`. */
export function todayIn(zone: string): string {
	return DateTime.utc().setZone(zone).toFormat('yyyy-MM-dd');
}

/** Whether a text is the IANA name of a time zone, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
	return IANAZone.isValidZone(name);
}
