import { z } from 'zod/v4';

import { headerOf, hmac, isSameSecret } from '../shared/receive/compare';
import type { Verification } from '../shared/vendor';

const HEADER = 'bob-signature';

/** What Bob sends to try an address: a text, or the text in an object if the first was refused. */
const PING = 'Ping test';
const pingSchema = z.union([z.literal(PING), z.strictObject({ text: z.literal(PING) })]);

/**
 * HMAC-SHA512 over the raw body in Base64, keyed by the secret that Bob shows with each webhook.
 * https://apidocs.hibob.com/reference/getting-started-webhooks
 */
export const verification: Verification = {
	proof: 'signature',

	/** One secret for each webhook, and two for one that is being changed: any may fit. */
	keysOf({ webhookSecrets }) {
		if (typeof webhookSecrets !== 'string') return [];
		const secrets = webhookSecrets.split(',').map((secret) => secret.trim());
		return [...new Set(secrets)].filter((secret) => secret !== '');
	},

	hasProof: ({ headers }) => headerOf(headers, HEADER) !== null,

	isAuthentic({ headers, body }, key) {
		const signature = headerOf(headers, HEADER);
		return (
			signature !== null && isSameSecret(hmac('sha512', key, body, 'base64'), signature.trim())
		);
	},

	/**
	 * Comes as the webhook is added, before anybody can have entered its secret; whether it is signed
	 * is not documented. It says nothing, so it is answered without a proof.
	 */
	isPing({ body }) {
		const text = body.toString('utf8').trim();
		return text === PING || pingSchema.safeParse(parsedOrNull(text)).success;
	},
};

function parsedOrNull(text: string): unknown {
	// Longer bodies are deliveries; they are parsed once their proof is seen.
	if (text.length > 100) return null;
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
