import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Vendor } from '../vendor';
import { isPrivateHost, isThisMachine } from './address';

/** The address of a trigger's webhook, published or in a test. */
export function urlOf(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) {
		throw new NodeOperationError(context.getNode(), 'n8n gave this node no webhook address');
	}
	return url;
}

/** @throws NodeOperationError naming the n8n setting, if the vendor cannot reach this n8n */
export function assertReachable(context: IHookFunctions, vendor: Vendor, baseUrl: string): void {
	const { protocol, hostname } = new URL(urlOf(context));
	if (isThisMachine(new URL(baseUrl).hostname)) return;
	const why = isPrivateHost(hostname)
		? `${hostname} cannot be reached from outside`
		: protocol !== 'https:'
			? 'it does not start with https'
			: null;
	if (why === null) return;
	throw new NodeOperationError(
		context.getNode(),
		`${vendor.displayName} cannot call this n8n at ${urlOf(context)}`,
		{
			description: `The address does not work because ${why}. Set the environment variable N8N_WEBHOOK_URL of your n8n to its public https address and restart it.`,
		},
	);
}
