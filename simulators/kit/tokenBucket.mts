/** How fast a bucket fills, and how much it holds. */
export interface Bucket {
	/** Tokens per second. */
	replenishRate: number;
	/** The most tokens there can be, and what a fresh bucket holds. */
	burstCapacity: number;
}

export interface Withdrawal {
	allowed: boolean;
	/** Whole tokens left. */
	remaining: number;
}

/**
 * Token bucket: a request takes one token, and tokens come back evenly over time. A refused request
 * takes nothing.
 */
export class TokenBucket {
	readonly bucket: Bucket;
	readonly #now: () => number;
	#tokens: number;
	#filledAt: number;

	constructor(bucket: Bucket, now: () => number) {
		this.bucket = bucket;
		this.#now = now;
		this.#tokens = bucket.burstCapacity;
		this.#filledAt = now();
	}

	/** Decides on the request that arrives now. */
	take(): Withdrawal {
		this.#fill();
		const allowed = this.#tokens >= 1;
		if (allowed) this.#tokens -= 1;
		return { allowed, remaining: Math.floor(this.#tokens) };
	}

	/** Whole tokens there are right now. */
	get remaining(): number {
		this.#fill();
		return Math.floor(this.#tokens);
	}

	#fill(): void {
		const now = this.#now();
		// A clock that was set back must not empty the bucket.
		const seconds = Math.max(0, now - this.#filledAt) / 1000;
		const { replenishRate, burstCapacity } = this.bucket;
		// Without rounding, a third of a second would give slightly less than its share of a token.
		const filled = Math.round((this.#tokens + seconds * replenishRate) * 1e6) / 1e6;
		this.#tokens = Math.min(burstCapacity, filled);
		this.#filledAt = now;
	}
}
