import { createHmac } from 'node:crypto';

/** The header that carries the signature. */
export const SIGNATURE_HEADER = 'Bob-Signature';

/**
 * How a delivery is signed: rightly; with another key; not at all; as a hex digest, which is not how
 * it is written; or with the given key.
 */
export type SignMode = 'good' | 'wrong' | 'none' | 'hex' | { secret: string };

/** HMAC-SHA512 of the raw body in Base64, keyed by the secret of the webhook. */
export function sign(body: Buffer, secret: string): string {
	return createHmac('sha512', secret).update(body).digest('base64');
}

/** The header value for a delivery, or undefined when it goes out unsigned. */
export function signatureFor(body: Buffer, secret: string, mode: SignMode): string | undefined {
	if (typeof mode === 'object') return sign(body, mode.secret);
	switch (mode) {
		case 'good':
			return sign(body, secret);
		case 'wrong':
			return sign(body, `not-${secret}`);
		case 'none':
			return undefined;
		case 'hex':
			return createHmac('sha512', secret).update(body).digest('hex');
	}
}
