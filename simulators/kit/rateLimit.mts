/** At most `requests` requests in any `windowMs` milliseconds. */
export interface RateLimit {
	requests: number;
	windowMs: number;
}

export interface Admission {
	allowed: boolean;
	/** How many more requests are allowed right now. */
	remaining: number;
}

/**
 * Sliding-window limiter: a request that arrived at `t` stops counting at `t + windowMs` exactly.
 * Refused requests do not count, so a caller who waits long enough always gets in again.
 */
export class SlidingWindow {
	readonly limit: RateLimit;
	readonly #now: () => number;
	readonly #arrivals: number[] = [];

	constructor(limit: RateLimit, now: () => number) {
		this.limit = limit;
		this.#now = now;
	}

	/** Decides whether the request that arrives now is allowed, and remembers it if it is. */
	arrive(): Admission {
		const at = this.#now();
		while (this.#arrivals[0] !== undefined && this.#arrivals[0] <= at - this.limit.windowMs) {
			this.#arrivals.shift();
		}
		const allowed = this.#arrivals.length < this.limit.requests;
		if (allowed) this.#arrivals.push(at);
		return { allowed, remaining: this.limit.requests - this.#arrivals.length };
	}

	/** How long it takes until the oldest request stops counting; 0 when none counts. */
	get freesInMs(): number {
		const [oldest] = this.#arrivals;
		return oldest === undefined ? 0 : Math.max(0, oldest + this.limit.windowMs - this.#now());
	}
}
