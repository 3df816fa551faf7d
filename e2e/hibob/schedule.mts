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
			listNobody: () => {
				const answer = { employees: [] };
				company.faults.answer(/\/people\/search$/, answer, { method: 'POST', times: 1 });
				// HiBob leaves out whom the service user may not see.
				return /^HiBob does not allow this with the credential/;
			},
			webhookByHand: async (url) => {
				const { secret } = await company.addWebhook({ name: 'n8n', url, events: EVENT_TYPES });
				return { webhookSecrets: secret };
			},
		};
	},
};
