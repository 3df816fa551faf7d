import type { Api } from '../outbound/api';
import type { RosterContext } from '../vendor';

/**
 * Reads something once for each look: a look asks for the people and for the leaves with the same API,
 * and both may take the same lists.
 */
export function oncePerLook<T>(
	read: (context: RosterContext) => Promise<T>,
): (context: RosterContext) => Promise<T> {
	const reads = new WeakMap<Api, Promise<T>>();
	return async (context) => {
		const found = reads.get(context.api) ?? read(context);
		reads.set(context.api, found);
		return await found;
	};
}
