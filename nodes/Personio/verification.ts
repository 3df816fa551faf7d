import { headerOf, isSameSecret } from '../shared/receive/compare';
import { deriveSecret } from '../shared/register/secret';
import type { Verification } from '../shared/vendor';

/**
 * The header that Personio is asked to send with each delivery. It is our own header, because
 * proxies use `Authorization` themselves. It starts with `X-`, because Personio reserves some names,
 * among them every name that starts with `te`.
 */
export const SECRET_HEADER = 'X-HR-Events-Secret';

/**
 * Personio does not sign its deliveries. It sends a secret that the receiver has chosen. The secret
 * proves who sent the delivery, but not that the delivery is new. So whatever a delivery says is
 * read from Personio again.
 * https://developer.personio.de/reference/webhooks
 */
export const verification: Verification = {
	proof: 'secret',

	keysOf({ clientSecret, previousClientSecret }, node) {
		const [current, previous] = [clientSecret, previousClientSecret].map((secret) =>
			typeof secret === 'string' ? secret.trim() : '',
		);
		if (!current) return [];
		return [current, ...(previous ? [previous] : [])].map((secret) => deriveSecret(secret, node));
	},

	hasProof: ({ headers }) => headerOf(headers, SECRET_HEADER.toLowerCase()) !== null,

	isAuthentic({ headers }, key) {
		const secret = headerOf(headers, SECRET_HEADER.toLowerCase());
		return secret !== null && isSameSecret(key, secret);
	},
};
