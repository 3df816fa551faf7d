import { NodeOperationError } from 'n8n-workflow';

import { eventRecordId } from '../../shared/actions/eventRecordId';
import { valueOf } from '../../shared/actions/field';
import type { Operation } from '../../shared/actions/operation';
import { tableEntryItemSchema } from '../../shared/model/tableEntry';
import { employee, employeeIdOf } from '../../shared/actions/people';
import { readEmployee } from '../records/fetch/employees';
import { entriesOf, table } from './tableEntries';

const entryId = eventRecordId(
	{ displayName: 'Entry ID', name: 'entryId' },
	{ ref: 'entryId', record: 'row' },
);

/** Workable has no endpoint for one row. The row is taken from the record of the employee. */
export const tableEntryGet: Operation = {
	resource: 'tableEntry',
	operation: 'get',
	name: 'Get',
	action: 'Get a table entry',
	description: 'Retrieve one row, such as one employment of an employee',
	output: tableEntryItemSchema,
	fields: [employee.property, table.property, entryId.property],
	async run(context, itemIndex, api) {
		const employeeId = employeeIdOf(context, itemIndex);
		const name = valueOf(context, table, itemIndex);
		const wanted = valueOf(context, entryId, itemIndex);
		const record = await readEmployee(api, employeeId);
		const found = entriesOf(record, name, api).filter(
			({ normalised }) => normalised.entryId === wanted,
		);
		if (found.length > 0) return found;
		throw new NodeOperationError(context.getNode(), "There is no row with this 'Entry ID'", {
			itemIndex,
			description: `The table of the employee has no row ${wanted}. It may have been removed, or belong to another table.`,
		});
	},
};
