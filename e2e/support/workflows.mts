import { randomUUID } from 'node:crypto';
import { z } from 'zod/v4';
import type { N8n } from './n8n.mts';

// Loose: what the editor stores beside these must survive a change made here.
const nodeSchema = z.looseObject({
	id: z.string(),
	name: z.string(),
	type: z.string(),
	typeVersion: z.number(),
	position: z.tuple([z.number(), z.number()]),
	parameters: z.record(z.string(), z.unknown()),
	credentials: z.record(z.string(), z.looseObject({ id: z.string(), name: z.string() })).optional(),
	webhookId: z.string().optional(),
	disabled: z.boolean().optional(),
});
const targetSchema = z.object({ node: z.string(), type: z.string(), index: z.number() });
const outputsSchema = z.array(z.array(targetSchema).nullable());
/** By source node, then by connection type (`main` for items). */
const connectionsSchema = z.record(z.string(), z.record(z.string(), outputsSchema));
const workflowSchema = z.object({
	id: z.string(),
	name: z.string(),
	versionId: z.string(),
	/** The version that is published, which may be older than the draft; null if none is. */
	activeVersionId: z.string().nullish(),
	nodes: z.array(nodeSchema),
	connections: connectionsSchema,
	settings: z.record(z.string(), z.unknown()).nullish(),
});

export type WorkflowNode = z.infer<typeof nodeSchema>;
export type Connections = z.infer<typeof connectionsSchema>;
/** A stored workflow in its latest draft. */
export type Workflow = z.infer<typeof workflowSchema>;

/** A node as a test describes it; what is left out gets the editor's default. */
export type NodeInput = Pick<WorkflowNode, 'name' | 'type'> & Partial<WorkflowNode>;

export interface WorkflowInput {
	name: string;
	nodes: NodeInput[];
	connections?: Connections;
	settings?: Record<string, unknown>;
}

/** Our triggers start with version 2, everything else that tests use has a version 1. */
const TRIGGER = /^n8n-nodes-hr-events\.\w+Trigger$/;

/** Stores a new, unpublished workflow. */
export async function createWorkflow(n8n: N8n, input: WorkflowInput): Promise<Workflow> {
	const { name, connections = {}, settings = {} } = input;
	const nodes = input.nodes.map((node, index) => ({
		id: randomUUID(),
		typeVersion: TRIGGER.test(node.type) ? 2 : 1,
		position: [index * 220, 0],
		parameters: {},
		...node,
	}));
	// n8n 1 asks for `active`.
	const body = { name, nodes, connections, settings, active: false };
	return workflowSchema.parse(await n8n.rest('POST', '/workflows', body));
}

/** Reads a workflow's latest draft. */
export async function getWorkflow(n8n: N8n, id: string): Promise<Workflow> {
	return workflowSchema.parse(await n8n.rest('GET', `/workflows/${id}`));
}

/**
 * Saves a changed workflow as the editor does, that is without publishing it. (The public API's
 * PUT would publish the change at once if an earlier version is published.)
 */
export async function saveDraft(n8n: N8n, workflow: Workflow): Promise<Workflow> {
	const { id, name, nodes, connections, settings } = workflow;
	const body = { name, nodes, connections, settings: settings ?? {} };
	return workflowSchema.parse(await n8n.rest('PATCH', `/workflows/${id}`, body));
}

/** Changes parameters of one node and saves the draft. */
export async function setParameters(
	n8n: N8n,
	id: string,
	nodeName: string,
	parameters: Record<string, unknown>,
): Promise<Workflow> {
	const workflow = await getWorkflow(n8n, id);
	const node = findNode(workflow, nodeName);
	node.parameters = { ...node.parameters, ...parameters };
	return await saveDraft(n8n, workflow);
}

/** Renames a node and the connections that mention it, and saves the draft. */
export async function renameNode(
	n8n: N8n,
	id: string,
	from: string,
	to: string,
): Promise<Workflow> {
	const workflow = await getWorkflow(n8n, id);
	findNode(workflow, from).name = to;
	const connections: Connections = {};
	for (const [source, byType] of Object.entries(workflow.connections)) {
		for (const target of Object.values(byType).flat(2)) {
			if (target?.node === from) target.node = to;
		}
		connections[source === from ? to : source] = byType;
	}
	return await saveDraft(n8n, { ...workflow, connections });
}

/** Stores a copy, which gets node ids and webhook addresses of its own, as in the editor. */
export async function duplicateWorkflow(n8n: N8n, id: string): Promise<Workflow> {
	const { name, nodes, connections, settings } = await getWorkflow(n8n, id);
	const copies = nodes.map((node) => ({
		...node,
		id: randomUUID(),
		...(node.webhookId !== undefined && { webhookId: randomUUID() }),
	}));
	const copy = { name: `${name} copy`, nodes: copies, connections, settings: settings ?? {} };
	return await createWorkflow(n8n, copy);
}

/** Imports a workflow once more, as it is: with its node ids and its webhook ids. */
export async function importAgain(n8n: N8n, id: string): Promise<Workflow> {
	const { name, nodes, connections, settings } = await getWorkflow(n8n, id);
	const copy = { name: `${name} copy`, nodes, connections, settings: settings ?? {} };
	return await createWorkflow(n8n, copy);
}

/** Deletes an unpublished workflow; n8n wants it archived first. */
export async function deleteWorkflow(n8n: N8n, id: string): Promise<void> {
	await n8n.rest('POST', `/workflows/${id}/archive`, {});
	await n8n.rest('DELETE', `/workflows/${id}`);
}

/** The node of that name; throws when there is none. */
export function findNode(workflow: Workflow, name: string): WorkflowNode {
	const node = workflow.nodes.find((candidate) => candidate.name === name);
	if (!node) throw new Error(`Workflow "${workflow.name}" has no node "${name}"`);
	return node;
}

/** The id in the webhook address of a trigger node. */
export function webhookIdOf(workflow: Workflow, triggerName: string): string {
	const { webhookId } = findNode(workflow, triggerName);
	if (!webhookId) throw new Error(`Node "${triggerName}" has no webhook`);
	return webhookId;
}

/** Connections that join the named nodes one after the other, first output to first input. */
export function chain(...names: string[]): Connections {
	const connections: Connections = {};
	for (const [index, name] of names.entries()) {
		const next = names[index + 1];
		if (next) connections[name] = { main: [[{ node: next, type: 'main', index: 0 }]] };
	}
	return connections;
}
