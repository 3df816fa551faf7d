import { eventBytes, eventNames } from '../fixtures/personio/read.mts';
import { nodes, secretFor } from '../support/personio';
import type { ProofOfVendor } from '../support/proof';

/** Personio sends along a secret, which does not cover the body. */
export const proof: ProofOfVendor = {
	nodes,
	header: 'x-hr-events-secret',
	isMarked: true,
	credential: (clientSecret, previousClientSecret = '') => ({
		...{ clientId: 'papi-example', baseUrl: 'http://127.0.0.1:1' },
		...{ clientSecret, previousClientSecret },
	}),
	deliveries: () => eventNames().map((name) => ({ body: eventBytes(name) })),
	proofOf: (_delivery, key, node) => secretFor(node, key),
	asCompared: (header) => header,
};
