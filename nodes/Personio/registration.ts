import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { Api } from '../shared/outbound/api';
import { isStatus } from '../shared/outbound/failure';
import { take } from '../shared/outbound/paging';
import { segment } from '../shared/outbound/segment';
import type { DesiredSubscription, Registration, Subscription } from '../shared/vendor';
import type { WebhookRecord } from './records/webhooks';
import { listWebhooks } from './records/webhooks';
import { WEBHOOKS_WRITE_SCOPE } from './records/scopes';
import { SECRET_HEADER } from './verification';

/** One webhook carries all events of a node. */
const SLOT = 'webhook';

/** Personio says no limit for a description; the name of a workflow may be long. */
const LONGEST_LABEL = 160;

/**
 * A webhook at Personio is switched off, and asks for a proof of its own kind, unless told
 * otherwise; so everything is always said, also when only a part of it changes.
 * https://developer.personio.de/reference/post_v2-webhooks
 */
export const registration: Registration = {
	desired: ({ url, nativeEvents, secret, fingerprint, label }) => [
		{ slot: SLOT, url, events: nativeEvents, secret, fingerprint, label },
	],

	async list(api) {
		return (await take(listWebhooks(api), null)).map(toSubscription);
	},

	async create(api, subscription) {
		const creating = api.request({
			method: 'POST',
			path: '/v2/webhooks',
			body: bodyOf(subscription),
			needs: WEBHOOKS_WRITE_SCOPE,
		});
		await creating.catch(async (error: unknown) => {
			if (!isStatus(error, 409)) throw error;
			// The usual way to meet one's own address: an earlier try whose answer got lost.
			const found = (await registration.list(api)).find(({ url }) => url === subscription.url);
			if (found === undefined) throw takenUnseen(api);
			await registration.replace?.(api, found.id, subscription);
		});
	},

	/** https://developer.personio.de/reference/patch_v2-webhooks-id */
	async replace(api, id, subscription) {
		await api.request({
			method: 'PATCH',
			path: `/v2/webhooks/${segment(id)}`,
			body: bodyOf(subscription),
			needs: WEBHOOKS_WRITE_SCOPE,
		});
	},

	async remove(api, id) {
		await api.request({
			method: 'DELETE',
			path: `/v2/webhooks/${segment(id)}`,
			needs: WEBHOOKS_WRITE_SCOPE,
		});
	},
};

/** The list is said to show what the API credential may see. */
function takenUnseen({ node }: Api): NodeApiError {
	return new NodeApiError(
		node,
		{},
		{
			message: 'Personio already has a webhook for this address, which this credential cannot see',
			description:
				'It was probably made with another API credential. Remove it with that credential or in Personio.',
			httpCode: '409',
		},
	);
}

function bodyOf({ url, events, secret, label, fingerprint }: DesiredSubscription): IDataObject {
	return {
		url,
		description: `${label.slice(0, LONGEST_LABEL)} [key ${fingerprint}]`,
		status: 'ENABLED',
		auth_type: 'CUSTOM',
		custom_headers: { [SECRET_HEADER]: secret },
		enabled_events: [...events],
	};
}

const KEY = /\[key ([\w-]+)\]$/;

function toSubscription(webhook: WebhookRecord): Subscription {
	// Without our header it would deliver nothing that passes, whatever its description says.
	const hasOurProof = webhook.auth_type == null || webhook.auth_type === 'CUSTOM';
	const fingerprint = webhook.description?.match(KEY)?.[1] ?? null;
	return {
		id: webhook.id,
		slot: SLOT,
		url: webhook.url,
		events: webhook.enabled_events ?? [],
		fingerprint: hasOurProof ? fingerprint : null,
		enabled: webhook.status !== 'DISABLED',
	};
}
