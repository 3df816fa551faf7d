import { startWorkable } from '../../simulators/workable/index.mts';
import type { StrangersOfVendor } from '../strangers/types.mts';
import { credentialData, NAMES } from './support.mts';

/** Strangers who write to a trigger of Workable. */
export const strangers: StrangersOfVendor = {
	node: 'workableHr',
	credentialType: NAMES.credentialType,
	hrEvents: ['employee.created'],
	header: 'x-workable-signature',
	start: async () => {
		const workable = await startWorkable();
		return {
			credential: credentialData(workable),
			webhooks: () => workable.webhooks.map(({ target }) => target),
			deliver: async () =>
				await workable.deliver({
					event: 'employee_created',
					body: Buffer.from(
						JSON.stringify({
							event_type: 'employee_created',
							fired_at: new Date().toISOString(),
							data: { id: '4d3' },
						}),
					),
				}),
			close: () => workable.close(),
		};
	},
};
