import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	createWorkflow,
	publish,
	reference,
	webhookIdOf,
	type Credential,
	type N8n,
	type Workflow,
	type WorkflowInput,
} from '../e2e/support/index.mts';
import { projectRoot } from '../e2e/support/paths.mts';
import type { Example, Listener } from './vendors/types.mts';

const OUR_NODES = 'n8n-nodes-hr-events.';

/**
 * Imports an example and chooses the credential in its nodes, as a user does in the editor, which
 * gives each trigger for webhooks a webhook id of its own.
 * @param pollTimes when a schedule trigger looks; by default as the example has it
 */
export async function importExample(
	n8n: N8n,
	{ file }: Example,
	credential: Credential,
	{ pollTimes }: { pollTimes?: object } = {},
): Promise<Workflow> {
	const text = await readFile(join(projectRoot, 'examples', file), 'utf8');
	// n8n checks it on import.
	const example = JSON.parse(text) as WorkflowInput;
	const nodes = example.nodes.map((node) => ({
		...node,
		...(node.type.startsWith(OUR_NODES) && { credentials: reference(credential) }),
		...(isTrigger(node) && !looks(node) && { webhookId: randomUUID() }),
		...(looks(node) && pollTimes && { parameters: { ...node.parameters, pollTimes } }),
	}));
	return await createWorkflow(n8n, { ...example, nodes });
}

/** Publishes a workflow; throws with what n8n said if its trigger could not be set up. */
export async function publishWorkflow(n8n: N8n, { id, name }: Workflow): Promise<void> {
	const { status, message } = await publish(n8n, id);
	if (status === 'published') return;
	throw new Error(`n8n could not publish the workflow "${name}" (${status}):\n${message}`);
}

/** Where the triggers for webhooks of this package in a workflow listen once it is published. */
export function listenersIn(n8n: N8n, workflow: Workflow): Listener[] {
	return workflow.nodes
		.filter((node) => isTrigger(node) && !looks(node))
		.map((node) => ({
			name: workflow.name,
			url: n8n.webhookUrl(webhookIdOf(workflow, node.name)),
		}));
}

/** Names of the trigger nodes of this package in a workflow. */
export function triggerNamesIn({ nodes }: Workflow): string[] {
	return nodes.filter(isTrigger).map(({ name }) => name);
}

function isTrigger({ type }: { type: string }): boolean {
	return type.startsWith(OUR_NODES) && type.endsWith('Trigger');
}

/** Whether a node is a schedule trigger, which looks by itself and has no address. */
function looks({ type }: { type: string }): boolean {
	return type.startsWith(OUR_NODES) && type.endsWith('ScheduleTrigger');
}
