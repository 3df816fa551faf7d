import { z } from 'zod/v4';
import { executionOver, type Execution } from './executions.mts';
import type { N8n } from './n8n.mts';
import { getWorkflow } from './workflows.mts';

const waitingSchema = z.object({ waitingForWebhook: z.literal(true) });
const startedSchema = z.object({ executionId: z.string() });

/**
 * "Listen for test event": registers the trigger of the saved draft with its test address, until
 * one event has arrived or two minutes have passed. Rejects with what the node threw if it could
 * not register.
 */
export async function startTestListen(
	n8n: N8n,
	workflow: { id: string },
	triggerName: string,
): Promise<void> {
	waitingSchema.parse(await run(n8n, workflow, triggerName));
}

/** "Stop listening"; n8n removes the test registration shortly after it has answered. */
export async function stopTestListen(n8n: N8n, workflow: { id: string }): Promise<void> {
	await n8n.rest('DELETE', `/test-webhook/${workflow.id}`);
}

/** "Execute workflow" from a start node that waits for nothing; returns the finished execution. */
export async function runManually(
	n8n: N8n,
	workflow: { id: string },
	startNode: string,
	options: { timeoutMs?: number; everyMs?: number } = {},
): Promise<Execution> {
	const { executionId } = startedSchema.parse(await run(n8n, workflow, startNode));
	return await executionOver(n8n, executionId, options);
}

/** What nodes hand on in place of what they would do, by the names of the nodes. */
export type PinnedItems = Readonly<Record<string, ReadonlyArray<Record<string, unknown>>>>;

/**
 * The same with pinned nodes, as with *Pin data* in the editor. n8n takes no notice of pinned data in published
 * workflows. The trigger may be pinned as well: then it starts with these items.
 */
export async function runPinned(
	n8n: N8n,
	workflow: { id: string },
	startNode: string,
	pinned: PinnedItems,
): Promise<Execution> {
	await pin(n8n, workflow, pinned);
	try {
		return await runManually(n8n, workflow, startNode);
	} finally {
		// Items are about people, and a workflow must not keep them.
		await pin(n8n, workflow, {});
	}
}

async function pin(n8n: N8n, workflow: { id: string }, pinned: PinnedItems): Promise<void> {
	const { name, nodes, connections, settings } = await getWorkflow(n8n, workflow.id);
	const pinData = Object.fromEntries(
		Object.entries(pinned).map(([node, items]) => [node, items.map((json) => ({ json }))]),
	);
	await n8n.rest('PATCH', `/workflows/${workflow.id}`, {
		...{ name, nodes, connections, settings: settings ?? {}, pinData },
	});
}

async function run(n8n: N8n, workflow: { id: string }, startNode: string): Promise<unknown> {
	const request = { triggerToStartFrom: { name: startNode } };
	return await n8n.rest('POST', `/workflows/${workflow.id}/run`, request);
}
