import type { z } from 'zod/v4';

import type { Day } from '../../shared/model/dates';
import {
	dayOf,
	endsInOrder,
	instantOf,
	shiftDay,
	timeOf,
	timeZoneOf,
} from '../../shared/model/dates';
import type { DayPart, Leave, LeaveStatus } from '../../shared/model/leave';
import { categoryFromName } from '../../shared/model/categoryFromName';
import { leave } from '../../shared/model/leave';
import { eachDayOnce, sumOf } from '../../shared/model/leaveDays';
import { lookUp } from '../../shared/model/lookUp';
import { day, idField, maybe, moment, orNull, text } from '../../shared/reading/fields';
import { withAgreeingFields, record } from '../../shared/reading/record';
import type { AbsenceTypes } from './absenceType';
import type { BreakdownDay } from './breakdown';
import { reference } from './reference';
import { UNITS } from './units';
import { listedWord, word } from './word';

/**
 * If the deletion of an absence is requested, the absence stays approved until the deletion is
 * granted.
 */
const STATUSES: Readonly<Record<string, LeaveStatus>> = {
	PENDING: 'requested',
	SUBSTITUTE_REQUESTED: 'requested',
	APPROVED: 'approved',
	DELETION_PENDING: 'approved',
	REJECTED: 'declined',
};

/**
 * The half of the day with which an absence starts or ends. Personio leaves it out if there is none.
 */
const STARTS: Readonly<Record<string, DayPart>> = { FIRST_HALF: 'full', SECOND_HALF: 'afternoon' };
const ENDS: Readonly<Record<string, DayPart>> = { FIRST_HALF: 'morning', SECOND_HALF: 'full' };

/** A local time, and which half of the day is meant. */
const endSchema = maybe(
	record({ decides: { date_time: day }, detail: { type: listedWord(ENDS) } }),
);

/**
 * An absence, or a long-term leave that is linked to an absence type.
 * https://developer.personio.de/reference/get_v2-absence-periods-id
 */
const anyAbsenceSchema = record({
	decides: {
		id: idField,
		person: reference,
		starts_from: endSchema,
		/** Null if open-ended. */
		ends_at: endSchema,
		approval: maybe(record({ decides: { status: word(Object.keys(STATUSES)) }, detail: {} })),
	},
	detail: {
		absence_type: reference,
		timezone_id: text.refine((name) => orNull(name) === null || timeZoneOf(name) !== null),
		created_at: moment,
		updated_at: moment,
	},
});

/** When an absence starts and ends. */
type Ends = Pick<z.infer<typeof anyAbsenceSchema>, 'starts_from' | 'ends_at'>;

/** An absence that ends before it starts does not fit: its days are not known. */
export const absenceSchema = withAgreeingFields(
	anyAbsenceSchema,
	({ starts_from: start, ends_at: end }) =>
		endsInOrder(dayOf(start?.date_time), dayOf(end?.date_time)),
	'ends_at',
);

/** An absence as {@link absenceSchema} reads it. */
export type Absence = z.infer<typeof absenceSchema>;

/** What else is known when an absence is normalised. */
interface Surroundings {
	readonly types: AbsenceTypes;
	/** How much of the absence falls on each day; null if that was not asked for. */
	readonly breakdown: readonly BreakdownDay[] | null;
}

/** A leave in the shape that all vendors share. The comment of the absence is left out. */
export function normaliseAbsence(absence: Absence, { types, breakdown }: Surroundings): Leave {
	const typeId = absence.absence_type?.id ?? null;
	const type = typeId === null ? undefined : types.get(typeId);
	const typeName = orNull(type?.name);
	const statusRaw = orNull(absence.approval?.status);
	const status = lookUp(STATUSES, statusRaw) ?? 'unknown';
	const unit = unitOf(breakdown ?? []) ?? lookUp(UNITS, type?.unit) ?? 'unknown';
	// If the type is not known, a time of day shows that the absence is in hours.
	const isInHours = unit === 'hours' || (unit === 'unknown' && hasTimeOfDay(absence));
	const startDate = dayOf(absence.starts_from?.date_time);
	const endDate = lastDayOf(absence, isInHours);
	const parts = isInHours ? NO_PARTS : partsOf(absence, startDate === endDate);
	return leave({
		id: absence.id,
		status,
		statusRaw,
		isConfirmed: status === 'unknown' ? null : status === 'approved',
		category: categoryOf(type?.category, typeName),
		typeId,
		typeName,
		startDate,
		endDate,
		...parts,
		startTime: isInHours ? timeOf(absence.starts_from?.date_time) : null,
		endTime: isInHours ? timeOf(absence.ends_at?.date_time) : null,
		timezone: timeZoneOf(absence.timezone_id),
		days: daysOf(breakdown ?? [], { startDate, endDate, ...parts }),
		amount: amountOf(breakdown ?? []),
		unit,
		requestedAt: instantOf(absence.created_at),
	});
}

/**
 * What the record itself says about the time and the type. The shared model also contains data that
 * is read separately.
 */
