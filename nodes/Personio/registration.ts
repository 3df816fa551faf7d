import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { Api } from '../shared/outbound/api';
import { isStatus } from '../shared/outbound/failure';
import { takeRecords } from '../shared/outbound/paging';
import { pathSegment } from '../shared/outbound/pathSegment';
import { orNull } from '../shared/reading/fields';
import type { DesiredWebhook, Registration, Webhook } from '../shared/vendor';
import type { WebhookRecord } from './records/fetch/webhooks';
import { hasOwnHeaders, isOn, listWebhooks } from './records/fetch/webhooks';
import { WEBHOOKS_WRITE_SCOPE } from './records/scopes';
import { SECRET_HEADER } from './verification';

/** One webhook carries all events of a node. */
const SLOT = 'webhook';

/** Without our header, no delivery of the webhook would pass the check. */
const SETTINGS = { auth_type: 'CUSTOM' };

/** Personio documents no limit for a description. The name of a workflow may be long. */
const LONGEST_LABEL = 120;

/**
 * By default, Personio makes a webhook that is switched off and proves its deliveries in another
 * way. So each request contains all settings, even if only one of them changes.
 * https://developer.personio.de/reference/post_v2-webhooks
 */
export const registration: Registration = {
	desired: ({ url, nativeEvents, secret, fingerprint, label }) => [
		{ slot: SLOT, url, events: nativeEvents, settings: SETTINGS, secret, fingerprint, label },
	],

	list: listAll,

	async create(api, webhook) {
		const creating = api.request({
			method: 'POST',
			path: '/v2/webhooks',
			body: bodyOf(webhook),
			needs: WEBHOOKS_WRITE_SCOPE,
		});
		await creating.catch(async (error: unknown) => {
			if (!isStatus(error, 409)) throw error;
			// Usually this webhook is our own: an earlier request made it, but the answer got lost.
			const found = (await listAll(api)).find(({ url }) => url === webhook.url);
			if (found === undefined) throw takenUnseen(api);
			await registration.replace?.(api, found.id, webhook);
		});
	},

	/** https://developer.personio.de/reference/patch_v2-webhooks-id */
	async replace(api, id, webhook) {
		await api.request({
			method: 'PATCH',
			path: `/v2/webhooks/${pathSegment(id)}`,
			body: bodyOf(webhook),
			needs: WEBHOOKS_WRITE_SCOPE,
		});
	},

	async remove(api, id) {
		await api.request({
			method: 'DELETE',
			path: `/v2/webhooks/${pathSegment(id)}`,
			needs: WEBHOOKS_WRITE_SCOPE,
		});
	},
};

async function listAll(api: Api): Promise<Webhook[]> {
	return (await takeRecords(listWebhooks(api), null)).flatMap(toWebhook);
}

/** The list is said to show only the webhooks that the API credential may see. */
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

function bodyOf({ url, events, secret, label, fingerprint }: DesiredWebhook): IDataObject {
	const query = new URL(url).search.slice(1);
	return {
		url,
		description: `${label.slice(0, LONGEST_LABEL)} [${query}] [key ${fingerprint}]`,
		status: 'ENABLED',
		...SETTINGS,
		custom_headers: { [SECRET_HEADER]: secret },
		enabled_events: [...events],
	};
}

const KEY = /\[key ([\w-]+)\]$/;
const QUERY = /\[([\w=&-]+)\] \[key [\w-]+\]$/;

/**
 * The URL that a webhook was made with. The query of the URL says which node made the webhook. It is
 * not documented that Personio keeps the query, so the description contains it as well.
 */
function addressOf(url: string, description: WebhookRecord['description']): string {
	const query = description?.match(QUERY)?.[1];
	if (query === undefined || !URL.canParse(url) || new URL(url).search !== '') return url;
	return `${url}?${query}`;
}

/** A webhook without a readable URL is not one of ours. */
function toWebhook(webhook: WebhookRecord): Webhook[] {
	const url = orNull(webhook.url);
	if (url === null) return [];
	return [
		{
			id: webhook.id,
			slot: SLOT,
			url: addressOf(url, webhook.description),
			events: webhook.enabled_events ?? [],
			settings: hasOwnHeaders(webhook) ? SETTINGS : {},
			fingerprint: webhook.description?.match(KEY)?.[1] ?? null,
			enabled: isOn(webhook),
		},
	];
}
