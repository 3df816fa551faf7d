import type { Happening } from '../../shared/interpret/interpretation';
import { interpretationOf } from '../../shared/interpret/interpretation';
import { instantOf } from '../../shared/model/dates';
import type { EventType } from '../../shared/model/eventTypes';
import type { LeaveStatus } from '../../shared/model/leave';
import type { Directory } from '../records/directory';
import { describePerson } from '../records/fetch/describePerson';
import type { TimeOff } from '../records/timeOff';
import { normaliseTimeOff, noteHalfDays, leaveContent, timeOffSchema } from '../records/timeOff';
import { defineEvent, whatIs } from './defineEvent';

/** The event type of a request, by its status. */
const EVENT_TYPES: Partial<Record<LeaveStatus, EventType>> = {
	requested: 'leave.requested',
	approved: 'leave.approved',
	declined: 'leave.declined',
	cancelled: 'leave.cancelled',
};

/** The deliveries that Workable documents. Their names state what was done. */
const STATED: readonly string[] = ['timeoff_request_approved', 'timeoff_request_reverted'];

const NAME = 'timeoff_updated';

/**
 * A time-off request was changed. The webhook is made for `timeoff_updated`, and its deliveries have the name
 * `timeoff_request_approved` or `timeoff_request_reverted`. The state of the request decides, not the name. So
 * deliveries with names that Workable does not document can be read too.
 * https://workable.readme.io/reference/employee-events
 */
export const timeOffUpdated = defineEvent({
	name: NAME,
	label: 'Time Off Updated',
	description: 'A time-off request was approved or reverted',
	produces: ['leave.approved', 'leave.cancelled', 'leave.declined', 'leave.requested'],
	data: timeOffSchema,
	interpret: async (envelope, request, context) => {
		noteHalfDays(request, context.api.unread, whatIs(NAME));
		const { directory, ...described } = await describePerson(envelope.id, {}, context, {
			categories: true,
		});
		const changed = leaveHappening(request, directory);
		const identity = { ...changed.identity, isStated: STATED.includes(envelope.event_type) };
		return interpretationOf([{ ...changed, identity }], described, {
			occurredAt: instantOf(envelope.fired_at),
		});
	},
});

/** What a request says, whether the request was delivered or found in a list. */
export function leaveHappening(request: TimeOff, directory: Directory): Happening {
	const leave = normaliseTimeOff(request, directory);
	return {
		eventType: EVENT_TYPES[leave.status] ?? 'leave.created',
		effectiveDate: leave.startDate,
		leave,
		identity: { changedAt: instantOf(request.updated_at), leaveContent: leaveContent(request) },
	};
}
