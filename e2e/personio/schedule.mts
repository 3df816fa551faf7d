import { DELIVERY_RULES, startPersonio } from '../../simulators/personio/index.mts';
import { AMPLE, type ScheduleOfVendor } from '../schedule/types.mts';
import { credentialData, NAMES } from './support.mts';

const AMPLE_BUCKET = { replenishRate: AMPLE.requests, burstCapacity: AMPLE.requests };

const lastPage = { _data: [], _meta: { links: {} } };

export const schedule: ScheduleOfVendor = {
	trigger: 'Personio Schedule Trigger',
	triggerType: 'n8n-nodes-hr-events.personioScheduleTrigger',
	names: NAMES,
	listing: {
		manyPeople: 55,
		firstPage: { path: '/v2/persons', query: /^limit=50$/ },
		nobody: { body: lastPage, says: /^Personio lists \d people, where it listed \d+ before/ },
		furtherPage: { path: '/v2/persons', query: /cursor=/ },
		earlyEnd: { body: lastPage, says: null },
		// No Retry-After was ever seen.
		limitHeaders: () => ({
			'x-ratelimit-replenish-rate': '10',
			'x-ratelimit-burst-capacity': '10',
			'x-ratelimit-requested-tokens': '1',
			'x-ratelimit-remaining': '0',
		}),
		limitWaitMs: 0,
	},
	retryDelaysMs: DELIVERY_RULES.retryDelaysMs,
	start: async ({ people = 6, now = Date.now, timeScale = 1, hasAmpleLimit = false } = {}) => {
		const company = await startPersonio({
			...{ people, now, timeScale },
			...(hasAmpleLimit && { rateLimit: { persons: AMPLE_BUCKET, others: AMPLE_BUCKET } }),
		});
		return {
			company,
			credential: credentialData(company),
			hire: (startDate) => company.hire({ startDate }).personId,
			leave: (terminationDate) => {
				const { id = '', person } = company.employments[1] ?? {};
				company.scheduleTermination(id, { terminationDate });
				return person?.id ?? '';
			},
		};
	},
};
