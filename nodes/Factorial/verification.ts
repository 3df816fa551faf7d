import { headerOf, isSameSecret } from '../shared/receive/compare';
import { deriveSecret } from '../shared/register/secret';
import type { Verification } from '../shared/vendor';

/** Where Factorial sends the challenge of a subscription along, in the clear, with each delivery. */
export const CHALLENGE_HEADER = 'x-factorial-wh-challenge';

/**
 * Factorial signs nothing: it sends along the challenge that the subscription was made with. The
 * challenge says who sent the delivery; it covers neither the body nor the URL.
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

	hasProof: ({ headers }) => headerOf(headers, CHALLENGE_HEADER) !== null,

	isAuthentic({ headers }, key) {
		const challenge = headerOf(headers, CHALLENGE_HEADER);
		return challenge !== null && isSameSecret(key, challenge);
	},
};
