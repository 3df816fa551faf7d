import type { Described } from '../../shared/interpret/interpretation';
import { lackingDetails, interpretationOf } from '../../shared/interpret/interpretation';
import type { EventType } from '../../shared/model/eventTypes';
import type { Leave, LeaveStatus } from '../../shared/model/leave';
import { leave } from '../../shared/model/leave';
import type { Attempt } from '../../shared/outbound/attempt';
import { attemptRequiredRead } from '../../shared/outbound/attempt';
import type { Api } from '../../shared/outbound/api';
import { lookAgain } from '../records/fetch/lookAgain';
import { describePerson } from '../records/fetch/describePerson';
import { readRequest } from '../records/fetch/timeOff';
import type { TimeOffRequest } from '../records/timeOff';
import { decisionOf, normaliseRequest } from '../records/timeOff';
import type { DeliveryIds } from './delivery';
import type { HiBobEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/** What the name of an event says about the request. A read that comes too early still shows the former state. */
interface Said {
	readonly eventType: EventType;
	readonly status: LeaveStatus | null;
	/** Whether it is expected that the request no longer exists. */
	readonly isGone?: boolean;
	/** Whether a read shows the state that the event names. If not, the read came too early. */
	isShown?(request: TimeOffRequest): boolean;
}

const REQUESTED: Said = { eventType: 'leave.requested', status: null };
const APPROVED: Said = { eventType: 'leave.approved', status: 'approved' };
const DECLINED: Said = { eventType: 'leave.declined', status: 'declined' };
const CANCELLED: Said = { eventType: 'leave.cancelled', status: 'cancelled', isGone: true };
const DELETED: Said = { eventType: 'leave.cancelled', status: 'deleted', isGone: true };
const UPDATED: Said = { eventType: 'leave.updated', status: null };
const ENDED: Said = { ...UPDATED, isShown: ({ endDate }) => endDate != null };

/** https://apidocs.hibob.com/reference/time-off-webhooks */
export const timeOffEvents: readonly HiBobEvent[] = [
	timeOffEvent('requested', 'Requested', 'A time-off request was made', REQUESTED),
	timeOffEvent('approved', 'Approved', 'A time-off request was approved', APPROVED),
	timeOffEvent('declined', 'Declined', 'A time-off request was declined', DECLINED),
	timeOffEvent('cancelled', 'Cancelled', 'A time-off request was cancelled', CANCELLED),
	timeOffEvent('deleted', 'Deleted', 'A time-off request was deleted', DELETED),
	timeOffEvent(
		'updated',
		'Updated',
		'A time-off request was changed; moving it gives it a new ID',
		UPDATED,
	),
	timeOffEvent('imported', 'Imported', 'Time off was imported; it is approved already', APPROVED),
	timeOffEvent('setEndDate', 'Set End Date', 'A time off without an end got an end', ENDED),
];

function timeOffEvent(verb: string, label: string, description: string, said: Said): HiBobEvent {
	return defineEvent({
		name: `timeoff.request.${verb}`,
		label: `Time Off Request ${label}`,
		description,
		produces: [said.eventType],
		about: ['employeeId', 'requestId'],
		interpret: async (notification, context) => {
			const { employeeId } = notification;
			const [read, described] = await Promise.all([
				attemptRequiredRead(
					context.api,
					async (api) => await readUntilShown(api, notification, said),
				),
				describePerson(employeeId, {}, context),
			]);
			const found = leaveOf(read, notification, said);
			return interpretationOf(
				[{ eventType: said.eventType, effectiveDate: found.startDate, leave: found }],
				'reason' in read ? withoutLeave(described, read.reason, said) : described,
				notification,
			);
		},
	});
}

/** Reads the request, even if *Fetch Details* is off, because a leave is about its days. */
async function readUntilShown(
	api: Api,
	{ employeeId, requestId }: { employeeId: string; requestId: string },
	{ isGone = false, isShown }: Said,
): Promise<TimeOffRequest> {
	const read = async (): Promise<TimeOffRequest> => await readRequest(api, employeeId, requestId);
	return isGone ? await read() : await lookAgain(read, isShown);
}

/** The leave that was read. If it could not be read, the leave has only what the delivery says. */
function leaveOf(
	read: Attempt<TimeOffRequest>,
	{ requestId, originalRequestId, previousRequestId }: DeliveryIds,
	{ status, isGone = false }: Said,
): Leave {
	const request = 'value' in read ? read.value : null;
	const found = request === null ? leave({ id: requestId }) : normaliseRequest(request);
	// A read may still show a request as waiting that was just approved or declined. A status that comes after the
	// one of the event counts.
	const isBehind = isGone || found.status === 'requested' || found.status === 'unknown';
	const stated: Partial<Leave> =
		status !== null && isBehind
			? {
					status,
					isConfirmed: status === 'approved',
					...(request === null ? {} : decisionOf(request, status)),
				}
			: {};
	return {
		...found,
		originalId: originalRequestId ?? found.originalId,
		previousId: previousRequestId ?? found.previousId,
		...stated,
	};
}

/** Notes that the leave could not be read. The event is about the leave, so most details are missing. */
function withoutLeave(described: Described, why: string, { isGone = false }: Said): Described {
	const isExpected = isGone && described.enrichment.status === 'full';
	return lackingDetails(described, isExpected ? 'partial' : 'failed', why);
}
