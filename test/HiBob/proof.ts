import { createHmac } from 'crypto';

import { eventBytes, eventNames } from '../fixtures/hibob/read.mts';
import { nodes } from '../support/hibob';
import type { ProofOfVendor } from '../support/proof';

/** HiBob signs the body: HMAC-SHA512 in Base64; blanks around it do not count. */
export const proof: ProofOfVendor = {
	nodes,
	header: 'bob-signature',
	isMarked: false,
	credential: (current, previous) => ({
		...{ serviceUserId: 'SERVICE-1', serviceUserToken: 'example-token' },
		...{ environment: 'custom', baseUrl: 'http://127.0.0.1:1' },
		webhookSecrets: [current, previous].filter(Boolean).join(', '),
	}),
	deliveries: () => eventNames().map((name) => ({ body: eventBytes(name) })),
	proofOf: ({ body }, key) => createHmac('sha512', key).update(body).digest('base64'),
	asCompared: (header) => header.trim(),
};
