import type { ICredentialDataDecryptedObject, IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { checkEventFilters } from '../eventFilters/settings';
import { connect } from '../outbound/connect';
import { isStatus } from '../outbound/failure';
import type { Api } from '../outbound/api';
import { WHILE_PUBLISHING } from '../outbound/retry';
import { isTestRun, nodeIdentityOf } from '../parameter';
import { forgetKeys } from '../receive/authenticate';
import { chosenNativeEvents, isOptionOn } from '../settings';
import { checkedCompanyTimeZone } from '../timeZone';
import type { DesiredWebhook, ManagedVendor, Webhook, Vendor } from '../vendor';
import { isManaged, issuesKeys } from '../vendor';
import type { Address, Ownership } from './address';
import { addressOf, markedUrl, ownershipOf } from './address';
import { conflictError } from './conflict';
import type { Step } from './diff';
import { diff } from './diff';
import { guidedSetup } from './guidedSetup';
import { isKeyKnown, keepKey, retireKey } from './issuedKeys';
import { warnCopy, warnEarlier, warnNothingFound, warnNotRemoved } from './leftBehind';
import { sayingWhatToDo } from './sayingWhatToDo';
import { forgetFailure, hasJustFailed, hasJustTimedOut, rememberFailure } from './recentFailures';
import { refusingPages } from './refusingPages';
import { fingerprintOf } from './secret';
import type { WebhookSetup } from './webhookSetup';
import { ON_N8N_START } from './webhookSetup';
import { assertReachable, urlOf } from './webhookUrl';

/** The webhook methods of a vendor's trigger. */
export function register(vendor: Vendor): WebhookSetup {
	return sayingWhatToDo(isManaged(vendor) ? managed(vendor) : guidedSetup(vendor));
}

/**
 * The webhook methods for a vendor with an API for webhooks. They compare the desired state with
 * the actual state. No ids and no secrets are stored, except for the keys that some vendors issue.
 * The mark in each URL identifies the node, and the vendor serves as the database. So each method
 * may run any number of times and may be interrupted at any step.
 * https://docs.n8n.io/integrations/creating-nodes/build/reference/ (webhook lifecycle methods)
 */
function managed(vendor: ManagedVendor): WebhookSetup {
	return {
		/**
		 * @returns true if the vendor holds exactly the desired webhooks, and always on n8n's own
		 *   start. Only reads.
		 */
		async checkExists(this: IHookFunctions): Promise<boolean> {
			if (ON_N8N_START.includes(this.getActivationMode())) return true;
			const nothing = { mayHaveMade: false };
			const plan = await planFor(this, vendor).catch(rememberFailure(this, nothing));
			if (plan.steps.length > 0) return false;
			forgetFailure(this);
			warnOfOthers(this, vendor, plan);
			return true;
		},

		/** @throws NodeApiError, NodeOperationError: n8n ignores a returned false */
		async create(this: IHookFunctions): Promise<boolean> {
			forgetKeys(this, vendor);
			const nothing = { mayHaveMade: false };
			const plan = await planFor(this, vendor).catch(rememberFailure(this, nothing));
			// From here on a webhook may exist that has to be cleaned up, even if the vendor did not
			// answer.
			const remember = rememberFailure(this, { mayHaveMade: true });
			for (const step of plan.steps) await apply(this, vendor, plan.api, step).catch(remember);
			forgetFailure(this);
			warnOfOthers(this, vendor, plan);
			return true;
		},

		/**
		 * Removes the node's webhooks. A webhook that no longer exists counts as removed. After a failed
		 * publication this never throws: n8n (2.41) would then keep its own entry of the webhook, take the
		 * next publication as done without calling the node, and show the workflow as published. What stays
		 * at the vendor is found by the next publication.
		 */
		async delete(this: IHookFunctions): Promise<boolean> {
			const isCleaningUp = hasJustFailed(this);
			const left: Webhook[] = [];
			if (hasJustTimedOut(this)) {
				warnNotRemoved(this, vendor, left);
				return true;
			}
			await takeAway(this, vendor, left).catch((error: unknown) => {
				warnNotRemoved(this, vendor, left);
				if (!isCleaningUp) throw error;
			});
			return true;
		},
	};
}

/** @param left is filled with the webhooks to remove; each removed webhook is taken out again */
async function takeAway(
	context: IHookFunctions,
	vendor: ManagedVendor,
	left: Webhook[],
): Promise<void> {
	const api = refusingPages(await connect(context, vendor, WHILE_PUBLISHING));
	const address = addressFor(context);
	const removal = removalOptions(context);
	const actual = await webhooksAt(context, vendor, { api, address });
	for (const step of diff([], actual, { address, ...removal })) {
		if (step.kind === 'remove') left.push(step.found);
	}
	if (left.length === 0 && !isTestRun(context) && !hasJustFailed(context)) {
		warnNothingFound(context, vendor, { actual, address });
	}
	for (const { id } of [...left]) {
		await removeIfThere(context, vendor, api, id);
		left.shift();
	}
	if (isTestRun(context) || removal.replaceEarlierAddress) return;
	warnEarlier(context, vendor, { actual, address });
}

interface Plan {
	readonly api: Api;
	readonly address: Address;
	readonly actual: readonly Webhook[];
	readonly steps: readonly Step[];
}

async function planFor(context: IHookFunctions, vendor: ManagedVendor): Promise<Plan> {
	const api = refusingPages(await connect(context, vendor, WHILE_PUBLISHING));
	checkedCompanyTimeZone(context);
	checkEventFilters(context);
	const credential = await api.credential();
	assertReachable(context, vendor, vendor.connection.baseUrlOf(credential));
	const address = addressFor(context);
	const desired = desiredFor(context, vendor, credential);
	const actual = await webhooksAt(context, vendor, { api, address });
	const steps = diff(desired, actual, {
		address,
		exclusive: vendor.registration.exclusive === true,
		...removalOptions(context),
		takeOver: !isTestRun(context) && isOptionOn(context, 'takeOver', false),
	});
	return { api, address, actual, steps };
}

/** A test run never removes the webhooks at an earlier address. */
function removalOptions(context: IHookFunctions): { replaceEarlierAddress: boolean } {
	return {
		replaceEarlierAddress:
			!isTestRun(context) && isOptionOn(context, 'replaceEarlierAddress', false),
	};
}

/** Once the vendor holds the desired webhooks: warns of earlier webhooks and of copies. */
function warnOfOthers(
	context: IHookFunctions,
	vendor: Vendor,
	{ address, actual, steps }: Plan,
): void {
	if (isTestRun(context)) return;
	const gone = steps.flatMap((step) => ('found' in step ? [step.found] : []));
	const left = { address, actual: actual.filter((one) => !gone.includes(one)) };
	warnEarlier(context, vendor, left);
	warnCopy(context, vendor, left);
}

/**
 * All webhooks at the vendor. Where the vendor issues keys, the fingerprint says whether we know
 * the key.
 */
async function webhooksAt(
	context: IHookFunctions,
	vendor: ManagedVendor,
	{ api, address }: { api: Api; address: Address },
): Promise<Webhook[]> {
	const isOurs = (url: string): boolean => OF_THIS_NODE.includes(ownershipOf(url, address));
	const found = await vendor.registration.list(api, isOurs);
	if (!issuesKeys(vendor)) return found;
	return found.map((webhook) => ({
		...webhook,
		fingerprint: isKeyKnown(context, webhook.id) ? FINGERPRINT_OF_KNOWN_KEY : null,
	}));
}

/** The owners whose webhooks this node may change or remove. */
const OF_THIS_NODE: readonly Ownership[] = ['ours', 'earlier', 'production'];

/**
 * The fingerprint of every webhook whose issued key we know. For issued keys, this is all that can
 * be compared.
 */
const FINGERPRINT_OF_KNOWN_KEY = 'issued';

function desiredFor(
	context: IHookFunctions,
	vendor: ManagedVendor,
	credential: ICredentialDataDecryptedObject,
): DesiredWebhook[] {
	const nativeEvents = chosenNativeEvents(context, vendor);
	const node = context.getNode();
	const identity = nodeIdentityOf(context);
	const wanted = {
		url: markedUrl(urlOf(context), identity),
		nativeEvents,
		label: `n8n: ${context.getWorkflow().name ?? ''} / ${node.name}`,
	};
	if (issuesKeys(vendor)) {
		const desired = vendor.registration.desired(wanted);
		return desired.map((webhook) => ({ ...webhook, fingerprint: FINGERPRINT_OF_KNOWN_KEY }));
	}
	const [key] = vendor.verification.keysOf(credential, identity);
	if (key === undefined) {
		throw new NodeOperationError(
			node,
			`The credential for ${vendor.displayName} has no key that can prove deliveries`,
			{
				description:
					'Open the credential, fill in the fields that are marked as required, and save it.',
			},
		);
	}
	return vendor.registration.desired({
		...wanted,
		secret: key,
		fingerprint: fingerprintOf(key),
	});
}

async function apply(
	context: IHookFunctions,
	vendor: ManagedVendor,
	api: Api,
	step: Step,
): Promise<void> {
	const { registration } = vendor;
	switch (step.kind) {
		case 'create':
			return await create(context, vendor, api, step.webhook);
		case 'remove':
			return await removeIfThere(context, vendor, api, step.found.id);
		case 'enable':
			if (registration.enable) return await registration.enable(api, step.found.id);
			return await replace(context, vendor, api, step);
		case 'replace':
			return await replace(context, vendor, api, step);
		case 'conflict':
			throw conflictError(context.getNode(), vendor.displayName, step);
	}
}

/**
 * Creates a webhook. Another listener may hold the slot already: it was created after the list was
 * read, or the list does not show it. That is a conflict.
 */
async function create(
	context: IHookFunctions,
	vendor: ManagedVendor,
	api: Api,
	webhook: DesiredWebhook,
): Promise<void> {
	if (issuesKeys(vendor)) {
		// Store the key at once: the vendor shows it only this time.
		return keepKey(context, await vendor.registration.create(api, webhook));
	}
	const holder = await vendor.registration.create(api, webhook);
	if (!holder) return;
	const owner = ownershipOf(holder.url, addressFor(context));
	// A webhook of our own was missing in the list, so the conflict reports it as `earlier`. By the
	// next attempt the list will contain it.
	const heldBy = owner === 'ours' ? 'earlier' : owner;
	throw conflictError(context.getNode(), vendor.displayName, { heldBy, holder, webhook });
}

/**
 * Changes a webhook in place where the vendor can do that. Otherwise creates a new one instead.
 */
async function replace(
	context: IHookFunctions,
	vendor: ManagedVendor,
	api: Api,
	{ found, webhook }: { found: Webhook; webhook: DesiredWebhook },
): Promise<void> {
	const { registration } = vendor;
	// If the key that the vendor issued is lost, only a new webhook brings a new key.
	const keepsKey = !issuesKeys(vendor) || isKeyKnown(context, found.id);
	if (registration.replace && keepsKey) {
		return await registration.replace(api, found.id, webhook);
	}
	// n8n has not called `delete` for this webhook, for example because it is left over. The new
	// webhook is created first, so that a failure in between leaves one of them. But vendors accept
	// each URL only once: if the URL is the same, the old webhook is removed first.
	if (found.url === webhook.url) await removeIfThere(context, vendor, api, found.id);
	await create(context, vendor, api, webhook);
	if (found.url !== webhook.url) await removeIfThere(context, vendor, api, found.id);
}

async function removeIfThere(
	context: IHookFunctions,
	vendor: ManagedVendor,
	api: Api,
	id: string,
): Promise<void> {
	await vendor.registration.remove(api, id).catch((error: unknown) => {
		if (!isStatus(error, 404)) throw error;
	});
	if (issuesKeys(vendor)) retireKey(context, id);
}

function addressFor(context: IHookFunctions): Address {
	return addressOf(urlOf(context), context.getNode().webhookId, nodeIdentityOf(context));
}
