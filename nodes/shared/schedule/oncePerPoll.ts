import type { Api } from '../outbound/api';
import type { RosterContext } from '../vendor';

/**
 * Makes a read that runs once for each poll. A poll reads the people and the leaves with the same `Api` object, and both
 * may need the same lists.
 */
export function oncePerPoll<T>(
	read: (context: RosterContext) => Promise<T>,
): (context: RosterContext) => Promise<T> {
	const reads = new WeakMap<Api, Promise<T>>();
	return async (context) => {
		const found = reads.get(context.api) ?? read(context);
		reads.set(context.api, found);
		return await found;
	};
}
