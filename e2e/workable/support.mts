import type { WorkableOptions, WorkableSimulator } from '../../simulators/workable/index.mts';
import { startWorkable } from '../../simulators/workable/index.mts';
import {
	setVendorStage,
	webhookIdOf,
	type StageOptions,
	type VendorNames,
	type VendorStage,
	type Workflow,
} from '../support/index.mts';

export {
	actionWorkflow,
	listeningWorkflow,
	publishedWorkflow,
	publishOrThrow,
	START,
} from '../support/index.mts';

export const TRIGGER = 'Workable HR Trigger';
export const ACTION = 'Workable HR';
export const ACTION_TYPE = 'n8n-nodes-hr-events.workableHr';

export const NAMES: VendorNames = {
	trigger: TRIGGER,
	triggerType: 'n8n-nodes-hr-events.workableHrTrigger',
	action: ACTION,
	actionType: ACTION_TYPE,
	credentialType: 'workableHrApi',
};

/** Most tests are not about the limit; the package takes the simulator at its word. */
export const AMPLE = { requests: 1_000, windowMs: 10_000 };

/** A real n8n with the package in it as a user has it, and a Workable it can reach. */
export interface Stage extends VendorStage {
	readonly workable: WorkableSimulator;
}

/** Sets the stage; close it in any case. */
export async function setStage({
	workable: settings,
	...options
}: StageOptions & { workable?: WorkableOptions } = {}): Promise<Stage> {
	const workable = await startWorkable({ rateLimit: AMPLE, ...settings });
	const stage = await setVendorStage(NAMES, workable, {
		credentialData: credentialData(workable),
		...options,
	});
	return { ...stage, workable };
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

/** The events the node's webhooks at the vendor are for, sorted. */
export function registeredEvents(stage: Stage, workflow: Workflow): string[] {
	const id = webhookIdOf(workflow, TRIGGER);
	return stage.workable.webhooks
		.filter(({ target }) => target.includes(`/webhook/${id}/`))
		.map(({ event }) => event)
		.sort();
}
