import { DELIVERY_RULES, startFactorial } from '../../simulators/factorial/index.mts';
import type { ScheduleOfVendor } from '../schedule/types.mts';
import { credentialData, NAMES } from './support.mts';

const lastPage = {
	data: [],
	meta: {
		...{ has_next_page: false, has_previous_page: true },
		...{ start_cursor: null, end_cursor: null, total: 0, limit: 100 },
	},
};

export const schedule: ScheduleOfVendor = {
	trigger: 'Factorial Schedule Trigger',
	triggerType: 'n8n-nodes-hr-events.factorialScheduleTrigger',
	names: NAMES,
	listing: {
		manyPeople: 105,
		firstPage: { path: '/employees/employees', query: /^(?!.*(?:after_id|ids|updated_at))/ },
		nobody: { body: lastPage, says: /^Factorial does not allow this with the credential/ },
		furtherPage: { path: '/employees/employees', query: /after_id=/ },
		earlyEnd: { body: lastPage, says: null },
		limitHeaders: () => ({ 'Retry-After': '8' }),
		limitWaitMs: 8_000,
	},
	retryDelaysMs: DELIVERY_RULES.retryDelaysMs,
	// Factorial documents no limit for reads.
	start: async ({ people = 6, now = Date.now, timeScale = 1 } = {}) => {
		const company = await startFactorial({ employees: people, now, timeScale });
		return {
			company,
			credential: credentialData(company),
			hire: (startsOn) => company.createEmployee({}, { starts_on: startsOn }),
			leave: (on) => {
				const id = company.employees[1]?.id ?? '';
				company.terminateEmployee(id, { on });
				return id;
			},
		};
	},
};
