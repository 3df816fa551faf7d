import type { Query } from '../kit/requests.mts';
import { one } from './api.mts';
import type { RouteOptions } from './api.mts';
import { badParameter, unsupported } from './problems.mts';

export type Comparison = 'eq' | 'gt' | 'lt' | 'gte' | 'lte';

const DAY = /^\d{4}-\d\d-\d\d$/;
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/;
const ZONED_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Tests a record's instant, such as `updated_at`. */
export type InstantTest = (instant: string) => boolean;

/** Whether text is a date and time with a zone. */
export function isZonedTime(text: string): boolean {
	return ZONED_TIME.test(text) && !Number.isNaN(Date.parse(text));
}

/**
 * The filters `name`, `name.gt` and `name.lt` of persons and employments. A plain date compares
 * days: records of that very day are neither before nor after it.
 */
export function changedFilter(
	query: Query,
	name: string,
	dateFilters: RouteOptions['dateFilters'],
): InstantTest {
	const tests = (['eq', 'gt', 'lt'] as const).map((comparison): InstantTest => {
		const parameter = comparison === 'eq' ? name : `${name}.${comparison}`;
		const value = one(query, parameter);
		if (value === undefined) return () => true;
		if (DAY.test(value) && !Number.isNaN(Date.parse(value))) {
			return (instant) => holds(comparison, order(instant.slice(0, 10), value));
		}
		if (!isZonedTime(value)) throw badParameter(parameter, 'is neither a date nor a date-time');
		if (dateFilters === 'date-only') throw unsupported(parameter, 'is not a date');
		return (instant) => holds(comparison, Date.parse(instant) - Date.parse(value));
	});
	return (instant) => tests.every((test) => test(instant));
}

/** A filter of absences, as wall time of the absence's zone and as an instant. */
export interface AbsenceMoment {
	wall: string;
	instant: number;
}

/**
 * A date-time filter of absences. Without a zone it is local time there; as an instant it is then
 * taken for UTC.
 */
export function absenceMoment(
	query: Query,
	name: string,
	{ timeZone, zones }: { timeZone: string; zones: RouteOptions['absenceFilterZone'] },
): AbsenceMoment | undefined {
	const value = one(query, name);
	if (value === undefined) return undefined;
	if (isZonedTime(value)) {
		if (zones === 'refused') throw unsupported(name, 'must not have a zone');
		const instant = Date.parse(value);
		return { wall: wallTime(instant, timeZone), instant };
	}
	if (!LOCAL_TIME.test(value) || Number.isNaN(Date.parse(`${value}Z`))) {
		throw badParameter(name, 'is not a date-time');
	}
	return { wall: value.slice(0, 19), instant: Date.parse(`${value}Z`) };
}

/** `gte` and `lte` of an instant such as `updated_at` or `occurred_at`, a zone required. */
export function zonedRange(query: Query, name: string): InstantTest {
	const tests = (['gte', 'lte'] as const).map((comparison): InstantTest => {
		const value = one(query, `${name}.${comparison}`);
		if (value === undefined) return () => true;
		if (!isZonedTime(value)) throw badParameter(`${name}.${comparison}`, 'is not a date-time');
		return (instant) => holds(comparison, Date.parse(instant) - Date.parse(value));
	});
	return (instant) => tests.every((test) => test(instant));
}

function wallTime(instant: number, timeZone: string): string {
	// This locale happens to write dates as ISO 8601 does.
	const text = new Intl.DateTimeFormat('sv-SE', {
		timeZone,
		dateStyle: 'short',
		timeStyle: 'medium',
	}).format(instant);
	return text.replace(' ', 'T');
}

function order(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

function holds(comparison: Comparison, difference: number): boolean {
	switch (comparison) {
		case 'eq':
			return difference === 0;
		case 'gt':
			return difference > 0;
		case 'lt':
			return difference < 0;
		case 'gte':
			return difference >= 0;
		case 'lte':
			return difference <= 0;
	}
}
