import { z } from 'zod/v4';
import { startFactorial } from '../../simulators/factorial/index.mts';
import type { HostileVendor } from '../hostile/types.mts';
import { credentialData, NAMES } from './support.mts';

const pageSchema = z.object({ data: z.array(z.looseObject({})) });
const everybody = {
	parameters: {
		...NAMES.actionParameters,
		...{ resource: 'employee', operation: 'getAll', returnAll: true },
	},
	path: /\/employees\/employees$/,
};

export const hostile: HostileVendor = {
	names: NAMES,
	scheduleTriggerType: 'n8n-nodes-hr-events.factorialScheduleTrigger',
	displayName: 'Factorial',
	everybody,
	paged: {
		...everybody,
		recordsOf: (page) => pageSchema.parse(page).data,
		numbered: (employee, number) => ({ ...Object(employee), id: String(number) }),
		page: (data, { next }) => ({ data, meta: { has_next_page: next !== null, end_cursor: next } }),
		ample: {},
		emptyPage: 'goes on',
	},
	absurd: {
		'ratelimit-limit': 'NaN',
		'ratelimit-remaining': '1000000000000',
		'ratelimit-reset': '-31536000',
	},
	secretFields: ['apiKey'],
	start: async () => {
		const company = await startFactorial({ employees: 30 });
		const { baseUrl } = company;
		return { baseUrl, credential: credentialData(company), close: () => company.close() };
	},
};
