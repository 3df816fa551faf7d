import { startPersonio } from '../../simulators/personio/index.mts';
import type { ScheduleOfVendor } from '../schedule/types.mts';
import { credentialData, NAMES } from './support.mts';

export const schedule: ScheduleOfVendor = {
	trigger: 'Personio Schedule Trigger',
	triggerType: 'n8n-nodes-hr-events.personioScheduleTrigger',
	names: NAMES,
	start: async () => {
		const company = await startPersonio();
		return {
			company,
			credential: credentialData(company),
			hire: (startDate) => company.hire({ startDate }).personId,
		};
	},
};
