import { startFactorial } from '../../../simulators/factorial/index.mts';
import type { FactorialSimulator } from '../../../simulators/factorial/index.mts';
import { factorialButtons } from './buttons.mts';
import { factorialDays } from './days.mts';
import { now } from '../../../e2e/support/clock.mts';
import type { Sometimes, VendorDemo } from '../types.mts';

/** Starts the simulated Factorial account. */
export async function startDemo(options: Sometimes): Promise<VendorDemo> {
	// Failed deliveries come again after three and six seconds, not one and two minutes.
	const factorial = await startFactorial({ ...options, now, timeScale: 0.05 });
	return {
		id: 'factorial',
		title: 'Factorial',
		credential: {
			name: 'Factorial (demo)',
			type: 'factorialHrApi',
			data: { apiKey: firstKey(factorial), environment: 'custom', baseUrl: factorial.baseUrl },
		},
		examples: [
			{ file: 'factorial-hires-leaves-leavers.json', isPublished: true },
			{ file: 'factorial-on-the-day.json', isPublished: true },
			{ file: 'factorial-contract-report.json', isPublished: false },
		],
		buttons: factorialButtons(factorial),
		webhooks: () =>
			factorial.webhooks
				.filter(({ enabled }) => enabled)
				.map(({ id, type, target_url: target }) => ({ id, event: type, target })),
		deliveries: () =>
			factorial.deliveries.attempts.map(({ at, eventType, attempt, status, error }) => {
				return { at, event: eventType, attempt, status, error };
			}),
		violations: () => factorial.violations.list.map(({ rule, detail }) => `${rule}: ${detail}`),
		days: factorialDays(factorial),
		giveUp: () => factorial.deliveries.giveUp(),
		idle: () => factorial.deliveries.idle(),
		close: () => factorial.close(),
	};
}

function firstKey({ credentials }: FactorialSimulator): string {
	const [first] = credentials;
	if (!first) throw new Error('The simulated Factorial account has no API key');
	return first.value;
}
