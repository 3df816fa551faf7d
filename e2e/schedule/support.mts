import { join } from 'node:path';
import { z } from 'zod/v4';
import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import {
	createCredential,
	createWorkflow,
	executions,
	reference,
	ZONE_AT_NOON,
	type Execution,
	type N8n,
	type Workflow,
} from '../support/index.mts';
import { projectRoot } from '../support/paths.mts';
import type { ScheduleOfVendor } from './types.mts';

/** A schedule trigger that looks every minute, at a company of its own. */
export interface Looking extends Awaited<ReturnType<ScheduleOfVendor['start']>> {
	readonly vendor: ScheduleOfVendor;
	readonly workflow: Workflow;
}

const files = await importFromEachVendor<{ schedule: ScheduleOfVendor }>(
	join(projectRoot, 'e2e'),
	'schedule.mts',
);

/** The schedule triggers of all vendors. */
export const SCHEDULES: readonly ScheduleOfVendor[] = files.map(([, { schedule }]) => schedule);

/** Starts a company, and stores a workflow that is not yet published. */
export async function settle(
	n8n: N8n,
	vendor: ScheduleOfVendor,
	hrEvents: readonly string[],
): Promise<Looking> {
	const { trigger, triggerType, names } = vendor;
	const started = await vendor.start();
	const credential = await createCredential(n8n, {
		name: trigger,
		type: names.credentialType,
		data: started.credential,
	});
	const workflow = await createWorkflow(n8n, {
		name: trigger,
		nodes: [
			{
				name: trigger,
				type: triggerType,
				parameters: {
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					hrEvents,
					options: { timeZone: ZONE_AT_NOON },
				},
				credentials: reference(credential),
			},
		],
	});
	return { ...started, vendor, workflow };
}

const itemSchema = z.looseObject({
	eventId: z.string(),
	eventType: z.string(),
	effectiveDate: z.string().nullable(),
	employee: z.looseObject({ id: z.string().nullable() }),
	source: z.looseObject({ delivery: z.string() }),
});
export type Item = z.infer<typeof itemSchema>;

/** What the trigger emitted in executions. */
export function itemsOf({ vendor }: Looking, runs: readonly Execution[]): Item[] {
	return runs.flatMap((run) => run.items(vendor.trigger)).map((item) => itemSchema.parse(item));
}

/** What the published trigger emitted so far. A user who tries it sees samples, which do not count. */
export async function emittedBy(n8n: N8n, one: Looking): Promise<Item[]> {
	const runs = await executions(n8n, one.workflow.id);
	return itemsOf(
		one,
		runs.filter(({ mode }) => mode !== 'manual'),
	);
}
