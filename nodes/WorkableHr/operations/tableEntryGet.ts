import { NodeOperationError } from 'n8n-workflow';

import { textOf } from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { tableEntryRecordSchema } from '../../shared/model/tableEntry';
import { readEmployee } from '../records/read';
import { employeeField, employeeIdOf } from '../../shared/actions/people';
import { entriesOf, tableField } from './tableEntries';

/** Workable has no endpoint for a row: it is found in the record of the employee. */
export const tableEntryGet: Operation = {
	resource: 'tableEntry',
	operation: 'get',
	name: 'Get',
	action: 'Get a table entry',
	description: 'Retrieve one row, such as one employment of an employee',
	output: tableEntryRecordSchema,
	fields: [
		employeeField,
		tableField,
		{
			displayName: 'Entry ID',
			name: 'entryId',
			type: 'string',
			required: true,
			default: '={{ $json.refs.entryId }}',
			description: 'ID of the row; by default the one the event is about',
		},
	],
	async run(context, itemIndex, api) {
		const table = textOf(context, 'table', itemIndex);
		const entryId = textOf(context, 'entryId', itemIndex);
		const record = await readEmployee(api, employeeIdOf(context, itemIndex));
		const found = entriesOf(record, table).filter(
			({ normalised }) => normalised.entryId === entryId,
		);
		if (found.length > 0) return found;
		throw new NodeOperationError(context.getNode(), "There is no row with this 'Entry ID'", {
			itemIndex,
			description: `The table of the employee has no row ${entryId}. It may have been removed, or belong to another table.`,
		});
	},
};
