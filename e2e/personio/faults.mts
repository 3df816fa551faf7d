import { startPersonio } from '../../simulators/personio/index.mts';
import type { FaultsOfVendor } from '../faults/types.mts';
import { AMPLE, credentialData, NAMES } from './support.mts';

/** Personio's largest page. */
const PAGE_SIZE = 200;

/** Faults while webhooks are registered at Personio. */
export const faults: FaultsOfVendor = {
	names: NAMES,
	selection: {
		hrEvents: ['employee.created', 'employee.hired', 'leave.cancelled'],
		events: ['absence-period.deleted', 'employment.created', 'person.created'],
	},
	second: { hrEvents: ['employee.deleted'], events: ['person.deleted'] },
	changed: {
		hrEvents: ['employee.created', 'employee.deleted'],
		events: ['person.created', 'person.deleted'],
	},
	creation: { method: 'POST', path: '/v2/webhooks' },
	removal: { method: 'DELETE' },
	start: async () => {
		const personio = await startPersonio({
			rateLimit: { persons: AMPLE, others: AMPLE },
			timeScale: 0,
		});
		const addStranger = (url: string): void => {
			personio.addWebhook({ url, enabled_events: ['document.signed'] });
		};
		return {
			credential: credentialData(personio),
			faults: personio.faults,
			get requests() {
				return personio.requests;
			},
			violations: personio.violations,
			deliveries: personio.deliveries,
			webhooks: () =>
				personio.webhooks.map((record) => ({
					id: record.id,
					url: record.url,
					events: record.enabled_events,
					isOn: record.status === 'ENABLED',
					record,
				})),
			addStranger,
			addHolder: (url) => {
				personio.addWebhook({ url, enabled_events: ['absence-period.deleted'] });
			},
			fillFirstPage: () => {
				for (let count = 0; count < PAGE_SIZE; count += 1) {
					addStranger(`https://hooks.example.com/hr/page/${count}`);
				}
			},
			switchOff: (id) => personio.disableWebhook(id),
			rotateKey: () => {
				const client = { clientId: 'papi-example-next', clientSecret: 'papi-example-next-secret' };
				personio.addClient(client);
				return credentialData(personio, client);
			},
			happen: async () => {
				personio.addPerson();
				await personio.deliveries.idle();
			},
			close: () => personio.close(),
		};
	},
};
