/**
 * Waits for work until a signal says that it has taken too long. A result or a failure that comes
 * after the signal is dropped.
 * @returns null if the signal came first
 */
export async function waitUntil<T>(end: AbortSignal, work: Promise<T>): Promise<T | null> {
	if (end.aborted) {
		work.catch(() => undefined);
		return null;
	}
	return await new Promise<T | null>((resolve, reject) => {
		const stop = (): void => resolve(null);
		end.addEventListener('abort', stop, { once: true });
		work.then(resolve, reject).finally(() => end.removeEventListener('abort', stop));
	});
}
