import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { isStatus } from '../../shared/outbound/failure';
import { nothing, orIfRefused } from '../../shared/outbound/paging';
import { segment } from '../../shared/outbound/segment';
import { words } from '../../shared/outbound/fields';
import { listByCursor } from './lists';
import { WEBHOOKS_SCOPE } from './scopes';

/** https://developer.personio.de/reference/get_v2-webhooks; which fields come back is not documented. */
const webhookSchema = z.looseObject({
	id: z.string().min(1),
	url: z.string(),
	description: words,
	status: words,
	auth_type: words,
	enabled_events: z.array(z.string()).nullish(),
});
export type WebhookRecord = z.infer<typeof webhookSchema>;

/** The largest page. */
const PAGE_SIZE = 200;

/** All webhooks that the API credential may see, anybody's. */
export function listWebhooks(api: Api): AsyncGenerator<WebhookRecord> {
	return listByCursor(api, '/v2/webhooks', webhookSchema, {
		query: { limit: PAGE_SIZE },
		needs: WEBHOOKS_SCOPE,
		what: 'a list of webhooks',
	});
}

/** What a webhook was to tell: the body of its deliveries. */
const recordedEventSchema = z.looseObject({ occurred_at: words });
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
	const path = `/v2/webhooks/${segment(webhookId)}/events`;
	const found = listByCursor(api, path, recordedEventSchema, {
		query: { limit: PAGE_SIZE, 'occurred_at.gte': since },
		needs: WEBHOOKS_SCOPE,
		what: 'a list of events',
	});
	// One that was removed since the webhooks were listed has none.
	return orIfRefused(found, (error) => isStatus(error, 404), nothing);
}
