import { NodeOperationError } from 'n8n-workflow';

import { dayFrom, requiredTextOf } from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { employeeField, employeeIdOf } from '../../shared/actions/people';
import { dayOf } from '../../shared/model/dates';
import { tableEntryRecordSchema } from '../../shared/model/tableEntry';
import { rowIdOf } from '../records/row';
import { readRows } from '../records/rows';
import { entryRecord, tableField, tableOf } from './tableEntries';

const dayField = { displayName: 'Effective Date', name: 'effectiveDate' } as const;
const idField = { displayName: 'Entry ID', name: 'entryId' } as const;

/** HiBob has no read for one row, and tells rows by their day or by their id, by the kind of table. */
export const tableEntryGet: Operation = {
	resource: 'tableEntry',
	operation: 'get',
	name: 'Get',
	action: 'Get a table entry',
	description:
		'Retrieve one row, such as the lifecycle status of a day; several where a day has several',
	output: tableEntryRecordSchema,
	fields: [
		employeeField,
		{ ...tableField, default: '={{ $json.refs.tableName }}' },
		{
			displayName: 'Find By',
			name: 'findBy',
			type: 'options',
			options: [
				{
					name: 'Effective Date',
					value: 'effectiveDate',
					description: 'For tables with a history: lifecycle, work, employment, salary',
				},
				{ name: 'Entry ID', value: 'entryId', description: 'For other tables' },
			],
			default: 'effectiveDate',
			description: 'What the row is told by',
		},
		{
			...dayField,
			type: 'dateTime',
			required: true,
			default: '={{ $json.table.effectiveDate }}',
			description: 'Day the row takes effect; by default that of the event',
			displayOptions: { show: { findBy: ['effectiveDate'] } },
		},
		{
			...idField,
			type: 'string',
			required: true,
			default: '={{ $json.refs.entryId }}',
			description: 'ID of the row; by default the one the event is about',
			displayOptions: { show: { findBy: ['entryId'] } },
		},
	],
	async run(context, itemIndex, api) {
		const employeeId = employeeIdOf(context, itemIndex);
		const table = tableOf(context, itemIndex);
		const isById = context.getNodeParameter('findBy', itemIndex) === 'entryId';
		const field = isById ? idField : dayField;
		const entered = requiredTextOf(context, field, itemIndex);
		const wanted = isById ? entered : dayFrom(context, dayField, itemIndex);
		const rows = await readRows(api, table, employeeId);
		const found = rows.filter((row) =>
			isById ? rowIdOf(row) === wanted : dayOf(row.effectiveDate) === wanted,
		);
		if (found.length > 0) return found.map((row) => entryRecord(table, employeeId, row));
		throw new NodeOperationError(
			context.getNode(),
			`There is no row with this '${field.displayName}'`,
			{
				itemIndex,
				description: `The table ${table.label} of the employee has no row ${wanted}. It may have been removed, or be told by the other choice in 'Find By'.`,
			},
		);
	},
};
