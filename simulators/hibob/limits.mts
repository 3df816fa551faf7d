import { SlidingWindow } from '../kit/rateLimit.mts';
import type { RateLimit } from '../kit/rateLimit.mts';

/**
 * Limits by endpoint, such as `GET /people/{id}/salaries`; `everything` is for all that are not
 * named. `false` is none at all.
 */
export type RateLimits = false | Readonly<Partial<Record<string, RateLimit>>>;

const MINUTE_MS = 60_000;
const USUAL = perMinute(50);
/** What is known not to be the usual; of most endpoints nothing is published. */
const KNOWN: Readonly<Record<string, RateLimit>> = {
	'GET /people/{id}/salaries': perMinute(10),
	'GET /bulk/people/salaries': perMinute(10),
	'GET /timeoff/policy-types/{type}/reason-codes': perMinute(10),
};

/** One counter for each endpoint, shared by all service users of the company. */
export class EndpointLimits {
	readonly #windows = new Map<string, SlidingWindow>();
	readonly #limits: Exclude<RateLimits, false>;
	readonly #now: () => number;

	constructor(limits: Exclude<RateLimits, false>, now: () => number) {
		this.#limits = limits;
		this.#now = now;
	}

	/** The counter for one endpoint. */
	of(endpoint: string): SlidingWindow {
		const limit = this.#limitOf(endpoint);
		const window = this.#windows.get(endpoint) ?? new SlidingWindow(limit, this.#now);
		this.#windows.set(endpoint, window);
		return window;
	}

	#limitOf(endpoint: string): RateLimit {
		return this.#limits[endpoint] ?? this.#limits['everything'] ?? KNOWN[endpoint] ?? USUAL;
	}
}

function perMinute(requests: number): RateLimit {
	return { requests, windowMs: MINUTE_MS };
}
