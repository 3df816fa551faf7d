import { PersonioHrApi } from '../../credentials/PersonioHrApi.credentials';
import { personio } from '../../nodes/Personio/vendor';
import { startPersonio } from '../../simulators/personio/index.mts';
import { nodes } from '../support/personio';
import { describeTwoAccounts } from '../support/twoAccounts';

const AMPLE = { replenishRate: 1000, burstCapacity: 1000 };

describeTwoAccounts({
	vendor: personio,
	nodes,
	credentialType: new PersonioHrApi(),
	start: async (which, limits) =>
		await startPersonio({
			companyId: which === 'first' ? '48151' : '62342',
			clients: [{ clientId: `papi-client-of-${which}`, clientSecret: `papi-secret-of-${which}` }],
			...(limits === 'ample' ? { rateLimit: { persons: AMPLE, others: AMPLE } } : {}),
		}),
	credentialOf: ({ clients: [client] }, baseUrl) => ({
		clientId: client?.clientId,
		clientSecret: client?.clientSecret,
		baseUrl,
	}),
	secretsOf: (_, which) => [`papi-secret-of-${which}`],
	names: [
		['"name":"Engineering"', '"name":"Rocketry"'],
		['"name":"Platform"', '"name":"Launch Pad"'],
		['"name":"Acme GmbH"', '"name":"Borealis GmbH"'],
	],
	dropDowns: [],
	webhooksOf: ({ webhooks }) => webhooks.map(({ url }) => url),
	hire: (simulator) => void simulator.hire(),
	anyPath: '/v2/persons',
});
