/** Whether a value is an object and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A copy that shares nothing with the original. All of a simulator's state is JSON. structuredClone
 * would give objects of another realm under jest, which are never strictly equal to its own.
 */
export function copyOf<T>(value: T): T {
	return JSON.parse(JSON.stringify(value)) as T;
}

/**
 * What was looked up in the simulated account.
 * @throws {Error} if it is not there: a mistake in a test is reported at once
 */
export function found<T>(value: T | undefined, what: string): T {
	if (value === undefined) throw new Error(`The simulator has no ${what}`);
	return value;
}

/**
 * The same value with every field changed, also inside of lists.
 * @param change gives the new value of a field; it calls `withFields` for what is inside of it
 */
export function withFields(
	value: unknown,
	change: (name: string, inner: unknown) => unknown,
): unknown {
	if (Array.isArray(value)) return value.map((item) => withFields(item, change));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, change(name, inner)]),
	);
}
