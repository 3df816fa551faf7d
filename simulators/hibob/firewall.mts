import { SlidingWindow } from '../kit/rateLimit.mts';

/** The firewall blocks after more refusals than this within the window. */
const TOLERATED = { requests: 50, windowMs: 10_000 };
const BLOCKED_MS = 5 * 60_000;

interface Watched {
	refusals: SlidingWindow;
	blockedUntil: number;
}

/**
 * The firewall in front of the API: too many refusals for one `Authorization` header block that
 * header, too many 401 in all block everybody, each for five minutes.
 */
export class Firewall {
	readonly #now: () => number;
	readonly #headers = new Map<string, Watched>();
	readonly #address: Watched;

	constructor(now: () => number) {
		this.#now = now;
		this.#address = this.#watch();
	}

	/** Whether a request with this header gets through. */
	isBlocked(authorization: string): boolean {
		const now = this.#now();
		const header = this.#headers.get(authorization);
		return this.#address.blockedUntil > now || (header?.blockedUntil ?? 0) > now;
	}

	/** Counts an answer. */
	answered(status: number, authorization: string): void {
		if (status === 401) this.#count(this.#address);
		if (status !== 401 && status !== 403) return;
		const header = this.#headers.get(authorization) ?? this.#watch();
		this.#headers.set(authorization, header);
		this.#count(header);
	}

	#count(watched: Watched): void {
		if (!watched.refusals.arrive().allowed) watched.blockedUntil = this.#now() + BLOCKED_MS;
	}

	#watch(): Watched {
		return { refusals: new SlidingWindow(TOLERATED, this.#now), blockedUntil: 0 };
	}
}
