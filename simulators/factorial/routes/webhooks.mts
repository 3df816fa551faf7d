import { ok } from '../../kit/requests.mts';
import type { Call, Endpoint, RouteContext } from '../api.mts';
import { flag, invalid, isIn, notFound, one } from '../api.mts';
import { paged, PAGING } from '../paging.mts';
import type { Webhook } from '../state.mts';
import { changesIn, wishIn } from '../webhookBody.mts';

const PATH = '/api_public/webhook_subscriptions';

/** Webhooks: one per type and company. */
export function webhookRoutes(endpoint: Endpoint, { state, options }: RouteContext): void {
	const isVisible = ({ owner }: Webhook, { credential }: Call): boolean =>
		!options.hidesForeign || owner === credential.owner;

	function found(call: Call): Webhook {
		const webhook = state.webhooks.get(call.params['id'] ?? '');
		if (webhook === undefined || !isVisible(webhook, call)) throw notFound();
		return webhook;
	}

	endpoint('POST', PATH, {}, (call) => {
		const wish = wishIn(call);
		const holder = state.holderOf(wish.type);
		if (holder !== undefined && options.duplicates === 'refuse') {
			throw invalid('subscription_type', 'has already been taken');
		}
		const made = {
			name: null,
			challenge: null,
			enabled: true,
			api_version: call.version,
			...wish,
			owner: call.credential.owner,
		};
		const webhook = holder === undefined ? state.addWebhook(made) : Object.assign(holder, made);
		return { status: 201, body: told(webhook) };
	});

	endpoint('GET', PATH, { query: ['id', 'company_id', 'type', 'enabled', ...PAGING] }, (call) => {
		const { query } = call;
		const wanted = (name: string) => {
			const value = one(query, name);
			return value === undefined ? undefined : [value];
		};
		const enabledOnly = flag(query, 'enabled') === true;
		const webhooks = [...state.webhooks.values()].filter(
			(webhook) =>
				isVisible(webhook, call) &&
				isIn(wanted('id'), webhook.id) &&
				isIn(wanted('company_id'), webhook.company_id) &&
				isIn(wanted('type'), webhook.type) &&
				(!enabledOnly || webhook.enabled),
		);
		return ok(paged(query, webhooks.map(told)));
	});

	endpoint('GET', `${PATH}/:id`, {}, (call) => ok(told(found(call))));

	endpoint('PUT', `${PATH}/:id`, {}, (call) => {
		const webhook = found(call);
		const changes = changesIn(call);
		const holder = changes.type === undefined ? undefined : state.holderOf(changes.type);
		if (holder !== undefined && holder.id !== webhook.id) {
			throw invalid('subscription_type', 'has already been taken');
		}
		return ok(told(Object.assign(webhook, changes)));
	});

	endpoint('DELETE', `${PATH}/:id`, {}, (call) => {
		const webhook = found(call);
		state.webhooks.delete(webhook.id);
		return ok(told(webhook));
	});
}

function told({ owner: _owner, ...webhook }: Webhook): Omit<Webhook, 'owner'> {
	return webhook;
}
