import { z } from 'zod/v4';
import { createCredential, reference, type Credential } from './credentials.mts';
import { executions, type Execution } from './executions.mts';
import { ensureN8nHost, logToStderr } from './host.mts';
import { runManually } from './manualRuns.mts';
import { startN8n, type N8n, type StartOptions } from './n8n.mts';
import { packPackage } from './package.mts';
import { publish } from './publication.mts';
import { chain, createWorkflow, type NodeInput, type Workflow } from './workflows.mts';

/** What the nodes and the credential of one vendor are called in n8n. */
export interface VendorNames {
	readonly trigger: string;
	readonly triggerType: string;
	readonly action: string;
	readonly actionType: string;
	readonly credentialType: string;
	/** What the action node has to be told before it can ask for a drop-down's entries. */
	readonly actionParameters?: Record<string, unknown>;
}

/** A real n8n with the package in it as a user has it, and a credential for one vendor. */
export interface VendorStage {
	readonly names: VendorNames;
	readonly n8n: N8n;
	readonly credential: Credential;
	close(): Promise<void>;
}

/** How the n8n of a stage is started. */
export type StageOptions = Pick<StartOptions, 'editor' | 'env'>;

/** The manual trigger of the workflows that run one action. */
export const START = 'Start';

/** Starts an n8n for a vendor that is there already; closing the stage closes that, too. */
export async function setVendorStage(
	names: VendorNames,
	vendor: { close(): Promise<void> },
	{ credentialData, ...options }: StageOptions & { credentialData: Record<string, string> },
): Promise<VendorStage> {
	const closing = [() => vendor.close()];
	const close = async () => {
		for (const end of closing.splice(0)) await end();
	};
	try {
		const host = await ensureN8nHost({ log: logToStderr });
		const tarball = await packPackage();
		const n8n = await startN8n({ host, tarball, ...options });
		// Last, because it throws if n8n discloses something.
		closing.push(() => n8n.close());
		const credential = await createCredential(n8n, {
			name: names.action,
			type: names.credentialType,
			data: credentialData,
		});
		return { names, n8n, credential, close };
	} catch (error) {
		// What is left open would keep the tests from ending.
		await close();
		throw error;
	}
}

/** A trigger with the parameters a user sets, as a node of a workflow. */
export function triggerNode(
	{ names, credential }: VendorStage,
	parameters: Record<string, unknown>,
): NodeInput {
	return {
		name: names.trigger,
		type: names.triggerType,
		parameters,
		webhookId: crypto.randomUUID(),
		credentials: reference(credential),
	};
}

/** An action with the parameters a user sets, as a node of a workflow. */
export function actionNode(
	{ names, credential }: VendorStage,
	parameters: Record<string, unknown>,
): NodeInput {
	return {
		name: names.action,
		type: names.actionType,
		parameters,
		credentials: reference(credential),
	};
}

/** A workflow that listens, followed by the nodes given; not yet published. */
export async function listeningWorkflow(
	stage: VendorStage,
	parameters: Record<string, unknown>,
	following: readonly NodeInput[] = [],
): Promise<Workflow> {
	return await createWorkflow(stage.n8n, {
		name: `Listening ${crypto.randomUUID()}`,
		nodes: [triggerNode(stage, parameters), ...following],
		connections: chain(stage.names.trigger, ...following.map(({ name }) => name)),
		settings: { timezone: 'Europe/Berlin' },
	});
}

/** The same, published; throws with n8n's message if that fails. */
export async function publishedWorkflow(
	stage: VendorStage,
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

/** A workflow that runs one action by hand. */
export async function actionWorkflow(
	stage: VendorStage,
	parameters: Record<string, unknown>,
): Promise<Workflow> {
	return await createWorkflow(stage.n8n, {
		name: `Action ${crypto.randomUUID()}`,
		nodes: [{ name: START, type: 'n8n-nodes-base.manualTrigger' }, actionNode(stage, parameters)],
		connections: chain(START, stage.names.action),
	});
}

/** Runs one action by hand. */
export async function runAction(
	stage: VendorStage,
	parameters: Record<string, unknown>,
	options: { timeoutMs?: number } = {},
): Promise<Execution> {
	const workflow = await actionWorkflow(stage, parameters);
	return await runManually(stage.n8n, workflow, START, options);
}

/** Everything that has left the trigger of a workflow, oldest execution first. */
export async function itemsOf(
	{ n8n, names }: VendorStage,
	workflow: Workflow,
	outputIndex = 0,
): Promise<Array<Record<string, unknown>>> {
	const runs = await executions(n8n, workflow.id);
	return runs.flatMap((run) => run.items(names.trigger, outputIndex));
}

const refsSchema = z.looseObject({ employeeId: z.string().nullable() });

/** Whom the items of a workflow are about, oldest execution first. */
export async function peopleTold(
	stage: VendorStage,
	workflow: Workflow,
): Promise<Array<string | null>> {
	const items = await itemsOf(stage, workflow);
	return items.map(({ refs }) => refsSchema.parse(refs).employeeId);
}
