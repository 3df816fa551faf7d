/** Whether a value is an object and no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A copy that shares nothing with the original. All of a simulator's state is JSON. By hand, because
 * tests look at thousands of requests after each step: by way of text it takes several times as long.
 */
export function copyOf<T>(value: T): T {
	return copied(value) as T;
}

function copied(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(copied);
	if (!isObject(value)) return value;
	const copy: Record<string, unknown> = {};
	for (const name of Object.keys(value)) {
		if (value[name] !== undefined) copy[name] = copied(value[name]);
	}
	return copy;
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
