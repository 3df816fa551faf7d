import { NodeOperationError } from 'n8n-workflow';

import { oneOf } from '../../shared/actions/choices';
import { eventRecordId } from '../../shared/actions/eventRecordId';
import { field, valueOf } from '../../shared/actions/field';
import { day } from '../../shared/actions/moments';
import type { Operation } from '../../shared/actions/operation';
import { employee, employeeIdOf } from '../../shared/actions/people';
import { dayOf } from '../../shared/model/dates';
import { tableEntryItemSchema } from '../../shared/model/tableEntry';
import { rowIdOf } from '../records/row';
import { entryRecord, rowsOf, tableField } from './tableEntries';

const table = tableField('={{ $json.refs.tableName }}');

const FIND_BY = [
	{
		name: 'Effective Date',
		value: 'effectiveDate',
		description: 'For tables with a history: lifecycle, work, employment, salary',
	},
	{ name: 'Entry ID', value: 'entryId', description: 'For other tables' },
] as const;

const findBy = field(
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		options: [...FIND_BY],
		default: 'effectiveDate',
		description: 'How to find the row: by the day it takes effect, or by its ID',
	},
	oneOf(FIND_BY),
);

const effectiveDate = field(
	{
		displayName: 'Effective Date',
		name: 'effectiveDate',
		type: 'dateTime',
		required: true,
		default: '={{ $json.table.effectiveDate }}',
		description: 'Day the row takes effect, such as 2026-01-31; by default the day of the event',
		displayOptions: { show: { findBy: ['effectiveDate'] } },
	},
	day,
);

const entryId = eventRecordId(
	{ displayName: 'Entry ID', name: 'entryId', displayOptions: { show: { findBy: ['entryId'] } } },
	{ ref: 'entryId', record: 'row' },
);

/** HiBob has no endpoint for one row. The table decides whether its day or its id identifies a row. */
export const tableEntryGet: Operation = {
	resource: 'tableEntry',
	operation: 'get',
	name: 'Get',
	action: 'Get a table entry',
	description:
		'Retrieve one row, such as the lifecycle status of a day; all rows of the day if it has several',
	output: tableEntryItemSchema,
	fields: [
		employee.property,
		table.property,
		findBy.property,
		effectiveDate.property,
		entryId.property,
	],
	async run(context, itemIndex, api) {
		const employeeId = employeeIdOf(context, itemIndex);
		const chosen = valueOf(context, table, itemIndex);
		const isById = valueOf(context, findBy, itemIndex) === 'entryId';
		const by = isById ? entryId : effectiveDate;
		const wanted = valueOf<string>(context, by, itemIndex);
		const rows = await rowsOf(context, api, chosen, employeeId);
		const found = rows.filter((row) =>
			isById ? rowIdOf(row) === wanted : dayOf(row.effectiveDate) === wanted,
		);
		if (found.length > 0) return found.map((row) => entryRecord(chosen, employeeId, row));
		throw new NodeOperationError(
			context.getNode(),
			`There is no row with this '${by.property.displayName}'`,
			{
				itemIndex,
				description: `The table ${chosen.label} of the employee has no row ${wanted}. It may have been removed, or you can find it by the other choice in 'Find By'.`,
			},
		);
	},
};
