/**
 * Remembers what a loader returned for a while, in this n8n process. For small reference data
 * that many runs need, such as the names of departments; never for records of people.
 * @param liveMs how long an answer is good for; a failed load is not remembered
 */
export function remembering<T>(
	liveMs: number,
): (key: string, load: () => Promise<T>) => Promise<T> {
	const known = new Map<string, { loadedAt: number; value: Promise<T> }>();
	return async (key, load) => {
		const cached = known.get(key);
		if (cached !== undefined && Date.now() - cached.loadedAt < liveMs) return await cached.value;
		const value = load();
		known.set(key, { loadedAt: Date.now(), value });
		value.catch(() => known.delete(key));
		return await value;
	};
}
