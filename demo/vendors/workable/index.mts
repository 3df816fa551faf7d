import { startWorkable } from '../../../simulators/workable/index.mts';
import type { WorkableSimulator } from '../../../simulators/workable/index.mts';
import { now } from '../../../e2e/support/clock.mts';
import type { Sometimes, VendorDemo } from '../types.mts';
import { workableButtons } from './buttons.mts';
import { workableDays } from './days.mts';

/** Starts the simulated Workable account. */
export async function startDemo(options: Sometimes): Promise<VendorDemo> {
	// Failed deliveries come again after half a second and three seconds, not five and thirty.
	const workable = await startWorkable({ ...options, now, timeScale: 0.1 });
	return {
		id: 'workable',
		title: 'Workable',
		credential: {
			name: 'Workable (demo)',
			type: 'workableHrApi',
			data: {
				subdomain: workable.subdomain,
				accessToken: firstToken(workable),
				baseUrl: workable.baseUrl,
			},
		},
		examples: [
			{ file: 'workable-hires-leaves-leavers.json', isPublished: true },
			{ file: 'workable-on-the-day.json', isPublished: true },
			{ file: 'workable-no-repeats.json', isPublished: true },
			{ file: 'workable-employment-report.json', isPublished: false },
		],
		buttons: workableButtons(workable),
		webhooks: () =>
			workable.webhooks.map(({ id, event, target }) => ({ id: String(id), event, target })),
		deliveries: () =>
			workable.deliveries.attempts.map(({ at, eventType, attempt, status, error }) => {
				return { at, event: eventType, attempt, status, error };
			}),
		violations: () => workable.violations.list.map(({ rule, detail }) => `${rule}: ${detail}`),
		days: workableDays(workable),
		giveUp: () => workable.deliveries.giveUp(),
		idle: () => workable.deliveries.idle(),
		close: () => workable.close(),
	};
}

function firstToken({ tokens }: WorkableSimulator): string {
	const [first] = tokens;
	if (!first) throw new Error('The simulated Workable account has no API token');
	return first.token;
}
