import { createHash } from 'crypto';

import type { Fact } from '../model/identity';
import { textsOf, withoutStateOf } from './lastReported';
import type { RepeatStore } from './repeatStore';
import type { Candidate, Emitted, Report } from './report';

/** A candidate that is a fact. */
export interface FactCandidate {
	readonly candidate: Candidate;
	readonly fact: Fact;
}

/**
 * The last step of an execution: it remembers all facts that are news. If the execution is cut off
 * earlier, they are emitted by the next one, and not lost.
 */
export class LastStep {
	private waiting: FactCandidate[] = [];

	/**
	 * @param store what is remembered
	 * @param emitted gets each fact that is remembered, with the event to emit
	 */
	constructor(
		private readonly store: RepeatStore,
		private readonly emitted: Map<Candidate, Emitted>,
	) {}

	/** Leaves facts to the last step. Each has to be news, and nothing of it may be in the store. */
	leave(facts: Iterable<FactCandidate>): void {
		for (const fact of facts) this.waiting.push(fact);
	}

	/** Takes the step before a report that says something about a subject that waits for it. */
	async takeBefore({ candidates, undone }: Report): Promise<void> {
		const subjects = new Set(this.waiting.map(({ fact }) => fact.subject));
		if (subjects.size === 0) return;
		const concerned = [...candidates.flatMap(subjectsOf), ...undone.map(({ subject }) => subject)];
		if (concerned.some((subject) => subjects.has(subject))) await this.take();
	}

	/** Remembers what waits. */
	async take(): Promise<void> {
		const facts = this.waiting;
		this.waiting = [];
		const lacking = facts.filter(({ fact }) => fact.mayLackState === true && fact.state === null);
		const added = await this.store.add([
			...facts.flatMap((one) => [...idsOf(one), ...textsOf(one.fact)]),
			...lacking.map(({ fact }) => withoutStateOf(fact.subject)),
		]);
		for (const { candidate } of facts) this.emitted.set(candidate, asEmitted(candidate, added));
	}
}

/** The texts that say that a fact was reported on this day. */
export function idsOf({ candidate, fact }: FactCandidate): string[] {
	return [candidate.identity.eventId, fact.statement];
}

/**
 * The event of a fact that is news. A change back to an earlier state on the same day has the id of the
 * earlier event. So it gets an id of its own.
 * @param added the texts that were not in the store before
 */
export function asEmitted(candidate: Candidate, added: ReadonlySet<string>): Emitted {
	const { event, item, identity } = candidate;
	if (added.has(identity.eventId)) return candidate;
	const eventId = createHash('sha256')
		.update(JSON.stringify(['anew', identity.report ?? identity.eventId]))
		.digest('hex');
	return { event: { ...event, eventId }, item };
}

function subjectsOf({ identity: { fact, undoes } }: Candidate): string[] {
	const own = fact === null ? [] : [fact.subject, ...(fact.beside ? [fact.beside.subject] : [])];
	return [...own, ...undoes.map(({ subject }) => subject)];
}
