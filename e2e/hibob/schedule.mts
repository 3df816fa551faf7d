import { DELIVERY_RULES, EVENT_TYPES, startHiBob } from '../../simulators/hibob/index.mts';
import { AMPLE, type ScheduleOfVendor } from '../schedule/types.mts';
import { credentialData, NAMES } from './support.mts';

const REFUSED = /^HiBob does not allow this with the credential/;

export const schedule: ScheduleOfVendor = {
	trigger: 'HiBob Schedule Trigger',
	triggerType: 'n8n-nodes-hr-events.hiBobScheduleTrigger',
	names: NAMES,
	listing: {
		manyPeople: 205,
		firstPage: { method: 'POST', path: '/people/search' },
		// HiBob leaves out whom the service user may not see.
		nobody: { body: { employees: [] }, says: REFUSED },
		// The list of people has no pages. Their lifecycles say who leaves.
		furtherPage: { path: '/bulk/people/lifecycle', query: /cursor=/ },
		earlyEnd: {
			body: { results: [], response_metadata: { next_cursor: null } },
			says: REFUSED,
		},
		limitHeaders: (now) => ({
			...{ 'Retry-After': '8', 'X-RateLimit-Limit': '50', 'X-RateLimit-Remaining': '0' },
			'X-RateLimit-Reset': String(Math.ceil(now / 1_000) + 8),
		}),
		limitWaitMs: 8_000,
	},
	retryDelaysMs: DELIVERY_RULES.retryDelaysMs,
	start: async ({ people = 6, now = Date.now, timeScale = 1, hasAmpleLimit = false } = {}) => {
		const company = await startHiBob({
			...{ employees: people, now, timeScale },
			...(hasAmpleLimit && { rateLimit: { everything: AMPLE } }),
		});
		return {
			company,
			credential: credentialData(company),
			hire: (startDate) => company.hire({ startDate }),
			leave: (date) => {
				const id = company.employees[1]?.['root.id'] ?? '';
				company.scheduleTermination(id, { date });
				return id;
			},
			webhookByHand: async (url) => {
				const { secret } = await company.addWebhook({ name: 'n8n', url, events: EVENT_TYPES });
				return { webhookSecrets: secret };
			},
		};
	},
};
