import { createHash } from 'crypto';

import groupBy from 'lodash/groupBy';
import uniqBy from 'lodash/uniqBy';
import zip from 'lodash/zip';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Fact } from '../model/identity';
import { inTurn } from './inTurn';
import { firstDigitsOf, lastTextsOf, textsOfOthers, textsUndone, toldOf } from './lastTold';
import type { RepeatScope, RepeatStore } from './repeatStore';
import { repeatStoreOf } from './repeatStore';
import { inSharedMemory } from './sharedMemory';
import type { Candidate, Emitted, Telling } from './telling';

/** How repeats are skipped. */
export interface Skipping {
	/** Who shares what is remembered; null if repeats are not skipped. */
	readonly scope: RepeatScope | null;
	/**
	 * Whether the execution is a retry: then repeats are emitted too, and everything is still
	 * remembered.
	 */
	readonly isRetry: boolean;
}

/**
 * Drops the events that were emitted before, according to n8n's own store, and remembers the others.
 * The rule and its limits are in `docs/repeats.md`. This is the last step of an execution: an execution
 * that crashes earlier has remembered nothing.
 *
 * This is a help, not a guarantee: the store is not atomic. Executions in this process take turns,
 * because vendors report one fact in several deliveries at the same moment. Two processes do not
 * take turns, so both may emit the event. If the store cannot be used, every event is emitted:
 * emitting an event twice is better than never.
 */
export async function skipRepeats(
	context: IExecuteFunctions,
	tellings: readonly Telling[],
	{ scope, isRetry }: Skipping,
): Promise<readonly Emitted[]> {
	const isEmpty = ({ candidates, undone }: Telling): boolean =>
		candidates.length === 0 && undone.length === 0;
	if (tellings.every(isEmpty)) return [];
	const candidates = tellings.flatMap((telling) => telling.candidates);
	const selected = (telling: Telling): Candidate[] =>
		telling.candidates.filter(({ isSelected }) => isSelected);
	if (scope === null) return tellings.flatMap(selected);
	try {
		return await inTurn(storeKeyOf(context, scope), async () => {
			const store = repeatStoreOf(context, scope, candidates.length);
			const emitted: Emitted[] = [];
			for (const told of tellings) {
				const telling = scope === 'node' ? told : inSharedMemory(told, context.getNode().id);
				const news = await newsIn(store, telling);
				const passing = selected(telling).map((one) => news.get(one) ?? (isRetry ? one : null));
				emitted.push(...passing.filter((one) => one !== null));
			}
			return emitted;
		});
	} catch {
		context.logger.warn('Repeats could not be checked; events are emitted without this check', {
			workflowId: context.getWorkflow().id,
			nodeId: context.getNode().id,
		});
		return tellings.flatMap(selected);
	}
}

/** n8n keeps a store for each workflow, and one for each node of it. */
function storeKeyOf(context: IExecuteFunctions, scope: RepeatScope): string {
	const workflowId = context.getWorkflow().id;
	return JSON.stringify(scope === 'node' ? [workflowId, context.getNode().id] : [workflowId]);
}

/** The candidates that are new, each with the event to emit. */
type News = ReadonlyMap<Candidate, Emitted>;

interface FactCandidate {
	readonly candidate: Candidate;
	readonly fact: Fact;
}

/**
 * Finds what is new in a delivery, and remembers every candidate that {@link isRemembered} accepts.
 */
async function newsIn(store: RepeatStore, { candidates, undone }: Telling): Promise<News> {
	const remembered = candidates.filter(isRemembered);
	const unseen = await store.add(remembered.flatMap(({ identity }) => identity.telling ?? []));
	const fresh = remembered.filter(
		({ identity: { telling } }) => telling === null || unseen.has(telling),
	);
	const back = fresh.flatMap(({ identity: { fact } }) => (fact?.comesBack ? [fact.subject] : []));
	await store.remove(back.map(toldOf));
	const changes = fresh.filter(({ identity }) => identity.fact === null);
	const news = new Map<Candidate, Emitted>(
		uniqBy(changes, ({ identity }) => identity.eventId).map((one) => [one, one]),
	);
	for (const round of roundsOf(fresh)) {
		for (const [one, emitted] of await newsAmong(store, round)) news.set(one, emitted);
	}
	const subjects = new Set(candidates.map(({ identity }) => identity.fact?.subject));
	const forgotten = [
		...[...news.keys()].flatMap(({ identity }) => identity.undoes),
		...fresh.flatMap(({ identity }) => identity.undoes.filter(({ evenIfTold }) => evenIfTold)),
		...undone,
	];
	await store.remove(
		forgotten.filter(({ subject }) => !subjects.has(subject)).flatMap(textsUndone),
	);
	return news;
}

