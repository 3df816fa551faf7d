import { z } from 'zod/v4';
import { startPersonio } from '../../simulators/personio/index.mts';
import type { HostileVendor } from '../hostile/types.mts';
import { credentialData, NAMES } from './support.mts';

const pageSchema = z.object({ _data: z.array(z.looseObject({})) });
const everybody = {
	parameters: { resource: 'employee', operation: 'getAll', returnAll: true },
	path: /^\/v2\/persons$/,
};

export const hostile: HostileVendor = {
	names: NAMES,
	scheduleTriggerType: 'n8n-nodes-hr-events.personioScheduleTrigger',
	displayName: 'Personio',
	everybody,
	paged: {
		...everybody,
		recordsOf: (page) => pageSchema.parse(page)._data,
		numbered: (person, number) => ({ ...Object(person), id: String(number) }),
		page: (persons, { next }) => ({
			_data: persons,
			_meta: { links: next === null ? {} : { next: { href: `/v2/persons?cursor=${next}` } } },
		}),
		ample: {
			'x-ratelimit-replenish-rate': '1000',
			'x-ratelimit-burst-capacity': '1000',
			'x-ratelimit-requested-tokens': '1',
			'x-ratelimit-remaining': '999',
		},
		emptyPage: 'goes on',
	},
	signIn: /^\/v2\/auth\/token$/,
	absurd: {
		'x-ratelimit-replenish-rate': '1000000000000',
		'x-ratelimit-burst-capacity': 'NaN',
		'x-ratelimit-requested-tokens': '-1',
		'x-ratelimit-remaining': '1000000000000',
	},
	secretFields: ['clientSecret'],
	start: async () => {
		const company = await startPersonio({ people: 30, rateLimit: false });
		const { baseUrl } = company;
		return { baseUrl, credential: credentialData(company), close: () => company.close() };
	},
};
