import { personio as vendor } from '../../nodes/Personio/vendor';
import * as personio from '../support/personio';
import type { Liar } from '../support/liar';

/** Deliveries full of lies that carry the secret of Personio. */
export const liar: Liar = {
	vendor,
	async start() {
		const simulator = await personio.startRoomyPersonio();
		const person = simulator.people.find(({ status }) => status === 'ACTIVE');
		if (person === undefined) throw new Error('Nobody works there');
		const employment = simulator.employments.find((one) => one.person?.id === person.id);
		return {
			async lie(type, day, options) {
				const parameters = {
					listenFor: 'vendorEvents',
					vendorEvents: personio.offered('vendorEvents'),
					options: { skipRepeats: false, ...options },
				};
				const end = { termination_date: day, last_working_day: day, type: 'FIRED' };
				const lies = { status: 'INACTIVE', employment_end_date: day, termination: end };
				const body = {
					...{ company_id: '1', event_name: type, occurred_at: `${day}T08:00:00Z` },
					payload: {
						person: { id: person.id, ...lies },
						employment: { id: employment?.id, ...lies },
						'absence-period': { id: 'a5e0f1c2-3b47-4d98-9e10-000000000099' },
					},
				};
				const node = personio.triggerIn(simulator, { parameters });
				const { clientSecret = '' } = simulator.clients[0] ?? {};
				return await personio.through(node, body, clientSecret);
			},
			close: async () => await simulator.close(),
		};
	},
};
