import { z } from 'zod/v4';

import type { Api } from '../shared/outbound/api';
import { isStatus } from '../shared/outbound/failure';
import { idField, orNull, text, UNREADABLE } from '../shared/reading/fields';
import { parseAnswer } from '../shared/reading/parseAnswer';
import { answer, listOf, record } from '../shared/reading/record';
import { pathSegment } from '../shared/outbound/pathSegment';
import type { DesiredWebhook, Registration, Webhook } from '../shared/vendor';
import { subdomainOf } from './connection';

const SCOPE = 'r_employees';

/** An end date. One that cannot be read may be in the past, so it must not count as no end date. */
const endField = z
	.preprocess((value) => (value === UNREADABLE ? 'unreadable' : value), text)
	.optional();

/** A webhook. Workable sends `event` without documenting it. https://workable.readme.io/reference/webhook-subscriptions */
const webhookSchema = record({
	decides: { id: idField },
	detail: { target: text, event: text, valid_until: endField },
});

const listSchema = answer({ subscriptions: listOf(webhookSchema) });

/**
 * Workable takes one event per webhook, and takes each target URL only once, even for another event. So every event gets
 * a target URL of its own. The query of the URL is not signed. It only distinguishes our own webhooks, and says with
 * which token their deliveries are signed.
 */
export const registration: Registration = {
	desired: ({ url, nativeEvents, fingerprint, label }) =>
		nativeEvents.map((event) => ({
			slot: event,
			url: targetOf(url, event, fingerprint),
			events: [event],
			fingerprint,
			label,
		})),

	list: listAll,

	async create(api, webhook) {
		const [event = ''] = webhook.events;
		const creating = api.request({
			method: 'POST',
			path: '/subscriptions',
			body: { target: webhook.url, event, ...(await filtersFor(event, api)) },
			needs: SCOPE,
		});
		await creating.catch(async (error: unknown) => {
			// A webhook with this target exists already. Usually an earlier request made it, and its answer got lost.
			if (!isStatus(error, 409) || !(await isThere(api, webhook))) throw error;
		});
	},

	async remove(api, id) {
		await api.request({
			method: 'DELETE',
			path: `/subscriptions/${pathSegment(id)}`,
			needs: SCOPE,
		});
	},
};

/** The parameter `key` has the fingerprint of the key. Its name cannot change: webhooks that are registered have it. */
function targetOf(url: string, event: string, fingerprint: string): string {
	const target = new URL(url);
	target.searchParams.set('event', event);
	target.searchParams.set('key', fingerprint);
	return target.href;
}

/** Candidate events take filters. If one filter is sent, all must be sent; empty ones mean "all". */
async function filtersFor(event: string, api: Api): Promise<{ args?: Record<string, string> }> {
	if (!event.startsWith('candidate_')) return {};
	const credential = await api.credential();
	return { args: { account_id: subdomainOf(credential), job_shortcode: '', stage_slug: '' } };
}

async function listAll(api: Api): Promise<Webhook[]> {
	const now = new Date();
	return (await readAll(api)).map((found) => toWebhook(found, now));
}

async function readAll(api: Api): Promise<Array<z.infer<typeof webhookSchema>>> {
	const sent = await api.get('/subscriptions', { needs: SCOPE }).catch((error: unknown) => {
		// 404 is the documented answer when there are no webhooks.
		if (isStatus(error, 404)) return { subscriptions: [] };
		throw error;
	});
	return parseAnswer(listSchema, sent, api, 'a list of webhooks').subscriptions;
}

async function isThere(api: Api, wanted: DesiredWebhook): Promise<boolean> {
	const found = await listAll(api);
	return found.some(({ url, slot }) => url === wanted.url && slot === wanted.slot);
}

function toWebhook(
	{ id, event, valid_until: validUntil, ...found }: z.infer<typeof webhookSchema>,
	now: Date,
): Webhook {
	// A webhook whose address cannot be read is not one of ours.
	const target = found.target ?? '';
	const query = URL.canParse(target) ? new URL(target).searchParams : new URLSearchParams();
	const slot = orNull(event) ?? query.get('event') ?? target;
	return {
		id,
		slot,
		url: target,
		events: [slot],
		fingerprint: query.get('key'),
		// Webhooks in use have no end date. It is not known whether Workable ever lets a webhook expire.
		enabled: validUntil == null || new Date(validUntil) > now,
	};
}
