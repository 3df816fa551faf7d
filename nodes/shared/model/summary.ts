import type { HrEventDraft } from './draft';
import type { EventType } from './eventTypes';
import { factsOf } from './eventTypes';

/** What to say about a person. `{date}` stands for the effective date. */
const SENTENCES: Partial<Record<EventType, readonly [dated: string, undated: string]>> = {
	'employee.created': ['was created, starting on {date}', 'was created'],
	'employee.hired': ['was hired, starting on {date}', 'was hired'],
	'employee.rehired': ['was rehired, starting on {date}', 'was rehired'],
	'employee.started': ['started on {date}', 'started'],
	'employee.start_upcoming': ['starts on {date}', 'starts soon'],
	'employee.start_changed': ['now starts on {date}', 'starts on another day'],
	'employee.hire_cancelled': ['will not start on {date}', 'will not start'],
	'employee.termination_scheduled': ['is leaving; last day of employment {date}', 'is leaving'],
	'employee.termination_cancelled': [
		'is not leaving on {date} after all',
		'is not leaving after all',
	],
	'employee.last_day_upcoming': ['works the last day on {date}', 'works the last day soon'],
	'employee.access_ended': ['has worked the last day, {date}', 'has worked the last day'],
	'employee.terminated': ['has left; last day of employment {date}', 'has left'],
	'employee.updated': ['was updated', 'was updated'],
	'employee.job_changed': ['has a changed job from {date}', 'has a changed job'],
	'employee.transferred': ['is transferred on {date}', 'is transferred'],
	'employee.activated': ['was activated', 'was activated'],
	'employee.deactivated': ['was deactivated', 'was deactivated'],
	'employee.onboarding_completed': ['completed onboarding', 'completed onboarding'],
	'employee.contract_ending': ['has a contract until {date}', 'has a contract that ends soon'],
	'employee.probation_ending': ['has a probation until {date}', 'has a probation that ends soon'],
	'employee.anniversary': ['has a work anniversary on {date}', 'has a work anniversary'],
	'employee.deleted': ['was deleted', 'was deleted'],
};

const LEAVE_VERBS: Partial<Record<EventType, string>> = {
	'leave.requested': 'was requested',
	'leave.approved': 'was approved',
	'leave.declined': 'was declined',
	'leave.cancelled': 'was cancelled',
	'leave.updated': 'was updated',
	'leave.started': 'has started',
	'leave.ended': 'has ended',
	'leave.created': 'was entered',
};

const TABLE_VERBS: Partial<Record<EventType, string>> = {
	'table.entry_created': 'was added',
	'table.entry_updated': 'was updated',
	'table.entry_deleted': 'was removed',
};

/**
 * An event as a sentence for a chat message or a log. It never contains a reason, nor a leave type
 * other than vacation: people who read the channel need not know them.
 * @param event what the vendor folder says about the event
 * @param nativeType the vendor's name of the event, for events that are not HR events
 */
export function summaryOf(event: HrEventDraft, nativeType: string | null): string {
	const { displayName, id } = event.employee;
	const known = displayName ?? (id ? `Employee ${id}` : null);
	const who = known ?? 'someone';
	const sentence = SENTENCES[event.eventType];
	if (sentence !== undefined) {
		const date = event.effectiveDate ?? null;
		return `${known ?? 'Someone'} ${date === null ? sentence[1] : sentence[0].replace('{date}', date)}.`;
	}
	const leaveVerb = LEAVE_VERBS[event.eventType];
	if (leaveVerb !== undefined) {
		const what = event.leave?.category === 'vacation' ? 'Vacation' : 'Leave';
		return `${what} of ${who}${periodOf(event)} ${leaveVerb}.`;
	}
	const tableVerb = TABLE_VERBS[event.eventType];
	if (tableVerb !== undefined) {
		return `A row in ${event.table?.name ?? 'a table'} of ${who} ${tableVerb}.`;
	}
	const label = factsOf(event.eventType).label;
	return nativeType === null ? `${label} event.` : `${label} event: ${nativeType}.`;
}

function periodOf(event: HrEventDraft): string {
	const { startDate = null, endDate = null } = event.leave ?? {};
	if (startDate === null) return '';
	if (startDate === endDate) return ` on ${startDate}`;
	return endDate === null ? ` from ${startDate}` : ` from ${startDate} to ${endDate}`;
}
