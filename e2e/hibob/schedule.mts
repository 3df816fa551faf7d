import { EVENT_TYPES, startHiBob } from '../../simulators/hibob/index.mts';
import type { ScheduleOfVendor } from '../schedule/types.mts';
import { credentialData, NAMES } from './support.mts';

export const schedule: ScheduleOfVendor = {
	trigger: 'HiBob Schedule Trigger',
	triggerType: 'n8n-nodes-hr-events.hiBobScheduleTrigger',
	names: NAMES,
	start: async () => {
		const company = await startHiBob();
		return {
			company,
			credential: credentialData(company),
			hire: (startDate) => company.hire({ startDate }),
			listNobody: () =>
				company.faults.answer(/\/people\/search$/, { employees: [] }, { method: 'POST', times: 1 }),
			webhookByHand: async (url) => {
				const { secret } = await company.addWebhook({ name: 'n8n', url, events: EVENT_TYPES });
				return { webhookSecrets: secret };
			},
		};
	},
};
