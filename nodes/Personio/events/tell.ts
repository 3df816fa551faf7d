import type { HrEventDraft } from '../../shared/model/draft';
import type { Interpretation } from '../../shared/vendor';
import type { Described } from '../records/read';

/** The part of an event that says what happened. */
export type Happening = Pick<HrEventDraft, 'eventType'> & Partial<HrEventDraft>;

/**
 * What a delivery says: what happened to whom, and when.
 * @param undecided why something about it cannot be told; null if everything can
 */
export function tell(
	happenings: readonly Happening[],
	{ described, occurredAt }: { described: Described; occurredAt: string | null },
	undecided: string | null,
): Interpretation {
	return {
		events: happenings.map((happening) => ({ occurredAt, ...described, ...happening })),
		...(undecided === null
			? {}
			: { unrecognised: { reason: undecided, employee: described.employee } }),
	};
}
