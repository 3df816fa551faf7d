import { createHash } from 'crypto';

import { sleep } from 'n8n-workflow';

import type { NodeIdentity } from '../vendor';
import type { Answer } from './answer';
import { onceOver } from './answer';

/*
 * What this process knows of the deliveries it has taken: those in hand, and those acknowledged.
 * Both are lost with the process; a repeat then starts a run.
 */

/** How many acknowledged deliveries are remembered; the oldest are forgotten first. */
const REMEMBERED = 10_000;

/** How long a delivery whose sender has hung up stays in hand while its run does not begin. */
const LOST_AFTER_MS = 60_000;

interface InHand {
	/** Resolves once it is acknowledged, or has failed. */
	readonly over: Promise<void>;
	end(): void;
}

const acknowledged = new Set<string>();
const inHand = new Map<string, InHand>();

/** Names a delivery to a node, published or in a test: the same bytes, told as the same event. */
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
 * Takes a delivery in hand; a repeat of one in hand waits for what becomes of it.
 *
 * It is acknowledged once a success has been answered or its run begins, whichever comes first. If
 * n8n fails to store the run it answers with a failure, and the vendor's next try is no repeat. A
 * vendor that hangs up is told nothing: then only the run says that the delivery is safe.
 * @param answer n8n's answer to the vendor
 * @returns false if it was acknowledged before: there is nothing to do
 */
export async function takeInHand(key: string, answer: Answer): Promise<boolean> {
	for (let other = inHand.get(key); other !== undefined; other = inHand.get(key)) await other.over;
	if (acknowledged.has(key)) return false;
	let end: InHand['end'] = () => undefined;
	inHand.set(key, { over: new Promise((resolve) => (end = resolve)), end });
	onceOver(answer, (status) => {
		if (status === null) void sleep(LOST_AFTER_MS).then(() => settle(key, false));
		else settle(key, status >= 200 && status < 300);
	});
	return true;
}

/** Tells that the run of a delivery begins: n8n has stored it, so it is not lost any more. */
export function runBegins(key: string): void {
	settle(key, true);
}

function settle(key: string, isAcknowledged: boolean): void {
	const delivery = inHand.get(key);
	if (delivery === undefined) return;
	inHand.delete(key);
	if (isAcknowledged) remember(key);
	delivery.end();
}

function remember(key: string): void {
	acknowledged.add(key);
	if (acknowledged.size <= REMEMBERED) return;
	const [oldest] = acknowledged;
	if (oldest !== undefined) acknowledged.delete(oldest);
}
