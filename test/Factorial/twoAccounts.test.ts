import type { IDataObject } from 'n8n-workflow';

import { FactorialHrApi } from '../../credentials/FactorialHrApi.credentials';
import { FactorialHrOAuth2Api } from '../../credentials/FactorialHrOAuth2Api.credentials';
import { pathOf } from '../../nodes/Factorial/connection';
import { Factorial } from '../../nodes/Factorial/Factorial.node';
import { FactorialTrigger } from '../../nodes/Factorial/FactorialTrigger.node';
import { methods } from '../../nodes/Factorial/methods';
import { factorial } from '../../nodes/Factorial/vendor';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import { startFactorial } from '../../simulators/factorial/index.mts';
import type { TwoAccountsOf, Which } from '../support/twoAccounts';
import { describeTwoAccounts } from '../support/twoAccounts';
import { vendorNodes } from '../support/vendorNodes';

const { getLocations, getTeams } = methods.loadOptions;

const SCOPES = [
	'employees',
	'contracts',
	'time_off',
	'company_locations',
	'company_legal_entities',
];

/** One application for all companies, as an integration of a partner has it. */
const APPLICATION = { clientId: 'example-app', clientSecret: 'example-secret', scopes: SCOPES };

function factorialWith(
	credentialType: FactorialHrApi | FactorialHrOAuth2Api,
	parameters: IDataObject,
	secretOf: (which: Which) => string,
	credentialWith: (secret: string, baseUrl: string) => IDataObject,
): TwoAccountsOf<FactorialSimulator> {
	return {
		vendor: factorial,
		nodes: vendorNodes({
			trigger: new FactorialTrigger(),
			action: new Factorial(),
			credentialType,
		}),
		credentialType,
		parameters,
		start: async (which, limits) => {
			const simulator = await startFactorial({
				apiKeys: [`example-key-of-${which}`],
				...(limits === 'ample' ? { postLimit: false } : {}),
			});
			simulator.addApplication(APPLICATION);
			simulator.addToken(`example-token-of-${which}`, 'company', APPLICATION);
			// Somebody in each place, and in each team.
			const [one, another] = simulator.employees;
			simulator.joinTeam(one?.id ?? '', '501');
			simulator.joinTeam(another?.id ?? '', '502');
			return simulator;
		},
		credentialOf: (_, baseUrl, which) => ({
			environment: 'custom',
			baseUrl,
			...credentialWith(secretOf(which), baseUrl),
		}),
		secretsOf: (_, which) => [secretOf(which)],
		names: [
			['"name":"Barcelona"', '"name":"Lisbon"'],
			['"legal_name":"Acme Iberia SL"', '"legal_name":"Borealis Iberia SL"'],
			['"name":"Support"', '"name":"Help Desk"'],
		],
		fields: [['"company_id":"55"', '"company_id":"66"']],
		foreign: { first: [/company_id\W+66/], second: [/company_id\W+55/] },
		dropDowns: [getLocations, getTeams],
		webhooksOf: ({ webhooks }) => webhooks.map(({ target_url: target }) => target),
		hire: (simulator) => void simulator.createEmployee(),
		anyPath: pathOf('locations/locations'),
	};
}

describe('with an API key each', () => {
	describeTwoAccounts(
		factorialWith(
			new FactorialHrApi(),
			{ authentication: 'apiKey' },
			(which) => `example-key-of-${which}`,
			(apiKey) => ({ apiKey }),
		),
	);
});

describe('with one application for both', () => {
	describeTwoAccounts({
		sharesKeys: true,
		...factorialWith(
			new FactorialHrOAuth2Api(),
			{ authentication: 'oAuth2' },
			(which) => `example-token-of-${which}`,
			(token, baseUrl) => ({
				clientId: APPLICATION.clientId,
				clientSecret: APPLICATION.clientSecret,
				accessTokenUrl: `${baseUrl}/oauth/token`,
				oauthTokenData: { access_token: token, token_type: 'Bearer' },
			}),
		),
	});
});
