import type { z } from 'zod/v4';

import type { Day } from '../../shared/model/dates';
import { dayOf, endsInOrder, instantOf, timeOf } from '../../shared/model/dates';
import type { DayPart, Leave, LeaveStatus } from '../../shared/model/leave';
import { categoryFromName } from '../../shared/model/categoryFromName';
import { leave } from '../../shared/model/leave';
import { eachDayOnce } from '../../shared/model/leaveDays';
import { lookUp } from '../../shared/model/lookUp';
import { amount, day, idField, maybeId, moment, orNull, text } from '../../shared/reading/fields';
import { withAgreeingFields, record } from '../../shared/reading/record';
import type { UnreadNotes } from '../../shared/reading/unread';
import { ALL_READ } from '../../shared/reading/unread';
import type { Directory } from './directory';
import { halfDays, readHalfDays } from './halfDays';
import { calledBy, named } from './named';

/**
 * A time-off request, as webhooks and `GET /timeoff/requests` send it.
 * https://workable.readme.io/reference/timeoffrequests-1
 */
const anyTimeOffSchema = record({
	decides: {
		id: idField,
		/** Only requests in a list have it. */
		employee_id: maybeId,
		state: text,
		/** Without a zone. */
		from_date: day,
		to_date: day,
	},
	detail: {
		half_days: halfDays,
		requesting_total: amount,
		timeoff_tracking_unit: text,
		category_name: text,
		updated_at: moment,
		updated_by: named,
	},
});

/** Refuses a request that ends before it begins: its days are not known. */
export const timeOffSchema = withAgreeingFields(
	anyTimeOffSchema,
	({ from_date: from, to_date: to }) => endsInOrder(dayOf(from), dayOf(to)),
	'to_date',
);

/** A request as {@link timeOffSchema} reads it. */
export type TimeOff = z.infer<typeof timeOffSchema>;

const STATUSES: Readonly<Record<string, LeaveStatus>> = {
	pending: 'requested',
	approved: 'approved',
	rejected: 'declined',
	canceled: 'cancelled',
};

/** Workable's units of requests and of balances. */
export const UNITS: Readonly<Record<string, Leave['unit']>> = {
	full_days: 'days',
	half_days: 'days',
	hours: 'hours',
};

/** A leave in the shape that all vendors share. */
export function normaliseTimeOff(request: TimeOff, directory: Directory): Leave {
	const status = lookUp(STATUSES, request.state) ?? 'unknown';
	const unit = lookUp(UNITS, request.timeoff_tracking_unit) ?? 'unknown';
	const typeName = orNull(request.category_name);
	const category = typeName === null ? undefined : directory.categories.get(typeName);
	const isDecided = status === 'approved' || status === 'declined';
	const startDate = dayOf(request.from_date);
	const endDate = dayOf(request.to_date);
	const halves = readHalfDays(request.half_days).map((half) => half.day);
	const halfDays = eachDayOnce(halves);
	// If the day of a half day cannot be read, it may be any day.
	const restOfDays = halves.every(({ date }) => date !== null) ? 'full' : null;
	const partOf = (day: Day | null): DayPart | null => {
		if (unit !== 'days') return null;
		const half = halfDays.find(({ date }) => date === day);
		return half === undefined ? restOfDays : half.part;
	};
	return leave({
		id: request.id,
		status,
		statusRaw: orNull(request.state),
		isConfirmed: status === 'unknown' ? null : status === 'approved',
		category: categoryFromName(typeName),
		typeId: category?.id ?? null,
		typeName,
		startDate,
		endDate,
		startPart: partOf(startDate),
		endPart: partOf(endDate),
		...(unit === 'hours' ? timesOf(request) : NO_TIMES),
		days:
			unit === 'hours' && startDate === endDate
				? eachDayOnce([{ date: startDate, hours: request.requesting_total }])
				: halfDays,
		amount: request.requesting_total ?? null,
		unit,
		isPaid: category?.isPaid ?? null,
		approver: isDecided ? calledBy(request.updated_by) : null,
		decidedAt: isDecided ? instantOf(request.updated_at) : null,
	});
}

/** Notes which fields of a request's half days cannot be read. */
export function noteHalfDays(request: TimeOff, unread: UnreadNotes, what: string): void {
	const fields = readHalfDays(request.half_days).flatMap(({ oddFields }) => oddFields);
	unread.note(what, { ...ALL_READ, fields });
}

/**
 * The values of a request that say what is taken and when. The model adds values that are read separately.
 */
export function leaveContent(request: TimeOff): Array<string | number | null | undefined> {
	const { from_date: from, to_date: to, requesting_total: total, category_name: type } = request;
	return [from, to, total, type, ...readHalfDays(request.half_days).flatMap(({ said }) => said)];
}

type Times = Pick<Leave, 'startTime' | 'endTime'>;

const NO_TIMES: Times = { startTime: null, endTime: null };

/**
 * The times of day of a request. A request of whole days that are counted in hours goes from midnight to midnight, or to
 * the last minute before it. Such a request has no times.
 */
function timesOf({ from_date: from, to_date: to }: TimeOff): Times {
	const [startTime, endTime] = [timeOf(from), timeOf(to)];
	const isFromMidnight = startTime === null || startTime === '00:00';
	const isToMidnight = endTime === null || endTime === '00:00' || endTime === '23:59';
	return isFromMidnight && isToMidnight ? NO_TIMES : { startTime, endTime };
}
