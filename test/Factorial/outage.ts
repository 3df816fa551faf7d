import * as fixtures from '../fixtures/factorial/read.mts';
import * as factorial from '../support/factorial';
import type { OutageOfVendor } from '../support/outage';
import { listeningFor } from '../support/outage';

/** What an outage of Factorial does to a run. */
export const outage: OutageOfVendor = {
	now: '2026-03-18T10:00:00.000Z',
	takesRead: [
		'employees__employee__terminate',
		'employees__employee__update.left_lately',
		'employees__employee__unterminate',
	],
	saysItself: [['employees__employee__create_with_contract', 'employee.hired']],
	async start() {
		const simulator = await factorial.startRoomyFactorial({ employees: 0 });
		simulator.load(fixtures.records());
		return {
			goesAway: (times) => simulator.faults.add({ kind: 'status', status: 503, times }),
			async tell(name, mode) {
				const parameters = listeningFor(factorial.offered('hrEvents'));
				const sent = {
					type: fixtures.typeOf(name),
					body: fixtures.eventJson(name),
				};
				const node = factorial.triggerIn(simulator, { parameters });
				return await factorial.through(node, sent, factorial.keyOf(simulator), mode);
			},
			close: async () => await simulator.close(),
		};
	},
};