/**
 * Whether a candidate is remembered. Changes of a record that the node does not listen for would
 * only fill the store.
 */
function isRemembered({ isSelected, identity: { fact, undoes } }: Candidate): boolean {
	return isSelected || fact !== null || undoes.length > 0;
}

/**
 * Puts the facts of a delivery into rounds. If a delivery reports two facts about one subject, the
 * second comes in a later round.
 */
function roundsOf(candidates: readonly Candidate[]): FactCandidate[][] {
	const facts = candidates.flatMap((candidate): FactCandidate[] => {
		const { fact } = candidate.identity;
		return fact === null ? [] : [{ candidate, fact }];
	});
	return zip(...Object.values(groupBy(facts, ({ fact }) => fact.subject))).map((round) =>
		round.filter((one) => one !== undefined),
	);
}

/**
 * Finds what is new among facts, each about a different subject. A fact is new if its state differs
 * from the last reported one, or if its statement is new.
 */
async function newsAmong(store: RepeatStore, facts: readonly FactCandidate[]): Promise<News> {
	const idsOf = ({ candidate, fact }: FactCandidate): string[] => [
		candidate.identity.eventId,
		fact.statement,
	];
	// The order matters: an execution that is cut off before the last step causes the events to be emitted
	// once more, not lost. Half of the digits show first which facts are repeats, which are most if a
	// look is handed over again: only for the others texts are removed, which n8n does slowly.
	const begun = await store.add(facts.flatMap(({ fact }) => firstDigitsOf(fact)));
	const other = new Set(
		facts.filter(({ fact }) => firstDigitsOf(fact).some((text) => begun.has(text))),
	);
	await store.remove(
		[...other].flatMap(({ fact }) => [toldOf(fact.subject), ...textsOfOthers(fact)]),
	);
	// A fact that was only read again was not stated on this day: its ids are added only if it is
	// news.
	const added = new Set(
		await store.add(
			facts.flatMap((one) => [
				...(one.fact.isStated || other.has(one) ? idsOf(one) : []),
				...lastTextsOf(one.fact),
			]),
		),
	);
	const isOther = ({ fact }: FactCandidate): boolean =>
		lastTextsOf(fact).some((text) => added.has(text));
	const news = facts.filter(
		(one) => isOther(one) || (one.fact.isStated && added.has(one.fact.statement)),
	);
	// The first digits of two states are the same now and then, of a fact without a state always, and
	// also after an execution that was cut off.
	const late = facts.filter((one) => isOther(one) && !other.has(one));
	await store.remove(late.flatMap(({ fact }) => textsOfOthers(fact)));
	for (const id of await store.add(late.flatMap(idsOf))) added.add(id);
	await tellBeside(store, news);
	return new Map(
		news.map(({ candidate }) => [
			candidate,
			added.has(candidate.identity.eventId) ? candidate : toldAnew(candidate),
		]),
	);
}

/** Remembers what facts say about other subjects, if nothing was reported about those before. */
async function tellBeside(store: RepeatStore, news: readonly FactCandidate[]): Promise<void> {
	const beside = news.flatMap(({ fact }) => fact.beside ?? []);
	const added = await store.add(beside.map(({ subject }) => toldOf(subject)));
	const first = beside.filter(({ subject }) => added.has(toldOf(subject)));
	await store.remove(first.flatMap(textsOfOthers));
	await store.add(first.flatMap((one) => [...firstDigitsOf(one), ...lastTextsOf(one)]));
}

/**
 * A change back to an earlier state on the same day has the id of the earlier event. So it gets an
 * id of its own.
 */
function toldAnew({ event, item, identity }: Candidate): Emitted {
	const eventId = createHash('sha256')
		.update(JSON.stringify(['anew', identity.telling ?? identity.eventId]))
		.digest('hex');
	return { event: { ...event, eventId }, item };
}
