import { z } from 'zod/v4';

import { lookUp } from '../../../shared/model/lookUp';
import type { Api } from '../../../shared/outbound/api';
import { isStatus } from '../../../shared/outbound/failure';
import { noRecords, orIfRefused } from '../../../shared/outbound/paging';
import { pathSegment } from '../../../shared/outbound/pathSegment';
import { idField, moment, several, text } from '../../../shared/reading/fields';
import { record } from '../../../shared/reading/record';
import { WEBHOOKS_SCOPE } from '../scopes';
import { listedWord } from '../word';
import { listByCursor, pageOf } from './lists';

/** For each status of a webhook: whether the webhook is on. */
const STATUSES: Readonly<Record<string, boolean>> = { ENABLED: true, DISABLED: false };

/** For each kind of authentication: whether the webhook sends headers that we choose. */
const AUTH_TYPES: Readonly<Record<string, boolean>> = { CUSTOM: true, TOKEN: false, NONE: false };

/**
 * A webhook, no matter whose. An unusual webhook of somebody else must not stop us from finding
 * ours.
 * https://developer.personio.de/reference/get_v2-webhooks; which fields come back is not documented.
 */
const webhookSchema = record({
	decides: { id: idField },
	detail: {
		url: text,
		description: text,
		status: listedWord(STATUSES),
		auth_type: listedWord(AUTH_TYPES),
		enabled_events: several(z.string()),
	},
});

/** A webhook as Personio lists it; any field besides the id may be missing. */
export type WebhookRecord = z.infer<typeof webhookSchema>;

const pageOfWebhooks = pageOf(webhookSchema);

/** Whether a webhook is on. A webhook without a status counts as on, because fields may be left out. */
export function isOn({ status }: WebhookRecord): boolean {
	return status == null || lookUp(STATUSES, status) === true;
}

/** Whether a webhook sends our header. Without the field it counts as sending it; see {@link isOn}. */
export function hasOwnHeaders({ auth_type: kind }: WebhookRecord): boolean {
	return kind == null || lookUp(AUTH_TYPES, kind) === true;
}

/** The largest page size. */
const PAGE_SIZE = 200;

/** All webhooks that the API credential may see, no matter whose. */
export function listWebhooks(api: Api): AsyncGenerator<WebhookRecord> {
	return listByCursor(api, '/v2/webhooks', pageOfWebhooks, {
		query: { limit: PAGE_SIZE },
		needs: WEBHOOKS_SCOPE,
		what: 'a list of webhooks',
	});
}

/** An event of a webhook's list: it has the form of the body of a delivery. */
const recordedEventSchema = record({ decides: {}, detail: { occurred_at: moment } });

const pageOfEvents = pageOf(recordedEventSchema);

/** An event in a webhook's list. Its time is null if it cannot be read. */
export type RecordedEvent = z.infer<typeof recordedEventSchema>;

/**
 * Events of a webhook since an instant; Personio keeps them for 30 days.
 * https://developer.personio.de/reference/get_v2-webhooks-id-events
 * @param since ISO 8601 UTC
 */
export function listEventsOf(
	api: Api,
	webhookId: string,
	since: string,
): AsyncGenerator<RecordedEvent> {
	const path = `/v2/webhooks/${pathSegment(webhookId)}/events`;
	const found = listByCursor(api, path, pageOfEvents, {
		query: { limit: PAGE_SIZE, 'occurred_at.gte': since },
		needs: WEBHOOKS_SCOPE,
		what: 'a list of events',
	});
	// A webhook that was removed after the webhooks were listed has no events.
	return orIfRefused(found, (error) => isStatus(error, 404), noRecords);
}
