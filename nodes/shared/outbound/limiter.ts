import { NodeOperationError, sleep } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

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

const systemClock: Clock = { now: () => Date.now(), sleep };

/** A caller waiting for its turn notices a cancelled execution at least this often. */
const LONGEST_NAP_MS = 1_000;

/** Timers may fire a moment early, and clocks tick in whole milliseconds. */
const GUARD_MS = 10;

interface Slot {
	/** When the slot may be used again; infinite while a request is under way. */
	freeAt: number;
}

/**
 * Keeps requests under a vendor's limit without wasting it.
 *
 * A limit of N requests per window is N slots. A request occupies a slot until one window
 * after its answer came back. The vendor cannot have received it later than that, so no
 * window at the vendor ever sees more than N requests, whatever the network does in between;
 * the price is one round trip per window, not a safety margin.
 */
export class Limiter {
	private readonly slots: Slot[];
	private turn: Promise<unknown> = Promise.resolve();
	private pausedUntil = 0;

	constructor(
		private limit: Limit,
		private readonly clock: Clock = systemClock,
	) {
		this.slots = Array.from({ length: limit.requests }, () => ({ freeAt: 0 }));
	}

	/**
	 * Sends a request when its turn has come; first come, first served.
	 * @param send makes the request
	 * @param caller its node, for messages, and the signal that cancels its execution
	 * @returns what `send` returns
	 * @throws NodeOperationError if the execution was cancelled before the turn came
	 */
	async run<T>(send: () => Promise<T>, caller: { node: INode; signal?: AbortSignal }): Promise<T> {
		const myTurn = this.turn.then(async () => await this.takeSlot(caller));
		this.turn = myTurn.catch(() => undefined);
		const slot = await myTurn;
		try {
			return await send();
		} finally {
			slot.freeAt = this.clock.now() + this.limit.windowMs + GUARD_MS;
		}
	}

	/**
	 * Learns from an answer. A vendor that grants another limit than expected is taken at its
	 * word; one that says that nothing remains while we think something does has other callers
	 * besides us, and is left alone until its reset.
	 */
	observe(answer: { requests?: number; remaining?: number; resetInMs?: number }): void {
		if (answer.requests !== undefined && answer.requests !== this.limit.requests) {
			this.resize(answer.requests);
		}
		const thinksFree = this.slots.some((slot) => slot.freeAt <= this.clock.now());
		if (answer.remaining === 0 && thinksFree) {
			this.pause(Math.min(answer.resetInMs ?? this.limit.windowMs, this.limit.windowMs));
		}
	}

	/** Sends nothing for a while: the vendor has said that the limit is used up. */
	pause(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + ms);
	}

	private resize(requests: number): void {
		if (!Number.isInteger(requests) || requests < 1) return;
		while (this.slots.length < requests) this.slots.push({ freeAt: 0 });
		// A lower limit counts what was just sent: the slots used last are the ones to keep.
		this.slots.sort((a, b) => b.freeAt - a.freeAt);
		this.slots.length = requests;
		this.limit = { ...this.limit, requests };
	}

	private async takeSlot(caller: { node: INode; signal?: AbortSignal }): Promise<Slot> {
		for (;;) {
			if (caller.signal?.aborted) {
				throw new NodeOperationError(caller.node, 'The execution was cancelled');
			}
			const now = this.clock.now();
			const next = this.slots.reduce((a, b) => (b.freeAt < a.freeAt ? b : a));
			const readyAt = Math.max(next.freeAt, this.pausedUntil);
			if (readyAt <= now) {
				next.freeAt = Infinity;
				return next;
			}
			await this.clock.sleep(Math.min(readyAt - now, LONGEST_NAP_MS));
		}
	}
}

const limiters = new Map<string, Limiter>();

/**
 * The limiter of one of a vendor's limits, shared by all nodes and runs of this n8n process.
 * @param key names the account and the limit at the vendor
 * @param limit what is known of it before the first answer
 */
export function limiterFor(key: string, limit: Limit): Limiter {
	const known = limiters.get(key);
	if (known !== undefined) return known;
	const limiter = new Limiter(limit);
	limiters.set(key, limiter);
	return limiter;
}
