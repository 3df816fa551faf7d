import { z } from 'zod/v4';

import { headerOf, hmac, isSameSecret } from '../shared/receive/compare';
import type { Verification } from '../shared/vendor';

const HEADER = 'bob-signature';

/** What Bob sends to test an address: first the text alone; if this is refused, an object that holds the text. */
const PING = 'Ping test';
const pingSchema = z.union([z.literal(PING), z.strictObject({ text: z.literal(PING) })]);

/**
 * HMAC-SHA512 over the raw body in Base64, keyed by the secret that Bob shows with each webhook.
 * https://apidocs.hibob.com/reference/getting-started-webhooks
 */
export const verification: Verification = {
	proof: 'signature',

	/** Each webhook has one secret, and two while the secret is being changed. A delivery may fit any of them. */
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
	 * Bob sends the ping when the webhook is added. Nobody can have entered its secret by then, and HiBob does not
	 * document whether the ping is signed. The ping carries no data, so it is answered without a proof.
	 */
	ping: {
		longest: 100,
		isPing(body) {
			const text = body.toString('utf8').trim();
			return text === PING || pingSchema.safeParse(parsedOrNull(text)).success;
		},
	},
};

function parsedOrNull(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
