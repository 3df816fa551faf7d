const last = new Map<string, Promise<unknown>>();

/**
 * Does one piece of work after another, in this n8n process.
 * @param key names what can only be used by one at a time
 * @returns what the work returns; one that fails does not keep the next from being done
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
	const before = last.get(key) ?? Promise.resolve();
	const result = before.then(work, work);
	last.set(key, result);
	try {
		return await result;
	} finally {
		// Nobody has come since: there is no turn to keep.
		if (last.get(key) === result) last.delete(key);
	}
}
