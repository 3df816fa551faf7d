import {
	createCredential,
	createWorkflow,
	publishOrThrow,
	reference,
	updateCredential,
	webhookIdOf,
	type N8n,
	type Workflow,
} from '../support/index.mts';
import type { StrangersCompany, StrangersOfVendor } from './types.mts';

/** A published workflow with a trigger of a vendor. */
export interface Listener {
	readonly workflow: Workflow;
	/** The addresses that the vendor has of the trigger; none where somebody makes the webhook by hand. */
	registered(): string[];
	/**
	 * One of the addresses to which the vendor sends; where somebody makes the webhook by hand, the one that the
	 * editor shows.
	 * @param n8nUrl the public address of n8n
	 * @throws if the vendor should have an address of the trigger, and has none
	 */
	urlAt(n8nUrl: string): string;
	/** Makes the webhook by hand, where the vendor wants that, and enters what the credential needs then. */
	makeByHand(url: string): Promise<void>;
}

/** Publishes a workflow that listens to a company. */
export async function publishListener(
	n8n: N8n,
	{ node, credentialType, hrEvents }: StrangersOfVendor,
	company: StrangersCompany,
	settings: { readonly errorWorkflow?: string } = {},
): Promise<Listener> {
	const data = company.credential;
	const credential = await createCredential(n8n, { name: node, type: credentialType, data });
	const workflow = await createWorkflow(n8n, {
		name: node,
		nodes: [
			{
				name: node,
				type: `n8n-nodes-hr-events.${node}Trigger`,
				parameters: { hrEvents },
				webhookId: crypto.randomUUID(),
				credentials: reference(credential),
			},
		],
		settings: { timezone: 'Europe/Berlin', ...settings },
	});
	await publishOrThrow(n8n, workflow.id);
	const webhookId = webhookIdOf(workflow, node);
	const registered = () => (company.webhooks?.() ?? []).filter((url) => url.includes(webhookId));
	return {
		workflow,
		registered,
		urlAt: (n8nUrl) => {
			if (company.webhooks === undefined) return `${n8nUrl}/webhook/${webhookId}/webhook`;
			const [url] = registered();
			if (url === undefined) throw new Error(`No webhook of ${node} is registered`);
			return url;
		},
		makeByHand: async (url) => {
			const more = await company.webhookByHand?.(url);
			if (more !== undefined) await updateCredential(n8n, credential, { ...data, ...more });
		},
	};
}
