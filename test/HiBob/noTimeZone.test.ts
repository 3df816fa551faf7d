import type { HiBobSimulator } from '../../simulators/hibob/index.mts';
import { actionIn, nodes, startRoomyHiBob, through, triggerIn } from '../support/hibob';
import { describeNoTimeZone } from '../support/noTimeZone';

const personOf = ({ employees }: HiBobSimulator): string => String(employees[0]?.['root.id']);

const END = '2099-06-30';

describeNoTimeZone<HiBobSimulator>({
	nodes,
	async start() {
		const hibob = await startRoomyHiBob();
		const columns = { status: 'Terminated', employeeStatus: 'Active', reasonType: null };
		const row = { table: 'lifecycle', employeeId: personOf(hibob), id: 7000, effectiveDate: END };
		hibob.load({ rows: [{ ...row, ...columns }] });
		return hibob;
	},
	triggerIn,
	actionIn,
	tell: async (hibob, trigger) =>
		await through(trigger, {
			companyId: 636192,
			triggeredBy: 'system',
			triggeredAt: '2026-03-18T09:15:00.104233',
			version: 'v2',
			type: 'table.entry.created',
			data: { employeeId: personOf(hibob), tableId: 'lifecycle', effectiveDate: END },
		}),
	toldAs: ['employee.termination_scheduled', 'table.entry_created'],
	// Somebody makes them by hand.
	webhooksOf: () => 0,
	personOf,
});
