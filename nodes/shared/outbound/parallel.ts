/**
 * Applies something to every item, several at a time; the results keep the order of the items.
 * After the first failure no further item is begun.
 * @param concurrency how many at a time
 */
export async function inParallel<T, R>(
	items: readonly T[],
	concurrency: number,
	apply: (item: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	const queue = items.entries();
	let failed = false;
	async function worker(): Promise<void> {
		for (const [index, item] of queue) {
			if (failed) return;
			try {
				results[index] = await apply(item);
			} finally {
				failed ||= !(index in results);
			}
		}
	}
	await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
	return results;
}
