import groupBy from 'lodash/groupBy';
import once from 'lodash/once';
import partition from 'lodash/partition';
import uniqBy from 'lodash/uniqBy';
import zip from 'lodash/zip';
import type { IExecuteFunctions } from 'n8n-workflow';

import { joinIndependent } from './independent';
import { inTurn } from './inTurn';
import { LateRemovals } from './lateRemovals';
import type { FactCandidate } from './lastStep';
import { asEmitted, idsOf, LastStep } from './lastStep';
import {
	firstTextsOf,
	reportedOf,
	textsOf,
	textsOfOthers,
	textsUndone,
	withoutStateOf,
} from './lastReported';
import type { RepeatScope, RepeatStore } from './repeatStore';
import { repeatStoreOf } from './repeatStore';
import type { Candidate, Emitted, Report } from './report';
import { inSharedMemory } from './sharedMemory';
import { together } from './together';
import { WatchedStore } from './watchedStore';

/** How repeats are skipped. */
export interface Skipping {
	/** Who shares what is remembered; null if repeats are not skipped. */
	readonly scope: RepeatScope | null;
	/**
	 * Whether the execution is a retry: then repeats are emitted too, and everything is still
	 * remembered.
	 */
	readonly isRetry: boolean;
	/**
	 * Whether other processes use the store too (n8n in queue mode, with several workers). Then it is
	 * watched for a moment, so that no process undoes what another one has remembered.
	 */
	readonly isShared?: boolean;
}

/**
 * Drops the events that were emitted before, according to n8n's own store, and remembers the others.
 * The rule and its limits are in `docs/repeats.md`. This is the last step of an execution: an execution
 * that crashes earlier has remembered nothing.
 *
 * This is a help, not a guarantee: the store is not atomic. Executions in this process take turns, because
 * vendors report one fact in several deliveries at the same moment; those that wait take the next turn
 * together. Two processes do not take turns; {@link WatchedStore} finds out if they were in each other's way.
 * If the store cannot be used, every event is emitted: emitting an event twice is better than never.
 */
export async function skipRepeats(
	context: IExecuteFunctions,
	reports: readonly Report[],
	{ scope, isRetry, isShared = false }: Skipping,
): Promise<readonly Emitted[]> {
	const isEmpty = ({ candidates, undone }: Report): boolean =>
		candidates.length === 0 && undone.length === 0;
	if (reports.every(isEmpty)) return [];
	const selected = (report: Report): Candidate[] =>
		report.candidates.filter(({ isSelected }) => isSelected);
	if (scope === null) return reports.flatMap(selected);
	try {
		const nodeId = context.getNode().id;
		const key = storeKeyOf(context, scope, nodeId);
		const heard = reports.map((report) =>
			scope === 'node' ? report : inSharedMemory(report, nodeId),
		);
		const { emitted, settle } = await skipTogether(key, { context, scope, heard, isShared });
		const taken = await settle();
		return (
			heard
				.flatMap(selected)
				// Only an execution that emits an event has added its id.
				.filter(({ identity }) => isRetry || !taken.has(identity.eventId))
				.map((one) => emitted.get(one) ?? (isRetry ? one : null))
				.filter((one) => one !== null)
		);
	} catch {
		context.logger.warn('Repeats could not be checked; events are emitted without this check', {
			workflowId: context.getWorkflow().id,
			nodeId: context.getNode().id,
		});
		return reports.flatMap(selected);
	}
}

/** n8n keeps a store for each workflow, and one for each node of it. */
function storeKeyOf(context: IExecuteFunctions, scope: RepeatScope, nodeId: string): string {
	const workflowId = context.getWorkflow().id;
	return JSON.stringify(scope === 'node' ? [workflowId, nodeId] : [workflowId]);
}

/** The candidates that are new, each with the event to emit. */
type News = ReadonlyMap<Candidate, Emitted>;

/** What an execution has to compare with a store. */
interface Asking {
	readonly context: IExecuteFunctions;
	readonly scope: RepeatScope;
	readonly heard: readonly Report[];
	readonly isShared: boolean;
}

/** What came of comparing executions with a store. */
interface Compared {
	readonly emitted: News;
	/** Makes sure that no other process undoes it, once for all. @returns what another process has emitted */
	settle(): Promise<ReadonlySet<string>>;
}

/** How many executions use the store together. All of them go on only when the last one has been compared. */
const MOST_TOGETHER = 100;

/**
 * Executions that come while others use the store use it together, when those are done: n8n reads and writes
 * all of it for each step, however little the step is about. They use it through the first one, since the
 * store is the same for all of them. That this one is cancelled meanwhile does not matter: n8n then no longer
 * waits for it, and still lets it use the store.
 */
const skipTogether = together(
	MOST_TOGETHER,
	async (all: readonly [Asking, ...Asking[]], key): Promise<Compared> => {
		const [{ context, scope }] = all;
		const heard = all.flatMap((one) => one.heard);
		const ofN8n = repeatStoreOf(context, scope, countOf(heard));
		const watched = all.some(({ isShared }) => isShared) ? new WatchedStore(ofN8n) : null;
		const store = new LateRemovals(watched ?? ofN8n);
		const emitted = await newsIn(joinIndependent(heard), store);
		await store.end();
		const takeTurn = async <T>(work: () => Promise<T>): Promise<T> => await inTurn(key, work);
		return { emitted, settle: once(async () => (await watched?.settle(takeTurn)) ?? new Set()) };
	},
);

function countOf(reports: readonly Report[]): number {
	return reports.reduce((sum, { candidates }) => sum + candidates.length, 0);
}

