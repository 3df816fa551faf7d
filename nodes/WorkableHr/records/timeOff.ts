import { z } from 'zod/v4';

import { dayOf, instantOf, timeOf } from '../../shared/model/dates';
import type { DayPart, Leave, LeaveStatus } from '../../shared/model/leave';
import { categoryFromName, leave } from '../../shared/model/leave';
import { lookUp } from '../../shared/model/lookUp';
import type { Directory } from './directory';

/**
 * A time-off request, as webhooks and `GET /timeoff/requests` send it.
 * https://workable.readme.io/reference/timeoffrequests-1
 */
export const timeOffSchema = z.looseObject({
	id: z.union([z.string().min(1), z.number()]).transform(String),
	/** Only in the list. */
	employee_id: z.string().nullish(),
	state: z.string().nullish(),
	/** Without a zone. */
	from_date: z.string().nullish(),
	to_date: z.string().nullish(),
	half_days: z.array(z.object({ date: z.string(), half: z.string() })).nullish(),
	requesting_total: z.number().nullish(),
	timeoff_tracking_unit: z.string().nullish(),
	category_name: z.string().nullish(),
	updated_at: z.string().nullish(),
	updated_by: z.string().nullish(),
});
export type TimeOff = z.infer<typeof timeOffSchema>;

const STATUSES: Readonly<Record<string, LeaveStatus>> = {
	pending: 'requested',
	approved: 'approved',
	rejected: 'declined',
	canceled: 'cancelled',
};

const UNITS: Readonly<Record<string, Leave['unit']>> = {
	full_days: 'days',
	half_days: 'days',
	hours: 'hours',
};

const PARTS: Readonly<Record<string, DayPart>> = { first: 'morning', second: 'afternoon' };

/** A leave in the shape all vendors share. */
export function normaliseTimeOff(request: TimeOff, directory: Directory): Leave {
	const status = lookUp(STATUSES, request.state) ?? 'unknown';
	const unit = lookUp(UNITS, request.timeoff_tracking_unit) ?? 'unknown';
	const typeName = request.category_name?.trim() || null;
	const category = typeName === null ? undefined : directory.categories.get(typeName);
	const isDecided = status === 'approved' || status === 'declined';
	const days = halfDaysOf(request);
	const startDate = dayOf(request.from_date);
	const endDate = dayOf(request.to_date);
	const partOf = (day: string | null): DayPart | null =>
		unit === 'days' ? (days.find(({ date }) => date === day)?.part ?? 'full') : null;
	return leave({
		id: request.id,
		status,
		statusRaw: request.state || null,
		isConfirmed: status === 'unknown' ? null : status === 'approved',
		category: categoryFromName(typeName),
		typeId: category?.id ?? null,
		typeName,
		startDate,
		endDate,
		startPart: partOf(startDate),
		endPart: partOf(endDate),
		startTime: unit === 'hours' ? timeUnlessMidnight(request.from_date) : null,
		endTime: unit === 'hours' ? timeUnlessMidnight(request.to_date) : null,
		days,
		amount: request.requesting_total ?? null,
		unit,
		isPaid: category?.isPaid ?? null,
		approver: isDecided ? request.updated_by || null : null,
		decidedAt: isDecided ? instantOf(request.updated_at) : null,
	});
}

function halfDaysOf(request: TimeOff): Leave['days'] {
	return (request.half_days ?? []).flatMap(({ date, half }) => {
		const day = dayOf(date);
		return day === null ? [] : [{ date: day, part: lookUp(PARTS, half) ?? null, hours: null }];
	});
}

/** `HH:mm`; midnight stands for a day without a time. */
function timeUnlessMidnight(value: string | null | undefined): string | null {
	const time = timeOf(value);
	return time === '00:00' ? null : time;
}
