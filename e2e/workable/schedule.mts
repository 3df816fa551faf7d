import { DELIVERY_RULES, startWorkable } from '../../simulators/workable/index.mts';
import { AMPLE, type ScheduleOfVendor } from '../schedule/types.mts';
import { credentialData, NAMES } from './support.mts';

const MANY_PEOPLE = 105;

export const schedule: ScheduleOfVendor = {
	trigger: 'Workable HR Schedule Trigger',
	triggerType: 'n8n-nodes-hr-events.workableHrScheduleTrigger',
	names: NAMES,
	listing: {
		manyPeople: MANY_PEOPLE,
		firstPage: { path: '/employees', query: /offset=0/ },
		nobody: {
			body: { employees: [], total_count: 0 },
			says: /^Workable lists 0 people, where it listed \d+ before/,
		},
		furtherPage: { path: '/employees', query: /offset=[1-9]/ },
		earlyEnd: {
			// More than there were: a smaller total would look as if people had been removed meanwhile.
			body: { employees: [], total_count: 10 * MANY_PEOPLE },
			says: /^Workable did not give a complete list/,
		},
		limitHeaders: (now) => ({
			...{ 'X-Rate-Limit-Limit': '10', 'X-Rate-Limit-Remaining': '0' },
			'X-Rate-Limit-Reset': String(Math.round(now / 1_000) + 10),
		}),
		limitWaitMs: 9_000,
	},
	retryDelaysMs: DELIVERY_RULES.retryDelaysMs,
	start: async ({ people = 6, now = Date.now, timeScale = 1, hasAmpleLimit = false } = {}) => {
		const company = await startWorkable({
			...{ employees: people, now, timeScale },
			...(hasAmpleLimit && { rateLimit: AMPLE }),
		});
		return {
			company,
			credential: credentialData(company),
			hire: (day) => {
				const startDate = `${day}T00:00:00.000Z`;
				const id = company.createEmployee({ start_date: startDate, hire_date: startDate });
				company.publishEmployee(id);
				return id;
			},
		};
	},
};
