import * as fixtures from '../fixtures/personio/read.mts';
import { serveRecords } from '../fixtures/personio/serve.mts';
import * as personio from '../support/personio';
import type { OutageOfVendor } from '../support/outage';
import { listeningFor } from '../support/outage';

/** What an outage of Personio does to a run. */
export const outage: OutageOfVendor = {
	now: '2026-03-18T10:00:00.000Z',
	takesRead: ['person.updated.inactive', 'employment.updated.termination'],
	saysItself: [],
	async start() {
		const simulator = await personio.startRoomyPersonio({ people: 0 });
		return {
			goesAway(times) {
				simulator.faults.add({
					kind: 'status',
					status: 503,
					times,
					match: { path: /^\/v2\/persons/ },
				});
				serveRecords(simulator);
			},
			async tell(name, mode) {
				const parameters = listeningFor(personio.offered('hrEvents'));
				const node = personio.triggerIn(simulator, { parameters });
				const { clientSecret = '' } = simulator.clients[0] ?? {};
				const sent = fixtures.eventJson(name);
				return await personio.through(node, sent, clientSecret, mode);
			},
			close: async () => await simulator.close(),
		};
	},
};
