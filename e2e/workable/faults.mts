import { startWorkable } from '../../simulators/workable/index.mts';
import type { FaultsOfVendor } from '../faults/types.mts';
import { AMPLE, credentialData, NAMES } from './support.mts';

/** Faults while webhooks are registered at Workable. */
export const faults: FaultsOfVendor = {
	names: NAMES,
	selection: {
		hrEvents: ['employee.created', 'employee.hired', 'leave.approved'],
		events: ['employee_created', 'employee_published', 'timeoff_updated'],
	},
	second: { hrEvents: ['employee.onboarding_completed'], events: ['onboarding_completed'] },
	changed: {
		hrEvents: ['employee.hired', 'employee.onboarding_completed'],
		events: ['employee_published', 'onboarding_completed'],
	},
	creation: { method: 'POST', path: '/subscriptions' },
	removal: { method: 'DELETE' },
	start: async () => {
		const workable = await startWorkable({
			rateLimit: AMPLE,
			timeScale: 0,
		});
		const addStranger = (target: string): void => {
			workable.addWebhook({ event: 'job_deleted', target });
		};
		return {
			credential: credentialData(workable),
			faults: workable.faults,
			get requests() {
				return workable.requests;
			},
			violations: workable.violations,
			deliveries: workable.deliveries,
			webhooks: () =>
				workable.webhooks.map((record) => ({
					id: String(record.id),
					url: record.target,
					events: [record.event],
					isOn: record.valid_until === null,
					record,
				})),
			addStranger,
			addHolder: (target) => {
				workable.addWebhook({ event: 'timeoff_updated', target });
			},
			switchOff: (id) => workable.expireWebhook(Number(id)),
			rotateKey: () => {
				const accessToken = 'example-next-token-of-acme';
				workable.addToken(accessToken);
				const [{ token } = { token: '' }] = workable.tokens;
				workable.revokeToken(token);
				return credentialData(workable, { accessToken });
			},
			happen: async () => {
				workable.publishEmployee(workable.createEmployee());
				await workable.deliveries.idle();
			},
			close: () => workable.close(),
		};
	},
};
