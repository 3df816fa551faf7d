import { instantOf } from '../../shared/model/dates';
import type { HrEventDraft } from '../../shared/model/draft';
import type { EventType } from '../../shared/model/eventTypes';
import type { LeaveStatus } from '../../shared/model/leave';
import { normaliseEmployee } from '../records/employee';
import type { Details } from '../records/read';
import { NO_DETAILS, readDetails } from '../records/read';
import type { TimeOff } from '../records/timeOff';
import { normaliseTimeOff, timeOffSchema } from '../records/timeOff';
import { defineEvent } from './defineEvent';

/** What a request in this state is told as. */
const EVENT_TYPES: Partial<Record<LeaveStatus, EventType>> = {
	requested: 'leave.requested',
	approved: 'leave.approved',
	declined: 'leave.declined',
	cancelled: 'leave.cancelled',
};

/**
 * https://workable.readme.io/reference/employee-events: subscribed to as `timeoff_updated` and
 * delivered as `timeoff_request_approved` or `timeoff_request_reverted`. The state decides, not
 * the name: other deliveries than these two are not documented, but understood.
 */
export const timeOffUpdated = defineEvent({
	name: 'timeoff_updated',
	label: 'Time Off Updated',
	description: 'A time-off request was approved or reverted',
	produces: ['leave.approved', 'leave.cancelled', 'leave.declined', 'leave.requested'],
	data: timeOffSchema,
	interpret: async (envelope, request, { api, fetchDetails, today }) => {
		const details = fetchDetails
			? await readDetails(api, envelope.id, { categories: true })
			: NO_DETAILS;
		const draft = leaveEvent(request, envelope.id, details, today);
		return { events: [{ ...draft, occurredAt: instantOf(envelope.fired_at) }] };
	},
});

/** What a request is told as, whether it was delivered or found. */
export function leaveEvent(
	request: TimeOff,
	employeeId: string,
	{ record, enrichment, ...details }: Details,
	today: string,
): HrEventDraft {
	const leave = normaliseTimeOff(request, details.directory);
	return {
		eventType: EVENT_TYPES[leave.status] ?? 'leave.created',
		effectiveDate: leave.startDate,
		occurredAt: instantOf(request.updated_at),
		employee: normaliseEmployee({ ...record, id: employeeId }, { ...details, today }),
		leave,
		enrichment,
	};
}
