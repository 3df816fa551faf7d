import * as fixtures from '../fixtures/hibob/read.mts';
import * as hibob from '../support/hibob';
import type { OutageOfVendor } from '../support/outage';
import { listeningFor } from '../support/outage';

/** What an outage of HiBob does to a run. */
export const outage: OutageOfVendor = {
	now: '2025-01-09T10:00:00.000Z',
	takesRead: ['table.entry.created.lifecycle.terminated', 'timeoff.request.approved'],
	saysItself: [
		['employee.created', 'employee.hired'],
		['employee.left', 'employee.access_ended'],
		['employee.access.revoked.immediately', 'employee.access_ended'],
		['employee.inactivated', 'employee.deactivated'],
	],
	async start() {
		const simulator = await hibob.startRoomyHiBob({ employees: 0 });
		simulator.load(fixtures.records());
		return {
			goesAway: (times) => simulator.faults.add({ kind: 'status', status: 503, times }),
			async tell(name, mode) {
				const parameters = listeningFor(hibob.offered('hrEvents'));
				const node = hibob.triggerIn(simulator, { parameters });
				return await hibob.through(node, fixtures.eventJson(name), hibob.SECRET, mode);
			},
			close: async () => await simulator.close(),
		};
	},
};
