import type { Instant } from '../model/dates';
import type { HrEventDraft } from '../model/draft';
import type { Difference } from './differences';
import type { DueSettings, Moment } from './moments';
import type { RosterEntry, RosterLeave } from './roster';

/*
 * The drafts of the events that a poll finds. `completeEvent` makes items from them.
 */

/** The event of something that has become due. It happened when it became due, no matter which poll finds it. */
export function dueDraft(entry: RosterEntry, moment: Moment): HrEventDraft {
	const { eventType, effectiveDate, dueAt, daysBefore, years } = moment;
	return {
		...draftOf(entry),
		eventType,
		effectiveDate,
		occurredAt: dueAt,
		...(daysBefore === undefined ? {} : { reminder: { daysBefore } }),
		...(years === undefined ? {} : { anniversary: { years } }),
	};
}

/**
 * The event of something that changed. If the vendor does not say when, `occurredAt` is null, and for the order of
 * changes the time of the poll counts.
 * @param until the time of the poll
 */
export function changeDraft(
	entry: RosterEntry,
	{ eventType, effectiveDate, state }: Difference,
	{ until, settings }: { until: Instant; settings: DueSettings },
): HrEventDraft {
	const { changedAt = null } = entry;
	const draft = draftOf(entry);
	return {
		...draft,
		eventType,
		effectiveDate,
		occurredAt: changedAt,
		identity: {
			...draft.identity,
			changedAt: changedAt ?? until,
			isStated: false,
			daysBefore: settings.daysBefore,
			...(state === undefined ? {} : { timeless: { record: entry.employee.id, state } }),
		},
	};
}

/**
 * The event of the first or the last day of a leave, which has become due.
 * @param goneSince the time of the poll that found the leave gone, if it was gone and is back
 */
export function leaveDraft(
	{ employee: person, leave }: RosterLeave,
	{ eventType, effectiveDate, dueAt }: Moment,
	goneSince: Instant | null = null,
): HrEventDraft {
	return {
		...{ eventType, effectiveDate, occurredAt: dueAt, employee: person, leave },
		...(goneSince === null ? {} : { identity: { backSince: goneSince } }),
	};
}

function draftOf({
	employee: person,
	termination,
	employmentId = null,
}: RosterEntry): Omit<HrEventDraft, 'eventType'> {
	return {
		employee: person,
		...(termination == null ? {} : { termination }),
		identity: { employmentId },
	};
}
