import { EVENT_TYPES } from '../../simulators/hibob/index.mts';
import type { FiltersOfVendor, Who } from '../filters/types.mts';
import { schedule } from './schedule.mts';
import { credentialData, NAMES, startQuickHiBob } from './support.mts';

const DEPARTMENTS: Readonly<Record<Who, string>> = {
	inside: 'Support',
	outside: 'Engineering',
	unknown: '',
};

export const filters: FiltersOfVendor = {
	names: NAMES,
	schedule,
	dropDowns: {
		departments: { method: 'getDepartments', names: ['Engineering', 'People', 'Support'] },
		locations: { method: 'getLocations', names: ['Berlin', 'London'] },
	},
	tried: { filter: 'departments', choose: 'Support' },
	start: async () => {
		const company = await startQuickHiBob({ employees: 3 });
		return {
			company,
			credential: credentialData(company),
			hire: (who, startDate) => company.hire({ startDate, department: DEPARTMENTS[who] }),
			webhookByHand: async (url) => {
				const { secret } = await company.addWebhook({ name: 'n8n', url, events: EVENT_TYPES });
				return { webhookSecrets: secret };
			},
		};
	},
};
