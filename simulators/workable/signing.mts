import { createHmac } from 'node:crypto';

/** The header that carries the signature. */
export const SIGNATURE_HEADER = 'X-Workable-Signature';

/**
 * How a delivery is signed: rightly; not at all; with another key; cut short; over other bytes than
 * those sent (as a sender that serialises twice would); or with the given token as the key.
 */
export type SignMode = 'good' | 'none' | 'wrong' | 'truncated' | 'reserialised' | { token: string };

/** HMAC-SHA256 of the raw body in lower-case hex, keyed by an API token. */
export function sign(body: Buffer, token: string): string {
	return createHmac('sha256', token).update(body).digest('hex');
}

/** The header value for a delivery, or undefined when it goes out unsigned. */
export function signatureFor(body: Buffer, token: string, mode: SignMode): string | undefined {
	if (typeof mode === 'object') return sign(body, mode.token);
	switch (mode) {
		case 'good':
			return sign(body, token);
		case 'none':
			return undefined;
		case 'wrong':
			return sign(body, `not-${token}`);
		case 'truncated':
			return sign(body, token).slice(0, 40);
		case 'reserialised':
			return sign(reserialised(body), token);
	}
}

function reserialised(body: Buffer): Buffer {
	const parsed: unknown = JSON.parse(body.toString('utf8'));
	return Buffer.from(JSON.stringify(parsed, null, 1));
}
