import assert from 'node:assert/strict';
import { z } from 'zod/v4';
import { startFactorial } from '../../simulators/factorial/index.mts';
import type { TenantsOfVendor } from '../tenants/types.mts';
import { NAMES } from './support.mts';

const APPLICATION = {
	clientId: 'example-app',
	clientSecret: 'example-app-secret',
	scopes: ['employees', 'contracts', 'time_off', 'company_locations', 'company_legal_entities'],
};

/** Two companies with Factorial. */
export const tenants: TenantsOfVendor = {
	names: { ...NAMES, credentialType: 'factorialHrOAuth2Api' },
	parameters: { authentication: 'oAuth2' },
	start: async (which) => {
		const company = await startFactorial({ apiKeys: [`unused-key-of-${which}`] });
		company.addApplication(APPLICATION);
		const secrets: string[] = [];
		return {
			company,
			secrets,
			credential: (baseUrl) => {
				const { clientId, clientSecret } = APPLICATION;
				return { clientId, clientSecret, environment: 'custom', baseUrl };
			},
			webhooks: () => company.webhooks.map(({ target_url: target }) => target),
			hire: () => void company.createEmployee(),
			// One application for both: only who agrees to it, and the token, tell the company.
			connect: async (n8n, { id }) => {
				const start = z.string().parse(await n8n.rest('GET', `/oauth2-credential/auth?id=${id}`));
				const { pathname, search } = new URL(start);
				const page = `${company.baseUrl}${pathname}${search}`;
				const agreed = await fetch(page, { redirect: 'manual' });
				const back = agreed.headers.get('location') ?? '';
				secrets.push(new URL(back).searchParams.get('code') ?? 'no code');
				assert.match(await (await fetch(back)).text(), /connected|success/i);
			},
		};
	},
	places: [
		['Barcelona', 'Lisbon'],
		['Acme Iberia SL', 'Borealis Iberia SL'],
	],
	fields: [['"company_id":"55"', '"company_id":"66"']],
	foreign: { first: [/company_id\W+66/], second: [/company_id\W+55/] },
};
