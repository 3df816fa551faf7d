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

/** Whom a request is made for. */
export interface LimitedCaller {
	/** For messages. */
	readonly node: INode;
	/** Cancels the execution. */
	readonly signal?: AbortSignal;
	/** Somebody waits for it: a publication, a drop-down. Goes before the reading of records. */
	readonly isUrgent?: boolean;
}

const systemClock: Clock = { now: () => Date.now(), sleep };

/** A caller waiting for its turn notices a cancelled execution at least this often. */
const LONGEST_NAP_MS = 1_000;

/** Timers may fire a moment early, and clocks tick in whole milliseconds. */
const GUARD_MS = 10;

/** More than anybody sends in a window; an answer may claim any number. */
const MOST_SLOTS = 10_000;

interface Slot {
	/** When the slot may be used again; infinite while a request is under way. */
	freeAt: number;
}

interface Waiting {
	readonly caller: LimitedCaller;
	begin(slot: Slot): void;
	giveUp(error: NodeOperationError): void;
}

/**
 * Keeps requests under a vendor's limit without wasting it.
 *
 * A limit of N requests per window is N slots. A request occupies a slot until one window
 * after its answer came back. The vendor cannot have received it later than that, so no
 * window at the vendor ever sees more than N requests, whatever the network does in between;
 * the price is one round trip per window, not a safety margin.
 *
 * Slots go to urgent callers first, so that a workflow can be published while another reads
 * thousands of records; among equals the first come is the first served.
 */
export class Limiter {
	private slots: Slot[];
	private waiting: Waiting[] = [];
	private isServing = false;
	private pausedUntil = 0;
	/** Tells the loop that a slot has been given back. */
	private announceSlot: () => void = () => undefined;

	constructor(
		private limit: Limit,
		private readonly clock: Clock = systemClock,
	) {
		this.slots = Array.from({ length: limit.requests }, () => ({ freeAt: 0 }));
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
			slot.freeAt = this.clock.now() + this.limit.windowMs + GUARD_MS;
			this.announceSlot();
		}
	}

	/**
	 * Learns from an answer. A vendor that grants another limit than expected is taken at its
	 * word; one that says that nothing remains while we think something does has other callers
	 * besides us, and is left alone until its reset.
	 */
	observe(answer: {
		requests?: number;
		windowMs?: number;
		remaining?: number;
		resetInMs?: number;
	}): void {
		if (answer.windowMs !== undefined && answer.windowMs > 0) this.rewindow(answer.windowMs);
		if (answer.requests !== undefined) this.resize(Math.min(answer.requests, MOST_SLOTS));
		const thinksFree = this.slots.some((slot) => slot.freeAt <= this.clock.now());
		if (answer.remaining === 0 && thinksFree) {
			this.pause(Math.min(answer.resetInMs ?? this.limit.windowMs, this.limit.windowMs));
		}
	}

	/** Sends nothing for a while: the vendor has said that the limit is used up. */
	pause(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + ms);
	}

	private rewindow(windowMs: number): void {
		// A longer window counts what was just sent, too.
		const longer = Math.max(windowMs - this.limit.windowMs, 0);
		for (const slot of this.slots) if (slot.freeAt > 0) slot.freeAt += longer;
		this.limit = { ...this.limit, windowMs };
	}

	private resize(requests: number): void {
		if (requests === this.limit.requests) return;
		if (!Number.isInteger(requests) || requests < 1) return;
		const missing = Math.max(requests - this.slots.length, 0);
		const added = Array.from({ length: missing }, () => ({ freeAt: 0 }));
		// A lower limit counts what was just sent: the slots used last are the ones to keep.
		this.slots = [...this.slots, ...added].sort((a, b) => b.freeAt - a.freeAt).slice(0, requests);
		this.limit = { ...this.limit, requests };
	}

	/** Hands out slots until nobody waits; one loop at a time. */
	private async serve(): Promise<void> {
		if (this.isServing) return;
		this.isServing = true;
		while (this.dismissCancelled().length > 0) {
			const now = this.clock.now();
			const slot = this.slots.reduce((a, b) => (b.freeAt < a.freeAt ? b : a));
			const readyAt = Math.max(slot.freeAt, this.pausedUntil);
			if (readyAt > now) {
				const nap = this.clock.sleep(Math.min(readyAt - now, LONGEST_NAP_MS));
				// With every slot in use nobody knows yet when the first one is free again.
				await (readyAt === Infinity ? Promise.race([nap, this.slotGivenBack()]) : nap);
				continue;
			}
			slot.freeAt = Infinity;
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
			giveUp(new NodeOperationError(caller.node, 'The execution was cancelled'));
		}
		this.waiting = this.waiting.filter((one) => !isCancelled(one));
		return this.waiting;
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
