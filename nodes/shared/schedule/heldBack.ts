import { z } from 'zod/v4';

import type { Instant } from '../model/dates';
import { instantSchema } from '../model/dates';
import type { HrEventDraft } from '../model/draft';
import { employee } from '../model/employee';
import { EVENT_TYPES } from '../model/eventTypes';
import { day, id, instant } from '../model/fields';
import { termination } from '../model/termination';

/**
 * An event that the trigger does not emit, but which shows that an earlier event is no longer true. It is remembered until
 * something is handed over; see `handOver`. Of the person it has only the id.
 */
export const heldBackSchema = z.object({
	/** The time of the poll that found it. */
	polledAt: instantSchema,
	eventType: z.enum(EVENT_TYPES),
	person: z.string(),
	effectiveDate: day,
	changedAt: instant,
	employmentId: id,
	/** Last day of employment, last day worked, last day of access, day of notice. */
	termination: z.tuple([day, day, day, day]).nullable(),
	daysBefore: z.array(z.int()),
});

/** See {@link heldBackSchema}. */
export type HeldBack = z.infer<typeof heldBackSchema>;

/** What is remembered of the draft of such an event. */
export function heldBackOf(draft: HrEventDraft, polledAt: Instant): HeldBack {
	const { eventType, effectiveDate = null, identity, termination: ending } = draft;
	return {
		polledAt,
		eventType,
		person: draft.employee.id ?? '',
		effectiveDate,
		changedAt: identity?.changedAt ?? null,
		employmentId: identity?.employmentId ?? null,
		termination:
			ending === undefined
				? null
				: [ending.date, ending.lastWorkingDate, ending.accessEndDate, ending.noticeDate],
		daysBefore: [...(identity?.daysBefore ?? [])],
	};
}

/** Makes the draft again, with the values that its identity needs. */
export function draftOfHeldBack(heldBack: HeldBack): HrEventDraft {
	const { eventType, effectiveDate, changedAt, employmentId, daysBefore } = heldBack;
	const [date, lastWorkingDate, accessEndDate, noticeDate] = heldBack.termination ?? [];
	return {
		eventType,
		effectiveDate,
		employee: employee({ id: heldBack.person }),
		...(heldBack.termination === null
			? {}
			: { termination: termination({ date, lastWorkingDate, accessEndDate, noticeDate }) }),
		identity: { employmentId, changedAt, isHeldBack: true, isStated: false, daysBefore },
	};
}
