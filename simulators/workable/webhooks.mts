import type { Deliverer, DeliveryAttempt } from '../kit/deliveries.mts';
import { bytesOf } from '../kit/deliveries.mts';
import { SIGNATURE_HEADER, signatureFor } from './signing.mts';
import type { SignMode } from './signing.mts';
import type { Webhook, WorkableState } from './state.mts';
import type { ManualDelivery } from './types.mts';

/**
 * Documented is only that anything but 200 is repeated; how often and when is not. The schedule is
 * this simulator's own.
 */
export const DELIVERY_RULES = {
	retryDelaysMs: [5_000, 30_000, 120_000, 600_000, 3_600_000],
	timeoutMs: 10_000,
	succeeded: (status: number) => status === 200,
};

export interface Outgoing {
	bytes: Buffer;
	sign: SignMode;
	headers: Record<string, string>;
	retry: boolean;
}

/** Starts a delivery to one webhook, signed with the token that made it. */
export function send(
	deliverer: Deliverer,
	{ id, event, target, token }: Webhook,
	{ bytes, sign, headers, retry }: Outgoing,
): Promise<DeliveryAttempt[]> {
	const signature = signatureFor(bytes, token, sign);
	return deliverer.send(
		{
			webhookId: id,
			url: target,
			eventType: eventTypeIn(bytes) ?? event,
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

/** Sends a delivery that a test wrote itself to all webhooks for its event. */
export async function deliverByHand(
	deliverer: Deliverer,
	state: WorkableState,
	{ event, body, headers = {}, sign = 'good', retry = false }: ManualDelivery,
): Promise<DeliveryAttempt[]> {
	const bytes = bytesOf(body);
	const attempts = await Promise.all(
		state
			.listeners(event)
			.map((webhook) => send(deliverer, webhook, { bytes, sign, headers, retry })),
	);
	return attempts.flat();
}

/** Only for the log: a body that a test wrote itself need not be JSON. */
function eventTypeIn(bytes: Buffer): string | undefined {
	return /"event_type"\s*:\s*"([^"]*)"/.exec(bytes.toString('utf8'))?.[1];
}
