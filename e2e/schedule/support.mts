import { join } from 'node:path';
import { z } from 'zod/v4';
import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import {
	chain,
	createCredential,
	createWorkflow,
	executions,
	pollUntil,
	reference,
	ZONE_AT_NOON,
	publishOrThrow,
	updateCredential,
	webhookIdOf,
	type Execution,
	type N8n,
	type NodeInput,
	type Workflow,
} from '../support/index.mts';
import { projectRoot } from '../support/paths.mts';
import type { CompanyOptions, ScheduleOfVendor } from './types.mts';

/** A schedule trigger that polls every minute, at a company of its own. */
export interface Polling extends Awaited<ReturnType<ScheduleOfVendor['start']>> {
	readonly vendor: ScheduleOfVendor;
	readonly workflow: Workflow;
}

const files = await importFromEachVendor<{ schedule: ScheduleOfVendor }>(
	join(projectRoot, 'e2e'),
	'schedule.mts',
);

/** The schedule triggers of all vendors. */
export const SCHEDULES: readonly ScheduleOfVendor[] = files.map(([, { schedule }]) => schedule);

/**
 * Starts a company, and stores a workflow that is not yet published.
 * @param options `name`: of the workflow; `ofLeavers`: events to choose besides, where the vendor keeps last
 *   days; `beside`: a node that stands beside the trigger; else see `start` of a vendor
 */
export async function settle(
	n8n: N8n,
	vendor: ScheduleOfVendor,
	hrEvents: readonly string[],
	{
		name = vendor.trigger,
		ofLeavers = [],
		beside,
		...company
	}: {
		name?: string;
		ofLeavers?: readonly string[];
		beside?: NodeInput;
	} & CompanyOptions = {},
): Promise<Polling> {
	const { trigger, triggerType, names } = vendor;
	const started = await vendor.start(company);
	const credential = await createCredential(n8n, {
		name,
		type: names.credentialType,
		data: started.credential,
	});
	const workflow = await createWorkflow(n8n, {
		name,
		nodes: [
			{
				name: trigger,
				type: triggerType,
				parameters: {
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					hrEvents: [...hrEvents, ...(started.leave === undefined ? [] : ofLeavers)],
					options: { timeZone: ZONE_AT_NOON },
				},
				credentials: reference(credential),
			},
			...(beside === undefined ? [] : [beside]),
		],
	});
	return { ...started, vendor, workflow };
}

/** Of an action node: lists one employee. */
const ONE_EMPLOYEE = { resource: 'employee', operation: 'getAll', limit: 1 };

/** Both triggers of a vendor in one published workflow, at a company of its own. */
export type Both = Polling;

/**
 * Starts a company, and publishes a workflow in which both triggers listen for hires. The schedule trigger
 * polls every minute. *Skip Repeats* is set to all HR triggers of the workflow.
 * @param more `settings`: of the workflow; `company`: see `start` of a vendor; `withAction`: whether the action node
 *   lists one employee after each event
 */
export async function publishBoth(
	n8n: N8n,
	vendor: ScheduleOfVendor,
	{
		settings = {},
		company = {},
		withAction = false,
	}: {
		settings?: Record<string, unknown>;
		company?: CompanyOptions;
		withAction?: boolean;
	} = {},
): Promise<Both> {
	const { names, trigger, triggerType } = vendor;
	const started = await vendor.start(company);
	const credential = await createCredential(n8n, {
		name: names.action,
		type: names.credentialType,
		data: started.credential,
	});
	const credentials = reference(credential);
	const parameters = {
		hrEvents: ['employee.hired'],
		options: { timeZone: ZONE_AT_NOON, skipRepeats: 'workflow' },
	};
	const workflow = await createWorkflow(n8n, {
		name: `${names.trigger} and ${trigger}`,
		nodes: [
			{
				...{ name: names.trigger, type: names.triggerType, parameters, credentials },
				webhookId: crypto.randomUUID(),
			},
			{
				...{ name: trigger, type: triggerType, credentials },
				parameters: { ...parameters, pollTimes: { item: [{ mode: 'everyMinute' }] } },
			},
			...(withAction
				? [{ name: names.action, type: names.actionType, parameters: ONE_EMPLOYEE, credentials }]
				: []),
		],
		connections: withAction
			? { ...chain(names.trigger, names.action), ...chain(trigger, names.action) }
			: {},
		settings,
	});
	await publishOrThrow(n8n, workflow.id);
	const url = n8n.webhookUrl(webhookIdOf(workflow, names.trigger));
	const more = await started.webhookByHand?.(url);
	if (more !== undefined) {
		await updateCredential(n8n, credential, { ...started.credential, ...more });
	}
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
export function itemsOf({ vendor }: Polling, runs: readonly Execution[]): Item[] {
	return runs.flatMap((run) => run.items(vendor.trigger)).map((item) => itemSchema.parse(item));
}

/** What the published trigger emitted so far. A user who tries it sees samples, which do not count. */
export async function emittedBy(n8n: N8n, one: Polling): Promise<Item[]> {
	const runs = await executions(n8n, one.workflow.id);
	return itemsOf(
		one,
		runs.filter(({ mode }) => mode !== 'manual'),
	);
}

/**
 * Checks triggers, one after the other and over again, until the check of each was true once.
 * @param what what a trigger is waited for to do
 */
export async function untilEach<T extends Polling>(
	all: readonly T[],
	check: (one: T) => Promise<boolean>,
	what: string,
	timeoutMs = 150_000,
): Promise<void> {
	const left = new Set(all);
	const details = () => [...left].map(({ workflow }) => workflow.name).join(', ');
	await pollUntil(
		async () => {
			for (const one of left) if (await check(one)) left.delete(one);
			return left.size === 0 ? true : undefined;
		},
		{ what: `each trigger to ${what}`, timeoutMs, details },
	);
}
