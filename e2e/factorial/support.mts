import assert from 'node:assert/strict';
import type {
	FactorialOptions,
	FactorialSimulator,
	Webhook,
} from '../../simulators/factorial/index.mts';
import { startFactorial } from '../../simulators/factorial/index.mts';
import type { DeliveryAttempt } from '../../simulators/kit/deliveries.mts';
import {
	publishedWorkflow,
	setVendorStage,
	unpublish,
	webhookIdOf,
	type NodeInput,
	type StageOptions,
	type VendorNames,
	type VendorStage,
	type Workflow,
} from '../support/index.mts';

export const TRIGGER = 'Factorial Trigger';
export const ACTION = 'Factorial';

export const NAMES: VendorNames = {
	trigger: TRIGGER,
	triggerType: 'n8n-nodes-hr-events.factorialTrigger',
	action: ACTION,
	actionType: 'n8n-nodes-hr-events.factorial',
	credentialType: 'factorialHrApi',
	actionParameters: { authentication: 'apiKey' },
};

/** Most tests are not about the limit; the package takes the simulator at its word. */
export const AMPLE = { requests: 10_000, windowMs: 60_000 };

/** A real n8n with the package in it as a user has it, and a Factorial it can reach. */
export interface Stage extends VendorStage {
	readonly factorial: FactorialSimulator;
}

/** Sets the stage; close it in any case. */
export async function setStage({
	factorial: settings,
	...options
}: StageOptions & { factorial?: FactorialOptions } = {}): Promise<Stage> {
	const factorial = await startFactorial({ postLimit: AMPLE, ...settings });
	const stage = await setVendorStage(NAMES, factorial, {
		credentialData: credentialData(factorial),
		...options,
	});
	return { ...stage, factorial };
}

/** What a user enters in the credential. */
export function credentialData(
	factorial: FactorialSimulator,
	more: Record<string, string> = {},
): Record<string, string> {
	const [first] = factorial.credentials;
	return {
		apiKey: first?.value ?? '',
		environment: 'custom',
		baseUrl: factorial.baseUrl,
		...more,
	};
}

/** There is one listener per type: a workflow listens for as long as its test takes. */
export async function listening(
	stage: Stage,
	parameters: Record<string, unknown>,
	act: (workflow: Workflow) => Promise<void>,
	following: readonly NodeInput[] = [],
): Promise<void> {
	const workflow = await publishedWorkflow(stage, parameters, following);
	try {
		await act(workflow);
	} finally {
		await unpublish(stage.n8n, workflow.id);
	}
	assert.deepEqual(webhooksOf(stage, workflow), [], 'nothing is left behind');
}

/** `YYYY-MM-DD`, so many days from today. */
export const day = (offset: number): string =>
	new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** Everything registered under a workflow's address, by test runs as well. */
export function webhooksOf(stage: Stage, workflow: Workflow): Webhook[] {
	const id = addressOf(workflow);
	return stage.factorial.webhooks.filter(({ target_url: target }) => target.includes(id));
}

/** The types of the published workflow's webhooks, sorted. */
export function typesOf(stage: Stage, workflow: Workflow): string[] {
	return webhooksOf(stage, workflow)
		.filter(({ target_url: target }) => target.includes('/webhook/'))
		.map(({ type }) => type)
		.sort();
}

/** The requests it took to deliver to a workflow, oldest first. */
export function attemptsAt(stage: Stage, workflow: Workflow): DeliveryAttempt[] {
	const id = addressOf(workflow);
	return stage.factorial.deliveries.attempts.filter(({ url }) => url.includes(id));
}

function addressOf(workflow: Workflow): string {
	// A renamed trigger keeps its address; the workflow given may be from before.
	return webhookIdOf(workflow, workflow.nodes[0]?.name ?? TRIGGER);
}
