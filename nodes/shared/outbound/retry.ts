/** How one attempt at a request ended. */
export interface Outcome {
	/** HTTP status; null if no answer came. */
	readonly status: number | null;
	/** True if no answer came in time. */
	readonly timedOut: boolean;
	/**
	 * In how many milliseconds the limit is free again, if the vendor says so; any answer may say it.
	 */
	readonly limitResetInMs?: number;
}

/** How long to keep trying. */
export interface Patience {
	/** How many attempts are made in total when the vendor is busy or cannot be reached. */
	readonly tries: number;
	/** How many attempts are made in total when the limit is used up. */
	readonly triesOverLimit: number;
	/** Whether to try again after no answer came in time. */
	readonly retryTimeouts: boolean;
	/** How long one attempt may take. */
	readonly timeoutMs: number;
	/**
	 * Whether a user is waiting for the request: such requests go first when the limit is used up.
	 */
	readonly isUrgent: boolean;
}

/**
 * In an execution, for what an event can do without, and for actions, where a user may be waiting.
 * A short failure of the vendor is waited out, an outage is not.
 */
export const IN_A_RUN: Patience = {
	tries: 4,
	triesOverLimit: 6,
	retryTimeouts: true,
	timeoutMs: 15_000,
	isUrgent: false,
};

/**
 * In an execution of a trigger, for what is needed to decide on an event. No deadline runs there,
 * and the vendor does not repeat a delivery that was answered: waiting out an outage only costs
 * time. The pauses add up to 14 minutes. If the vendor does not answer at all, or if its answers do not
 * end, the attempts themselves take five more minutes.
 */
export const UNTIL_DECIDED: Patience = { ...IN_A_RUN, tries: 20, triesOverLimit: 20 };

/**
 * While a workflow is published. n8n gives up on a publication after about 84 s without saying why.
 * Until then n8n tries five times, with 15 s of pauses. Five calls without an answer have to fit into
 * that time, so that the user sees our message and not n8n's.
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
 * @param done how many attempts ended in the same way: over the limit (429), or in any other way. The
 *   limit does not use up the attempts for failures; an attempt whose answer did not end counts as several
 * @param request `isRepeatable`: sending it twice does no harm; `alsoRetry`: statuses that this
 *   vendor is known to answer by accident
 * @returns milliseconds; null if there is no further attempt
 */
export function pauseBeforeRetry(
	outcome: Outcome,
	done: number,
	request: { isRepeatable: boolean; alsoRetry?: readonly number[] },
	patience: Patience,
): number | null {
	const pause = Math.min(FIRST_PAUSE_MS * 2 ** (done - 1), LONGEST_PAUSE_MS);
	if (outcome.status === 429) {
		// If the reset time is already past, a clock is wrong: the vendor still refuses.
		const untilReset = Math.min(Math.max(outcome.limitResetInMs ?? 0, pause), LONGEST_PAUSE_MS);
		return done < patience.triesOverLimit ? untilReset : null;
	}
	if (!request.isRepeatable || done >= patience.tries) return null;
	if (outcome.timedOut) return patience.retryTimeouts ? pause : null;
	if (outcome.status === null || outcome.status >= 500) return pause;
	if (done === 1 && request.alsoRetry?.includes(outcome.status)) return pause;
	return null;
}
