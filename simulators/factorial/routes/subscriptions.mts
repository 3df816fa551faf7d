import { ok } from '../../kit/requests.mts';
import type { Call, Endpoint, RouteContext } from '../api.mts';
import { flag, invalid, isIn, notFound, one } from '../api.mts';
import { paged, PAGING } from '../paging.mts';
import type { Subscription } from '../state.mts';
import { changesIn, wishIn } from '../subscriptionBody.mts';

const PATH = '/api_public/webhook_subscriptions';

/** Subscriptions: one per type and company. */
export function subscriptionRoutes(endpoint: Endpoint, { state, options }: RouteContext): void {
	const isVisible = ({ owner }: Subscription, { credential }: Call): boolean =>
		!options.hidesForeign || owner === credential.owner;

	function found(call: Call): Subscription {
		const subscription = state.subscriptions.get(call.params['id'] ?? '');
		if (subscription === undefined || !isVisible(subscription, call)) throw notFound();
		return subscription;
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
		const subscription = holder === undefined ? state.subscribe(made) : Object.assign(holder, made);
		return { status: 201, body: told(subscription) };
	});

	endpoint('GET', PATH, { query: ['id', 'company_id', 'type', 'enabled', ...PAGING] }, (call) => {
		const { query } = call;
		const wanted = (name: string) => {
			const value = one(query, name);
			return value === undefined ? undefined : [value];
		};
		const enabledOnly = flag(query, 'enabled') === true;
		const subscriptions = [...state.subscriptions.values()].filter(
			(subscription) =>
				isVisible(subscription, call) &&
				isIn(wanted('id'), subscription.id) &&
				isIn(wanted('company_id'), subscription.company_id) &&
				isIn(wanted('type'), subscription.type) &&
				(!enabledOnly || subscription.enabled),
		);
		return ok(paged(query, subscriptions.map(told)));
	});

	endpoint('GET', `${PATH}/:id`, {}, (call) => ok(told(found(call))));

	endpoint('PUT', `${PATH}/:id`, {}, (call) => {
		const subscription = found(call);
		const changes = changesIn(call);
		const holder = changes.type === undefined ? undefined : state.holderOf(changes.type);
		if (holder !== undefined && holder.id !== subscription.id) {
			throw invalid('subscription_type', 'has already been taken');
		}
		return ok(told(Object.assign(subscription, changes)));
	});

	endpoint('DELETE', `${PATH}/:id`, {}, (call) => {
		const subscription = found(call);
		state.subscriptions.delete(subscription.id);
		return ok(told(subscription));
	});
}

function told({ owner: _owner, ...subscription }: Subscription): Omit<Subscription, 'owner'> {
	return subscription;
}
