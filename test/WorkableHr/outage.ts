import * as fixtures from '../fixtures/workable/read.mts';
import * as workable from '../support/workable';
import type { OutageOfVendor } from '../support/outage';
import { listeningFor } from '../support/outage';

/** What an outage of Workable does to a run. */
export const outage: OutageOfVendor = {
	now: '2026-03-18T10:00:00.000Z',
	takesRead: [],
	saysItself: [
		['employee_published', 'employee.hired'],
		['employee_updated.left', 'employee.access_ended'],
	],
	async start() {
		const simulator = await workable.startRoomyWorkable();
		return {
			goesAway: (times) => simulator.faults.add({ kind: 'status', status: 503, times }),
			async tell(name, mode) {
				const parameters = listeningFor(workable.offered('hrEvents'));
				const node = workable.triggerIn(simulator, { parameters });
				return await workable.through(
					node,
					fixtures.eventJson(name),
					workable.tokenOf(simulator),
					mode,
				);
			},
			close: async () => await simulator.close(),
		};
	},
};
