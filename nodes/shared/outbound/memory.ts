/**
 * Remembers what a loader returned for a while, in this n8n process. For small reference data
 * that many runs need, such as the names of departments; never for records of people.
 * @param liveMs how long an answer is good for
 * @param isWorthKeeping whether to remember this answer; a loader that throws is asked again
 */
export function remembering<T>(
	liveMs: number,
	isWorthKeeping: (value: T) => boolean = () => true,
): (key: string, load: () => Promise<T>) => Promise<T> {
	const known = new Map<string, { loadedAt: number; value: Promise<T> }>();
	return async (key, load) => {
		const cached = known.get(key);
		if (cached !== undefined && Date.now() - cached.loadedAt < liveMs) {
			// What kept the first caller from loading (its execution was cancelled) need not keep others.
			return await cached.value.catch(load);
		}
		const value = load();
		known.set(key, { loadedAt: Date.now(), value });
		const isKept = await value.then(isWorthKeeping, () => false);
		if (!isKept) known.delete(key);
		return await value;
	};
}
