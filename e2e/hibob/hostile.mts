import { z } from 'zod/v4';
import { startHiBob } from '../../simulators/hibob/index.mts';
import type { HostileVendor } from '../hostile/types.mts';
import { credentialData, NAMES } from './support.mts';

const pageSchema = z.object({ results: z.array(z.looseObject({})) });

export const hostile: HostileVendor = {
	names: NAMES,
	scheduleTriggerType: 'n8n-nodes-hr-events.hiBobScheduleTrigger',
	displayName: 'HiBob',
	// HiBob gives everybody in one answer.
	everybody: {
		parameters: { resource: 'employee', operation: 'getAll', returnAll: true },
		path: /\/people\/search$/,
	},
	paged: {
		parameters: {
			...{ resource: 'tableEntry', operation: 'getAll', table: 'lifecycle' },
			...{ people: 'everyone', returnAll: true },
		},
		path: /\/bulk\/people\/lifecycle$/,
		recordsOf: (page) => pageSchema.parse(page).results,
		numbered: (person, number) => ({ ...Object(person), employeeId: String(number) }),
		page: (results, { next }) => ({ results, response_metadata: { next_cursor: next } }),
		ample: { 'x-ratelimit-limit': '10000', 'x-ratelimit-remaining': '9999' },
		emptyPage: 'goes on',
	},
	absurd: {
		'x-ratelimit-limit': 'NaN',
		'x-ratelimit-remaining': '1000000000000',
		'x-ratelimit-reset': '-5',
	},
	secretFields: ['serviceUserToken'],
	start: async () => {
		const company = await startHiBob({ employees: 30, rateLimit: {} });
		const { baseUrl } = company;
		return { baseUrl, credential: credentialData(company), close: () => company.close() };
	},
};
