import type { Deliverer, DeliveryAttempt } from '../kit/deliveries.mts';
import { bytesOf } from '../kit/deliveries.mts';
import type { FactorialState, Webhook } from './state.mts';
import { asVersion } from './versions.mts';

/** The header with the challenge of a webhook. */
export const CHALLENGE_HEADER = 'x-factorial-wh-challenge';

const MINUTE_MS = 60_000;
const FIRST_PAUSES = [1, 2, 4, 8, 15, 30, 60, 120];
const LATER_PAUSES = Array.from({ length: 11 }, () => 240);

/**
 * Twenty tries in 48 hours are documented; how they are spread, how long is waited for an answer,
 * and that any 2xx will do is this simulator's own.
 */
export const DELIVERY_RULES = {
	retryDelaysMs: [...FIRST_PAUSES, ...LATER_PAUSES].map((minutes) => minutes * MINUTE_MS),
	timeoutMs: 10_000,
	succeeded: (status: number) => status >= 200 && status < 300,
};

/** Who caused an event; left out if the receiver may not see it. */
export interface Author {
	id: string;
	type: 'employee' | 'company';
}

/** A delivery that a test writes itself. */
export interface ManualDelivery {
	/** It goes to the webhook for this type if that webhook is switched on. */
	type: string;
	/** It is sent byte for byte. An object is serialised first. */
	body: string | Buffer | object;
	/** These are added to the usual headers, or replace them. */
	headers?: Record<string, string>;
	/** Default: the challenge of the webhook. Null sends none. */
	challenge?: string | null;
	/** Gives another address in place of the registered one. */
	urlOf?: (target: string) => string;
	/** Whether failed tries are repeated on the usual schedule. Default false. */
	retry?: boolean;
}

export interface Outgoing {
	bytes: Buffer;
	headers: Record<string, string>;
	retry: boolean;
}

/** Starts a delivery. If the last try fails, the webhook is switched off. */
export async function send(
	deliverer: Deliverer,
	webhook: Webhook,
	{ bytes, headers, retry }: Outgoing,
	url = webhook.target_url,
): Promise<DeliveryAttempt[]> {
	const { id, type, challenge } = webhook;
	const attempts = await deliverer.send(
		{
			webhookId: id,
			url,
			eventType: type,
			headers: {
				'Content-Type': 'application/json',
				...(challenge !== null && { [CHALLENGE_HEADER]: challenge }),
				...headers,
			},
			body: bytes,
		},
		{ retry },
	);
	const isExhausted = attempts.length > DELIVERY_RULES.retryDelaysMs.length;
	const status = attempts.at(-1)?.status ?? 0;
	if (retry && isExhausted && !DELIVERY_RULES.succeeded(status)) webhook.enabled = false;
	return attempts;
}

/** The bare record in the version of the webhook, without an envelope or a type. */
export function bytesFor({ api_version: version }: Webhook, record: unknown): Buffer {
	return Buffer.from(JSON.stringify(asVersion(version, record)));
}

/** Sends a delivery that a test wrote itself to the webhook for its type. */
export async function deliverByHand(
	deliverer: Deliverer,
	state: FactorialState,
	{ type, body, headers = {}, challenge, urlOf, retry = false }: ManualDelivery,
): Promise<DeliveryAttempt[]> {
	const webhook = state.holderOf(type);
	if (!webhook?.enabled) return [];
	// The bytes are sent as they are, whichever version the webhook has.
	const bytes = bytesOf(body);
	const proof = challenge === undefined ? webhook.challenge : challenge;
	const url = urlOf?.(webhook.target_url);
	// `send` gets a copy, so a delivery that a test wrote itself never switches the webhook off.
	const sent = { ...webhook, challenge: proof };
	return await send(deliverer, sent, { bytes, headers, retry }, url);
}
