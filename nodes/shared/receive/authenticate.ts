import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isSafeAddress } from '../outbound/baseUrl';
import type { AccountOfDelivery } from '../outbound/knownAccounts';
import { accountOfDelivery } from '../outbound/knownAccounts';
import { nodeIdentityOf, parameterOf } from '../parameter';
import { isMarkedForAnother } from '../register/address';
import { issuedKeys } from '../register/issuedKeys';
import type { IssuingVendor, RawDelivery, Vendor } from '../vendor';
import { isManaged, issuesKeys } from '../vendor';
import { Keys } from './keys';
import type { ReadKeys } from './keys';

/** How much memory all deliveries together may use while they wait for a key. */
const WAITING_BYTES = 32 * 1024 * 1024;

/** The memory that a request needs besides its body, roughly. */
const REQUEST_BYTES = 16 * 1024;

/** What is known about a node's credential. */
interface KnownCredential {
	readonly keys: Keys;
	/**
	 * The account of a delivery, by the reading of the credential that the keys are from: `companyId` is the
	 * one that the delivery names. It returns null if no request could be made with the credential. Null
	 * before the first reading.
	 */
	accountOf: ((companyId: string | null) => AccountOfDelivery | null) | null;
}

const known = new Map<string, KnownCredential>();

let waitingBytes = 0;

/**
 * Whether a delivery was sent by the vendor, for this node. The body is hashed once for each key.
 *
 * A delivery that fits no key in memory may be signed with a key that the user entered a moment
 * ago. So it waits until the credential has been read again. A forged delivery is then recognised
 * as forged, and a genuine delivery is never rejected for good.
 * @returns `authentic` only with a valid proof. `undecided` if the credential cannot be read, if
 *   too many deliveries wait for that, or if no key was issued yet: the vendor should try again,
 *   because nothing may be wrong with the delivery.
 */
export async function authenticate(
	context: IWebhookFunctions,
	vendor: Vendor,
	delivery: RawDelivery,
): Promise<'authentic' | 'forged' | 'undecided'> {
	const { verification } = vendor;
	// Another node made this webhook with the same key: for example, a copy with the same webhook id
	// left it.
	if (isManaged(vendor) && isMarkedForAnother(delivery.query, nodeIdentityOf(context))) {
		return 'forged';
	}
	const now = Date.now();
	const fits = (key: string): boolean => verification.isAuthentic(delivery, key, now);
	if (issuesKeys(vendor)) {
		const issued = issuedKeys(context);
		if (issued.length === 0) return 'undecided';
		return issued.some(fits) ? 'authentic' : 'forged';
	}
	const found = knownFor(context, vendor);
	const { keys } = found;
	const read = readerOf(context, vendor, found);
	const arrival = keys.now;

	const current = await keys.current(read);
	if (current?.some(fits)) return 'authentic';

	const bytes = delivery.body.length + REQUEST_BYTES;
	if (waitingBytes + bytes > WAITING_BYTES) return 'undecided';
	waitingBytes += bytes;
	const newest = await keys.after(arrival, read).finally(() => {
		waitingBytes -= bytes;
	});
	if (newest === null) return 'undecided';
	return newest.some((key) => !current?.includes(key) && fits(key)) ? 'authentic' : 'forged';
}

/**
 * Makes this process read the credential of a node again before the next delivery: the credential
 * may have changed before the publication. n8n may receive deliveries in other processes than the
 * one that publishes. Those processes keep their keys for up to a minute, and read new keys as soon
 * as a delivery needs them.
 */
export function forgetKeys(context: IHookFunctions, vendor: Vendor): void {
	known.delete(nameOf(context, vendor));
}

/**
 * The account that a delivery belongs to, as the credential showed it when the keys of the node were read
 * last: a minute ago at most.
 * @param companyId the company's id from the delivery
 * @returns null if the keys do not come from the credential, or if the credential has no usable address: the
 *   execution then reads it, and shows what is wrong with it. Never throws
 */
export function knownAccount(
	context: IWebhookFunctions,
	vendor: Vendor,
	companyId: string | null,
): AccountOfDelivery | null {
	if (issuesKeys(vendor)) return null;
	try {
		return knownFor(context, vendor).accountOf?.(companyId) ?? null;
	} catch {
		return null;
	}
}

function knownFor(context: IWebhookFunctions, vendor: Vendor): KnownCredential {
	const name = nameOf(context, vendor);
	const found = known.get(name);
	if (found !== undefined) return found;
	for (const [other, { keys }] of known) if (keys.isOver) known.delete(other);
	const fresh: KnownCredential = { keys: new Keys(), accountOf: null };
	known.set(name, fresh);
	return fresh;
}

/** Keys belong to a node and its credential. */
function nameOf(context: IHookFunctions | IWebhookFunctions, vendor: Vendor): string {
	const { id } = context.getNode().credentials?.[credentialTypeOf(context, vendor)] ?? {};
	return JSON.stringify([vendor.name, nodeIdentityOf(context), id ?? null]);
}

function credentialTypeOf(context: IHookFunctions | IWebhookFunctions, vendor: Vendor): string {
	return vendor.connection.credentialOf((name) => parameterOf(context, name));
}

function readerOf(
	context: IWebhookFunctions,
	vendor: Exclude<Vendor, IssuingVendor>,
	found: KnownCredential,
): ReadKeys {
	return async () => {
		const { connection, verification } = vendor;
		const credential = await context.getCredentials(credentialTypeOf(context, vendor));
		const keys = verification.keysOf(credential, nodeIdentityOf(context));
		found.accountOf = (companyId) =>
			isSafeAddress(connection.baseUrlOf(credential))
				? accountOfDelivery(connection, credential, companyId)
				: null;
		return keys;
	};
}
