import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 100;

/** What to say, and how long to wait, when polling. */
export interface PollOptions {
	/** What is being waited for, to complete the sentence "Timed out waiting for …". */
	what: string;
	timeoutMs: number;
	/** The pause between two checks; a tenth of a second by default. */
	everyMs?: number;
	/** More to report when the time is up, such as the last answer or the tail of a log. */
	details?: () => string;
}

/** Calls `check` until it returns something other than undefined, and returns that. */
export async function pollUntil<T>(
	check: () => T | undefined | Promise<T | undefined>,
	{ what, timeoutMs, everyMs = INTERVAL_MS, details }: PollOptions,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const result = await check();
		if (result !== undefined) return result;
		if (Date.now() > deadline) {
			throw new Error(
				`Timed out after ${timeoutMs / 1000} s waiting for ${what}\n${details?.() ?? ''}`,
			);
		}
		await sleep(everyMs);
	}
}
