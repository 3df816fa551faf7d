import { WorkableHrApi } from '../../credentials/WorkableHrApi.credentials';
import { methods } from '../../nodes/WorkableHr/methods';
import { workable } from '../../nodes/WorkableHr/vendor';
import { startWorkable } from '../../simulators/workable/index.mts';
import { describeTwoAccounts } from '../support/twoAccounts';
import { nodes } from '../support/workable';

const { getDepartments } = methods.loadOptions;

const AMPLE = { requests: 1000, windowMs: 1000 };

describeTwoAccounts({
	vendor: workable,
	nodes,
	credentialType: new WorkableHrApi(),
	start: async (which, limits) =>
		await startWorkable({
			subdomain: which === 'first' ? 'acme' : 'borealis',
			tokens: [{ token: `example-token-of-${which}` }],
			// The names that tell the companies apart are those of the first people.
			...{ order: 'oldest-first', legalEntities: 'two' },
			...(limits === 'ample' ? { rateLimit: AMPLE } : {}),
		}),
	credentialOf: ({ subdomain }, baseUrl, which) => ({
		subdomain,
		accessToken: `example-token-of-${which}`,
		baseUrl,
	}),
	secretsOf: (_, which) => [`example-token-of-${which}`],
	names: [
		['"name":"Engineering"', '"name":"Rocketry"'],
		['"name":"Sales"', '"name":"Trade"'],
		['"name":"Acme Inc."', '"name":"Borealis Inc."'],
	],
	dropDowns: [getDepartments],
	webhooksOf: ({ webhooks }) => webhooks.map(({ target }) => target),
	hire: (simulator) => {
		simulator.publishEmployee(simulator.createEmployee());
	},
	anyPath: '/departments',
});
