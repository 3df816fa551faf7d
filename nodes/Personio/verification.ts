import { headerOf, isSameSecret } from '../shared/receive/compare';
import { deriveSecret } from '../shared/register/secret';
import type { Verification } from '../shared/vendor';

/**
 * The header Personio is asked to send along. Of our own, because proxies take `Authorization` for
 * themselves; and with `X-`, because Personio reserves every name that starts with `te`, among others.
 */
export const SECRET_HEADER = 'X-HR-Events-Secret';

/**
 * Personio signs nothing: it sends a secret along that the receiver has chosen. The secret says
 * who sent the delivery, not that it is new; whatever it says is read from Personio again.
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