/** Finds what is new in reports, one after the other, and remembers it. */
async function newsIn(reports: readonly Report[], store: RepeatStore): Promise<News> {
	const emitted = new Map<Candidate, Emitted>();
	const lastStep = new LastStep(store, emitted);
	for (const report of reports) {
		await lastStep.takeBefore(report);
		await findNews(report, { store, lastStep, emitted });
	}
	await lastStep.take();
	return emitted;
}

/** What the steps of an execution work with. */
interface Work {
	readonly store: RepeatStore;
	readonly lastStep: LastStep;
	/** The candidates that are new, each with the event to emit. */
	readonly emitted: Map<Candidate, Emitted>;
}

/**
 * Finds what is new in a delivery, and remembers every candidate that {@link isRemembered} accepts.
 */
async function findNews({ candidates, undone }: Report, work: Work): Promise<void> {
	const { store, emitted } = work;
	const remembered = candidates.filter(isRemembered);
	const unseen = await store.add(remembered.flatMap(({ identity }) => identity.report ?? []));
	const fresh = remembered.filter(
		({ identity: { report } }) => report === null || unseen.has(report),
	);
	const back = fresh.flatMap(({ identity: { fact } }) => (fact?.comesBack ? [fact.subject] : []));
	await store.remove(back.map(reportedOf));
	const changes = uniqBy(
		fresh.filter(({ identity }) => identity.fact === null),
		({ identity }) => identity.eventId,
	);
	for (const one of changes) emitted.set(one, one);
	const news = [...changes];
	for (const round of roundsOf(fresh)) {
		const report = { candidates: round.map(({ candidate }) => candidate), undone: [] };
		await work.lastStep.takeBefore(report);
		news.push(...(await newsAmong(round, work)));
	}
	const subjects = new Set(candidates.map(({ identity }) => identity.fact?.subject));
	const forgotten = [
		...news.flatMap(({ identity }) => identity.undoes),
		...fresh.flatMap(({ identity }) => identity.undoes.filter(({ evenIfTold }) => evenIfTold)),
		...undone,
	];
	await store.remove(
		forgotten.filter(({ subject }) => !subjects.has(subject)).flatMap(textsUndone),
	);
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
async function newsAmong(
	facts: readonly FactCandidate[],
	{ store, lastStep, emitted }: Work,
): Promise<Candidate[]> {
	// Some of the texts show which facts are repeats. Most are, if a poll hands over the same again. Only
	// for the others texts are removed, which n8n does slowly: also those that were only added to look.
	const looked = await store.add(facts.flatMap(({ fact }) => firstTextsOf(fact)));
	const [unlike, same] = partition(facts, ({ fact }) =>
		firstTextsOf(fact).some((text) => looked.has(text)),
	);
	const others = await withoutCompleted(unlike, store);
	await store.remove(
		others.flatMap(({ fact }) => [
			...[reportedOf(fact.subject), ...textsOfOthers(fact)],
			...firstTextsOf(fact).filter((text) => looked.has(text)),
		]),
	);
	lastStep.leave(others);

	const added = new Set(
		await store.add(
			same.flatMap((one) => [...textsOf(one.fact), ...(one.fact.isStated ? idsOf(one) : [])]),
		),
	);
	const isOther = ({ fact }: FactCandidate): boolean =>
		textsOf(fact).some((text) => added.has(text));
	const isStatedAnew = ({ fact }: FactCandidate): boolean =>
		fact.isStated && added.has(fact.statement);
	// The first texts of two states are the same now and then.
	const late = same.filter(isOther);
	await store.remove(late.flatMap(({ fact }) => textsOfOthers(fact)));
	// A fact that was only read again was not stated on this day: its ids are added only if it is
	// news.
	for (const id of await store.add(late.flatMap(idsOf))) added.add(id);
	const news = same.filter((one) => isOther(one) || isStatedAnew(one));
	for (const { candidate } of news) emitted.set(candidate, asEmitted(candidate, added));

	const all = [...others, ...news];
	await tellBeside(store, all);
	return all.map(({ candidate }) => candidate);
}

/**
 * Leaves out the facts that were reported before their state was known: each is the same fact. Their
 * state is remembered.
 * @param facts of each, some of the state is in the store already
 */
async function withoutCompleted(
	facts: readonly FactCandidate[],
	store: RepeatStore,
): Promise<readonly FactCandidate[]> {
	const textsOfLacking = ({ fact: { subject } }: FactCandidate): string[] => [
		reportedOf(subject),
		withoutStateOf(subject),
	];
	const asked = facts.filter(({ fact }) => fact.mayLackState === true && fact.state !== null);
	const absent = await store.add(asked.flatMap(textsOfLacking));
	const [unlike, completed] = partition(asked, (one) =>
		textsOfLacking(one).some((text) => absent.has(text)),
	);
	await store.remove([
		...unlike.flatMap(textsOfLacking).filter((text) => absent.has(text)),
		...completed.map(({ fact }) => withoutStateOf(fact.subject)),
	]);
	await store.add(completed.flatMap(({ fact }) => textsOf(fact)));
	return facts.filter((one) => !completed.includes(one));
}

/** Remembers what facts say about other subjects, if nothing was reported about those before. */
async function tellBeside(store: RepeatStore, news: readonly FactCandidate[]): Promise<void> {
	const beside = news.flatMap(({ fact }) => fact.beside ?? []);
	const added = await store.add(beside.map(({ subject }) => reportedOf(subject)));
	const first = beside.filter(({ subject }) => added.has(reportedOf(subject)));
	await store.remove(first.flatMap(textsOfOthers));
	await store.add(first.flatMap(textsOf));
}
