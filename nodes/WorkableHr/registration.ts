import { z } from 'zod/v4';

import type { Api } from '../shared/outbound/api';
import { isStatus } from '../shared/outbound/failure';
import { parsed } from '../shared/outbound/parsed';
import { segment } from '../shared/outbound/segment';
import type { DesiredSubscription, Registration, Subscription } from '../shared/vendor';
import { subdomainOf } from './connection';

const SCOPE = 'r_employees';

/** https://workable.readme.io/reference/webhook-subscriptions; `event` is sent, if undocumented. */
const subscriptionSchema = z.object({
	id: z.union([z.number(), z.string()]).transform(String),
	target: z.string(),
	event: z.string().nullish(),
	valid_until: z.string().nullish(),
});

const listSchema = z.object({ subscriptions: z.array(subscriptionSchema) });

/**
 * Workable takes one event per subscription and each target URL once, whatever the event: so
 * every event gets a target of its own. The query is not signed; it only tells our own
 * subscriptions apart, and which token they are signed with.
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

	async list(api) {
		const now = new Date();
		return (await readAll(api)).map((found) => toSubscription(found, now));
	},

	async create(api, subscription) {
		const [event = ''] = subscription.events;
		const creating = api.request({
			method: 'POST',
			path: '/subscriptions',
			body: { target: subscription.url, event, ...filtersFor(event, api) },
			needs: SCOPE,
		});
		await creating.catch(async (error: unknown) => {
			// The usual way to meet one's own address: an earlier try whose answer got lost.
			if (!isStatus(error, 409) || !(await isThere(api, subscription))) throw error;
		});
	},

	async remove(api, id) {
		await api.request({
			method: 'DELETE',
			path: `/subscriptions/${segment(id)}`,
			needs: SCOPE,
		});
	},
};

function targetOf(url: string, event: string, fingerprint: string): string {
	const target = new URL(url);
	target.searchParams.set('event', event);
	target.searchParams.set('key', fingerprint);
	return target.href;
}

/** Candidate events take filters; if any is there all must be, and empty ones mean "all". */
function filtersFor(event: string, api: Api): { args?: Record<string, string> } {
	if (!event.startsWith('candidate_')) return {};
	return { args: { account_id: subdomainOf(api.credential), job_shortcode: '', stage_slug: '' } };
}

async function readAll(api: Api): Promise<Array<z.infer<typeof subscriptionSchema>>> {
	const answer = await api.get('/subscriptions', { needs: SCOPE }).catch((error: unknown) => {
		// The documented answer when there are none.
		if (isStatus(error, 404)) return { subscriptions: [] };
		throw error;
	});
	return parsed(listSchema, answer, api, 'a list of webhook subscriptions').subscriptions;
}

async function isThere(api: Api, wanted: DesiredSubscription): Promise<boolean> {
	const found = await registration.list(api);
	return found.some(({ url, slot }) => url === wanted.url && slot === wanted.slot);
}

function toSubscription(
	{ id, target, event, valid_until: validUntil }: z.infer<typeof subscriptionSchema>,
	now: Date,
): Subscription {
	const query = URL.canParse(target) ? new URL(target).searchParams : new URLSearchParams();
	const slot = event ?? query.get('event') ?? target;
	return {
		id,
		slot,
		url: target,
		events: [slot],
		fingerprint: query.get('key'),
		// Live ones have no end date; whether Workable ever lets one expire is not known.
		enabled: validUntil == null || new Date(validUntil) > now,
	};
}
