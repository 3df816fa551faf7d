import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { HrEvent } from '../model/hrEvent';
import { inTurn } from './inTurn';

/** An event and the input item it came from. */
export interface Emitted {
	readonly event: HrEvent;
	readonly item: number;
}

/** n8n rewrites the whole list on every run, so it is kept short. */
const REMEMBERED = 500;

const storedSchema = z.object({ new: z.array(z.union([z.string(), z.number()])) });

/**
 * Drops events that an earlier run of this node has emitted, by their ids in n8n's own store,
 * and remembers the others. Called last: a run that dies before has remembered nothing.
 *
 * A help, not a guarantee: the store is not atomic. Runs of this process take turns, as vendors tell
 * one fact by several deliveries at the same moment; of two processes both may let it pass. If the
 * store cannot be used, every event is emitted: twice is better than never.
 */
export async function skipRepeats(
	context: IExecuteFunctions,
	events: readonly Emitted[],
): Promise<readonly Emitted[]> {
	const unique = [...new Map(events.map((emitted) => [emitted.event.eventId, emitted])).values()];
	if (unique.length === 0) return unique;
	const ids = unique.map(({ event }) => event.eventId);
	try {
		const answer = await inTurn(
			storeOf(context),
			async () =>
				await context.helpers.checkProcessedAndRecord(ids, 'node', {
					mode: 'entries',
					maxEntries: REMEMBERED,
				}),
		);
		const unseen = new Set(storedSchema.parse(answer).new);
		return unique.filter(({ event }) => unseen.has(event.eventId));
	} catch {
		context.logger.warn('Repeats could not be looked up; events are emitted without', {
			workflowId: context.getWorkflow().id,
			nodeId: context.getNode().id,
		});
		return unique;
	}
}

/** n8n keeps a store for each node of a workflow, by its name. */
function storeOf(context: IExecuteFunctions): string {
	return JSON.stringify([context.getWorkflow().id, context.getNode().name]);
}
