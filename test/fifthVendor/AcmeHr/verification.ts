import { headerOf, hmac, isSameSecret } from '../../../nodes/shared/receive/compare';
import type { IssuedVerification } from '../../../nodes/shared/vendor';

const HEADER = 'acme-signature';

/** How old a signature may be, and how far a clock may be off. */
const TOLERANCE_MS = 5 * 60_000;

/** `t=<seconds since 1970>,v1=<HMAC-SHA256 in hex of "<t>.<body>">` */
const SIGNATURE = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

/** A signature that covers the time, with the secret that Acme HR issued with the webhook. */
export const verification: IssuedVerification = {
	proof: 'signature',

	hasProof: ({ headers }) => SIGNATURE.test(headerOf(headers, HEADER) ?? ''),

	isAuthentic({ headers, body }, key, now) {
		const [, seconds, signature] = SIGNATURE.exec(headerOf(headers, HEADER) ?? '') ?? [];
		if (seconds === undefined || signature === undefined) return false;
		if (Math.abs(now - Number(seconds) * 1_000) > TOLERANCE_MS) return false;
		const signed = Buffer.concat([Buffer.from(`${seconds}.`), body]);
		return isSameSecret(hmac('sha256', key, signed, 'hex'), signature);
	},
};
