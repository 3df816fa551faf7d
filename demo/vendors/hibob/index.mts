import { EVENT_TYPES, startHiBob } from '../../../simulators/hibob/index.mts';
import type { HiBobSimulator } from '../../../simulators/hibob/index.mts';
import { hiBobButtons } from './buttons.mts';
import { hibobDays } from './days.mts';
import { now } from '../../../e2e/support/clock.mts';
import type { Sometimes, VendorDemo } from '../types.mts';

/**
 * What the administrator ticks: more than the examples listen for, so that more can be chosen there.
 */
const ABOUT_PEOPLE = EVENT_TYPES.filter((type) => /^(employee|table|timeoff)\./.test(type));

/** Starts the simulated company at HiBob. */
export async function startDemo(options: Sometimes): Promise<VendorDemo> {
	// Failed deliveries come again after three and six seconds, not one and two minutes.
	const hibob = await startHiBob({ ...options, now, timeScale: 0.05 });
	return {
		id: 'hibob',
		title: 'HiBob',
		remark:
			'HiBob has no way for n8n to add webhooks. The administrator of the simulated company has done it by hand: added one webhook with the production URL of the trigger, ticked everything about people, and entered the secret that Bob showed in the credential. It stays when the workflow is unpublished.',
		credential: {
			name: 'HiBob (demo)',
			type: 'hiBobHrApi',
			data: { ...firstServiceUser(hibob), environment: 'custom', baseUrl: hibob.baseUrl },
		},
		examples: [
			{ file: 'hibob-hires-leaves-leavers.json', isPublished: true },
			{ file: 'hibob-on-the-day.json', isPublished: true },
			{ file: 'hibob-table-report.json', isPublished: false },
		],
		buttons: hiBobButtons(hibob),
		/** Bob tries the address before it shows the secret, so the workflow is published already. */
		async connect(listeners) {
			const secrets: string[] = [];
			for (const { name, url } of listeners) {
				const { secret } = await hibob.addWebhook({ name, url, events: ABOUT_PEOPLE });
				secrets.push(secret);
			}
			return { webhookSecrets: secrets.join(',') };
		},
		// One webhook carries many events: a line for each, as for the other vendors.
		webhooks: () =>
			hibob.webhooks
				.filter(({ active }) => active)
				.flatMap(({ id, url, events }) => events.map((event) => ({ id, event, target: url }))),
		deliveries: () =>
			hibob.deliveries.attempts.map(({ at, eventType, attempt, status, error }) => {
				return { at, event: eventType, attempt, status, error };
			}),
		violations: () => hibob.violations.list.map(({ rule, detail }) => `${rule}: ${detail}`),
		days: hibobDays(hibob),
		giveUp: () => hibob.deliveries.giveUp(),
		idle: () => hibob.deliveries.idle(),
		close: () => hibob.close(),
	};
}

function firstServiceUser({ serviceUsers }: HiBobSimulator) {
	const [first] = serviceUsers;
	if (!first) throw new Error('The simulated company has no service user');
	return { serviceUserId: first.id, serviceUserToken: first.token };
}
