import { headerOf, hmac, isSameSecret } from '../shared/receive/compare';
import type { Verification } from '../shared/vendor';

const HEADER = 'x-workable-signature';

/**
 * HMAC-SHA256 over the raw body, keyed by the API token the webhook was made with.
 * https://workable.readme.io/reference/webhook-subscriptions-candidates-employees
 * The encoding is not documented; four independent integrations read lower-case hex. Upper
 * case is accepted as well.
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
