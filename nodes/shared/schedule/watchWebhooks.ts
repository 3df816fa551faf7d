import difference from 'lodash/difference';
import uniq from 'lodash/uniq';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Instant } from '../model/dates';
import type { Api } from '../outbound/api';
import { connect } from '../outbound/connect';
import { isMadeByWorkflow, nodeMarkIn } from '../register/address';
import { refusingPages } from '../register/refusingPages';
import { isOptionOn } from '../settings';
import type { ManagedVendor, Vendor, Webhook } from '../vendor';
import { isManaged } from '../vendor';

/*
 * A trigger that waits for webhooks cannot notice that none come any more. A schedule trigger in the same workflow can:
 * it checks that the vendor still has the webhooks, and that they are switched on.
 */

/** The shortest time between two checks of the webhooks. */
const EVERY_MS = 3_600_000;

/** When the webhooks were checked last in this n8n process, by trigger, in milliseconds since 1970. */
const checkedAt = new Map<string, number>();

/** The marks of the triggers that had webhooks, in the form that is kept in the static data. */
const knownSchema = z.array(z.string()).catch([]);

/**
 * Checks the webhooks of the instant triggers in this workflow, at most once an hour. If the vendor has switched a
 * webhook off, it is switched on again, where the vendor's API can do that. A trigger without any webhook is reported
 * once. A trigger with fewer webhooks than before is not: the user may have changed it.
 * @param store the static data of the node; it keeps which triggers had webhooks
 * @returns what is wrong, and what to do about it; null if nothing is
 */
export async function watchWebhooks(
	context: IPollFunctions,
	vendor: Vendor,
	{ store, until }: { store: IDataObject; until: Instant },
): Promise<Error | null> {
	if (!isManaged(vendor) || !isOptionOn(context, 'watchWebhooks', true)) return null;
	const workflowId = context.getWorkflow().id ?? '';
	const trigger = JSON.stringify([workflowId, context.getNode().id]);
	const time = Date.parse(until);
	const last = checkedAt.get(trigger);
	if (last !== undefined && time - last < EVERY_MS) return null;
	checkedAt.set(trigger, time);

	const known = knownSchema.parse(store['webhooks']);
	try {
		const api = refusingPages(await connect(context, vendor));
		const found = await webhooksOf(workflowId, vendor, api);
		const present = uniq(found.map(({ url }) => nodeMarkIn(url) ?? ''));
		store['webhooks'] = present;
		if (difference(known, present).length > 0) return webhooksMissing(context, vendor, 'gone');
		const off = found.filter(({ enabled }) => !enabled);
		const { enable } = vendor.registration;
		if (off.length > 0 && !enable) return webhooksMissing(context, vendor, 'off');
		for (const { id } of off) await enable?.(api, id);
		return null;
	} catch (error) {
		// Without webhooks there is nothing to watch, and no permission for webhooks is needed.
		return known.length === 0 ? null : error instanceof Error ? error : new Error(String(error));
	}
}

async function webhooksOf(
	workflowId: string,
	{ registration }: ManagedVendor,
	api: Api,
): Promise<Webhook[]> {
	const isOurs = (url: string): boolean => isMadeByWorkflow(url, workflowId);
	return (await registration.list(api, isOurs)).filter(({ url }) => isOurs(url));
}

function webhooksMissing(
	context: IPollFunctions,
	{ displayName }: Vendor,
	problem: 'gone' | 'off',
): NodeOperationError {
	const what =
		problem === 'gone'
			? `${displayName} no longer has the webhook of a trigger in this workflow`
			: `${displayName} has switched off the webhook of a trigger in this workflow`;
	return new NodeOperationError(context.getNode(), what, {
		description:
			"That trigger gets no events now. Unpublish the workflow and publish it again: this makes a new webhook. If you have removed the trigger from the workflow, there is nothing to do. 'Watch Webhooks' switches this check off.",
	});
}
