import type { DesiredWebhook, Webhook } from '../vendor';
import type { Address, Ownership } from './address';
import { ownershipOf } from './address';

/** What has to be done at the vendor. */
export type Step =
	| { readonly kind: 'create'; readonly webhook: DesiredWebhook }
	| {
			readonly kind: 'replace';
			readonly found: Webhook;
			readonly webhook: DesiredWebhook;
	  }
	| {
			readonly kind: 'enable';
			readonly found: Webhook;
			readonly webhook: DesiredWebhook;
	  }
	| { readonly kind: 'remove'; readonly found: Webhook }
	| {
			readonly kind: 'conflict';
			readonly holder: Webhook;
			readonly heldBy: Exclude<Ownership, 'ours'>;
			readonly webhook: DesiredWebhook;
	  };

/** What else decides about the steps, besides the webhooks themselves. What is left out is off. */
export interface DiffOptions {
	/** Where this node receives. */
	readonly address: Address;
	/** The vendor has one slot per event and company. */
	readonly exclusive?: boolean;
	/** Remove the webhooks that this node made for another address. */
	readonly replaceEarlierAddress?: boolean;
	/**
	 * Take over a slot that someone else holds. This never takes the slot of a workflow that this one
	 * is a copy of.
	 */
	readonly takeOver?: boolean;
}

/**
 * The steps after which the vendor holds exactly the desired webhooks of this node. Webhooks of
 * others stay. An empty plan means that there is nothing to do. A plan may be applied twice, or
 * half of it may be applied and the rest planned again: the end state is the same.
 * @param desired the webhooks that should exist; an empty list removes all webhooks of the node
 * @param actual all webhooks that exist, including those of strangers
 */
export function diff(
	desired: readonly DesiredWebhook[],
	actual: readonly Webhook[],
	options: DiffOptions,
): Step[] {
	const owned = actual.map((found) => ({ found, by: ownershipOf(found.url, options.address) }));
	const ours = owned
		.filter(
			({ by }) => by === 'ours' || (by === 'earlier' && options.replaceEarlierAddress === true),
		)
		.map(({ found }) => found);
	const others = owned.flatMap(({ found, by }) =>
		by === 'ours' || ours.includes(found) ? [] : [{ found, by }],
	);
	const kept = new Set<Webhook>();

	const wanted = desired.map((webhook): Step | null => {
		const candidates = ours.filter((found) => found.slot === webhook.slot);
		// A webhook with exactly this URL is preferred to a left-over one: vendors accept each URL only
		// once.
		const found =
			candidates.find((one) => isSame(one, webhook)) ??
			candidates.find((one) => one.url === webhook.url) ??
			candidates[0];
		if (found !== undefined) {
			kept.add(found);
			if (!isSame(found, webhook)) return { kind: 'replace', found, webhook };
			return found.enabled ? null : { kind: 'enable', found, webhook };
		}
		const holder = options.exclusive
			? others.find((other) => other.found.slot === webhook.slot)
			: undefined;
		if (holder === undefined) return { kind: 'create', webhook };
		if (options.takeOver === true && mayBeTakenOver(holder.by)) {
			return { kind: 'replace', found: holder.found, webhook };
		}
		return { kind: 'conflict', holder: holder.found, heldBy: holder.by, webhook };
	});

	const steps = wanted.filter((step) => step !== null);
	return [
		// Conflicts come first, so that nothing is changed if the plan cannot be finished.
		...steps.filter(({ kind }) => kind === 'conflict'),
		...steps.filter(({ kind }) => kind !== 'conflict'),
		...ours.filter((found) => !kept.has(found)).map((found): Step => ({ kind: 'remove', found })),
	];
}

function mayBeTakenOver(by: Ownership): boolean {
	return by === 'stranger' || by === 'sibling' || by === 'earlier';
}

/**
 * Same URL, same events and settings, same secret. The label may differ: a rename is no reason to
 * register again.
 */
function isSame(found: Webhook, wanted: DesiredWebhook): boolean {
	return (
		found.url === wanted.url &&
		found.fingerprint === wanted.fingerprint &&
		Object.entries(wanted.settings ?? {}).every(
			([name, value]) => found.settings?.[name] === value,
		) &&
		[...found.events].sort().join('\n') === [...wanted.events].sort().join('\n')
	);
}
