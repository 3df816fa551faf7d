import isDate from 'lodash/isDate';
import { DateTime } from 'luxon';

import type { Day, Instant, TimeZone } from '../model/dates';
import { dayOf, instantOf } from '../model/dates';
import type { Kind } from './kind';

/** A date has to start with the year, so that day and month cannot be mistaken for each other. */
const WRITTEN = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}.*)?$/;

/**
 * Milliseconds of the years 2001 to 2286. Smaller numbers may be seconds, ids or days of a spreadsheet.
 */
const MILLISECONDS = { min: 1e12, max: 1e13 };

/**
 * A calendar day. A value that has a calendar day of its own keeps it: a text is cut, and a luxon
 * object has a time zone. A `Date` or a number of milliseconds has none: it is read in the time zone of
 * the workflow. Only at midnight UTC it is the day in UTC, since `new Date('2026-01-31')` is midnight
 * UTC.
 */
export const day: Kind<Day> = {
	noun: 'a date',
	takes: 'a date such as 2026-01-31, or a date and time such as 2026-01-31T09:00:00Z',
	read(value, { timeZone }) {
		if (typeof value === 'string')
			return isMoment(value) ? (dayOf(value.trim()) ?? undefined) : undefined;
		const time = timeOf(value, timeZone);
		return dayOf(time?.toISODate()) ?? undefined;
	},
};

/** A date and time. If it has no time zone, it is read in the time zone of the workflow. */
export const instant: Kind<Instant> = {
	noun: 'a date and time',
	takes: 'a date and time such as 2026-01-31T09:00:00Z, or a date such as 2026-01-31',
	read(value, { timeZone }) {
		if (typeof value !== 'string') return instantOf(timeOf(value, timeZone)?.toISO()) ?? undefined;
		return isMoment(value) ? (instantOf(value, timeZone()) ?? undefined) : undefined;
	},
};

function isMoment(text: string): boolean {
	// Read as UTC, and not in luxon's default time zone: n8n sets that to the workflow's, which may not
	// exist.
	return WRITTEN.test(text.trim()) && instantOf(text) !== null;
}

function timeOf(value: unknown, timeZone: () => TimeZone): DateTime | undefined {
	if (DateTime.isDateTime(value)) return value;
	const millis = isDate(value) ? value.getTime() : millisOf(value);
	if (millis === undefined) return undefined;
	const time = DateTime.fromMillis(millis, { zone: 'utc' });
	const isMidnight = +time === +time.startOf('day');
	return isMidnight ? time : time.setZone(timeZone());
}

function millisOf(value: unknown): number | undefined {
	if (typeof value !== 'number') return undefined;
	return value >= MILLISECONDS.min && value < MILLISECONDS.max ? value : undefined;
}
