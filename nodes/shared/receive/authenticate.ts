import type { IWebhookFunctions } from 'n8n-workflow';

import { parameterOf } from '../parameter';
import type { NodeIdentity, RawDelivery, Vendor } from '../vendor';

/** How long keys are kept: reading a credential costs n8n some 30 ms of CPU. */
const KEYS_LIVE_MS = 5 * 60_000;

/**
 * How often a failed check may read the credential anew, per node. A key that was just rotated
 * must work at once, but forged traffic must not buy CPU.
 */
const REFRESH_EVERY_MS = 10_000;

interface Keys {
	readonly readAt: number;
	readonly values: Promise<readonly string[]>;
}

const known = new Map<string, Keys>();

/**
 * Whether a delivery was sent by the vendor, for this node.
 * @param now milliseconds, for the age of the keys in memory
 * @returns false as well when the credential cannot be read: without a key nothing is authentic
 */
export async function isAuthentic(
	context: IWebhookFunctions,
	vendor: Vendor,
	delivery: RawDelivery,
	now = Date.now(),
): Promise<boolean> {
	const { verification } = vendor;
	if (!verification.hasProof(delivery)) return false;
	const matches = async (maxAgeMs: number): Promise<boolean> => {
		const keys = await keysFor(context, vendor, { now, maxAgeMs });
		return keys.some((key) => verification.isAuthentic(delivery, key));
	};
	return (await matches(KEYS_LIVE_MS)) || (await matches(REFRESH_EVERY_MS));
}

/** The keys of a node: from memory if they are young enough, else from its credential. */
async function keysFor(
	context: IWebhookFunctions,
	vendor: Vendor,
	{ now, maxAgeMs }: { now: number; maxAgeMs: number },
): Promise<readonly string[]> {
	const node: NodeIdentity = {
		workflowId: context.getWorkflow().id ?? '',
		nodeId: context.getNode().id,
		mode: context.getMode() === 'manual' ? 'test' : 'production',
	};
	const credentialType = vendor.connection.credentialOf((name) => parameterOf(context, name));
	const credentialId = context.getNode().credentials?.[credentialType]?.id ?? '';
	const cacheKey = JSON.stringify([vendor.name, node, credentialId]);

	const cached = known.get(cacheKey);
	if (cached !== undefined && now - cached.readAt < maxAgeMs) return await cached.values;
	const values = context
		.getCredentials(credentialType)
		.then((credential) => vendor.verification.keysOf(credential, node))
		.catch(() => {
			context.logger.warn('The credential of a webhook could not be read', {
				workflowId: node.workflowId,
				nodeId: node.nodeId,
			});
			return [];
		});
	known.set(cacheKey, { readAt: now, values });
	return await values;
}
