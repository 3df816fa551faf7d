import type { Described } from '../../shared/interpret/tell';
import { lacking, tell } from '../../shared/interpret/tell';
import { instantOf } from '../../shared/model/dates';
import type { EventType } from '../../shared/model/eventTypes';
import type { Leave, LeaveStatus } from '../../shared/model/leave';
import { attempt } from '../../shared/outbound/attempt';
import { take } from '../../shared/outbound/paging';
import type { InterpretContext } from '../../shared/vendor';
import { NO_TYPES, readLeaveTypes } from '../records/directory';
import type { LeaveRecord } from '../records/leave';
import { leaveRecordSchema, normaliseLeave } from '../records/leave';
import { listLeaves } from '../records/leaves';
import { describePerson } from '../records/read';
import type { FactorialEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/** What a leave with this status is told as. */
const BY_STATUS: Partial<Record<LeaveStatus, EventType>> = {
	requested: 'leave.requested',
	approved: 'leave.approved',
	declined: 'leave.declined',
	deleted: 'leave.cancelled',
};

/** What a leave is told as that is found by asking, or was entered: by how it stands. */
export function byStatus({ status }: Leave): EventType {
	return BY_STATUS[status] ?? 'leave.created';
}

/** Which kinds need no approval is the company's choice: such a leave is approved as it is entered. */
export const leaveEvents: readonly FactorialEvent[] = [
	leaveEvent(
		'create',
		'A leave was entered or asked for',
		['leave.requested', 'leave.approved'],
		byStatus,
	),
	leaveEvent('approve', 'A leave was approved', ['leave.approved'], () => 'leave.approved'),
	leaveEvent('reject', 'A leave was rejected', ['leave.declined'], () => 'leave.declined'),
	leaveEvent('update', 'A leave was changed', ['leave.updated', 'leave.cancelled'], ({ status }) =>
		status === 'deleted' ? 'leave.cancelled' : 'leave.updated',
	),
	leaveEvent('delete', 'A leave was deleted', ['leave.cancelled'], () => 'leave.cancelled'),
];

/** What the verb says of the status, where it says more than the record may. */
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
			const record = verb === 'delete' ? delivered : await withDays(delivered, context);
			const { types, missing } = context.fetchDetails
				? await readLeaveTypes(context.api)
				: { types: NO_TYPES, missing: [] };
			const leave = { ...normaliseLeave(record, types), ...SAID[verb] };
			const described = await describePerson(delivered.employee_id, {}, context);
			const eventType = typeOf(leave);
			return tell(
				[{ eventType, effectiveDate: leave.startDate, leave }],
				withMissing(described, missing),
				{ occurredAt: instantOf(delivered.deleted_at ?? delivered.updated_at) },
			);
		},
	});
}

/** The days of a leave come only where they are asked for. */
async function withDays(
	record: LeaveRecord,
	{ api, fetchLeaveDays }: InterpretContext,
): Promise<LeaveRecord> {
	if (!fetchLeaveDays) return record;
	const listed = listLeaves(api, { ids: [record.id], withDeleted: true, withDays: true });
	const read = await attempt(take(listed, 1));
	const [found] = 'value' in read ? read.value : [];
	return found === undefined
		? record
		: { ...record, duration_by_day_attributes: found.duration_by_day_attributes };
}

/** Detail that is missing of the leave is told with that of the person. */
function withMissing(described: Described, missing: readonly string[]): Described {
	if (missing.length === 0) return described;
	const { status } = described.enrichment;
	return lacking(described, status === 'full' ? 'partial' : status, ...missing);
}
