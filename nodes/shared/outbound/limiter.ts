import { sleep } from 'n8n-workflow';
import type { INode, NodeOperationError } from 'n8n-workflow';

import { cancellation } from './failure';

/** At most `requests` in any `windowMs` milliseconds. */
export interface Limit {
	readonly requests: number;
	readonly windowMs: number;
}

/** Where the limiter gets the time; replaced in tests. */
export interface Clock {
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** The caller that a request is made for. */
export interface LimitedCaller {
	/** For messages. */
	readonly node: INode;
	/** Aborted when the execution is cancelled. */
	readonly signal?: AbortSignal;
	/**
	 * Whether a user is waiting for the request: a publication, a drop-down. Such requests go before
	 * requests that read records.
	 */
	readonly isUrgent?: boolean;
}

const systemClock: Clock = { now: () => Date.now(), sleep };

/** A caller waiting for its turn notices a cancelled execution at least this often. */
const LONGEST_NAP_MS = 1_000;

/** Timers may fire a moment early, and clocks tick in whole milliseconds. */
const GUARD_MS = 10;

/**
 * The most slots that are kept, more than anybody sends in a window: an answer may claim any
 * number.
 */
const MOST_SLOTS = 10_000;

/** The longest time for which an answer can stop requests, whatever the answer says. */
const LONGEST_MS = 60_000;

/** How long an unused limiter is kept. */
const UNUSED_MS = 60 * 60_000;

interface Slot {
	/** When the answer to its last request came back; infinite while a request is under way. */
	answeredAt: number;
}

interface Waiting {
	readonly caller: LimitedCaller;
	begin(slot: Slot): void;
	giveUp(error: NodeOperationError): void;
}

/**
 * Keeps requests under a vendor's limit without wasting it.
 *
 * A limit of N requests per window is N slots. A request occupies a slot until one window after its
 * answer came back. The vendor cannot have received the request later than that. So no window at
 * the vendor ever sees more than N requests, whatever the network does in between. The price is one
 * round trip per window, not a safety margin.
 *
 * Slots go to urgent callers first, so that a workflow can be published while another one reads
 * thousands of records. Callers with the same urgency get slots in the order in which they came.
 */
export class Limiter {
	private slots: Slot[];
	private waiting: Waiting[] = [];
	private isServing = false;
	private pausedUntil = 0;
	private lastUsedAt: number;
	/** Wakes the loop, because a slot has been given back. */
	private announceSlot: () => void = () => undefined;

	constructor(
		private limit: Limit,
		private readonly clock: Clock = systemClock,
	) {
		this.lastUsedAt = clock.now();
		this.slots = Array.from({ length: limit.requests }, () => ({ answeredAt: -Infinity }));
	}

	/**
	 * Sends a request when its turn has come.
	 * @param send makes the request
	 * @returns what `send` returns
	 * @throws NodeOperationError if the execution was cancelled before the turn came
	 */
	async run<T>(send: () => Promise<T>, caller: LimitedCaller): Promise<T> {
		const slot = await new Promise<Slot>((begin, giveUp) => {
			this.waiting.push({ caller, begin, giveUp });
			void this.serve();
		});
		try {
			return await send();
		} finally {
			slot.answeredAt = this.clock.now();
			this.lastUsedAt = slot.answeredAt;
			this.announceSlot();
		}
	}

	/**
	 * Learns from an answer. If the vendor grants a different limit than expected, that limit is
	 * used, with windows of up to a minute. Requests that were just sent then count in the new
	 * window, longer or shorter. If the vendor says that nothing remains while the limiter still has
	 * a free slot, there are other callers besides us. Then nothing is sent until the vendor's reset.
	 */
	observe(answer: {
		requests?: number;
		windowMs?: number;
		remaining?: number;
		resetInMs?: number;
	}): void {
		if (answer.windowMs !== undefined && answer.windowMs > 0) {
			this.limit = { ...this.limit, windowMs: Math.min(answer.windowMs, LONGEST_MS) };
		}
		if (answer.requests !== undefined) this.resize(Math.min(answer.requests, MOST_SLOTS));
		const thinksFree = this.slots.some((slot) => this.freeAt(slot) <= this.clock.now());
		if (answer.remaining === 0 && thinksFree) {
			this.pause(Math.min(answer.resetInMs ?? this.limit.windowMs, this.limit.windowMs));
		}
	}

