import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod/v4';

const countsSchema = z.object({ all: z.number(), succeeded: z.number() });

const lastSchema = z.object({ last: z.number() });

/** How many executions of a workflow have ended, and how many of those well. */
export type Counts = z.infer<typeof countsSchema>;

/** Counts executions in the database of an n8n. To ask n8n itself would take its time from the deliveries. */
export interface FinishedExecutions {
	/** The number of the execution that n8n began last, of any workflow. */
	last(): number;
	/** Those of a workflow that n8n began after the one with this number. */
	count(workflowId: string, after: number): Counts;
	close(): void;
}

/** @param userFolder where the n8n keeps its data, with SQLite */
export function finishedExecutions(userFolder: string): FinishedExecutions {
	const database = new DatabaseSync(join(userFolder, '.n8n', 'database.sqlite'), {
		readOnly: true,
	});
	const counting = database.prepare(
		`SELECT count(*) AS "all", coalesce(sum(status = 'success'), 0) AS succeeded
		FROM execution_entity
		WHERE workflowId = ? AND id > ? AND status NOT IN ('new', 'running', 'waiting')`,
	);
	const latest = database.prepare('SELECT coalesce(max(id), 0) AS last FROM execution_entity');
	return {
		last: () => lastSchema.parse(latest.get()).last,
		count: (workflowId, after) => countsSchema.parse(counting.get(workflowId, after)),
		close: () => database.close(),
	};
}
