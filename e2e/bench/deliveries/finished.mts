import { z } from 'zod/v4';
import type { Database } from '../../support/database.mts';

const countsSchema = z.object({ all: z.coerce.number(), succeeded: z.coerce.number() });

const lastSchema = z.object({ last: z.coerce.number() });

/** How many executions of a workflow have ended, and how many of those well. */
export type Counts = z.infer<typeof countsSchema>;

/** Counts executions in the database of an n8n. To ask n8n itself would take its time from the deliveries. */
export interface FinishedExecutions {
	/** The number of the execution that n8n began last, of any workflow. */
	last(): Promise<number>;
	/** Those of a workflow that n8n began after the one with this number. */
	count(workflowId: string, after: number): Promise<Counts>;
	close(): Promise<void>;
}

/** @param database of an n8n, SQLite or PostgreSQL */
export function finishedExecutions(database: Database): FinishedExecutions {
	const first = async (query: string): Promise<unknown> => (await database.all(query))[0];
	return {
		last: async () =>
			lastSchema.parse(await first('SELECT coalesce(max(id), 0) AS last FROM execution_entity'))
				.last,
		count: async (workflowId, after) =>
			countsSchema.parse(
				await first(
					`SELECT count(*) AS "all", coalesce(sum(CASE status WHEN 'success' THEN 1 ELSE 0 END), 0) AS succeeded
					FROM execution_entity
					WHERE "workflowId" = '${workflowId}' AND id > ${after} AND status NOT IN ('new', 'running', 'waiting')`,
				),
			),
		close: async () => await database.close(),
	};
}