export function leaveContent({
	starts_from: start,
	ends_at: end,
	...absence
}: Absence): Array<string | null | undefined> {
	return [start?.date_time, start?.type, end?.date_time, end?.type, absence.absence_type?.id];
}

/**
 * Midnight in any form of ISO 8601: with or without seconds, with or without a zone. The text is
 * cut, not converted.
 */
const MIDNIGHT = /[T ]00:?00(:?00([.,]0+)?)?\s*(Z|[+\-\u2212]\d\d(:?\d\d)?)?$/i;

function isMidnight(dateTime: string | null | undefined): boolean {
	return MIDNIGHT.test(withoutZoneName(dateTime));
}

/** Removes the name of the zone that ISO 9557 adds at the end: `[Europe/Berlin]`. */
function withoutZoneName(dateTime: string | null | undefined): string {
	return dateTime?.replace(/\[[^\][]*\]\s*$/, '').trim() ?? '';
}

/** If whole days are written with times of day, the last day ends with its last minute. */
const LAST_MINUTE = /[T ]23:?59(:?59([.,]\d+)?)?\s*(Z|[+\-\u2212]\d\d(:?\d\d)?)?$/i;

/**
 * The last day, inclusive. An absence in days ends at the midnight after its last day. For an
 * absence in hours, midnight is a time of day like any other.
 * @param isInHours by default, whether the absence has a time of day
 */
export function lastDayOf(absence: Ends, isInHours = hasTimeOfDay(absence)): Day | null {
	const { starts_from: start, ends_at: end } = absence;
	const last = dayOf(end?.date_time);
	const isAfter = isMidnight(end?.date_time) && last !== dayOf(start?.date_time);
	return last !== null && isAfter && !isInHours ? shiftDay(last, -1) : last;
}

/** Whether the start or the end has a time of day that is not the start or end of a whole day. */
function hasTimeOfDay({ starts_from: start, ends_at: end }: Ends): boolean {
	const isTime = (dateTime: string | null | undefined): boolean =>
		timeOf(dateTime) !== null && !isMidnight(dateTime);
	const isLastMinute = LAST_MINUTE.test(withoutZoneName(end?.date_time));
	return isTime(start?.date_time) || (isTime(end?.date_time) && !isLastMinute);
}

type Parts = Pick<Leave, 'startPart' | 'endPart'>;

const NO_PARTS: Parts = { startPart: null, endPart: null };

/**
 * An absence that starts with the second half of a day leaves the morning free. An absence that ends
 * with the first half leaves the afternoon free.
 */
function partsOf({ starts_from: start, ends_at: end }: Absence, isOneDay: boolean): Parts {
	const startPart = orNull(start?.type) === null ? 'full' : (lookUp(STARTS, start?.type) ?? null);
	const endPart = orNull(end?.type) === null ? 'full' : (lookUp(ENDS, end?.type) ?? null);
	if (!isOneDay) return { startPart, endPart };
	const part = bothOf(startPart, endPart);
	return { startPart: part, endPart: part };
}

/** The part of a day that is taken, if that day is both the first and the last one. */
function bothOf(startPart: DayPart | null, endPart: DayPart | null): DayPart | null {
	if (startPart === 'full') return endPart;
	return endPart === 'full' ? startPart : null;
}

/** The unit of all days; null if the units differ, or if no days are listed. */
function unitOf(breakdown: readonly BreakdownDay[]): Leave['unit'] | null {
	const [word, ...others] = new Set(breakdown.map(({ unit }) => unit));
	return word === undefined || others.length > 0 ? null : (lookUp(UNITS, word) ?? 'unknown');
}

/** The sum of all days; null if their units differ, because days and hours cannot be added up. */
function amountOf(breakdown: readonly BreakdownDay[]): number | null {
	return unitOf(breakdown) === null ? null : sumOf(breakdown.map(({ value }) => value));
}

/**
 * The days of a leave. The first and the last day have the part that the leave has there. If less
 * than a whole day is taken, and the record does not say which half, the part is null.
 */
function daysOf(
	breakdown: readonly BreakdownDay[],
	{ startDate, endDate, startPart, endPart }: Pick<Leave, 'startDate' | 'endDate'> & Parts,
): Leave['days'] {
	return eachDayOnce(
		breakdown
			.filter(({ value }) => value > 0)
			.map(({ date, unit, value }) => {
				const part = date === startDate ? startPart : date === endDate ? endPart : null;
				if (unit === 'HOUR') return { date, part, hours: value };
				if (unit !== 'DAY') return { date, part };
				return { date, part: value < 1 && part === 'full' ? null : part, amount: value };
			}),
	);
}

/**
 * The category is Personio's own word (`SICK_LEAVE`). The name is the company's word, in the
 * company's language.
 */
export function categoryOf(
	category: string | null | undefined,
	name: string | null,
): Leave['category'] {
	const byCategory = categoryFromName(category ?? null);
	return byCategory === 'unknown' ? categoryFromName(name) : byCategory;
}
