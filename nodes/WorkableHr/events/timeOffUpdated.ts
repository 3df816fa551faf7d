import type { Day } from '../../shared/model/dates';
import { instantOf } from '../../shared/model/dates';
import type { HrEventDraft } from '../../shared/model/draft';
import type { EventType } from '../../shared/model/eventTypes';
import type { LeaveStatus } from '../../shared/model/leave';
import { normaliseEmployee } from '../records/employee';
import type { Details } from '../records/fetch/details';
import { NO_DETAILS, readDetails } from '../records/fetch/details';
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

/** The documented deliveries. Their names state what was done. */
const STATED: readonly string[] = ['timeoff_request_approved', 'timeoff_request_reverted'];

const NAME = 'timeoff_updated';

/**
 * https://workable.readme.io/reference/employee-events: the webhook is created for `timeoff_updated`, and its
 * deliveries come as `timeoff_request_approved` or `timeoff_request_reverted`. The state decides, not the name:
 * deliveries with other names are not documented, but they are understood.
 */
export const timeOffUpdated = defineEvent({
	name: NAME,
	label: 'Time Off Updated',
	description: 'A time-off request was approved or reverted',
	produces: ['leave.approved', 'leave.cancelled', 'leave.declined', 'leave.requested'],
	data: timeOffSchema,
	interpret: async (envelope, request, { api, fetchDetails, today }) => {
		noteHalfDays(request, api.unread, whatIs(NAME));
		const details = fetchDetails
			? await readDetails(api, envelope.id, { categories: true })
			: NO_DETAILS;
		const draft = leaveEvent(request, envelope.id, details, today);
		const identity = { ...draft.identity, isStated: STATED.includes(envelope.event_type) };
		return { events: [{ ...draft, occurredAt: instantOf(envelope.fired_at), identity }] };
	},
});

/** The event of a request, whether the request was delivered or found in a list. */
export function leaveEvent(
	request: TimeOff,
	employeeId: string,
	{ record, enrichment, ...details }: Details,
	today: Day,
): HrEventDraft {
	const leave = normaliseTimeOff(request, details.directory);
	return {
		eventType: EVENT_TYPES[leave.status] ?? 'leave.created',
		effectiveDate: leave.startDate,
		occurredAt: instantOf(request.updated_at),
		employee: normaliseEmployee({ ...record, id: employeeId }, { ...details, today }),
		leave,
		enrichment,
		identity: { changedAt: instantOf(request.updated_at), leaveContent: leaveContent(request) },
	};
}
