import { operations } from '../../nodes/Personio/operations';
import * as personio from '../support/personio';
import type { RowsOfVendor } from '../support/rowsTold';
import { byId, INSIDE, LISTENING, PLANTED, text } from '../support/rowsTold';
import { operationRunner } from '../support/vendorNodes';

/** Rows of Personio with planted fields. */
export const rowsTold: RowsOfVendor = {
	work: {
		employment: {
			employment_start_date: text,
			...{ position: { id: '77', title: 'Engineer' }, supervisor: { id: '77' } },
			org_units: [{ type: 'team', id: '77' }],
		},
	},
	async told() {
		const simulator = await personio.startRoomyPersonio();
		try {
			const [employment] = simulator.employments;
			const personId = String(employment?.person?.id);
			const planted = {
				...employment,
				...PLANTED,
				position: { title: 'Engineer', ...INSIDE },
				supervisor: INSIDE,
				org_units: [{ type: 'team', ...INSIDE }],
			};
			const list = `/v2/persons/${personId}/employments`;
			simulator.faults.answer(list, { _data: [planted] });
			simulator.faults.answer(`${list}/${employment?.id}`, planted);
			const parameters = { ...LISTENING, hrEvents: ['table.entry_updated'] };
			const node = personio.triggerIn(simulator, { parameters });
			const update = {
				...{
					company_id: '1',
					event_name: 'employment.updated',
					occurred_at: '2026-03-01T08:00:00Z',
				},
				payload: { person: { id: personId }, employment: { id: employment?.id } },
			};
			const secret = simulator.clients[0]?.clientSecret ?? '';
			const { events } = await personio.through(node, update, secret);
			const doing = operationRunner(personio, operations, (given) =>
				personio.actionIn(simulator, given),
			);
			const found = await doing(['employment', 'getAll'], byId(personId));
			return { byTrigger: events, byAction: found.map(({ json }) => json) };
		} finally {
			await simulator.close();
		}
	},
};
