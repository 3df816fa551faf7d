import type { IHookFunctions } from 'n8n-workflow';

import type { Webhook, Vendor } from '../vendor';
import type { Address, Ownership } from './address';
import { ownershipOf } from './address';

/*
 * Webhooks that stay at the vendor are reported in n8n's log. When a publication succeeds, n8n
 * shows no message. What `delete` throws hardly ever reaches the user who unpublishes (n8n 2.41).
 * The log holds ids only.
 */

/** The webhooks at the vendor, and the address where the node receives. */
interface Found {
	readonly actual: readonly Webhook[];
	readonly address: Address;
}

/** @param left the webhooks that are left, as far as the vendor has listed them */
export function warnNotRemoved(
	context: IHookFunctions,
	vendor: Vendor,
	left: readonly Webhook[],
): void {
	const { displayName } = vendor;
	const message = `The webhooks of a trigger could not be removed at ${displayName}. Once ${displayName} answers, publish the workflow and unpublish it again, or remove them there.`;
	warn(context, vendor, message, left);
}

/**
 * Warns that no webhook of a published trigger was found: the trigger may be a copy, or its
 * webhooks may be in another account.
 */
export function warnNothingFound(context: IHookFunctions, vendor: Vendor, found: Found): void {
	if (of('copy', found).length > 0) return warnCopy(context, vendor, found);
	const { displayName } = vendor;
	const message = `No webhooks of a trigger that is unpublished were found at ${displayName}. If its credential was changed to another account after the publication, remove them in the earlier account.`;
	warn(context, vendor, message);
}

/** Warns of webhooks that this node made for another address of n8n. */
export function warnEarlier(context: IHookFunctions, vendor: Vendor, found: Found): void {
	const earlier = of('earlier', found);
	if (earlier.length === 0) return;
	const { displayName } = vendor;
	const message = `Webhooks of a trigger for another address of n8n are left at ${displayName}. If no copy of this n8n runs there, switch on 'Replace Earlier Address' in the trigger and publish the workflow, or remove them there.`;
	warn(context, vendor, message, earlier);
}

/** Warns of webhooks that another workflow or node with the same webhook id made. */
export function warnCopy(context: IHookFunctions, vendor: Vendor, found: Found): void {
	const copies = of('copy', found);
	if (copies.length === 0) return;
	const { displayName } = vendor;
	const message = `Another workflow or node has the webhook id of this trigger, as after an import, a copy or a paste. Its webhooks at ${displayName} are not touched, and their deliveries are refused here. Delete one of the two triggers and add it again from the nodes panel.`;
	warn(context, vendor, message, copies);
}

function of(owner: Ownership, { actual, address }: Found): Webhook[] {
	return actual.filter(({ url }) => ownershipOf(url, address) === owner);
}

function warn(
	context: IHookFunctions,
	{ name }: Vendor,
	message: string,
	webhooks: readonly Webhook[] = [],
): void {
	const workflowId = context.getWorkflow().id;
	const nodeId = context.getNode().id;
	const webhookIds = webhooks.map(({ id }) => id);
	const ids = [
		`workflow ${workflowId}`,
		`node ${nodeId}`,
		...(webhookIds.length === 0 ? [] : [`webhooks ${webhookIds.join(', ')}`]),
	];
	// At its usual level, n8n's log prints only the message. The data is for logs that are kept as
	// JSON.
	context.logger.warn(`${message} (${ids.join('; ')})`, {
		vendor: name,
		workflowId,
		nodeId,
		...(webhookIds.length === 0 ? {} : { webhookIds }),
	});
}
