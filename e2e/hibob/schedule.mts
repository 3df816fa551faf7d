import { startHiBob } from '../../simulators/hibob/index.mts';
import type { ScheduleOfVendor } from '../schedule/types.mts';
import { credentialData, NAMES } from './support.mts';

export const schedule: ScheduleOfVendor = {
	trigger: 'HiBob Schedule Trigger',
	triggerType: 'n8n-nodes-hr-events.hiBobScheduleTrigger',
	credentialType: NAMES.credentialType,
	start: async () => {
		const company = await startHiBob();
		return {
			company,
			credential: credentialData(company),
			hire: (startDate) => company.hire({ startDate }),
		};
	},
};
