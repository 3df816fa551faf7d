import { startPersonio } from '../../simulators/personio/index.mts';
import type { TenantsOfVendor } from '../tenants/types.mts';
import { NAMES } from './support.mts';

/** Two companies with Personio. */
export const tenants: TenantsOfVendor = {
	names: NAMES,
	start: async (which) => {
		const client = { clientId: `papi-${which}`, clientSecret: `papi-secret-of-${which}` };
		const companyId = which === 'first' ? '48151' : '62342';
		const company = await startPersonio({ clients: [client], companyId });
		return {
			company,
			secrets: [client.clientSecret],
			credential: (baseUrl) => ({ ...client, baseUrl }),
			webhooks: () => company.webhooks.map(({ url }) => url),
			hire: () => void company.hire(),
		};
	},
	places: [
		['Engineering', 'Rocketry'],
		['Acme GmbH', 'Borealis GmbH'],
	],
};
