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
 */
export function repeatStoreOf({ helpers }: IExecuteFunctions, scope: RepeatScope): RepeatStore {
	return {
		async add(texts) {
			// n8n would store the same text twice.
			const named = new Map([...texts].map((text) => [nameIn(scope, text), text]));
			if (named.size === 0) return new Set();
			const options = { mode: 'entries', maxEntries: KEPT[scope] } as const;
			const answer = await helpers.checkProcessedAndRecord([...named.keys()], scope, options);
			const added = answerSchema.parse(answer).new;
			return new Set(added.flatMap((name) => named.get(name) ?? []));
		},
		async remove(texts) {
			const unique = new Set([...texts].map((text) => nameIn(scope, text)));
			if (unique.size === 0) return;
			await helpers.removeProcessed([...unique], scope, { mode: 'entries' });
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
