import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../shared/outbound/api';
import { isStatus } from '../shared/outbound/failure';
import { takeRecords } from '../shared/outbound/paging';
import { pathSegment } from '../shared/outbound/pathSegment';
import { fingerprintOf } from '../shared/register/secret';
import type { DesiredWebhook, Registration, Webhook } from '../shared/vendor';
import { trueOrFalse, idField, orNull, text, UNREADABLE } from '../shared/reading/fields';
import { record } from '../shared/reading/record';
import { API_VERSION, pathOf } from './connection';
import { companyIdOf } from './records/fetch/company';
import type { OneOf } from './records/fetch/lists';
import { pageOf, readList, readOne } from './records/fetch/lists';
import { targetOf } from './target';
import { challengeOf } from './verification';

const RESOURCE = 'api_public/webhook_subscriptions';

/** If it cannot be read whether a webhook is on, or which version it has, this is set again. */
const enabledField = z
	.preprocess((value) => (value === UNREADABLE ? false : value), trueOrFalse)
	.optional();
const versionField = z
	.preprocess((value) => (value === UNREADABLE ? 'unreadable' : value), text)
	.optional();

/** The field `subscription_type` of a request is called `type` in an answer. */
const webhookSchema = record({
	decides: { id: idField, target_url: z.string(), type: z.string() },
	detail: { name: text, challenge: text, enabled: enabledField, api_version: versionField },
});
type WebhookRecord = z.infer<typeof webhookSchema>;

const pageOfWebhooks = pageOf(webhookSchema);

const WEBHOOK: OneOf<WebhookRecord> = {
	resource: RESOURCE,
	record: webhookSchema,
	page: pageOfWebhooks,
	what: 'a webhook',
	listedBy: (id) => ({ id }),
};

/** Factorial documents no limit for a name. The name of a workflow may be long. */
const LONGEST_LABEL = 120;

/**
 * Factorial has one webhook per event type and company, and its deliveries do not name their type.
 * So each type gets a target URL of its own, with the type in the query, and a challenge of its own,
 * which proves the type.
 * https://apidoc.factorialhr.com/reference/post_api-public-webhook-subscriptions
 */
export const registration: Registration = {
	exclusive: true,

	desired: ({ url, nativeEvents, secret, label }) =>
		nativeEvents.map((type) => {
			const challenge = challengeOf(secret, type);
			return {
				slot: type,
				url: targetOf(url, type),
				events: [type],
				secret: challenge,
				fingerprint: fingerprintOf(challenge),
				settings: { api_version: API_VERSION },
				label,
			};
		}),

	list: listAll,

	/**
	 * Some of Factorial's documents say that a second webhook replaces the first one. A newer document
	 * says that the second webhook is refused.
	 */
	async create(api, webhook) {
		const body = { ...bodyOf(webhook), company_id: await companyIdOf(api) };
		const creating = api.request({ method: 'POST', path: pathOf(RESOURCE), body });
		await creating.catch(async (error: unknown) => {
			if (!isStatus(error, 422)) throw error;
			const holder = (await listAll(api)).find(({ slot }) => slot === webhook.slot);
			if (holder === undefined) throw error;
			// The webhook is our own: an earlier request made it, but the answer got lost.
			if (holder.url === webhook.url) {
				await registration.replace?.(api, holder.id, webhook);
			}
		});
		return await otherHolder(api, webhook);
	},

	/** https://apidoc.factorialhr.com/reference/put_api-public-webhook-subscriptions-id */
	async replace(api, id, webhook) {
		await put(api, id, bodyOf(webhook));
		const found = await readOne(api, WEBHOOK, id);
		if (!isAsWanted(found, webhook)) throw notKept(api, webhook);
	},

	/** Factorial switches off a webhook if it could not deliver to it for two days. */
	async enable(api, id) {
		await put(api, id, { enabled: true });
	},

	async remove(api, id) {
		await api.request({ method: 'DELETE', path: pathOf(`${RESOURCE}/${pathSegment(id)}`) });
	},
};

async function listAll(api: Api): Promise<Webhook[]> {
	const query = { company_id: await companyIdOf(api) };
	const what = 'a list of webhooks';
	const found = await takeRecords(readList(api, RESOURCE, pageOfWebhooks, { query, what }), null);
	return found.map(toWebhook);
}

/** The id is in the body as well: Factorial's reference demands it, its guide does not. */
async function put(api: Api, id: string, body: IDataObject): Promise<void> {
	const path = pathOf(`${RESOURCE}/${pathSegment(id)}`);
	await api.request({ method: 'PUT', path, body: { id, ...body } });
}

/**
 * Reads back what was written. If another client writes at the same time, one of the two webhooks
 * may have replaced the other one.
 * @returns the webhook that holds the slot instead of ours; undefined if ours holds it
 */
async function otherHolder(api: Api, wanted: DesiredWebhook): Promise<Webhook | undefined> {
	const query = { company_id: await companyIdOf(api), type: wanted.slot };
	const what = 'a list of webhooks';
	const found = await takeRecords(readList(api, RESOURCE, pageOfWebhooks, { query, what }), null);
	if (found.some((one) => isAsWanted(one, wanted))) return undefined;
	const holder = found.find(({ type }) => type === wanted.slot);
	if (holder === undefined) throw notKept(api, wanted);
	return toWebhook(holder);
}

function isAsWanted(found: WebhookRecord, { slot, url }: DesiredWebhook): boolean {
	return found.type === slot && found.target_url === url;
}

function bodyOf({ slot, url, secret, label, fingerprint }: DesiredWebhook): IDataObject {
	return {
		subscription_type: slot,
		target_url: url,
		name: `${label.slice(0, LONGEST_LABEL)} [key ${fingerprint}]`,
		challenge: secret,
		enabled: true,
		api_version: API_VERSION,
	};
}

/**
 * Factorial shows the challenge of a webhook. So the challenge is compared, and not the key in the
 * name of the webhook.
 */
function toWebhook(found: WebhookRecord): Webhook {
	return {
		id: found.id,
		slot: found.type,
		url: found.target_url,
		events: [found.type],
		// The bodies of another version have another shape.
		settings: { api_version: orNull(found.api_version) ?? API_VERSION },
		fingerprint: found.challenge ? fingerprintOf(found.challenge) : null,
		enabled: found.enabled !== false,
	};
}

function notKept(api: Api, { slot }: DesiredWebhook): NodeApiError {
	return new NodeApiError(
		api.node,
		{},
		{
			message: `Factorial did not keep the webhook for ${slot}`,
			description:
				'It has one listener per event and company. Someone else may be changing it at this moment, or may hold it where this credential cannot see it.',
		},
	);
}
