import { headerOf, hmac, isSameSecret } from '../shared/receive/compare';
import { deriveSecret } from '../shared/register/secret';
import type { Verification } from '../shared/vendor';
import { typeIn } from './target';

/** The header in which Factorial sends the challenge of a webhook with each delivery, in plain text. */
export const CHALLENGE_HEADER = 'x-factorial-wh-challenge';

/**
 * The challenge of a node's webhook for one type. Each type has a challenge of its own, so the
 * challenge proves the type of a delivery. The body does not say the type, and the URL only claims
 * it.
 */
export function challengeOf(key: string, type: string): string {
	return hmac('sha256', key, Buffer.from(type), 'hex');
}

/**
 * Factorial does not sign its deliveries. It sends the challenge that the webhook was made with. The
 * challenge proves who sent the delivery and which type it has, but it does not cover the body.
 * https://apidoc.factorialhr.com/docs/manage-webhooks
 */
export const verification: Verification = {
	proof: 'secret',

	/**
	 * The keys are derived from secrets that live long: the API key, or the secret of the OAuth2
	 * application.
	 */
	keysOf({ apiKey, previousApiKey, clientSecret, previousClientSecret }, node) {
		const [current, previous] = [
			apiKey ?? clientSecret,
			previousApiKey ?? previousClientSecret,
		].map((secret) => (typeof secret === 'string' ? secret.trim() : ''));
		if (!current) return [];
		return [current, ...(previous ? [previous] : [])].map((secret) => deriveSecret(secret, node));
	},

	hasProof: ({ headers, query }) =>
		headerOf(headers, CHALLENGE_HEADER) !== null && typeIn(query) !== null,

	isAuthentic({ headers, query }, key) {
		const challenge = headerOf(headers, CHALLENGE_HEADER);
		const type = typeIn(query);
		return challenge !== null && type !== null && isSameSecret(challengeOf(key, type), challenge);
	},
};
