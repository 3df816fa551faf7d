import { createHash } from 'crypto';

import { sleep } from 'n8n-workflow';

import type { NodeIdentity } from '../parameter';
import type { Answer } from './answer';
import { onceOver } from './answer';

/*
 * What this process knows about the deliveries it received: those in hand (their outcome is still
 * open), and those acknowledged. Both are lost when the process ends; a repeat then starts an
 * execution.
 */

/** How many acknowledged deliveries are remembered; the oldest are forgotten first. */
const REMEMBERED = 10_000;

/**
 * How long an acknowledged delivery is remembered. A vendor that closed the connection before the
 * answer sends the delivery again within seconds or minutes. Remembering the delivery saves an
 * execution in which *Skip Repeats* would drop the events anyway. Later repeats are left to *Skip
 * Repeats*. The time is short, because somebody who sends a delivery again by hand does so on
 * purpose.
 */
const REMEMBERED_FOR_MS = 10 * 60_000;

/**
 * How long a delivery stays in hand after its sender closed the connection, if no execution begins.
 */
const LOST_AFTER_MS = 60_000;

interface InHand {
	/** Resolves once the outcome is known: true if the delivery is acknowledged. */
	readonly over: Promise<boolean>;
	readonly end: (isAcknowledged: boolean) => void;
	readonly isRemembered: boolean;
}

/**
 * The keys of acknowledged deliveries, and when each was acknowledged, in milliseconds; the oldest
 * first.
 */
const acknowledged = new Map<string, number>();
const inHand = new Map<string, InHand>();

/**
 * Identifies a delivery to a node, published or in a test. Deliveries with the same bytes and the
 * same event name have the same key.
 */
export function deliveryKey(
	{ workflowId, nodeId, mode }: NodeIdentity,
	nativeType: string | null,
	body: Buffer,
): string {
	return createHash('sha256')
		.update(JSON.stringify([workflowId, nodeId, mode, nativeType]))
		.update(body)
		.digest('base64url');
}

/**
 * Takes a delivery in hand. A repeat of a delivery that is in hand waits for the outcome of the
 * first.
 *
 * A delivery is acknowledged once it was answered with success or its execution begins, whichever
 * comes first. If n8n fails to store the execution, n8n answers with a failure, and the vendor's
 * next attempt does not count as a repeat. A vendor that closes the connection gets no answer. Then
 * only the start of the execution proves that the delivery is safe.
 * @param answer n8n's answer to the vendor
 * @param hasTime whether the body says when the event happened. Only then do the same bytes mean
 *   the same event. Without a time, a team lead who is appointed a second time comes with the same
 *   bytes as the first time. So a delivery without a time is forgotten once it is acknowledged.
 * @returns false if the delivery repeats an acknowledged one: there is nothing to do
 */
export async function takeInHand(
	key: string,
	answer: Answer,
	{ hasTime }: { hasTime: boolean },
): Promise<boolean> {
	for (let other = inHand.get(key); other !== undefined; other = inHand.get(key)) {
		if (await other.over) return false;
	}
	if (wasAcknowledged(key)) return false;
	let end: InHand['end'] = () => undefined;
	const over = new Promise<boolean>((resolve) => (end = resolve));
	inHand.set(key, { over, end, isRemembered: hasTime });
	onceOver(answer, (status) => {
		if (status === null) void sleep(LOST_AFTER_MS).then(() => settle(key, false));
		else settle(key, status >= 200 && status < 300);
	});
	return true;
}

/**
 * The execution of a delivery begins: n8n has stored the delivery, so it can no longer be lost.
 */
export function runBegins(key: string): void {
	settle(key, true);
}

/**
 * The execution of a delivery has failed: somebody who sends the delivery again does so on purpose.
 */
export function runFailed(key: string): void {
	acknowledged.delete(key);
}

function settle(key: string, isAcknowledged: boolean): void {
	const delivery = inHand.get(key);
	if (delivery === undefined) return;
	inHand.delete(key);
	if (isAcknowledged && delivery.isRemembered) remember(key);
	delivery.end(isAcknowledged);
}

function wasAcknowledged(key: string): boolean {
	const at = acknowledged.get(key);
	return at !== undefined && Date.now() - at < REMEMBERED_FOR_MS;
}

function remember(key: string): void {
	acknowledged.delete(key);
	acknowledged.set(key, Date.now());
	for (const [oldest, at] of acknowledged) {
		if (acknowledged.size <= REMEMBERED && Date.now() - at < REMEMBERED_FOR_MS) break;
		acknowledged.delete(oldest);
	}
}
