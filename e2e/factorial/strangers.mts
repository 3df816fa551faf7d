import assert from 'node:assert/strict';
import { startFactorial } from '../../simulators/factorial/index.mts';
import type { StrangersOfVendor } from '../strangers/types.mts';
import { credentialData, NAMES } from './support.mts';

/** Strangers who write to a trigger of Factorial. */
export const strangers: StrangersOfVendor = {
	node: 'factorial',
	credentialType: NAMES.credentialType,
	hrEvents: ['leave.approved'],
	header: 'x-factorial-wh-challenge',
	start: async () => {
		const factorial = await startFactorial({
			employees: 1,
			postLimit: { requests: 10_000, windowMs: 60_000 },
		});
		return {
			credential: credentialData(factorial),
			webhooks: () => factorial.webhooks.map(({ target_url: target }) => target),
			deliver: (url) => {
				const found = factorial.webhooks.find(({ target_url: target }) => target === url);
				assert.ok(found);
				return factorial.happen(found.type);
			},
			close: () => factorial.close(),
		};
	},
};
