import type { IWebhookFunctions } from 'n8n-workflow';

import { nodeIdentityOf, parameterOf } from '../parameter';
import type { RawDelivery, Vendor } from '../vendor';

/** How long keys are kept: reading a credential costs n8n some 30 ms of CPU. */
const KEYS_LIVE_MS = 5 * 60_000;

/**
 * How often a failed check may read the credential anew, per node. A key that was just rotated
 * must work at once, but forged traffic must not buy CPU.
 */
const REFRESH_EVERY_MS = 10_000;

interface Keys {
	readonly readAt: number;
	/** Null if the credential could not be read. */
	readonly values: Promise<readonly string[] | null>;
}

const known = new Map<string, Keys>();

/**
 * Whether a delivery was sent by the vendor, for this node.
 * @param now milliseconds, for the age of the keys in memory
 * @returns `authentic` only with a valid proof. `undecided` if the credential cannot be read: the
 *   vendor should try again, as nothing is wrong with the delivery.
 */
export async function authenticate(
	context: IWebhookFunctions,
	vendor: Vendor,
	delivery: RawDelivery,
	now = Date.now(),
): Promise<'authentic' | 'forged' | 'undecided'> {
	const { verification } = vendor;
	if (!verification.hasProof(delivery)) return 'forged';
	for (const maxAgeMs of [KEYS_LIVE_MS, REFRESH_EVERY_MS]) {
		const keys = await keysFor(context, vendor, { now, maxAgeMs });
		if (keys === null) return 'undecided';
		if (keys.some((key) => verification.isAuthentic(delivery, key))) return 'authentic';
	}
	return 'forged';
}

/** The keys of a node: from memory if they are young enough, else from its credential. */
async function keysFor(
	context: IWebhookFunctions,
	vendor: Vendor,
	{ now, maxAgeMs }: { now: number; maxAgeMs: number },
): Promise<readonly string[] | null> {
	const node = nodeIdentityOf(context);
	const credentialType = vendor.connection.credentialOf((name) => parameterOf(context, name));
	const credentialId = context.getNode().credentials?.[credentialType]?.id ?? '';
	const cacheKey = JSON.stringify([vendor.name, node, credentialId]);

	const cached = known.get(cacheKey);
	const age = cached === undefined ? Infinity : now - cached.readAt;
	if (cached !== undefined && age < maxAgeMs) {
		const values = await cached.values;
		if (values !== null || age < REFRESH_EVERY_MS) return values;
	}
	const values = context
		.getCredentials(credentialType)
		.then((credential) => vendor.verification.keysOf(credential, node))
		.catch(() => {
			context.logger.warn('The credential of a webhook could not be read', {
				workflowId: node.workflowId,
				nodeId: node.nodeId,
			});
			return null;
		});
	forgetOldKeys(now);
	known.set(cacheKey, { readAt: now, values });
	return await values;
}

function forgetOldKeys(now: number): void {
	for (const [key, { readAt }] of known) if (now - readAt >= KEYS_LIVE_MS) known.delete(key);
}
