import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { connect } from '../outbound/connect';
import { isStatus } from '../outbound/failure';
import type { Api } from '../outbound/api';
import { WHILE_PUBLISHING } from '../outbound/retry';
import { isTestRun, nodeIdentityOf } from '../parameter';
import { chosenNativeEvents, companyTimeZone, option } from '../settings';
import type { DesiredSubscription, ManagedVendor, Subscription, Vendor } from '../vendor';
import { isManaged } from '../vendor';
import type { Address } from './address';
import { addressOf, markAsTest } from './address';
import type { Step } from './diff';
import { diff } from './diff';
import { guided } from './guided';
import { sayingWhatToDo } from './sayingWhatToDo';
import { rememberTimeout, throwIfJustTimedOut } from './recentTimeouts';
import { fingerprintOf } from './secret';
import type { WebhookSetup } from './webhookSetup';
import { ON_N8N_START } from './webhookSetup';
import { assertReachable, urlOf } from './webhookUrl';

/** The webhook methods of a vendor's trigger. */
export function register(vendor: Vendor): WebhookSetup {
	return sayingWhatToDo(isManaged(vendor) ? managed(vendor) : guided(vendor));
}

/**
 * The webhook methods where the vendor has an API for webhooks: desired state against actual state. No ids and no
 * secrets are stored; the node's webhook URL is the identity and the vendor is the database, so
 * each method may run any number of times and be cut at any step.
 * https://docs.n8n.io/integrations/creating-nodes/build/reference/ (webhook lifecycle methods)
 */
function managed(vendor: ManagedVendor): WebhookSetup {
	return {
		/** @returns true if the vendor holds exactly what is desired. Only reads. */
		async checkExists(this: IHookFunctions): Promise<boolean> {
			if (ON_N8N_START.includes(this.getActivationMode())) return true;
			const { steps } = await planFor(this, vendor).catch(rememberTimeout(this));
			return steps.length === 0;
		},

		/** @throws NodeApiError, NodeOperationError: n8n ignores a returned false */
		async create(this: IHookFunctions): Promise<boolean> {
			const { api, steps } = await planFor(this, vendor).catch(rememberTimeout(this));
			// From here on there may be something to clear up, however long the vendor takes.
			for (const step of steps) await apply(this, vendor, api, step);
			return true;
		},

		/** Takes the node's subscriptions away; what is gone already is done. */
		async delete(this: IHookFunctions): Promise<boolean> {
			throwIfJustTimedOut(this);
			const api = await connect(this, vendor, WHILE_PUBLISHING);
			const actual = await vendor.registration.list(api);
			for (const step of diff([], actual, { address: addressFor(this) })) {
				await apply(this, vendor, api, step);
			}
			return true;
		},
	};
}

async function planFor(
	context: IHookFunctions,
	vendor: ManagedVendor,
): Promise<{ api: Api; steps: Step[] }> {
	const api = await connect(context, vendor, WHILE_PUBLISHING);
	companyTimeZone(context);
	assertReachable(context, vendor, vendor.connection.baseUrlOf(api.credential));
	const steps = diff(desiredFor(context, vendor, api), await vendor.registration.list(api), {
		address: addressFor(context),
		exclusive: vendor.registration.exclusive === true,
		replaceEarlierAddress: option(context, 'replaceEarlierAddress', false),
		// A test run takes nothing from anybody.
		takeOver: !isTestRun(context) && option(context, 'takeOver', false),
	});
	return { api, steps };
}

function desiredFor(
	context: IHookFunctions,
	vendor: ManagedVendor,
	api: Api,
): DesiredSubscription[] {
	const nativeEvents = chosenNativeEvents(context, vendor);
	const node = context.getNode();
	const identity = nodeIdentityOf(context);
	const [key] = vendor.verification.keysOf(api.credential, identity);
	if (key === undefined) {
		throw new NodeOperationError(node, `The credential for ${vendor.displayName} has no secret`, {
			description: 'Open the credential, enter the secret and save it.',
		});
	}
	return vendor.registration.desired({
		url: identity.mode === 'test' ? markAsTest(urlOf(context)) : urlOf(context),
		nativeEvents,
		secret: key,
		fingerprint: fingerprintOf(key),
		label: `n8n: ${context.getWorkflow().name ?? ''} / ${node.name}`,
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
			return await registration.create(api, step.subscription);
		case 'remove':
			return await removeIfThere(vendor, api, step.found.id);
		case 'enable':
			if (registration.enable) return await registration.enable(api, step.found.id);
			return await replace(vendor, api, step);
		case 'replace':
			return await replace(vendor, api, step);
		case 'conflict':
			throw conflict(context, vendor, step);
	}
}

/** In place where the vendor can, else by making it anew. */
async function replace(
	vendor: ManagedVendor,
	api: Api,
	{ found, subscription }: { found: Subscription; subscription: DesiredSubscription },
): Promise<void> {
	const { registration } = vendor;
	if (registration.replace) return await registration.replace(api, found.id, subscription);
	// The new one first, so that no event falls in between; but an address is taken only once.
	if (found.url === subscription.url) await removeIfThere(vendor, api, found.id);
	await registration.create(api, subscription);
	if (found.url !== subscription.url) await removeIfThere(vendor, api, found.id);
}

async function removeIfThere(vendor: ManagedVendor, api: Api, id: string): Promise<void> {
	await vendor.registration.remove(api, id).catch((error: unknown) => {
		if (!isStatus(error, 404)) throw error;
	});
}

function conflict(
	context: IHookFunctions,
	vendor: ManagedVendor,
	{ heldBy, holder, subscription }: Extract<Step, { kind: 'conflict' }>,
): NodeOperationError {
	const event = subscription.events.join(', ');
	if (heldBy === 'production') {
		return new NodeOperationError(
			context.getNode(),
			`The published workflow already listens for ${event}`,
			{
				description: `${vendor.displayName} has one listener per event, and a test does not take it away from the published workflow. Unpublish the workflow to test with real events, or pin sample data.`,
			},
		);
	}
	return new NodeOperationError(context.getNode(), `Someone else already listens for ${event}`, {
		description: `${vendor.displayName} has one listener per event, held by ${new URL(holder.url).host}. Remove it there, or switch on 'Take Over' in the options.`,
	});
}

function addressFor(context: IHookFunctions): Address {
	return addressOf(urlOf(context), context.getNode().webhookId, isTestRun(context));
}
