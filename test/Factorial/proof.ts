import { eventBytes, eventNames, typeOf } from '../fixtures/factorial/read.mts';
import { challengeFor, nodes } from '../support/factorial';
import type { ProofOfVendor } from '../support/proof';

/** Factorial sends along a challenge, which covers the type that the URL names, but not the body. */
export const proof: ProofOfVendor = {
	nodes,
	header: 'x-factorial-wh-challenge',
	isMarked: true,
	credential: (apiKey, previousApiKey = '') => ({
		...{ environment: 'custom', baseUrl: 'http://127.0.0.1:1' },
		...{ apiKey, previousApiKey },
	}),
	deliveries: () =>
		eventNames().map((name) => ({ body: eventBytes(name), query: { event: typeOf(name) } })),
	proofOf: ({ query }, key, node) => challengeFor(node, key, query?.['event'] ?? ''),
	asCompared: (header) => header,
};
