import { z } from 'zod/v4';
import { startWorkable } from '../../simulators/workable/index.mts';
import type { HostileVendor } from '../hostile/types.mts';
import { credentialData, NAMES } from './support.mts';

const pageSchema = z.object({ employees: z.array(z.looseObject({})) });
const everybody = {
	parameters: { resource: 'employee', operation: 'getAll', returnAll: true },
	path: /\/employees$/,
};

/** More people than any page shows. */
const MANY = 1_000_000_000;

export const hostile: HostileVendor = {
	names: NAMES,
	scheduleTriggerType: 'n8n-nodes-hr-events.workableHrScheduleTrigger',
	displayName: 'Workable',
	everybody,
	paged: {
		...everybody,
		recordsOf: (page) => pageSchema.parse(page).employees,
		numbered: (employee, number) => ({ ...Object(employee), id: `n${number}` }),
		page: (employees, { next, given }) => ({
			employees,
			total_count: next === null ? given + employees.length : MANY,
		}),
		ample: { 'x-rate-limit-limit': '10000', 'x-rate-limit-remaining': '9999' },
		emptyPage: 'is refused',
	},
	absurd: {
		'x-rate-limit-limit': 'NaN',
		'x-rate-limit-remaining': '1000000000000',
		'x-rate-limit-reset': '-5',
	},
	secretFields: ['accessToken'],
	start: async () => {
		const rateLimit = { requests: 10_000, windowMs: 10_000 };
		const company = await startWorkable({ employees: 30, rateLimit });
		const { baseUrl } = company;
		return { baseUrl, credential: credentialData(company), close: () => company.close() };
	},
};
