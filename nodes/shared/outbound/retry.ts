/** What became of one attempt at a request. */
export interface Outcome {
	/** HTTP status; null if no answer came. */
	readonly status: number | null;
	/** True if no answer came in time. */
	readonly timedOut: boolean;
	/** When the limit is free again, if the vendor says; every answer may say it. */
	readonly limitResetInMs?: number;
}

/** How long to keep trying. */
export interface Patience {
	/** Tries in all when the vendor is busy or cannot be reached. */
	readonly tries: number;
	/** Tries in all when the limit is used up. */
	readonly triesOverLimit: number;
	/** Whether to try again after no answer came in time. */
	readonly retryTimeouts: boolean;
	/** How long one attempt may take. */
	readonly timeoutMs: number;
	/** Whether somebody waits for it: such requests go first where the limit is used up. */
	readonly isUrgent: boolean;
}

/** In a run: off the vendor's clock, and a lost read costs the user an execution. */
export const IN_A_RUN: Patience = {
	tries: 4,
	triesOverLimit: 6,
	retryTimeouts: true,
	timeoutMs: 15_000,
	isUrgent: false,
};

/**
 * While a workflow is published. n8n gives up on a publication after about 84 s without telling
 * why. Until then it tries five times with 15 s of pauses, and takes 3 s more to clear up after
 * each: five calls that hang have to fit, so that the user sees our message and not n8n's.
 */
export const WHILE_PUBLISHING: Patience = {
	tries: 3,
	triesOverLimit: 3,
	retryTimeouts: false,
	timeoutMs: 10_000,
	isUrgent: true,
};

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * How long to wait before a request is tried again.
 * @param outcome how the last attempt ended
 * @param done how many attempts were made
 * @param request `isRepeatable`: doing it twice does no harm; `alsoRetry`: statuses that this
 *   vendor is known to answer by accident
 * @returns milliseconds, or null if the last answer stands
 */
export function pauseBeforeRetry(
	outcome: Outcome,
	done: number,
	request: { isRepeatable: boolean; alsoRetry?: readonly number[] },
	patience: Patience,
): number | null {
	const pause = Math.min(FIRST_PAUSE_MS * 2 ** (done - 1), LONGEST_PAUSE_MS);
	if (outcome.status === 429) {
		// A reset that is already over comes of a clock that is off: the vendor still refuses.
		const untilReset = Math.min(Math.max(outcome.limitResetInMs ?? 0, pause), LONGEST_PAUSE_MS);
		return done < patience.triesOverLimit ? untilReset : null;
	}
	if (!request.isRepeatable || done >= patience.tries) return null;
	if (outcome.timedOut) return patience.retryTimeouts ? pause : null;
	if (outcome.status === null || outcome.status >= 500) return pause;
	if (done === 1 && request.alsoRetry?.includes(outcome.status)) return pause;
	return null;
}
