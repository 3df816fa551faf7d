import { createHash } from 'crypto';

/** How many deliveries are remembered in one n8n process; the oldest are forgotten first. */
const REMEMBERED = 10_000;

const acknowledged = new Set<string>();

/** Names a delivery to a node: the same bytes at the same address. */
export function deliveryKey(url: string, body: Buffer): string {
	return createHash('sha256').update(url).update('\n').update(body).digest('base64url');
}

/** Whether this process has answered such a delivery with success before. */
export function wasAcknowledged(key: string): boolean {
	return acknowledged.has(key);
}

/** Remembers a delivery that has been answered with success. */
export function acknowledge(key: string): void {
	acknowledged.delete(key);
	acknowledged.add(key);
	if (acknowledged.size > REMEMBERED) {
		const [oldest] = acknowledged;
		if (oldest !== undefined) acknowledged.delete(oldest);
	}
}
