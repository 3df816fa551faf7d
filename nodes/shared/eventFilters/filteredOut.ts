import type { Candidate } from '../interpret/report';
import { otherStates } from '../interpret/sharedMemory';

/**
 * The form in which an event that the filters leave out is remembered. It is not emitted, so it is not remembered as
 * emitted: if it passes later, because the filters or the person have changed, it is news. But it still shows which
 * earlier events are no longer true, and it shows this once.
 */
export function filteredOut(candidate: Candidate): Candidate {
	const { eventId, report, fact, undoes } = candidate.identity;
	return {
		...candidate,
		isSelected: false,
		identity: {
			eventId: own(eventId),
			report: report === null ? null : own(report),
			fact: null,
			undoes: [...undoes, ...otherStates(fact)],
		},
	};
}

const own = (text: string): string => `${text} filtered out`;
