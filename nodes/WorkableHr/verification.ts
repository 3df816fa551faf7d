import { headerOf, hmac, isSameSecret } from '../shared/receive/compare';
import type { Verification } from '../shared/vendor';

const HEADER = 'x-workable-signature';

/**
 * HMAC-SHA256 over the raw body. The key is the API token with which the webhook was made.
 * https://workable.readme.io/reference/webhook-subscriptions-candidates-employees
 * The encoding is not documented; four independent integrations read hex in lower case. Upper case is accepted too.
 */
export const verification: Verification = {
	proof: 'signature',

	keysOf({ accessToken, previousAccessToken }) {
		const [current, previous] = [accessToken, previousAccessToken].map((token) =>
			typeof token === 'string' ? token.trim() : '',
		);
		if (!current) return [];
		return previous ? [current, previous] : [current];
	},

	hasProof: ({ headers }) => headerOf(headers, HEADER) !== null,

	isAuthentic({ headers, body }, key) {
		const signature = headerOf(headers, HEADER);
		return (
			signature !== null && isSameSecret(hmac('sha256', key, body, 'hex'), signature.toLowerCase())
		);
	},
};
