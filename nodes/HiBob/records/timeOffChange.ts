import type { EventType } from '../../shared/model/eventTypes';
import type { Leave, LeaveStatus } from '../../shared/model/leave';
import { lookUp } from '../../shared/model/lookUp';
import type { TimeOffChange } from './requests';
import { normaliseRequest } from './timeOff';

/** What a change is told as; an approval is told as a creation, and a decline not at all. */
const CHANGES: Readonly<Record<string, { eventType: EventType; status: LeaveStatus }>> = {
	created: { eventType: 'leave.approved', status: 'approved' },
	pending: { eventType: 'leave.requested', status: 'requested' },
	canceled: { eventType: 'leave.cancelled', status: 'cancelled' },
	cancelled: { eventType: 'leave.cancelled', status: 'cancelled' },
	deleted: { eventType: 'leave.cancelled', status: 'deleted' },
};

/** A request as it was left by a change. */
export function leaveAfter(change: TimeOffChange): Leave {
	const found = normaliseRequest(change);
	const told = lookUp(CHANGES, change.changeType?.toLowerCase());
	if (told === undefined) return found;
	return { ...found, status: told.status, isConfirmed: told.status === 'approved' };
}

/** A request that another one stands in for: it counts no longer, also if HiBob does not say so. */
export function leaveReplaced(change: TimeOffChange): Leave {
	const found = leaveAfter(change);
	const isTaken = found.status === 'approved' || found.status === 'requested';
	return isTaken ? { ...found, status: 'deleted', isConfirmed: false } : found;
}

/** What a change is told as. A request that stands in for another one is that one, moved. */
export function changeTold({ changeType, previousRequestId }: TimeOffChange): EventType {
	const eventType = lookUp(CHANGES, changeType?.toLowerCase())?.eventType;
	if (eventType === 'leave.approved' && previousRequestId != null) return 'leave.updated';
	return eventType ?? 'leave.created';
}
