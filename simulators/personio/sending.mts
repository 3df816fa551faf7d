import type { Deliverer, DeliveryAttempt } from '../kit/deliveries.mts';
import { bytesOf } from '../kit/deliveries.mts';
import { isEventType } from './events.mts';
import type { EventBody } from './events.mts';
import type { PersonioState } from './state.mts';
import { secretHeaders } from './webhooks.mts';
import type { Webhook } from './webhooks.mts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Documented are 3 s, 1 + 6 tries of up to two requests, growing pauses and 3 days in all; the
 * pauses themselves are this simulator's own.
 */
export const DELIVERY_RULES = {
	retryDelaysMs: [
		...[MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS],
		40 * HOUR_MS + 49 * MINUTE_MS,
	],
	timeoutMs: 3000,
	requestsPerAttempt: 2,
	succeeded: (status: number) => status >= 200 && status < 300,
	isFinal: (status: number) => status < 500 || status === 501,
};

/** Sends an event about a subject (of a person) to all its webhooks. */
export type Emit = (eventName: string, id: string, personId?: string) => void;

/** How a delivery proves its origin: with the right secret, with another one, or not at all. */
export type SecretMode = 'good' | 'wrong' | 'missing';

/** A delivery that a test writes itself. */
export interface ManualDelivery {
	/**
	 * The webhook that it goes to. Without this and `url`, it goes to all enabled webhooks for the
	 * body's event.
	 */
	webhookId?: string;
	/** The URL that it goes to. If no webhook has this URL, the delivery has no secret. */
	url?: string;
	/** It is sent byte for byte. An object is serialised first. */
	body?: string | Buffer | object;
	/** The same; for bodies that are not text. */
	bytes?: string | Buffer;
	/** These are added to the usual headers, or replace them. */
	headers?: Record<string, string>;
	/** Default `good`. */
	secret?: SecretMode;
	/** Whether failed tries are repeated on the usual schedule. Default false. */
	retry?: boolean;
}

interface Outgoing {
	bytes: Buffer;
	eventName: string;
	secret?: SecretMode;
	headers?: Record<string, string>;
	retry?: boolean;
}

/** Sends events to webhooks and remembers them. */
export class Sender {
	readonly #state: PersonioState;
	readonly #deliverer: Deliverer;

	constructor(state: PersonioState, deliverer: Deliverer) {
		this.#state = state;
		this.#deliverer = deliverer;
	}

	/** Every request of every delivery so far. */
	get attempts(): DeliveryAttempt[] {
		return this.#deliverer.attempts;
	}

	/** An event as it is written, happening now. */
	envelope(eventName: string, payload: Record<string, unknown>): EventBody {
		return {
			company_id: this.#state.companyId,
			event_name: eventName,
			occurred_at: this.#state.occurredAt(),
			payload,
			meta: {},
		};
	}

	/**
	 * Tells an event to everybody who listens for it. One with a name that nobody can have asked for
	 * goes to every enabled webhook. It enters the history of those it is sent to, no others'.
	 */
	emit(eventName: string, payload: Record<string, unknown>): void {
		const body = this.envelope(eventName, payload);
		const bytes = Buffer.from(JSON.stringify(body));
		for (const webhook of this.#listeners(eventName)) {
			this.#state.history.push({ webhookId: webhook.id, body, bytes });
			this.again(webhook, { eventName, bytes });
		}
	}

	/** Sends to one webhook, also if it is disabled. Nothing enters its history. */
	again(webhook: Webhook, { eventName, bytes }: { eventName: string; bytes: Buffer }): void {
		void this.#send(webhook, { bytes, eventName });
	}

	/** Sends a delivery that a test wrote itself. Returns the requests that this took. */
	async byHand(delivery: ManualDelivery): Promise<DeliveryAttempt[]> {
		const { headers = {}, secret = 'good', retry = false } = delivery;
		const bytes = bytesOf(delivery.bytes ?? delivery.body ?? '');
		const eventName = eventNameIn(bytes) ?? 'unknown';
		const targets = this.#targets(delivery, eventName);
		const attempts = await Promise.all(
			targets.map((target) => this.#send(target, { bytes, eventName, secret, headers, retry })),
		);
		return attempts.flat();
	}

	#targets({ webhookId, url }: ManualDelivery, eventName: string): Array<Webhook | string> {
		if (webhookId !== undefined) return [this.#state.webhook(webhookId)];
		if (url === undefined) return this.#listeners(eventName);
		const registered = [...this.#state.webhooks.values()].filter((known) => known.url === url);
		return registered.length > 0 ? registered : [url];
	}

	#listeners(eventName: string): Webhook[] {
		return this.#state.listeners(isEventType(eventName) ? eventName : undefined);
	}

	#send(
		target: Webhook | string,
		{ bytes, eventName, secret = 'good', headers = {}, retry = true }: Outgoing,
	): Promise<DeliveryAttempt[]> {
		const proof = typeof target === 'string' ? {} : proofOf(target, secret);
		return this.#deliverer.send(
			{
				webhookId: typeof target === 'string' ? '' : target.id,
				url: typeof target === 'string' ? target : target.url,
				eventType: eventName,
				headers: { 'Content-Type': 'application/json', ...proof, ...headers },
				body: bytes,
			},
			{ retry },
		);
	}
}

function proofOf(webhook: Webhook, secret: SecretMode): Record<string, string> {
	if (secret === 'missing') return {};
	const headers = secretHeaders(webhook);
	if (secret === 'good') return headers;
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, almost(value)]));
}

/** The right value with another last character. */
function almost(value: string): string {
	return value.slice(0, -1) + (value.endsWith('x') ? 'y' : 'x');
}

/** A body that a test wrote itself need not be JSON. */
function eventNameIn(bytes: Buffer): string | undefined {
	return /"event_name"\s*:\s*"([^"]*)"/.exec(bytes.toString('utf8'))?.[1];
}
