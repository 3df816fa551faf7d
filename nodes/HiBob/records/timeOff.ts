import { z } from 'zod/v4';

import { dayOf, instantOf } from '../../shared/model/dates';
import type { DayPart, Leave, LeaveStatus } from '../../shared/model/leave';
import { categoryFromName, leave } from '../../shared/model/leave';
import { lookUp } from '../../shared/model/lookUp';
import { amount, orNull, words } from '../../shared/outbound/fields';
import { employeeIdField } from './person';

const someId = z.union([z.string(), z.number()]).nullish();

/** Whoever decided: documented as text, and seen as a person in places. */
const someone = z
	.union([z.string(), z.looseObject({ displayName: words }).transform((one) => one.displayName)])
	.nullish()
	.catch(null);

/** One day of a request that was entered day by day. */
const durationSchema = z.looseObject({
	date: words,
	hours: amount,
	minutes: amount,
	duration: amount,
	dayPortion: words,
});
type Duration = z.infer<typeof durationSchema>;

/**
 * A time-off request. Which fields it has depends on its `type`: a range of days, one `date`, or a
 * start without an end.
 * https://apidocs.hibob.com/reference/get_timeoff-employees-id-requests-requestid
 */
export const requestSchema = z.looseObject({
	requestId: z.union([z.string().min(1), z.number()]),
	employeeId: employeeIdField.nullish(),
	policyTypeDisplayName: words,
	type: words,
	status: words,
	approved: z.boolean().nullish(),
	/** Without a zone. */
	createdOn: words,
	startDate: words,
	startPortion: words,
	endDate: words,
	endPortion: words,
	date: words,
	dayPortion: words,
	hoursOnDate: amount,
	durationUnit: words,
	totalDuration: amount,
	durations: z.array(durationSchema).nullish().catch(null),
	approvedBy: someone,
	approvedAt: words,
	declinedBy: someone,
	declinedAt: words,
	originalRequestId: someId,
	previousRequestId: someId,
});
export type TimeOffRequest = z.infer<typeof requestSchema>;

/** The list of statuses is not documented; words are compared without their form. */
const STATUSES: Readonly<Record<string, LeaveStatus>> = {
	approved: 'approved',
	pending: 'requested',
	pendingapproval: 'requested',
	requested: 'requested',
	declined: 'declined',
	rejected: 'declined',
	canceled: 'cancelled',
	cancelled: 'cancelled',
	deleted: 'deleted',
};

const UNITS: Readonly<Record<string, Leave['unit']>> = { days: 'days', hours: 'hours' };

const PARTS: Readonly<Record<string, DayPart>> = {
	all_day: 'full',
	morning: 'morning',
	afternoon: 'afternoon',
};

/** What a status of HiBob stands for. */
export function statusOf(word: string | null | undefined): LeaveStatus {
	return lookUp(STATUSES, word?.toLowerCase().replace(/[^a-z]/g, '')) ?? 'unknown';
}

/** A leave in the shape all vendors share. Description and reason stay at HiBob. */
export function normaliseRequest(request: TimeOffRequest): Leave {
	const typeName = orNull(request.policyTypeDisplayName);
	const said = statusOf(request.status);
	const status = said === 'unknown' && request.approved === true ? 'approved' : said;
	const unit = lookUp(UNITS, request.durationUnit?.toLowerCase()) ?? 'unknown';
	const isOneDay = request.startDate == null && request.date != null;
	const startDate = dayOf(request.startDate ?? request.date);
	const isInHours = unit === 'hours';
	return leave({
		id: String(request.requestId),
		originalId: idOrNull(request.originalRequestId),
		previousId: idOrNull(request.previousRequestId),
		status,
		statusRaw: orNull(request.status),
		isConfirmed: status === 'unknown' ? null : status === 'approved',
		category: categoryFromName(typeName),
		typeName,
		startDate,
		endDate: isOneDay ? startDate : dayOf(request.endDate),
		startPart: isInHours ? null : partOf(request.startPortion ?? request.dayPortion),
		endPart: isInHours ? null : partOf(request.endPortion ?? request.dayPortion),
		days: daysOf(request, isInHours),
		amount: request.totalDuration ?? request.hoursOnDate ?? null,
		unit,
		approver: orNull(status === 'declined' ? request.declinedBy : request.approvedBy),
		requestedAt: instantOf(request.createdOn),
		decidedAt: instantOf(status === 'declined' ? request.declinedAt : request.approvedAt),
	});
}

function idOrNull(id: string | number | null | undefined): string | null {
	return id == null ? null : orNull(String(id));
}

function partOf(portion: string | null | undefined): DayPart | null {
	return lookUp(PARTS, portion?.toLowerCase()) ?? null;
}

/** What the hours of a day are called is not documented. */
function hoursOf({ hours, minutes, duration }: Duration): number | null {
	return hours == null ? (duration ?? null) : hours + (minutes ?? 0) / 60;
}

/** Single days, where the request was entered by days. */
function daysOf(
	{ durations, date, hoursOnDate }: TimeOffRequest,
	isInHours: boolean,
): Leave['days'] {
	const day = dayOf(date);
	const listed = (durations ?? []).flatMap((one): Leave['days'] => {
		const on = dayOf(one.date);
		if (on === null) return [];
		return [{ date: on, part: partOf(one.dayPortion), hours: isInHours ? hoursOf(one) : null }];
	});
	if (listed.length > 0 || day === null || hoursOnDate == null) return listed;
	return [{ date: day, part: null, hours: hoursOnDate }];
}
