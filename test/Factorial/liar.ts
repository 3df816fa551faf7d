import { factorial as vendor } from '../../nodes/Factorial/vendor';
import * as factorial from '../support/factorial';
import type { Liar } from '../support/liar';

/** Deliveries full of lies that carry the secret of Factorial. */
export const liar: Liar = {
	vendor,
	async start() {
		const simulator = await factorial.startRoomyFactorial();
		const [, person, other] = simulator.employees;
		if (person === undefined || other === undefined) throw new Error('Nobody works there');
		return {
			async lie(type, day, options) {
				const parameters = {
					listenFor: 'vendorEvents',
					vendorEvents: factorial.offered('vendorEvents'),
					options: { skipRepeats: false, ...options },
				};
				const body = {
					...person,
					...{ employee_id: person.id, team_id: '501', start_on: day, finish_on: day },
					...{ terminated_on: day, termination_reason_type: 'involuntary', active: false },
					...{ is_terminating: true, ends_on: day, effective_on: day, deleted_at: day },
				};
				const node = factorial.triggerIn(simulator, { parameters });
				return await factorial.through(node, { type, body }, factorial.keyOf(simulator));
			},
			close: async () => await simulator.close(),
		};
	},
};
