import { EVENT_TYPES, startHiBob } from '../../simulators/hibob/index.mts';
import type { TenantsOfVendor } from '../tenants/types.mts';
import { NAMES } from './support.mts';

/** Two companies with HiBob. */
export const tenants: TenantsOfVendor = {
	names: NAMES,
	start: async (which) => {
		const user = { id: `SERVICE-${which}`, token: `example-token-of-${which}` };
		const companyId = which === 'first' ? 636192 : 770077;
		const company = await startHiBob({ companyId, serviceUsers: [user] });
		return {
			company,
			secrets: [user.token],
			credential: (baseUrl) => ({
				serviceUserId: user.id,
				serviceUserToken: user.token,
				environment: 'custom',
				baseUrl,
			}),
			webhooks: () => company.webhooks.map(({ url }) => url),
			hire: () => {
				const startDate = new Date().toISOString().slice(0, 10);
				company.hire({ startDate, department: 'Engineering', site: 'Berlin' });
			},
			webhookByHand: async (url) => {
				const added = await company.addWebhook({ name: 'n8n', url, events: EVENT_TYPES });
				return { webhookSecrets: added.secret };
			},
		};
	},
	places: [
		['Engineering', 'Rocketry'],
		['Berlin', 'Lisbon'],
	],
};
