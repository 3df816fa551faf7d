import { z } from 'zod/v4';

import { dayOf, instantOf, shiftDay, timeOf } from '../../shared/model/dates';
import type { DayPart, Leave, LeaveStatus } from '../../shared/model/leave';
import { categoryFromName, leave } from '../../shared/model/leave';
import { lookUp } from '../../shared/model/lookUp';
import type { AbsenceTypes } from './absenceTypes';
import type { BreakdownDay } from './breakdowns';
import { idField, orNull, words } from '../../shared/outbound/fields';
import { reference } from './fields';

/** A local time without a zone, and which half of the day is meant. */
const momentSchema = z.looseObject({ date_time: words, type: words }).nullish();

/**
 * An absence, or a long-term leave that is linked to an absence type.
 * https://developer.personio.de/reference/get_v2-absence-periods-id
 */
export const absenceSchema = z.looseObject({
	id: idField,
	person: reference,
	absence_type: reference,
	starts_from: momentSchema,
	/** Null if open-ended. */
	ends_at: momentSchema,
	timezone_id: words,
	approval: z.looseObject({ status: words }).nullish(),
	created_at: words,
	updated_at: words,
});
export type Absence = z.infer<typeof absenceSchema>;

/** Asking for the deletion of an absence takes nothing back until it is granted. */
const STATUSES: Readonly<Record<string, LeaveStatus>> = {
	PENDING: 'requested',
	SUBSTITUTE_REQUESTED: 'requested',
	APPROVED: 'approved',
	DELETION_PENDING: 'approved',
	REJECTED: 'declined',
};

const UNITS: Readonly<Record<string, Leave['unit']>> = { DAY: 'days', HOUR: 'hours' };

/** What else is known when an absence is normalised. */
interface Surroundings {
	readonly types: AbsenceTypes;
	/** How much falls on each day; null if that was not asked for. */
	readonly breakdown: readonly BreakdownDay[] | null;
}

/** A leave in the shape all vendors share. The comment stays at Personio. */
export function normaliseAbsence(absence: Absence, { types, breakdown }: Surroundings): Leave {
	const typeId = absence.absence_type?.id ?? null;
	const type = typeId === null ? undefined : types.get(typeId);
	const typeName = orNull(type?.name);
	const statusRaw = orNull(absence.approval?.status);
	const status = lookUp(STATUSES, statusRaw) ?? 'unknown';
	const unit = lookUp(UNITS, breakdown?.[0]?.unit ?? type?.unit?.toUpperCase()) ?? 'unknown';
	// Without the type, a time of day gives it away.
	const isInHours = unit === 'hours' || (unit === 'unknown' && hasTimeOfDay(absence));
	const startDate = dayOf(absence.starts_from?.date_time);
	const endDate = lastDayOf(absence);
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
		timezone: orNull(absence.timezone_id),
		days: daysOf(breakdown ?? [], { startDate, endDate, ...parts }),
		amount: breakdown === null ? null : sumOf(breakdown),
		unit,
		requestedAt: instantOf(absence.created_at),
	});
}

const MIDNIGHT = /T00:00(:00(\.0+)?)?$/;

/**
 * The last day, inclusive. Absences in days end at the midnight after it; those in hours at a
 * time of their last day.
 */
export function lastDayOf({ starts_from: start, ends_at: end }: Absence): string | null {
	const day = dayOf(end?.date_time);
	if (day === null || !MIDNIGHT.test(end?.date_time ?? '') || day === dayOf(start?.date_time)) {
		return day;
	}
	return shiftDay(day, -1);
}

function hasTimeOfDay({ starts_from: start, ends_at: end }: Absence): boolean {
	return [start, end].some((one) => one?.date_time != null && !MIDNIGHT.test(one.date_time));
}

type Parts = Pick<Leave, 'startPart' | 'endPart'>;

const NO_PARTS: Parts = { startPart: null, endPart: null };

/** Starting with the second half leaves the morning free, ending with the first the afternoon. */
function partsOf({ starts_from: start, ends_at: end }: Absence, isOneDay: boolean): Parts {
	const startsLate = start?.type === 'SECOND_HALF';
	const endsEarly = end?.type === 'FIRST_HALF';
	const startPart: DayPart = startsLate ? 'afternoon' : isOneDay && endsEarly ? 'morning' : 'full';
	const endPart: DayPart = endsEarly ? 'morning' : isOneDay && startsLate ? 'afternoon' : 'full';
	return { startPart, endPart };
}

function daysOf(
	breakdown: readonly BreakdownDay[],
	{ startDate, endDate, startPart, endPart }: Pick<Leave, 'startDate' | 'endDate'> & Parts,
): Leave['days'] {
	return breakdown
		.filter(({ value }) => value > 0)
		.map(({ date, unit, value }) => ({
			date,
			part: date === startDate ? startPart : date === endDate ? endPart : null,
			hours: unit === 'HOUR' ? value : null,
		}));
}

function sumOf(breakdown: readonly BreakdownDay[]): number {
	// Thirds of an hour do not add up in binary.
	return Number(breakdown.reduce((sum, { value }) => sum + value, 0).toFixed(4));
}

/** The category is Personio's own word (`SICK_LEAVE`), the name the company's, in its language. */
export function categoryOf(
	category: string | null | undefined,
	name: string | null,
): Leave['category'] {
	const byCategory = categoryFromName(category?.replace(/_/g, ' ') ?? null);
	return byCategory === 'unknown' ? categoryFromName(name) : byCategory;
}
