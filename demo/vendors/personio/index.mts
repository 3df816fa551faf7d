import { startPersonio } from '../../../simulators/personio/index.mts';
import type { PersonioSimulator } from '../../../simulators/personio/index.mts';
import { personioButtons } from './buttons.mts';
import { personioDays } from './days.mts';
import { now } from '../../../e2e/support/clock.mts';
import type { Sometimes, VendorDemo } from '../types.mts';

/** Starts the simulated Personio account. */
export async function startDemo(options: Sometimes): Promise<VendorDemo> {
	// Failed deliveries come again after three and thirty seconds, not one and ten minutes.
	const personio = await startPersonio({ ...options, now, timeScale: 0.05 });
	return {
		id: 'personio',
		title: 'Personio',
		credential: {
			name: 'Personio (demo)',
			type: 'personioHrApi',
			data: { ...firstClient(personio), baseUrl: personio.baseUrl },
		},
		examples: [
			{ file: 'personio-hires-leaves-leavers.json', isPublished: true },
			{ file: 'personio-on-the-day.json', isPublished: true },
			{ file: 'personio-employment-report.json', isPublished: false },
		],
		buttons: personioButtons(personio),
		// One webhook carries many events: a line for each, as for the other vendors.
		webhooks: () =>
			personio.webhooks
				.filter(({ status }) => status === 'ENABLED')
				.flatMap(({ id, url, enabled_events: events }) =>
					events.map((event) => ({ id, event, target: url })),
				),
		deliveries: () =>
			personio.deliveries.attempts.map(({ at, eventType, attempt, status, error }) => {
				return { at, event: eventType, attempt, status, error };
			}),
		violations: () => personio.violations.list.map(({ rule, detail }) => `${rule}: ${detail}`),
		days: personioDays(personio),
		giveUp: () => personio.deliveries.giveUp(),
		idle: () => personio.deliveries.idle(),
		close: () => personio.close(),
	};
}

function firstClient({ clients }: PersonioSimulator) {
	const [first] = clients;
	if (!first) throw new Error('The simulated Personio account has no API credential');
	return { clientId: first.clientId, clientSecret: first.clientSecret };
}