	/** Sends nothing for a while, a minute at most: the vendor has said that the limit is used up. */
	pause(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + Math.min(ms, LONGEST_MS));
	}

	/**
	 * Whether nobody has used the limiter for so long that the vendor, too, has forgotten what was
	 * sent.
	 */
	get isUnused(): boolean {
		// The slots are many, so they are checked last: each new limiter asks this of all the others.
		return (
			this.clock.now() - this.lastUsedAt > UNUSED_MS &&
			this.waiting.length === 0 &&
			this.slots.every((slot) => slot.answeredAt !== Infinity)
		);
	}

	private freeAt(slot: Slot): number {
		return slot.answeredAt + this.limit.windowMs + GUARD_MS;
	}

	private resize(requests: number): void {
		if (requests === this.limit.requests) return;
		if (!Number.isInteger(requests) || requests < 1) return;
		const missing = Math.max(requests - this.slots.length, 0);
		const added = Array.from({ length: missing }, () => ({ answeredAt: -Infinity }));
		// A lower limit still counts what was just sent: so the slots that were used last are kept.
		this.slots = [...this.slots, ...added].sort(latestFirst).slice(0, requests);
		this.limit = { ...this.limit, requests };
	}

	/** Hands out slots until nobody waits; one loop at a time. */
	private async serve(): Promise<void> {
		if (this.isServing) return;
		this.isServing = true;
		while (this.dismissCancelled().length > 0) {
			const now = this.clock.now();
			const slot = this.slots.reduce((a, b) => (b.answeredAt < a.answeredAt ? b : a));
			const readyAt = Math.max(this.freeAt(slot), this.pausedUntil);
			if (readyAt > now) {
				const nap = this.clock.sleep(Math.min(readyAt - now, LONGEST_NAP_MS));
				// While every slot is in use, it is unknown when the first one will be free again.
				await (readyAt === Infinity ? Promise.race([nap, this.slotGivenBack()]) : nap);
				continue;
			}
			slot.answeredAt = Infinity;
			this.takeNext()?.begin(slot);
		}
		this.isServing = false;
	}

	private async slotGivenBack(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.announceSlot = resolve;
		});
	}

	private takeNext(): Waiting | undefined {
		const urgent = this.waiting.findIndex(({ caller }) => caller.isUrgent === true);
		return this.waiting.splice(Math.max(urgent, 0), 1)[0];
	}

	private dismissCancelled(): readonly Waiting[] {
		const isCancelled = ({ caller }: Waiting): boolean => caller.signal?.aborted === true;
		for (const { caller, giveUp } of this.waiting.filter(isCancelled)) {
			giveUp(cancellation(caller.node));
		}
		this.waiting = this.waiting.filter((one) => !isCancelled(one));
		return this.waiting;
	}
}

function latestFirst(a: Slot, b: Slot): number {
	return a.answeredAt === b.answeredAt ? 0 : b.answeredAt - a.answeredAt;
}

const limiters = new Map<string, Limiter>();

/**
 * The limiter of one of a vendor's limits, shared by all nodes and executions of this n8n process.
 * A limiter that nobody has used for an hour is forgotten.
 * @param key names the limit at the vendor and what it is counted by; see `countedAs` of a tenant
 * @param limit what is known about the limit before the first answer
 */
export function limiterFor(key: string, limit: Limit): Limiter {
	const known = limiters.get(key);
	if (known !== undefined) return known;
	for (const [other, { isUnused }] of limiters) if (isUnused) limiters.delete(other);
	const limiter = new Limiter(limit);
	limiters.set(key, limiter);
	return limiter;
}
