import { inTurn } from './inTurn';

/** What waits for its turn, and what comes of it. */
interface Waiting<T, R> {
	readonly all: [T, ...T[]];
	readonly result: Promise<R>;
}

/**
 * Makes a function that does work together. What comes while earlier work with the same key is under way is
 * done in one go when its turn comes, after what `inTurn` does with that key.
 * @param most how much is done in one go; what comes then waits for the next turn
 * @param workOn does the work for all that came
 * @returns a function that gives what `workOn` returns. If that throws, everybody who came gets the error
 */
export function together<T, R>(
	most: number,
	workOn: (all: readonly [T, ...T[]], key: string) => Promise<R>,
): (key: string, one: T) => Promise<R> {
	const waiting = new Map<string, Waiting<T, R>>();
	return async (key, one) => {
		const others = waiting.get(key);
		if (others !== undefined && others.all.length < most) {
			others.all.push(one);
			return await others.result;
		}
		const all: [T, ...T[]] = [one];
		const result = inTurn(key, async () => {
			if (waiting.get(key)?.all === all) waiting.delete(key);
			return await workOn(all, key);
		});
		waiting.set(key, { all, result });
		return await result;
	};
}
