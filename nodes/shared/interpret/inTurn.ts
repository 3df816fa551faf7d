const last = new Map<string, Promise<unknown>>();

/**
 * Runs pieces of work one after another, within this n8n process.
 * @param key names what only one piece of work can use at a time
 * @returns what the work returns. If a piece of work fails, the next one still runs
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
	const before = last.get(key) ?? Promise.resolve();
	const result = before.then(work, work);
	last.set(key, result);
	try {
		return await result;
	} finally {
		// No other work has joined since, so the entry is no longer needed.
		if (last.get(key) === result) last.delete(key);
	}
}
