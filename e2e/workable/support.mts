import type { WorkableOptions, WorkableSimulator } from '../../simulators/workable/index.mts';
import { startWorkable } from '../../simulators/workable/index.mts';
import type { Credential, N8n, NodeInput, Workflow } from '../support/index.mts';
import {
	chain,
	createCredential,
	createWorkflow,
	ensureN8nHost,
	logToStderr,
	packPackage,
	publish,
	reference,
	startN8n,
	webhookIdOf,
} from '../support/index.mts';

export const TRIGGER = 'Workable HR Trigger';
export const TRIGGER_TYPE = 'n8n-nodes-hr-events.workableHrTrigger';
export const ACTION = 'Workable HR';
export const ACTION_TYPE = 'n8n-nodes-hr-events.workableHr';

/** Most tests are not about the limit; the package takes the simulator at its word. */
const AMPLE = { requests: 1_000, windowMs: 10_000 };

/** A real n8n with the package in it as a user has it, and a Workable it can reach. */
export interface Stage {
	readonly n8n: N8n;
	readonly workable: WorkableSimulator;
	readonly credential: Credential;
	close(): Promise<void>;
}

/** Sets the stage; close it in any case. */
export async function setStage(
	options: { workable?: WorkableOptions; env?: Record<string, string> } = {},
): Promise<Stage> {
	const host = await ensureN8nHost({ log: logToStderr });
	const tarball = await packPackage();
	const workable = await startWorkable({ rateLimit: AMPLE, ...options.workable });
	const n8n = await startN8n({ host, tarball, ...(options.env ? { env: options.env } : {}) });
	const credential = await createCredential(n8n, {
		name: 'Workable',
		type: 'workableHrApi',
		data: credentialData(workable),
	});
	return {
		n8n,
		workable,
		credential,
		async close() {
			await n8n.close();
			await workable.close();
		},
	};
}

/** What a user enters in the credential. */
export function credentialData(
	workable: WorkableSimulator,
	more: Record<string, string> = {},
): Record<string, string> {
	const [first] = workable.tokens;
	return {
		subdomain: workable.subdomain,
		accessToken: first?.token ?? '',
		baseUrl: workable.baseUrl,
		...more,
	};
}

/** A trigger with the parameters a user sets, as a node of a workflow. */
export function triggerNode(stage: Stage, parameters: Record<string, unknown>): NodeInput {
	return {
		name: TRIGGER,
		type: TRIGGER_TYPE,
		parameters,
		webhookId: crypto.randomUUID(),
		credentials: reference(stage.credential),
	};
}

/** A workflow that listens, followed by the nodes given; not yet published. */
export async function listeningWorkflow(
	stage: Stage,
	parameters: Record<string, unknown>,
	following: readonly NodeInput[] = [],
): Promise<Workflow> {
	return await createWorkflow(stage.n8n, {
		name: `Listening ${crypto.randomUUID()}`,
		nodes: [triggerNode(stage, parameters), ...following],
		connections: chain(TRIGGER, ...following.map(({ name }) => name)),
		settings: { timezone: 'Europe/Berlin' },
	});
}

/** The same, published; throws with n8n's message if that fails. */
export async function publishedWorkflow(
	stage: Stage,
	parameters: Record<string, unknown>,
	following: readonly NodeInput[] = [],
): Promise<Workflow> {
	const workflow = await listeningWorkflow(stage, parameters, following);
	await publishOrThrow(stage.n8n, workflow.id);
	return workflow;
}

/** Publishes and insists. */
export async function publishOrThrow(n8n: N8n, id: string): Promise<void> {
	const { status, message } = await publish(n8n, id);
	if (status !== 'published') throw new Error(`Publication ended as ${status}: ${message}`);
}

/** The events the node's subscriptions at the vendor are for, sorted. */
export function registeredEvents(stage: Stage, workflow: Workflow): string[] {
	const id = webhookIdOf(workflow, TRIGGER);
	return stage.workable.subscriptions
		.filter(({ target }) => target.includes(`/webhook/${id}/`))
		.map(({ event }) => event)
		.sort();
}

export const START = 'Start';

/** A workflow that runs one action by hand. */
export async function actionWorkflow(
	stage: Stage,
	parameters: Record<string, unknown>,
): Promise<Workflow> {
	return await createWorkflow(stage.n8n, {
		name: `Action ${crypto.randomUUID()}`,
		nodes: [
			{ name: START, type: 'n8n-nodes-base.manualTrigger' },
			{
				name: ACTION,
				type: ACTION_TYPE,
				parameters,
				credentials: reference(stage.credential),
			},
		],
		connections: chain(START, ACTION),
	});
}
