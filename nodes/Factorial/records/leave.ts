import { z } from 'zod/v4';

import { dayOf, endsInOrder, instantOf } from '../../shared/model/dates';
import type { DayPart, Leave, LeaveStatus } from '../../shared/model/leave';
import { categoryFromName } from '../../shared/model/categoryFromName';
import { leave } from '../../shared/model/leave';
import { eachDayOnce } from '../../shared/model/leaveDays';
import { lookUp } from '../../shared/model/lookUp';
import {
	amount,
	day,
	trueOrFalse,
	idField,
	maybeId,
	moment,
	orNull,
	text,
	UNREADABLE,
	wordOf,
} from '../../shared/reading/fields';
import { withAgreeingFields, record as recordOf } from '../../shared/reading/record';
import { durationByDaySchema, usedDays, usedInAll } from './leaveDays';

/** The resource of leaves; `pathOf` makes the path. */
export const LEAVES = 'timeoff/leaves';

/** The API has two spellings of the morning. */
const HALVES: Readonly<Record<string, DayPart>> = {
	beginning_of_day: 'morning',
	beggining_of_day: 'morning',
	end_of_day: 'afternoon',
};

/**
 * A value in this field says that a leave is in hours. So a value that cannot be read is not the
 * same as no value.
 */
const hoursField = z.preprocess(
	(value) => (value === UNREADABLE ? 'unreadable' : value),
	z.union([z.literal('unreadable'), amount]),
);

/**
 * A leave, before its first and last day are compared.
 * https://apidoc.factorialhr.com/reference/get_timeoff-leaves
 */
const anyLeaveSchema = recordOf({
	decides: {
		id: idField,
		employee_id: idField,
		start_on: day,
		/** Null if open-ended. */
		finish_on: day,
		/** True: approved. False: rejected. Null: not decided. */
		approved: trueOrFalse,
		deleted_at: moment,
	},
	detail: {
		half_day: wordOf(HALVES),
		/** A time of day, for a leave in hours. */
		start_time: text,
		/** Hundredths of an hour, only for a leave in hours. */
		hours_amount_in_cents: hoursField,
		leave_type_id: maybeId,
		leave_type_name: text,
		/** Calendar days. If the days of the leave were asked for, the sum of these days. */
		days_taken: amount,
		duration_by_day_attributes: durationByDaySchema,
		created_at: moment,
		updated_at: moment,
	},
});

/** A leave that ends before it begins does not fit: its days are not known. */
export const leaveRecordSchema = withAgreeingFields(
	anyLeaveSchema,
	({ start_on: from, finish_on: to }) => endsInOrder(dayOf(from), dayOf(to)),
	'finish_on',
);

/** A leave as {@link leaveRecordSchema} reads it. */
export type LeaveRecord = z.infer<typeof leaveRecordSchema>;

/** A leave type, for data that leaves do not contain. */
export const leaveTypeSchema = recordOf({
	decides: { id: idField },
	detail: { name: text, identifier: text, payable: trueOrFalse },
});

/** A leave type as {@link leaveTypeSchema} reads it. */
export type LeaveType = z.infer<typeof leaveTypeSchema>;

/**
 * A leave of whole days has no half. If the word for the half is not known, the part is not known
 * either.
 */
function partOf(halfDay: string | null | undefined): DayPart | null {
	return halfDay == null ? 'full' : (lookUp(HALVES, halfDay) ?? null);
}

/**
 * The values that make a leave another one if they change. The number of days is not one of them: if
 * a leave is read without its days, this number counts calendar days. So it depends on how the leave
 * was read.
 */
export function leaveContent(record: LeaveRecord): ReadonlyArray<string | number | null> {
	return [
		dayOf(record.start_on),
		dayOf(record.finish_on),
		partOf(record.half_day) ?? record.half_day ?? null,
		clockOf(record.start_time),
		record.hours_amount_in_cents ?? null,
		record.leave_type_id ?? orNull(record.leave_type_name),
	];
}

/**
 * A leave in the shape that all vendors share. Description and reason are left out.
 * @param types the leave types by id, for data that the record does not contain
 * @param wish whether the days are included, as far as they were read
 */
export function normaliseLeave(
	record: LeaveRecord,
	types: ReadonlyMap<string, LeaveType>,
	{ withDays }: { withDays: boolean },
): Leave {
	const type = record.leave_type_id == null ? undefined : types.get(record.leave_type_id);
	const typeName = orNull(record.leave_type_name) ?? orNull(type?.name);
	const status = statusOf(record);
	const hours = record.hours_amount_in_cents ?? null;
	const unit = hours === null ? 'days' : hours === 'unreadable' ? 'unknown' : 'hours';
	const part = unit === 'days' ? partOf(record.half_day) : null;
	const category = categoryFromName(type?.identifier ?? null);
	return leave({
		id: record.id,
		status,
		isConfirmed: status === 'approved',
		category: category === 'unknown' ? categoryFromName(typeName) : category,
		typeId: record.leave_type_id ?? null,
		typeName,
		startDate: dayOf(record.start_on),
		endDate: dayOf(record.finish_on),
		startPart: part,
		endPart: part,
		startTime: unit === 'days' ? null : clockOf(record.start_time),
		days: withDays ? eachDayOnce(usedDays(record.duration_by_day_attributes, { unit, part })) : [],
		amount: amountOf(record),
		unit,
		isPaid: type?.payable ?? null,
		requestedAt: instantOf(record.created_at),
	});
}

/** The status of a leave. For a deleted leave, only the deletion counts. */
export function statusOf({ approved, deleted_at: deletedAt }: LeaveRecord): LeaveStatus {
	if (deletedAt != null) return 'deleted';
	if (approved === undefined) return 'unknown';
	return approved === null ? 'requested' : approved ? 'approved' : 'declined';
}

/** A time of day that stands alone or after a date. */
function clockOf(value: string | null | undefined): string | null {
	return value?.match(/(?:^|[T ])((?:[01]\d|2[0-3]):[0-5]\d)/)?.[1] ?? null;
}

/** The amount in the unit of the leave, without days off if the days of the leave were read. */
function amountOf(record: LeaveRecord): number | null {
	const hours = record.hours_amount_in_cents ?? null;
	if (hours === 'unreadable') return null;
	if (hours !== null) return hours / 100;
	return usedInAll(record.duration_by_day_attributes) ?? record.days_taken ?? null;
}
