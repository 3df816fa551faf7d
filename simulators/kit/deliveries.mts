import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

/** One webhook delivery: these bytes, under these headers, to that address. */
export interface Delivery {
	webhookId: string | number;
	url: string;
	eventType: string;
	headers: Record<string, string>;
	body: Buffer;
}

/** The bytes of a body that is put together by hand; an object is serialised. */
export function bytesOf(body: string | Buffer | object): Buffer {
	if (Buffer.isBuffer(body)) return body;
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** What came of one try. Either `status` or `error` is set. */
export interface DeliveryAttempt {
	webhookId: string | number;
	url: string;
	eventType: string;
	/** 1 for the first try of a delivery. */
	attempt: number;
	/** 1 for the first request of this try; more with `requestsPerAttempt` only. */
	request: number;
	status: number | null;
	error: string | null;
	/** When it was sent, epoch milliseconds. */
	at: number;
	durationMs: number;
}

export interface DelivererOptions {
	/** Pause before the second try, the third, ... ; after the last one the vendor gives up. */
	retryDelaysMs: readonly number[];
	/** Multiplies the pauses. */
	timeScale: number;
	/** A try without an answer after this time has failed. Not scaled. */
	timeoutMs: number;
	/** Which answers the vendor takes for success. */
	succeeded: (status: number) => boolean;
	/** Which failures the vendor takes for final and does not repeat. Default none. */
	isFinal?: (status: number) => boolean;
	/** How many requests in quick succession make up one try of a repeated delivery. Default 1. */
	requestsPerAttempt?: number;
	/** The clock of the log. Default `Date.now`. */
	now?: () => number;
}

/** What a test can read about the deliveries of a simulator, and do to them. */
export type DeliveryControls = Pick<
	Deliverer,
	'attempts' | 'idle' | 'pause' | 'resume' | 'giveUp' | 'duplicateNext' | 'cutNext'
>;

/** Sends webhooks like a vendor: records every try and repeats the failed ones. */
export class Deliverer {
	readonly #options: DelivererOptions;
	readonly #attempts: DeliveryAttempt[] = [];
	readonly #pending = new Set<Promise<DeliveryAttempt[]>>();
	readonly #closing = new AbortController();
	#patience = new AbortController();
	#gate: Gate | undefined;
	#duplicates = 0;
	#cuts = 0;

	constructor(options: DelivererOptions) {
		this.#options = options;
	}

	/** Every try so far, in the order they ended. */
	get attempts(): DeliveryAttempt[] {
		return [...this.#attempts];
	}

	/**
	 * Starts a delivery. The promise gives its tries when the delivery has succeeded or was given up.
	 */
	send(delivery: Delivery, { retry }: { retry: boolean }): Promise<DeliveryAttempt[]> {
		const copies = 1 + this.#duplicates;
		this.#duplicates = 0;
		const work = this.#sendCopies(delivery, copies, retry);
		this.#pending.add(work);
		void work.finally(() => this.#pending.delete(work));
		return work;
	}

	/**
	 * Resolves when nothing is being sent and no retry is waiting; while paused, not before `resume`.
	 */
	async idle(): Promise<void> {
		while (this.#pending.size > 0) await Promise.all(this.#pending);
	}

	/** Holds back every try that has not started yet, repeats included, until `resume`. */
	pause(): void {
		this.#gate ??= new Gate();
	}

	/** Sends what `pause` has held back. */
	resume(): void {
		this.#gate?.open();
		this.#gate = undefined;
	}

	/** Drops every delivery that waits for another try, as the vendor does when it has tried for long. */
	giveUp(): void {
		this.#patience.abort();
		this.#patience = new AbortController();
	}

	/** Sends the next delivery `times` more often: each copy once the one before it is done. */
	duplicateNext(times = 1): void {
		this.#duplicates += times;
	}

	/** Cuts the connection of the next try right after the request has gone out. */
	cutNext(times = 1): void {
		this.#cuts += times;
	}

	/** Stops what is being sent, and drops what is waiting. */
	async close(): Promise<void> {
		this.#closing.abort();
		this.resume();
		await this.idle();
	}

	async #sendCopies(delivery: Delivery, copies: number, retry: boolean) {
		const made: DeliveryAttempt[] = [];
		for (let copy = 0; copy < copies; copy += 1) {
			made.push(...(await this.#sendUntilDone(delivery, retry)));
		}
		return made;
	}

	async #sendUntilDone(delivery: Delivery, retry: boolean): Promise<DeliveryAttempt[]> {
		const delays = retry ? this.#options.retryDelaysMs : [];
		const requests = retry ? (this.#options.requestsPerAttempt ?? 1) : 1;
		const made: DeliveryAttempt[] = [];
		const over = AbortSignal.any([this.#closing.signal, this.#patience.signal]);
		for (let attempt = 1; !over.aborted; attempt += 1) {
			if (await this.#attempt(delivery, { attempt, requests }, made)) break;
			const delay = delays[attempt - 1];
			if (delay === undefined) break;
			await this.#wait(delay * this.#options.timeScale, over);
		}
		return made;
	}

	/** One try, which may take several requests. Says whether the delivery is done. */
	async #attempt(
		delivery: Delivery,
		{ attempt, requests }: { attempt: number; requests: number },
		made: DeliveryAttempt[],
	): Promise<boolean> {
		for (let request = 1; request <= requests; request += 1) {
			if (this.#gate) await this.#gate.opened;
			if (this.#closing.signal.aborted) return true;
			const result = await this.#try(delivery, attempt, request);
			made.push(result);
			this.#attempts.push(result);
			if (result.status !== null && this.#isOver(result.status)) return true;
		}
		return false;
	}

	#isOver(status: number): boolean {
		return this.#options.succeeded(status) || (this.#options.isFinal?.(status) ?? false);
	}

	async #wait(ms: number, over: AbortSignal): Promise<void> {
		// This rejects only when the delivery is over, which the caller's loop looks at next.
		await sleep(ms, undefined, { signal: over }).catch(() => undefined);
	}

	async #try(delivery: Delivery, attempt: number, request: number): Promise<DeliveryAttempt> {
		const { webhookId, url, eventType } = delivery;
		const cut = this.#cuts > 0;
		if (cut) this.#cuts -= 1;
		const at = (this.#options.now ?? Date.now)();
		const startedAt = performance.now();
		const result = await post(delivery, {
			cut,
			timeoutMs: this.#options.timeoutMs,
			signal: this.#closing.signal,
		}).then(
			(status) => ({ status, error: null }),
			(error: unknown) => ({ status: null, error: messageOf(error) }),
		);
		const durationMs = Math.round(performance.now() - startedAt);
		return { webhookId, url, eventType, attempt, request, ...result, at, durationMs };
	}
}

/** Tries wait here while deliveries are paused. */
class Gate {
	open: () => void = () => undefined;
	readonly opened = new Promise<void>((resolve) => {
		this.open = resolve;
	});
}

interface PostOptions {
	cut: boolean;
	timeoutMs: number;
	signal: AbortSignal;
}

/** node:http instead of fetch: only there can a connection be cut at a chosen moment. */
function post({ url, headers, body }: Delivery, options: PostOptions): Promise<number> {
	return new Promise((resolve, reject) => {
		const start = new URL(url).protocol === 'https:' ? httpsRequest : httpRequest;
		const request = start(url, {
			method: 'POST',
			agent: false,
			signal: options.signal,
			headers: { ...headers, 'content-length': String(body.length) },
		});
		const timer = setTimeout(() => request.destroy(new Error('timeout')), options.timeoutMs);
		request.on('close', () => clearTimeout(timer));
		request.on('error', reject);
		request.on('response', (response) => {
			response.resume();
			response.on('error', reject);
			response.on('end', () => resolve(response.statusCode ?? 0));
		});
		request.end(body, () => {
			if (options.cut) request.destroy(new Error('cut after sending'));
		});
	});
}

/** Without `instanceof`: under jest, node's own errors are of another realm. */
function messageOf(error: unknown): string {
	const { message, code } = error as NodeJS.ErrnoException;
	return message || code || 'failed';
}
