import type { z } from 'zod/v4';

import type { EventType } from '../../shared/model/eventTypes';
import type { Leave, LeaveStatus } from '../../shared/model/leave';
import { lookUp } from '../../shared/model/lookUp';
import { text, orNull } from '../../shared/reading/fields';
import { record } from '../../shared/reading/record';
import { madeOf } from '../../shared/reading/sent';
import { bareWord } from './bareWord';
import { employeeIdField } from './person';
import { REQUEST_FIELDS, withDaysInOrder, decisionOf, normaliseRequest } from './timeOff';

/** A change of a request, with the state of the request after it. */
export const changeSchema = withDaysInOrder(
	record({
		decides: {
			...REQUEST_FIELDS.decides,
			employeeId: employeeIdField,
			/** HiBob also sends `Created` for an approval. It has no type for a decline. */
			changeType: text,
		},
		/** `createdOn` says when the change was made. */
		detail: REQUEST_FIELDS.detail,
	}),
);

/** A change as {@link changeSchema} reads it. */
export type TimeOffChange = z.infer<typeof changeSchema>;

interface ChangeMeaning {
	readonly eventType: EventType;
	readonly status: LeaveStatus;
}

/** What each type of change means. HiBob lists an approval as `Created`. It lists no declines. */
const CHANGES: Readonly<Record<string, ChangeMeaning>> = {
	created: { eventType: 'leave.approved', status: 'approved' },
	pending: { eventType: 'leave.requested', status: 'requested' },
	canceled: { eventType: 'leave.cancelled', status: 'cancelled' },
	cancelled: { eventType: 'leave.cancelled', status: 'cancelled' },
	deleted: { eventType: 'leave.cancelled', status: 'deleted' },
};

/**
 * The state of a request after a change. If the type of the change is not known, the status of the request decides. The
 * field `approved` does not count then, because it may be out of date.
 */
export function leaveAfter(change: TimeOffChange): Leave {
	const meaning = meaningOf(change);
	if (meaning === undefined) {
		const isOfNoKind = orNull(change.changeType) === null;
		return normaliseRequest(isOfNoKind ? change : madeOf({ ...change, approved: null }, change));
	}
	const found = normaliseRequest(change);
	const { status } = meaning;
	return { ...found, status, isConfirmed: status === 'approved', ...decisionOf(change, status) };
}

/** The state of a request that another request has replaced. It no longer counts, even if HiBob does not say so. */
export function leaveReplaced(change: TimeOffChange): Leave {
	const found = leaveAfter(change);
	const isTaken = found.status === 'approved' || found.status === 'requested';
	return isTaken ? { ...found, status: 'deleted', isConfirmed: false } : found;
}

/** The event type of a change. A request that replaces an earlier one counts as the same leave, moved to other days. */
export function eventTypeOf(change: TimeOffChange): EventType {
	const eventType = meaningOf(change)?.eventType;
	if (eventType === 'leave.approved' && change.previousRequestId != null) return 'leave.updated';
	return eventType ?? 'leave.created';
}

function meaningOf({ changeType }: TimeOffChange): ChangeMeaning | undefined {
	return lookUp(CHANGES, changeType == null ? changeType : bareWord(changeType));
}
