import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../shared/outbound/api';
import { isStatus } from '../shared/outbound/failure';
import { take } from '../shared/outbound/paging';
import { segment } from '../shared/outbound/segment';
import { fingerprintOf } from '../shared/register/secret';
import type { DesiredSubscription, Registration, Subscription } from '../shared/vendor';
import { API_VERSION, pathOf } from './connection';
import { companyIdOf } from './records/company';
import { flag, idField, words } from '../shared/outbound/fields';
import { listOf, readOne } from './records/lists';
import { targetOf } from './target';
import { challengeOf } from './verification';

const RESOURCE = 'api_public/webhook_subscriptions';

/** What a request calls `subscription_type` an answer calls `type`. */
const subscriptionSchema = z.looseObject({
	id: idField,
	target_url: z.string(),
	type: z.string(),
	name: words,
	challenge: words,
	enabled: flag,
	api_version: words,
});
type SubscriptionRecord = z.infer<typeof subscriptionSchema>;

/** Factorial says no limit for a name; that of a workflow may be long. */
const LONGEST_LABEL = 120;

/**
 * Factorial has one subscription per event type and company, and its deliveries do not name their
 * type: so each type gets a target of its own, which says it in the query, and a challenge of its
 * own, which proves it.
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
				label,
			};
		}),

	async list(api) {
		const query = { company_id: await companyIdOf(api) };
		const what = 'a list of webhook subscriptions';
		const found = await take(listOf(api, RESOURCE, subscriptionSchema, { query, what }), null);
		return found.map(toSubscription);
	},

	/** Some documents say that a second one replaces the first, a newer one that it is refused. */
	async create(api, subscription) {
		const body = { ...bodyOf(subscription), company_id: await companyIdOf(api) };
		const creating = api.request({ method: 'POST', path: pathOf(RESOURCE), body });
		await creating.catch(async (error: unknown) => {
			if (!isStatus(error, 422)) throw error;
			const holder = (await registration.list(api)).find(({ slot }) => slot === subscription.slot);
			// An earlier try of our own, whose answer got lost.
			if (holder?.url === subscription.url) {
				return await registration.replace?.(api, holder.id, subscription);
			}
			throw holder === undefined ? error : taken(api, subscription, holder.url);
		});
		await assertOurs(api, subscription);
	},

	/** https://apidoc.factorialhr.com/reference/put_api-public-webhook-subscriptions-id */
	async replace(api, id, subscription) {
		await put(api, id, bodyOf(subscription));
		const found = await readOne(api, RESOURCE, id, subscriptionSchema, 'a webhook subscription');
		if (!isAsWanted(found, subscription)) throw notKept(api, subscription);
	},

	/** Factorial switches off what it could not deliver for two days. */
	async enable(api, id) {
		await put(api, id, { enabled: true });
	},

	async remove(api, id) {
		await api.request({ method: 'DELETE', path: pathOf(`${RESOURCE}/${segment(id)}`) });
	},
};

/** The id belongs into the body as well, by the reference if not by the guide. */
async function put(api: Api, id: string, body: IDataObject): Promise<void> {
	const path = pathOf(`${RESOURCE}/${segment(id)}`);
	await api.request({ method: 'PUT', path, body: { id, ...body } });
}

/** What was written is read back: who comes second may have replaced it, or been replaced. */
async function assertOurs(api: Api, wanted: DesiredSubscription): Promise<void> {
	const query = { company_id: await companyIdOf(api), type: wanted.slot };
	const what = 'a list of webhook subscriptions';
	const found = await take(listOf(api, RESOURCE, subscriptionSchema, { query, what }), null);
	if (found.some((one) => isAsWanted(one, wanted))) return;
	const holder = found.find(({ type }) => type === wanted.slot);
	throw holder === undefined ? notKept(api, wanted) : taken(api, wanted, holder.target_url);
}

function isAsWanted(found: SubscriptionRecord, { slot, url }: DesiredSubscription): boolean {
	return found.type === slot && found.target_url === url;
}

function bodyOf({ slot, url, secret, label, fingerprint }: DesiredSubscription): IDataObject {
	return {
		subscription_type: slot,
		target_url: url,
		name: `${label.slice(0, LONGEST_LABEL)} [key ${fingerprint}]`,
		challenge: secret,
		enabled: true,
		api_version: API_VERSION,
	};
}

/** Factorial shows challenges: what one was made with is compared, and not what its name says. */
function toSubscription(found: SubscriptionRecord): Subscription {
	// Bodies of another version have another shape.
	const isReadable = found.api_version == null || found.api_version === API_VERSION;
	return {
		id: found.id,
		slot: found.type,
		url: found.target_url,
		events: [found.type],
		fingerprint: isReadable && found.challenge ? fingerprintOf(found.challenge) : null,
		enabled: found.enabled !== false,
	};
}

function taken(api: Api, { slot }: DesiredSubscription, heldAt: string): NodeApiError {
	const holder = URL.canParse(heldAt) ? new URL(heldAt).host : 'someone else';
	return new NodeApiError(
		api.node,
		{},
		{
			message: `Someone else already listens for ${slot}`,
			description: `Factorial has one listener per event, held by ${holder}. Remove it there, or switch on 'Take Over' in the options.`,
			httpCode: '422',
		},
	);
}

function notKept(api: Api, { slot }: DesiredSubscription): NodeApiError {
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
