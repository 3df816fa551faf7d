import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';

/**
 * How many texts n8n keeps for a node; the oldest are forgotten first. n8n reads and writes all of
 * them each time. This number keeps them to a size (80 kB) that costs one or two milliseconds.
 */
const KEPT = 3_000;

const SCOPE = 'node';

const answerSchema = z.object({ new: z.array(z.string()) });

/** What n8n keeps for a node between executions: a set of texts, as hashes. */
export interface RepeatStore {
	/** Adds texts. @returns the texts that were not there before */
	add(texts: Iterable<string>): Promise<ReadonlySet<string>>;
	remove(texts: Iterable<string>): Promise<void>;
}

/**
 * n8n's own store for a node, which its *Remove Duplicates* node also uses. It is not atomic. If
 * its methods throw, n8n's database cannot be used.
 */
export function repeatStoreOf({ helpers }: IExecuteFunctions): RepeatStore {
	return {
		async add(texts) {
			// n8n would store the same text twice.
			const unique = [...new Set(texts)];
			if (unique.length === 0) return new Set();
			const options = { mode: 'entries', maxEntries: KEPT } as const;
			const answer = await helpers.checkProcessedAndRecord(unique, SCOPE, options);
			return new Set(answerSchema.parse(answer).new);
		},
		async remove(texts) {
			const unique = [...new Set(texts)];
			if (unique.length === 0) return;
			await helpers.removeProcessed(unique, SCOPE, { mode: 'entries' });
		},
	};
}
