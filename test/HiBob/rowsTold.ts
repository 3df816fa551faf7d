import { operations } from '../../nodes/HiBob/operations';
import { eventBytes, personCalled, records } from '../fixtures/hibob/read.mts';
import * as hibob from '../support/hibob';
import type { RowsOfVendor } from '../support/rowsTold';
import { byId, INSIDE, LISTENING, PLANTED, text } from '../support/rowsTold';
import { operationRunner } from '../support/vendorNodes';

/** Rows of HiBob with planted fields. */
export const rowsTold: RowsOfVendor = {
	work: {
		work: { title: text, department: text, reportsTo: { id: '77' } },
		employment: { contract: text, type: text },
		lifecycle: { status: text, effectiveDate: text },
		training: { name: 'First aid' },
	},
	readOnly: ['training'],
	async told() {
		const simulator = await hibob.startRoomyHiBob({ employees: 0 });
		try {
			const { people, rows, timeOff } = records();
			const { 'root.id': employeeId } = personCalled('Ada');
			const training = { table: 'training', employeeId, id: 99, name: 'First aid' };
			const planted = [...rows, training].map((row) => ({
				...row,
				...PLANTED,
				...(row.table === 'work' && { reportsTo: INSIDE }),
			}));
			simulator.load({ people, rows: planted as typeof rows, timeOff });
			const parameters = { ...LISTENING, hrEvents: hibob.offered('hrEvents') };
			const node = hibob.triggerIn(simulator, { parameters });
			const events: object[] = [];
			for (const name of ['work', 'employment', 'lifecycle']) {
				const outputs = await hibob.through(node, eventBytes(`table.entry.created.${name}`));
				events.push(...outputs.events, ...outputs.unrecognised);
			}
			const doing = operationRunner(hibob, operations, (given) => hibob.actionIn(simulator, given));
			const found: object[] = [];
			for (const table of ['work', 'employment', 'lifecycle', 'training']) {
				for (const row of planted.filter((one) => one.table === table).slice(0, 1)) {
					const output = await doing(['tableEntry', 'getAll'], { ...byId(row.employeeId), table });
					found.push(...output.map(({ json }) => json));
				}
			}
			return { byTrigger: events, byAction: found };
		} finally {
			await simulator.close();
		}
	},
};
