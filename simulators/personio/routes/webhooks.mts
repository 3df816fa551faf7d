import { randomUUID } from 'node:crypto';

import { Refusal } from '../../kit/requests.mts';
import type { Answer } from '../../kit/requests.mts';
import { oneOf } from '../api.mts';
import type { Call, Endpoint, RouteContext } from '../api.mts';
import { jsonObject } from '../body.mts';
import { EVENT_TYPES } from '../events.mts';
import { pageOf } from '../paging.mts';
import { noContent, notFound, problem } from '../problems.mts';
import { WEBHOOK_FIELDS, webhookFields } from '../webhookBody.mts';
import type { WebhookFields } from '../webhookBody.mts';
import type { Webhook } from '../webhooks.mts';

const READ = 'personio:webhooks:read';
const WRITE = 'personio:webhooks:write';

/** `/v2/webhooks` and `/v2/webhooks/{id}`. */
export function webhookRoutes(endpoint: Endpoint, context: RouteContext): void {
	const { state, options } = context;

	endpoint(
		'GET',
		'/v2/webhooks',
		{ scope: READ, query: ['enabled_events', 'status'], page: { max: 200, default: 100 } },
		(call) => {
			const event = oneOf(call.query, 'enabled_events', EVENT_TYPES);
			const status = oneOf(call.query, 'status', ['ENABLED', 'DISABLED']);
			const shown = [...state.webhooks.values()].filter(
				(webhook) =>
					(!options.listShowsOnlyOwn || webhook.client === call.client.clientId) &&
					(event === undefined || webhook.enabled_events.includes(event)) &&
					(status === undefined || webhook.status === status),
			);
			return pageOf(
				call,
				context,
				shown.map((webhook) => view(webhook)),
			);
		},
	);

	endpoint('POST', '/v2/webhooks', { scope: WRITE }, (call) => {
		const fields = kept(webhookFields(jsonObject(call, WEBHOOK_FIELDS)));
		refuseDuplicate(fields.url);
		const webhook = { id: randomUUID(), ...fields, client: call.client.clientId };
		state.webhooks.set(webhook.id, webhook);
		const { id } = webhook;
		const href = `${context.baseUrl()}/v2/webhooks/${id}`;
		const short = { id, _meta: { links: { self: { href } } } };
		return single(201, options.createAnswersIdOnly ? short : view(webhook));
	});

	endpoint('GET', '/v2/webhooks/:id', { scope: READ }, (call) =>
		single(200, view(webhookOf(call, context))),
	);

	endpoint('PATCH', '/v2/webhooks/:id', { scope: WRITE }, (call) => {
		const webhook = webhookOf(call, context);
		const body = jsonObject(call, WEBHOOK_FIELDS);
		// The documented default is TOKEN. A client should always say which type it means.
		if (body['auth_type'] === undefined) call.violate('auth-type-missing');
		const fields = kept(webhookFields(body, webhook));
		refuseDuplicate(fields.url, webhook.id);
		Object.assign(webhook, fields);
		return single(200, view(webhook));
	});

	endpoint('DELETE', '/v2/webhooks/:id', { scope: WRITE }, (call) => {
		state.webhooks.delete(webhookOf(call, context).id);
		return noContent();
	});

	function kept(fields: WebhookFields): WebhookFields {
		if (options.keepsQuery) return fields;
		const url = new URL(fields.url);
		url.search = '';
		return { ...fields, url: url.href };
	}

	function refuseDuplicate(url: string, ownId?: string): void {
		if (options.duplicateUrl === 'allowed') return;
		const taken = [...state.webhooks.values()].some(
			(other) => other.url === url && other.id !== ownId,
		);
		if (taken) throw new Refusal(problem(409, 'There is a webhook with this URL already'));
	}

	function single(status: number, shown: Record<string, unknown>): Answer {
		return { status, body: options.webhookAnswers === 'wrapped' ? { _data: shown } : shown };
	}

	function view(webhook: Webhook): Record<string, unknown> {
		const { id, url, description, status, auth_type, enabled_events } = webhook;
		const { token, custom_headers } = webhook;
		return {
			...{ id, url, description, status, auth_type, enabled_events },
			...(options.echoSecrets && { token, custom_headers }),
		};
	}
}

/** The webhook in a path, if the caller may see it. */
export function webhookOf({ params, client }: Call, { state, options }: RouteContext): Webhook {
	const webhook = state.webhooks.get(params['id'] ?? '');
	if (!webhook) throw new Refusal(notFound('Webhook'));
	if (options.listShowsOnlyOwn && webhook.client !== client.clientId) {
		throw new Refusal(problem(403, 'Access to this webhook is forbidden'));
	}
	return webhook;
}
