import type { Fact, Identity, Undoing } from '../model/identity';
import type { Candidate, Report } from './report';

/*
 * Several triggers of a workflow may share one memory. If a trigger gets an event that the user has not
 * chosen in it, it does not emit the event, and another trigger may still have to emit it. So such an event
 * is remembered under a name of the trigger's own. It still shows that other facts are no longer true.
 */

/**
 * The form in which a report is remembered in a memory that several triggers share.
 * @param nodeId the trigger that got it
 */
export function inSharedMemory({ candidates, undone }: Report, nodeId: string): Report {
	const own = (text: string): string => `${text} heard by ${nodeId}`;
	const subjects = new Set(candidates.map(({ identity }) => identity.fact?.subject));
	const alsoOwn = (undoings: readonly Undoing[]): Undoing[] =>
		undoings
			.filter(({ subject }) => !subjects.has(subject))
			.flatMap((one) => [one, { ...one, subject: own(one.subject) }]);
	return {
		candidates: candidates.map((candidate): Candidate => {
			const { identity, isSelected } = candidate;
			const undoes = alsoOwn(identity.undoes);
			return {
				...candidate,
				identity: isSelected ? { ...identity, undoes } : onlyHeard({ ...identity, undoes }, own),
			};
		}),
		undone: alsoOwn(undone),
	};
}

function onlyHeard(identity: Identity, own: (text: string) => string): Identity {
	const { eventId, report, fact, undoes } = identity;
	return {
		eventId: own(eventId),
		report: report === null ? null : own(report),
		fact: fact && { ...fact, subject: own(fact.subject), statement: own(fact.statement) },
		undoes: [...undoes, ...otherStates(fact)],
	};
}

/** A fact that is true now: any other reported state of the same subject is no longer true. */
export function otherStates(fact: Fact | null): Undoing[] {
	if (fact === null || fact.state === null) return [];
	return [{ subject: fact.subject, except: fact.state }];
}
