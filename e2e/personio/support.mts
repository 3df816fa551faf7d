import type { DeliveryAttempt } from '../../simulators/kit/deliveries.mts';
import type {
	PersonioOptions,
	PersonioSimulator,
	Webhook,
} from '../../simulators/personio/index.mts';
import { startPersonio } from '../../simulators/personio/index.mts';
import {
	setVendorStage,
	webhookIdOf,
	type StageOptions,
	type VendorNames,
	type VendorStage,
	type Workflow,
} from '../support/index.mts';

export const TRIGGER = 'Personio Trigger';
export const ACTION = 'Personio';

export const NAMES: VendorNames = {
	trigger: TRIGGER,
	triggerType: 'n8n-nodes-hr-events.personioTrigger',
	action: ACTION,
	actionType: 'n8n-nodes-hr-events.personio',
	credentialType: 'personioHrApi',
};

/** The header that proves a delivery. */
export const SECRET_HEADER = 'X-HR-Events-Secret';

/** Most tests are not about the limit; the package takes the simulator at its word. */
export const AMPLE = { replenishRate: 1_000, burstCapacity: 1_000 };

/** A real n8n with the package in it as a user has it, and a Personio it can reach. */
export interface Stage extends VendorStage {
	readonly personio: PersonioSimulator;
}

/** Sets the stage; close it in any case. */
export async function setStage({
	personio: settings,
	...options
}: StageOptions & { personio?: PersonioOptions } = {}): Promise<Stage> {
	const rateLimit = { persons: AMPLE, others: AMPLE };
	const personio = await startPersonio({ rateLimit, ...settings });
	const stage = await setVendorStage(NAMES, personio, {
		credentialData: credentialData(personio),
		...options,
	});
	return { ...stage, personio };
}

/** What a user enters in the credential. */
export function credentialData(
	personio: PersonioSimulator,
	more: Record<string, string> = {},
): Record<string, string> {
	const [client] = personio.clients;
	return {
		clientId: client?.clientId ?? '',
		clientSecret: client?.clientSecret ?? '',
		baseUrl: personio.baseUrl,
		...more,
	};
}

/** Everything registered under a workflow's address, by test runs as well. */
export function webhooksOf(stage: Stage, workflow: Workflow): Webhook[] {
	// A renamed trigger keeps its address; the workflow given may be from before.
	const id = webhookIdOf(workflow, workflow.nodes[0]?.name ?? TRIGGER);
	return stage.personio.webhooks.filter(({ url }) => url.includes(id));
}

/** The one webhook of a published workflow; throws if there is none, or one too many. */
export function webhookOf(stage: Stage, workflow: Workflow): Webhook {
	const [webhook, ...more] = webhooksOf(stage, workflow);
	if (webhook === undefined || more.length > 0) {
		throw new Error(`The workflow has ${more.length + (webhook ? 1 : 0)} webhooks at Personio`);
	}
	return webhook;
}

/** The requests it took to deliver to a workflow, oldest first. */
export function attemptsAt(stage: Stage, workflow: Workflow): DeliveryAttempt[] {
	const id = webhookIdOf(workflow, workflow.nodes[0]?.name ?? TRIGGER);
	return stage.personio.deliveries.attempts.filter(({ url }) => url.includes(id));
}

/** A notification as Personio would write it. */
export function notification(
	eventName: string,
	payload: unknown,
	occurredAt = new Date().toISOString(),
): object {
	return {
		company_id: '48151',
		event_name: eventName,
		occurred_at: occurredAt,
		payload,
		meta: {},
	};
}
