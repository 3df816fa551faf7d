import { z } from 'zod/v4';

import { dayOf, instantOf } from '../../shared/model/dates';
import type { DayPart, Leave, LeaveStatus } from '../../shared/model/leave';
import { categoryFromName, leave } from '../../shared/model/leave';
import { lookUp } from '../../shared/model/lookUp';
import { amount, flag, idField, maybeId, orNull, words } from '../../shared/outbound/fields';

export const LEAVES = 'timeoff/leaves';

/** How much falls on a day; what it looks like is not documented, so only what is plain is read. */
const daysSchema = z
	.array(z.looseObject({ date: z.iso.date() }))
	.nullish()
	.catch(null);

/** A time off. https://apidoc.factorialhr.com/reference/get_timeoff-leaves */
export const leaveRecordSchema = z.looseObject({
	id: idField,
	employee_id: idField,
	start_on: words,
	/** Null if open-ended. */
	finish_on: words,
	half_day: words,
	/** A time of day; of a leave in hours. */
	start_time: words,
	/** Hundredths of an hour. */
	hours_amount_in_cents: amount,
	leave_type_id: maybeId,
	leave_type_name: words,
	/** True approved, false rejected, null not decided. */
	approved: flag,
	days_taken: z
		.union([z.number(), z.string().transform(Number)])
		.nullish()
		.catch(null),
	duration_by_day_attributes: daysSchema,
	created_at: words,
	updated_at: words,
	deleted_at: words,
});
export type LeaveRecord = z.infer<typeof leaveRecordSchema>;

/** A kind of leave, for what leaves do not say. */
export const leaveTypeSchema = z.looseObject({
	id: idField,
	name: words,
	identifier: words,
	payable: flag,
	active: flag,
});
export type LeaveType = z.infer<typeof leaveTypeSchema>;

const HALVES: Readonly<Record<string, DayPart>> = {
	beginning_of_day: 'morning',
	end_of_day: 'afternoon',
};

/** A leave in the shape all vendors share. Description and reason stay at Factorial. */
export function normaliseLeave(record: LeaveRecord, types: ReadonlyMap<string, LeaveType>): Leave {
	const type = record.leave_type_id == null ? undefined : types.get(record.leave_type_id);
	const typeName = orNull(record.leave_type_name) ?? orNull(type?.name);
	const status = statusOf(record);
	const hours = record.hours_amount_in_cents ?? null;
	const startDate = dayOf(record.start_on);
	const part = hours === null ? (lookUp(HALVES, record.half_day) ?? 'full') : null;
	const category = categoryFromName(type?.identifier?.replace(/_/g, ' ') ?? null);
	return leave({
		id: record.id,
		status,
		isConfirmed: status === 'approved',
		category: category === 'unknown' ? categoryFromName(typeName) : category,
		typeId: record.leave_type_id ?? null,
		typeName,
		startDate,
		endDate: dayOf(record.finish_on),
		startPart: part,
		endPart: part,
		startTime: hours === null ? null : clockOf(record.start_time),
		days: (record.duration_by_day_attributes ?? []).map(({ date }) => ({
			date,
			part: date === startDate ? part : null,
			hours: null,
		})),
		...(hours === null
			? { amount: finite(record.days_taken), unit: 'days' as const }
			: { amount: hours / 100, unit: 'hours' as const }),
		isPaid: type?.payable ?? null,
		requestedAt: instantOf(record.created_at),
	});
}

function statusOf({ approved, deleted_at: deletedAt }: LeaveRecord): LeaveStatus {
	if (deletedAt != null) return 'deleted';
	if (approved === undefined) return 'unknown';
	return approved === null ? 'requested' : approved ? 'approved' : 'declined';
}

/** A time of day, alone or behind a date. */
function clockOf(value: string | null | undefined): string | null {
	return value?.match(/(?:^|[T ])((?:[01]\d|2[0-3]):[0-5]\d)/)?.[1] ?? null;
}

function finite(value: number | null | undefined): number | null {
	return value != null && Number.isFinite(value) ? value : null;
}
