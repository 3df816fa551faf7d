import chunk from 'lodash/chunk';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';

/**
 * Who shares what is remembered: nobody with this trigger, or all triggers of the workflow that are set
 * to it.
 */
export type RepeatScope = 'node' | 'workflow';

/**
 * How many texts n8n keeps in one store; the oldest are forgotten first. n8n reads and writes all of
 * them each time. 3,000 keep them to a size (80 kB) that costs one or two milliseconds.
 */
const KEPT: Readonly<Record<RepeatScope, number>> = { node: 3_000, workflow: 6_000 };

/**
 * What an event takes beside that, so that everything of one execution is still known when it is handed
 * over again after a restart: a day on which 2,000 leaves begin must not push its own events out.
 */
const TEXTS_OF_AN_EVENT = 10;

/** The most that n8n keeps for an execution of very many events: some 800 kB. */
const MOST_KEPT = 30_000;

/**
 * How many texts are removed in one step. For each of them n8n looks through all texts, and does nothing
 * else meanwhile.
 */
const REMOVED_AT_ONCE = 1_000;

const answerSchema = z.object({ new: z.array(z.string()) });

/** What n8n keeps between executions: a set of texts, as hashes. */
export interface RepeatStore {
	/** Adds texts. @returns the texts that were not there before */
	add(texts: Iterable<string>): Promise<ReadonlySet<string>>;
	remove(texts: Iterable<string>): Promise<void>;
}

/**
 * n8n's own store, which its *Remove Duplicates* node also uses: it has one for each node and one for
 * each workflow. It is not atomic. If its methods throw, n8n's database cannot be used.
 * @param eventCount how many events the execution may emit
 */
export function repeatStoreOf(
	{ helpers }: IExecuteFunctions,
	scope: RepeatScope,
	eventCount: number,
): RepeatStore {
	const maxEntries = Math.min(KEPT[scope] + TEXTS_OF_AN_EVENT * eventCount, MOST_KEPT);
	return {
		async add(texts) {
			// n8n would store the same text twice.
			const named = new Map([...texts].map((text) => [nameIn(scope, text), text]));
			if (named.size === 0) return new Set();
			const options = { mode: 'entries', maxEntries } as const;
			const answer = await helpers.checkProcessedAndRecord([...named.keys()], scope, options);
			const added = answerSchema.parse(answer).new;
			return new Set(added.flatMap((name) => named.get(name) ?? []));
		},
		async remove(texts) {
			const unique = new Set([...texts].map((text) => nameIn(scope, text)));
			for (const some of chunk([...unique], REMOVED_AT_ONCE)) {
				await helpers.removeProcessed(some, scope, { mode: 'entries' });
			}
		},
	};
}

/**
 * A *Remove Duplicates* node of the workflow may share the workflow's store. It would take an `eventId`
 * that stands there for an event that it has seen.
 */
function nameIn(scope: RepeatScope, text: string): string {
	return scope === 'workflow' ? `hr-events ${text}` : text;
}
