import { startWorkable } from '../../simulators/workable/index.mts';
import type { TenantsOfVendor } from '../tenants/types.mts';
import { NAMES } from './support.mts';

/** Two companies with Workable. */
export const tenants: TenantsOfVendor = {
	names: NAMES,
	start: async (which) => {
		const subdomain = which === 'first' ? 'acme' : 'borealis';
		const token = `example-token-of-${which}`;
		const rateLimit = { requests: 1_000, windowMs: 10_000 };
		const company = await startWorkable({ subdomain, tokens: [{ token }], rateLimit });
		return {
			company,
			secrets: [token],
			credential: (baseUrl) => ({ subdomain, accessToken: token, baseUrl }),
			webhooks: () => company.webhooks.map(({ target }) => target),
			hire: () => company.publishEmployee(company.createEmployee()),
		};
	},
	places: [['Acme Inc.', 'Borealis Inc.']],
};
