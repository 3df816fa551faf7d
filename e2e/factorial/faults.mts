import { EVENT_TYPES, startFactorial } from '../../simulators/factorial/index.mts';
import type { FaultsOfVendor } from '../faults/types.mts';
import { AMPLE, credentialData, NAMES } from './support.mts';

const CREATE = 'employees/employee/create_with_contract';
const REJECT = 'timeoff/leave/reject';
const UNTERMINATE = 'employees/employee/unterminate';
const OTHERS = EVENT_TYPES.filter((type) => ![CREATE, REJECT, UNTERMINATE].includes(type));

/** Factorial's largest page. */
const PAGE_SIZE = 100;

/** Faults while webhooks are registered at Factorial. */
export const faults: FaultsOfVendor = {
	names: NAMES,
	selection: { hrEvents: ['employee.hired', 'leave.declined'], events: [CREATE, REJECT] },
	second: { hrEvents: ['employee.termination_cancelled'], events: [UNTERMINATE] },
	changed: {
		hrEvents: ['employee.hired', 'employee.termination_cancelled'],
		events: [CREATE, UNTERMINATE],
	},
	creation: { method: 'POST', path: '/api_public/webhook_subscriptions' },
	removal: { method: 'DELETE' },
	start: async () => {
		const factorial = await startFactorial({
			postLimit: AMPLE,
			timeScale: 0,
		});
		const free = [...OTHERS];
		const addStranger = (target: string): void => {
			factorial.addWebhook({ type: free.shift() ?? '', target });
		};
		return {
			credential: credentialData(factorial),
			faults: factorial.faults,
			get requests() {
				return factorial.requests;
			},
			violations: factorial.violations,
			deliveries: factorial.deliveries,
			webhooks: () =>
				factorial.webhooks.map((record) => ({
					id: record.id,
					url: record.target_url,
					events: [record.type],
					isOn: record.enabled,
					record,
				})),
			addStranger,
			addHolder: (target) => {
				factorial.addWebhook({ type: REJECT, target });
			},
			fillFirstPage: () => {
				for (let count = 0; count < PAGE_SIZE; count += 1) {
					addStranger(`https://hooks.example.com/hr/page/${count}`);
				}
			},
			removeHolder: () => {
				const holder = factorial.webhooks.find(({ type }) => type === REJECT);
				if (holder !== undefined) factorial.removeWebhook(holder.id);
			},
			switchOff: (id) => factorial.changeWebhook(id, { enabled: false }),
			rotateKey: () => {
				const apiKey = 'example-next-key-of-acme';
				factorial.addApiKey(apiKey);
				const [{ value } = { value: '' }] = factorial.credentials;
				factorial.revokeCredential(value);
				return credentialData(factorial, { apiKey });
			},
			happen: async () => {
				factorial.createEmployee();
				await factorial.deliveries.idle();
			},
			close: () => factorial.close(),
		};
	},
};
