import type { DeliveryAttempt } from '../kit/deliveries.mts';
import { bytesOf, Deliverer } from '../kit/deliveries.mts';
import { EVENT_TYPES } from './eventTypes.mts';
import type { SignMode } from './signing.mts';
import { SIGNATURE_HEADER, signatureFor } from './signing.mts';
import type { HiBobState, Webhook } from './state.mts';

const MINUTE_MS = 60_000;
/** Twice as long each time; the last one ends the three days. */
const PAUSES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 225];

/**
 * Exponential pauses for three days, and that any 2xx will do, are documented; the pauses themselves
 * and the wait for an answer are this simulator's own.
 */
export const DELIVERY_RULES = {
	retryDelaysMs: PAUSES.map((minutes) => minutes * MINUTE_MS),
	timeoutMs: 10_000,
	succeeded: (status: number) => status >= 200 && status < 300,
};

/** A delivery that a test writes itself. */
export interface ManualDelivery {
	/**
	 * It goes to the active webhooks that have ticked this type. Without a type, it goes to all of
	 * them.
	 */
	event?: string;
	/** It goes only to this webhook, if it is active. */
	webhookId?: string;
	/** It is sent byte for byte. An object is serialised first. */
	body: string | Buffer | object;
	/** Default `good`. */
	sign?: SignMode;
	/** These are added to the usual headers, or replace them. */
	headers?: Record<string, string>;
	/** Default `application/json`. */
	contentType?: string;
	/** Whether failed tries are repeated on the usual schedule. Default false. */
	retry?: boolean;
}

/** An event before it is sent. */
export interface Told {
	type: string;
	/** Builds the body when it is the event's turn, so that times are in order. */
	body: () => object;
	/** On top of the usual ones. */
	headers?: Record<string, string>;
}

interface Outgoing {
	type: string;
	bytes: Buffer;
	sign: SignMode;
	headers: Record<string, string>;
	retry: boolean;
}

/**
 * Sends events. Each webhook gets its own in the order they happened, as documented: the next one is
 * sent when the one before it has arrived, or was given up.
 */
export class Sender {
	readonly deliverer: Deliverer;
	readonly #state: HiBobState;
	/** The events that are held back. */
	#batch: Told[] | null = null;
	/** The last delivery in the queue of each webhook. */
	readonly #lines = new Map<string, Promise<void>>();
	/** How often everything was given up; what was told of before the last time is not sent any more. */
	#givenUp = 0;

	constructor(state: HiBobState, timeScale: number) {
		this.#state = state;
		this.deliverer = new Deliverer({ ...DELIVERY_RULES, timeScale });
	}

	/** Sends an event to all active webhooks that have ticked it, or to all if nobody can tick it. */
	emit(told: Told): void {
		if (this.#batch) this.#batch.push(told);
		else this.#enqueue(told);
	}

	/** Sends the events of some work with the changes of people first. */
	updatesFirst<T>(happen: () => T): T {
		this.#batch = [];
		try {
			return happen();
		} finally {
			const isUpdate = ({ type }: Told) => type === 'employee.updated';
			const batch = this.#batch;
			this.#batch = null;
			for (const told of batch.filter(isUpdate)) this.#enqueue(told);
			for (const told of batch.filter((one) => !isUpdate(one))) this.#enqueue(told);
		}
	}

	/** Drops what waits for another try, and what stands in the queues behind it. */
	giveUp(): void {
		this.#givenUp += 1;
		this.deliverer.giveUp();
	}

	#enqueue({ type, body, headers = {} }: Told): void {
		const bytes = Buffer.from(JSON.stringify(body()));
		const listeners = this.#state.listeners(EVENT_TYPES.includes(type) ? type : null);
		const givenUp = this.#givenUp;
		for (const { id } of listeners) {
			const before = this.#lines.get(id) ?? Promise.resolve();
			const outgoing = { type, bytes, sign: 'good' as const, headers, retry: true };
			this.#lines.set(
				id,
				before.then(async () => {
					if (givenUp === this.#givenUp) await this.#sendInTurn(id, outgoing);
				}),
			);
		}
	}

	/**
	 * Sends a delivery that a test wrote itself, outside the queue. Returns the tries that this took.
	 */
	async byHand(delivery: ManualDelivery): Promise<DeliveryAttempt[]> {
		const { event, webhookId, sign = 'good', retry = false, contentType } = delivery;
		const isKnown = event !== undefined && EVENT_TYPES.includes(event);
		const targets = this.#state
			.listeners(isKnown && webhookId === undefined ? event : null)
			.filter(({ id }) => webhookId === undefined || id === webhookId);
		const bytes = bytesOf(delivery.body);
		const headers = {
			...(contentType !== undefined && { 'Content-Type': contentType }),
			...delivery.headers,
		};
		const type = event ?? typeIn(bytes);
		const attempts = await Promise.all(
			targets.map((target) => this.#send(target, { type, bytes, sign, headers, retry })),
		);
		return attempts.flat();
	}

	/** Resolves when nothing is being sent and nothing waits. */
	async idle(): Promise<void> {
		let lines: Array<Promise<void>>;
		do {
			lines = [...this.#lines.values()];
			await Promise.all(lines);
			await this.deliverer.idle();
		} while ([...this.#lines.values()].some((line) => !lines.includes(line)));
	}

	/**
	 * Sends the next event of a webhook. If the last try fails, the webhook is switched off and its
	 * queue is lost.
	 */
	async #sendInTurn(id: string, outgoing: Outgoing): Promise<void> {
		const webhook = this.#state.webhooks.get(id);
		if (!webhook?.active) return;
		const attempts = await this.#send(webhook, outgoing);
		const isExhausted = attempts.length > DELIVERY_RULES.retryDelaysMs.length;
		const status = attempts.at(-1)?.status ?? 0;
		if (isExhausted && !DELIVERY_RULES.succeeded(status)) webhook.active = false;
	}

	#send(
		{ id, url, secret }: Webhook,
		{ type, bytes, sign, headers, retry }: Outgoing,
	): Promise<DeliveryAttempt[]> {
		const signature = signatureFor(bytes, secret, sign);
		return this.deliverer.send(
			{
				webhookId: id,
				url,
				eventType: type,
				headers: {
					'Content-Type': 'application/json',
					...(signature !== undefined && { [SIGNATURE_HEADER]: signature }),
					...headers,
				},
				body: bytes,
			},
			{ retry },
		);
	}
}

/** Only for the log: a body that a test wrote itself need not be JSON. */
function typeIn(bytes: Buffer): string {
	return /"type"\s*:\s*"([^"]*)"/.exec(bytes.toString('utf8'))?.[1] ?? 'unknown';
}
