import { z } from 'zod/v4';
import { tailOf } from './command.mts';
import type { N8n } from './n8n.mts';
import { pollUntil } from './poll.mts';

const PAGE_SIZE = 100;
const UNFINISHED = ['new', 'running', 'waiting'];
const WITHOUT_RESULT = ['crashed', 'canceled'];
const jsonSchema = z.record(z.string(), z.unknown());
const itemSchema = z.object({ json: jsonSchema });
const errorSchema = z.object({ message: z.string(), description: z.string().nullish() });
const nodeRunSchema = z.object({
	data: z.object({ main: z.array(z.array(itemSchema).nullable()).optional() }).optional(),
	error: errorSchema.nullish(),
	hints: z.array(z.object({ message: z.string() })).nullish(),
});
const resultSchema = z.object({
	runData: z.record(z.string(), z.array(nodeRunSchema)).optional(),
	error: errorSchema.nullish(),
});
const executionSchema = z.object({
	id: z.coerce.string(),
	status: z.string(),
	mode: z.string(),
	retryOf: z.coerce.string().nullish(),
	startedAt: z.coerce.date().nullish(),
	stoppedAt: z.coerce.date().nullish(),
	/** Not there before the execution is over. */
	data: z.object({ resultData: resultSchema }).nullish(),
});
const pageSchema = z.object({
	data: z.array(executionSchema),
	nextCursor: z.string().nullable(),
});

/** One finished (or waiting) run of a workflow. */
export interface Execution {
	id: string;
	/** `success`, `error`, `crashed`, `canceled`, `waiting`, … */
	status: string;
	/** `webhook`, `manual`, `retry`, `trigger`, … */
	mode: string;
	retryOf?: string;
	/** Whether it has ended and its result is stored: n8n stores the status a moment before. */
	isOver: boolean;
	/** From its beginning to its end, by n8n's own times, in seconds; NaN before its end. */
	tookS: number;
	/** What made the execution fail. */
	error?: string;
	/** What it says besides: mostly what to do. */
	errorDescription?: string;
	/** What a node handed on at one of its outputs, over all its runs in this execution. */
	items(nodeName: string, outputIndex?: number): Array<Record<string, unknown>>;
	/** What made this node fail. */
	nodeError(nodeName: string): string | undefined;
	/** What it says besides: mostly what to do. */
	nodeErrorDescription(nodeName: string): string | undefined;
	/** What the editor says above the output of this node. */
	hints(nodeName: string): string[];
}

/** Lists the executions of a workflow that are no longer running, newest last. */
export async function executions(n8n: N8n, workflowId: string): Promise<Execution[]> {
	const found: Execution[] = [];
	let cursor: string | null = '';
	while (cursor !== null) {
		const query = new URLSearchParams({ workflowId, includeData: 'true', limit: `${PAGE_SIZE}` });
		if (cursor) query.set('cursor', cursor);
		const page = pageSchema.parse(await n8n.api('GET', `/executions?${query}`));
		found.push(...page.data.map(toExecution));
		cursor = page.nextCursor;
	}
	return found.toSorted((a, b) => Number(a.id) - Number(b.id));
}

const countSchema = z.object({ count: z.number() });

/** How many executions of a workflow have one of these statuses. Their data is not read. */
export async function countExecutions(
	n8n: N8n,
	workflowId: string,
	status: string[],
): Promise<number> {
	const filter = JSON.stringify({ workflowId, status });
	const query = new URLSearchParams({ filter, limit: '1' });
	return countSchema.parse(await n8n.rest('GET', `/executions?${query}`)).count;
}

/** Waits until no execution of a workflow is waiting in n8n's queue or running. */
export async function executionsOver(
	n8n: N8n,
	workflowId: string,
	timeoutMs: number,
): Promise<void> {
	let left = 0;
	await pollUntil(
		async () => {
			left = await countExecutions(n8n, workflowId, UNFINISHED);
			return left === 0 || undefined;
		},
		{
			what: `all executions of workflow ${workflowId} to be over`,
			...{ timeoutMs, everyMs: 500, details: () => `${left} are not` },
		},
	);
}

/** Reads one execution. */
export async function getExecution(n8n: N8n, id: string): Promise<Execution> {
	return toExecution(
		executionSchema.parse(await n8n.api('GET', `/executions/${id}?includeData=true`)),
	);
}

/** Waits until a workflow has `count` finished executions, and returns all it has. */
export async function waitForExecutions(
	n8n: N8n,
	workflowId: string,
	count: number,
	{ timeoutMs = 20_000 }: { timeoutMs?: number } = {},
): Promise<Execution[]> {
	let last: Execution[] = [];
	return await pollUntil(
		async () => {
			last = await executions(n8n, workflowId);
			return last.filter(({ isOver }) => isOver).length >= count ? last : undefined;
		},
		{
			what: `${count} executions of workflow ${workflowId}`,
			timeoutMs,
			details: () => {
				const seen = last.map(({ id, status, mode }) => `${id} ${mode} ${status}`).join(', ');
				return `seen: ${seen || 'none'}\nn8n said last:\n${tailOf(n8n.log())}`;
			},
		},
	);
}

/** Waits until one execution is over. */
export async function executionOver(
	n8n: N8n,
	id: string,
	{ timeoutMs = 20_000, everyMs }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<Execution> {
	return await pollUntil(
		async () => {
			const execution = await getExecution(n8n, id);
			return execution.isOver ? execution : undefined;
		},
		{
			what: `execution ${id} to be over`,
			timeoutMs,
			...(everyMs !== undefined && { everyMs }),
			details: () => `n8n said last:\n${tailOf(n8n.log())}`,
		},
	);
}

/**
 * Retries a failed execution, as the editor's button does, and returns the new execution.
 *
 * @param currentWorkflow with the workflow as it is saved now, instead of as it was when it failed
 */
export async function retryExecution(
	n8n: N8n,
	id: string,
	{ currentWorkflow = false }: { currentWorkflow?: boolean } = {},
): Promise<Execution> {
	const answer = await n8n.rest('POST', `/executions/${id}/retry`, {
		loadWorkflow: currentWorkflow,
	});
	const retried = z.object({ id: z.coerce.string() }).parse(answer);
	return await executionOver(n8n, retried.id);
}

function toExecution(execution: z.infer<typeof executionSchema>): Execution {
	const { id, status, mode, retryOf, startedAt, stoppedAt, data } = execution;
	const { runData, error } = data?.resultData ?? {};
	const runs = (nodeName: string) => runData?.[nodeName] ?? [];
	const hasResult = error != null || Object.keys(runData ?? {}).length > 0;
	return {
		id,
		status,
		mode,
		isOver: !UNFINISHED.includes(status) && (hasResult || WITHOUT_RESULT.includes(status)),
		tookS: (Number(stoppedAt ?? NaN) - Number(startedAt ?? NaN)) / 1_000,
		...(retryOf && { retryOf }),
		...(error && { error: error.message }),
		...(error?.description && { errorDescription: error.description }),
		items: (nodeName, outputIndex = 0) =>
			runs(nodeName).flatMap(({ data }) =>
				(data?.main?.[outputIndex] ?? []).map(({ json }) => json),
			),
		nodeError: (nodeName) => runs(nodeName).find(({ error }) => error)?.error?.message,
		nodeErrorDescription: (nodeName) =>
			runs(nodeName).find(({ error }) => error)?.error?.description ?? undefined,
		hints: (nodeName) =>
			runs(nodeName)
				.flatMap(({ hints }) => hints ?? [])
				.map(({ message }) => message),
	};
}
