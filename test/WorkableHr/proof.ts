import { createHmac } from 'crypto';

import { eventBytes, eventNames } from '../fixtures/workable/read.mts';
import type { ProofOfVendor } from '../support/proof';
import { nodes } from '../support/workable';

/** Workable signs the body: HMAC-SHA256 in hex, in either case. */
export const proof: ProofOfVendor = {
	nodes,
	header: 'x-workable-signature',
	isMarked: true,
	credential: (accessToken, previousAccessToken = '') => ({
		...{ subdomain: 'acme', baseUrl: 'http://127.0.0.1:1' },
		...{ accessToken, previousAccessToken },
	}),
	deliveries: () => eventNames().map((name) => ({ body: eventBytes(name) })),
	proofOf: ({ body }, key) => createHmac('sha256', key).update(body).digest('hex'),
	asCompared: (header) => header.toLowerCase(),
};
