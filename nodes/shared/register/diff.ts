import type { DesiredSubscription, Subscription } from '../vendor';
import type { Address } from './address';
import { ownershipOf } from './address';

/** What has to be done at the vendor. */
export type Step =
	| { readonly kind: 'create'; readonly subscription: DesiredSubscription }
	| {
			readonly kind: 'replace';
			readonly found: Subscription;
			readonly subscription: DesiredSubscription;
	  }
	| {
			readonly kind: 'enable';
			readonly found: Subscription;
			readonly subscription: DesiredSubscription;
	  }
	| { readonly kind: 'remove'; readonly found: Subscription }
	| {
			readonly kind: 'conflict';
			readonly holder: Subscription;
			readonly heldBy: 'production' | 'stranger';
			readonly subscription: DesiredSubscription;
	  };

export interface DiffOptions {
	/** Where this node receives. */
	readonly address: Address;
	/** The vendor has one slot per event and company. */
	readonly exclusive?: boolean;
	/** Remove what this node's path holds on another host. */
	readonly replaceEarlierAddress?: boolean;
	/** Take a slot that someone else holds. */
	readonly takeOver?: boolean;
}

/**
 * What to do so that the vendor holds exactly what is desired, and everybody else's stays.
 * An empty plan means that it does. Doing a plan twice, or half of it and then the plan of
 * the rest, ends in the same state.
 * @param desired what should be there; nothing at all to take a node's subscriptions away
 * @param actual everything that is there, strangers' included
 */
export function diff(
	desired: readonly DesiredSubscription[],
	actual: readonly Subscription[],
	options: DiffOptions,
): Step[] {
	const owned = actual.map((found) => ({ found, by: ownershipOf(found.url, options.address) }));
	const ours = owned
		.filter(
			({ by }) => by === 'ours' || (by === 'earlier' && options.replaceEarlierAddress === true),
		)
		.map(({ found }) => found);
	const others = owned.filter(({ found }) => !ours.includes(found));
	const kept = new Set<Subscription>();

	const wanted = desired.map((subscription): Step | null => {
		const candidates = ours.filter((found) => found.slot === subscription.slot);
		// The one at the very address before a left-over one: vendors take an address only once.
		const found =
			candidates.find((one) => isSame(one, subscription)) ??
			candidates.find((one) => one.url === subscription.url) ??
			candidates[0];
		if (found !== undefined) {
			kept.add(found);
			if (!isSame(found, subscription)) return { kind: 'replace', found, subscription };
			return found.enabled ? null : { kind: 'enable', found, subscription };
		}
		const holder = options.exclusive
			? others.find((other) => other.found.slot === subscription.slot)
			: undefined;
		if (holder === undefined) return { kind: 'create', subscription };
		const heldBy = holder.by === 'production' ? 'production' : 'stranger';
		if (options.takeOver === true && heldBy === 'stranger') {
			return { kind: 'replace', found: holder.found, subscription };
		}
		return { kind: 'conflict', holder: holder.found, heldBy, subscription };
	});

	const steps = wanted.filter((step) => step !== null);
	return [
		// Nothing is begun that cannot be finished.
		...steps.filter(({ kind }) => kind === 'conflict'),
		...steps.filter(({ kind }) => kind !== 'conflict'),
		...ours.filter((found) => !kept.has(found)).map((found): Step => ({ kind: 'remove', found })),
	];
}

/** Same place, same events, same secret. The label may differ: a rename is no reason to register anew. */
function isSame(found: Subscription, wanted: DesiredSubscription): boolean {
	return (
		found.url === wanted.url &&
		found.fingerprint === wanted.fingerprint &&
		[...found.events].sort().join('\n') === [...wanted.events].sort().join('\n')
	);
}
