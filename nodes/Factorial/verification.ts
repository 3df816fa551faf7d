import { headerOf, hmac, isSameSecret } from '../shared/receive/compare';
import { deriveSecret } from '../shared/register/secret';
import type { Verification } from '../shared/vendor';
import { typeIn } from './target';

/** Where Factorial sends the challenge of a subscription along, in the clear, with each delivery. */
export const CHALLENGE_HEADER = 'x-factorial-wh-challenge';

/**
 * The challenge of a node's subscription for one type. Each type has its own: so it proves which
 * type a delivery is of, which the body does not say and the URL only claims.
 */
export function challengeOf(key: string, type: string): string {
	return hmac('sha256', key, Buffer.from(type), 'hex');
}

/**
 * Factorial signs nothing: it sends along the challenge that the subscription was made with. That
 * says who sent the delivery, and of which type it is; it does not cover the body.
 * https://apidoc.factorialhr.com/docs/manage-webhooks
 */
export const verification: Verification = {
	proof: 'secret',

	/** Derived from what lives long: the API key, or the secret of the OAuth2 application. */
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
