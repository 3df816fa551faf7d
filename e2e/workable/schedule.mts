import { startWorkable } from '../../simulators/workable/index.mts';
import type { ScheduleOfVendor } from '../schedule/types.mts';
import { credentialData, NAMES } from './support.mts';

export const schedule: ScheduleOfVendor = {
	trigger: 'Workable HR Schedule Trigger',
	triggerType: 'n8n-nodes-hr-events.workableHrScheduleTrigger',
	names: NAMES,
	start: async () => {
		const company = await startWorkable();
		return {
			company,
			credential: credentialData(company),
			hire: (day) => {
				const startDate = `${day}T00:00:00.000Z`;
				const id = company.createEmployee({ start_date: startDate, hire_date: startDate });
				company.publishEmployee(id);
				return id;
			},
			listNobody: () => {
				company.faults.answer(/\/employees$/, { employees: [], total_count: 0 }, { times: 1 });
				return /lists 0 people, where it listed \d+ before/;
			},
		};
	},
};
