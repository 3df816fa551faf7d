import { HiBobHrApi } from '../../credentials/HiBobHrApi.credentials';
import { hiBob } from '../../nodes/HiBob/vendor';
import { EVENT_TYPES, startHiBob } from '../../simulators/hibob/index.mts';
import { nodes } from '../support/hibob';
import { describeTwoAccounts } from '../support/twoAccounts';

const AMPLE = { everything: { requests: 1000, windowMs: 1000 } };

describeTwoAccounts({
	vendor: hiBob,
	nodes,
	credentialType: new HiBobHrApi(),
	start: async (which, limits) =>
		await startHiBob({
			companyId: which === 'first' ? 636192 : 770077,
			serviceUsers: [{ id: `SERVICE-of-${which}`, token: `example-token-of-${which}` }],
			...(limits === 'ample' ? { rateLimit: AMPLE } : {}),
		}),
	credentialOf: (_, baseUrl, which) => ({
		serviceUserId: `SERVICE-of-${which}`,
		serviceUserToken: `example-token-of-${which}`,
		webhookSecrets: `example-webhook-secret-of-${which}`,
		environment: 'custom',
		baseUrl,
	}),
	secretsOf: (_, which) => [`example-token-of-${which}`],
	names: [
		['"Engineering"', '"Rocketry"'],
		['"Berlin"', '"Lisbon"'],
	],
	dropDowns: [],
	webhooksOf: ({ webhooks }) => webhooks.map(({ url }) => url),
	makeWebhook: async (simulator, url) => {
		const { secret } = await simulator.addWebhook({ name: 'n8n', url, events: EVENT_TYPES });
		return { webhookSecrets: secret };
	},
	hire: (simulator) => {
		const startDate = new Date().toISOString().slice(0, 10);
		simulator.hire({ startDate, department: 'Engineering', site: 'Berlin' });
	},
	anyPath: '/company/people/fields',
});
