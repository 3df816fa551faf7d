import type { StrangersOfVendor } from '../strangers/types.mts';
import { credentialData, NAMES, startQuickHiBob } from './support.mts';

/** Strangers who write to a trigger of HiBob. */
export const strangers: StrangersOfVendor = {
	node: 'hiBob',
	credentialType: NAMES.credentialType,
	hrEvents: ['employee.created'],
	header: 'bob-signature',
	start: async () => {
		const hibob = await startQuickHiBob();
		return {
			credential: credentialData(hibob),
			webhookByHand: async (url) => {
				const wish = { name: 'n8n', url, events: ['employee.created'] };
				const { secret } = await hibob.addWebhook(wish);
				return { webhookSecrets: secret };
			},
			deliver: () => hibob.hire({ startDate: '2026-01-05' }),
			close: () => hibob.close(),
		};
	},
};
