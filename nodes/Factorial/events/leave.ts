import isEqual from 'lodash/isEqual';

import { interpretationOf, withFailedRead } from '../../shared/interpret/interpretation';
import { instantOf, isEarlier } from '../../shared/model/dates';
import type { EventType } from '../../shared/model/eventTypes';
import type { Leave, LeaveStatus } from '../../shared/model/leave';
import { attemptOptionalRead } from '../../shared/outbound/attempt';
import { takeRecords } from '../../shared/outbound/paging';
import type { InterpretContext } from '../../shared/vendor';
import { NO_TYPES } from '../records/directory';
import { readLeaveTypes } from '../records/fetch/directory';
import type { LeaveRecord } from '../records/leave';
import { leaveRecordSchema, leaveContent, normaliseLeave, statusOf } from '../records/leave';
import { listLeaves } from '../records/fetch/leaves';
import { describePerson } from '../records/fetch/describePerson';
import type { FactorialEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/** The HR event for each status of a leave. */
const BY_STATUS: Partial<Record<LeaveStatus, EventType>> = {
	requested: 'leave.requested',
	approved: 'leave.approved',
	declined: 'leave.declined',
	deleted: 'leave.cancelled',
};

/**
 * The event for a leave that was entered, or that a search for changes has found. Its status
 * decides.
 */
export function eventTypeOf({ status }: Leave): EventType {
	return BY_STATUS[status] ?? 'leave.created';
}

/**
 * Each company chooses which leave types need no approval. A leave of such a type is approved as
 * soon as it is entered.
 */
export const leaveEvents: readonly FactorialEvent[] = [
	leaveEvent(
		'create',
		'A leave was entered or asked for',
		['leave.requested', 'leave.approved'],
		eventTypeOf,
	),
	leaveEvent('approve', 'A leave was approved', ['leave.approved'], () => 'leave.approved'),
	leaveEvent('reject', 'A leave was rejected', ['leave.declined'], () => 'leave.declined'),
	leaveEvent('update', 'A leave was changed', ['leave.updated', 'leave.cancelled'], ({ status }) =>
		status === 'deleted' ? 'leave.cancelled' : 'leave.updated',
	),
	leaveEvent('delete', 'A leave was deleted', ['leave.cancelled'], () => 'leave.cancelled'),
];

/** The status that follows from the verb of the event. The record may say less. */
const SAID: Readonly<Record<string, Partial<Leave>>> = {
	approve: { status: 'approved', isConfirmed: true },
	reject: { status: 'declined', isConfirmed: false },
	delete: { status: 'deleted', isConfirmed: false },
};

function leaveEvent(
	verb: 'create' | 'approve' | 'reject' | 'update' | 'delete',
	description: string,
	produces: readonly EventType[],
	typeOf: (leave: Leave) => EventType,
): FactorialEvent {
	return defineEvent({
		name: `timeoff/leave/${verb}`,
		label: `Time Off: Leave ${verb.charAt(0).toUpperCase()}${verb.slice(1)}`,
		description,
		produces,
		schema: leaveRecordSchema,
		interpret: async (delivered, context) => {
			const { record, isNewer, missing } =
				verb === 'delete'
					? { record: delivered, isNewer: false, missing: [] }
					: await asItIsNow(delivered, context);
			const { types, missing: missingTypes } = context.fetchDetails
				? await readLeaveTypes(context.api)
				: { types: NO_TYPES, missing: [] };
			const leave = {
				...normaliseLeave(record, types, { withDays: context.fetchLeaveDays }),
				...SAID[verb],
			};
			const described = await describePerson(delivered.employee_id, {}, context);
			const occurred = { occurredAt: instantOf(record.deleted_at ?? record.updated_at) };
			if (isNewer && CONTRARY[verb]?.includes(statusOf(record)) === true) {
				return interpretationOf([], described, occurred, noLongerSo(verb));
			}
			const eventType = typeOf(leave);
			return interpretationOf(
				[
					{
						eventType,
						effectiveDate: leave.startDate,
						leave,
						identity: {
							leaveContent: leaveContent(record),
							// What is so now may have been told already, by the delivery of that change.
							...(isNewer ? { isStated: false } : {}),
						},
					},
				],
				withFailedRead(described, ...missing, ...missingTypes),
				occurred,
			);
		},
	});
}

/** The statuses that show that what the verb says is no longer so. */
const CONTRARY: Readonly<Record<string, readonly LeaveStatus[]>> = {
	create: ['declined', 'deleted'],
	approve: ['requested', 'declined', 'deleted'],
	reject: ['requested', 'approved', 'deleted'],
};

function noLongerSo(verb: string): string {
	return `The delivery (timeoff/leave/${verb}) is older than what Factorial has now: since then, the leave was decided in another way, or deleted.`;
}

/**
 * A leave with the days that it takes. Factorial only gives them on request, and together with them the
 * amount without days off. If Factorial has a later change of the leave than the delivery, the leave is
 * returned as it is now: deliveries come in no certain order, and a repeat may be two days late.
 */
async function asItIsNow(
	record: LeaveRecord,
	{ api, fetchDetails, fetchLeaveDays }: InterpretContext,
): Promise<{ record: LeaveRecord; isNewer: boolean; missing: string[] }> {
	const asDelivered = { record, isNewer: false, missing: [] };
	if (!fetchLeaveDays && !fetchDetails) return asDelivered;
	const listed = listLeaves(api, { ids: [record.id], withDeleted: true });
	const read = await attemptOptionalRead(takeRecords(listed, 1));
	if ('reason' in read) return { ...asDelivered, missing: [read.reason] };
	const [found] = read.value;
	if (found !== undefined && isLater(found, record)) {
		return { record: found, isNewer: true, missing: [] };
	}
	if (found === undefined || !isEqual(leaveContent(found), leaveContent(record))) {
		// Of a leave in hours, the delivery already contains the amount.
		const isAmountKnown = record.hours_amount_in_cents != null;
		return isAmountKnown && !fetchLeaveDays ? asDelivered : { ...asDelivered, missing: [NO_DAYS] };
	}
	const { duration_by_day_attributes, days_taken } = found;
	return { ...asDelivered, record: { ...record, duration_by_day_attributes, days_taken } };
}

/** Whether a record was changed after another one. */
function isLater(one: LeaveRecord, other: LeaveRecord): boolean {
	const [at, otherAt] = [one, other].map((leave) =>
		instantOf(leave.deleted_at ?? leave.updated_at),
	);
	return at != null && otherAt != null && isEarlier(otherAt, at);
}

const NO_DAYS =
	'Factorial has another leave now, or none: it was changed since, and the days it takes are not known.';
