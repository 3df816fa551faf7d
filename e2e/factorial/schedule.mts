import { startFactorial } from '../../simulators/factorial/index.mts';
import type { ScheduleOfVendor } from '../schedule/types.mts';
import { credentialData, NAMES } from './support.mts';

export const schedule: ScheduleOfVendor = {
	trigger: 'Factorial Schedule Trigger',
	triggerType: 'n8n-nodes-hr-events.factorialScheduleTrigger',
	names: NAMES,
	start: async () => {
		const company = await startFactorial();
		return {
			company,
			credential: credentialData(company),
			hire: (startsOn) => company.createEmployee({}, { starts_on: startsOn }),
		};
	},
};
