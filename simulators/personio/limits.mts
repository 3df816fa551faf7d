import type { FastifyReply, FastifyRequest } from 'fastify';

import { SlidingWindow } from '../kit/rateLimit.mts';
import { TokenBucket } from '../kit/tokenBucket.mts';
import type { Bucket } from '../kit/tokenBucket.mts';

/** Numbers that others have seen. The vendor publishes none. */
export const DEFAULT_LIMITS = {
	persons: { replenishRate: 30, burstCapacity: 100 },
	others: { replenishRate: 10, burstCapacity: 10 },
};

const PERSONS = ['GET /v2/persons', 'GET /v2/persons/:id'];

/** One bucket for every method and route, shared by all clients of the account. */
export class RouteLimits {
	readonly #buckets = new Map<string, TokenBucket>();
	readonly #limits: { persons: Bucket; others: Bucket };
	readonly #now: () => number;

	constructor(limits: { persons?: Bucket; others?: Bucket }, now: () => number) {
		this.#limits = { ...DEFAULT_LIMITS, ...limits };
		this.#now = now;
	}

	/** Takes a token for this request and announces how many are left. False if there was none. */
	admit(request: FastifyRequest, reply: FastifyReply): boolean {
		const bucket = this.#bucketOf(request);
		const { allowed, remaining } = bucket.take();
		announce(reply, bucket, remaining);
		return allowed;
	}

	/** Announces how many tokens are left, and takes none. For requests that are refused anyway. */
	announce(request: FastifyRequest, reply: FastifyReply): void {
		const bucket = this.#bucketOf(request);
		announce(reply, bucket, bucket.remaining);
	}

	#bucketOf(request: FastifyRequest): TokenBucket {
		const route = `${request.method} ${request.routeOptions.url ?? ''}`;
		const limit = PERSONS.includes(route) ? this.#limits.persons : this.#limits.others;
		const bucket = this.#buckets.get(route) ?? new TokenBucket(limit, this.#now);
		this.#buckets.set(route, bucket);
		return bucket;
	}
}

function announce(reply: FastifyReply, { bucket }: TokenBucket, remaining: number): void {
	reply.headers({
		'x-ratelimit-replenish-rate': String(bucket.replenishRate),
		'x-ratelimit-burst-capacity': String(bucket.burstCapacity),
		'x-ratelimit-requested-tokens': '1',
		'x-ratelimit-remaining': String(remaining),
	});
}

const TOKEN_CALLS = { requests: 150, windowMs: 60_000 };
const PENALTY_MS = 60_000;
const PENALTY_PACE = { requests: 1, windowMs: 1000 };

/** 150 token calls a minute. A caller who makes more gets one a second for the next minute. */
export class TokenCallLimit {
	readonly #now: () => number;
	#calls: SlidingWindow;
	#penalty: { until: number; pace: SlidingWindow } | undefined;

	constructor(now: () => number) {
		this.#now = now;
		this.#calls = new SlidingWindow(TOKEN_CALLS, now);
	}

	/** Decides on the call that arrives now. */
	admit(): boolean {
		if (this.#penalty && this.#now() >= this.#penalty.until) {
			this.#penalty = undefined;
			this.#calls = new SlidingWindow(TOKEN_CALLS, this.#now);
		}
		if (this.#penalty) return this.#penalty.pace.arrive().allowed;
		if (this.#calls.arrive().allowed) return true;
		const pace = new SlidingWindow(PENALTY_PACE, this.#now);
		// The call that went too far is the first one of the slow minute.
		pace.arrive();
		this.#penalty = { until: this.#now() + PENALTY_MS, pace };
		return false;
	}
}
