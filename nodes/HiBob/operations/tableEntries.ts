import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { requiredTextOf } from '../../shared/actions/fields';
import type { FoundRecord } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import type { Row } from '../records/row';
import type { Table } from '../records/tables';
import { tableEntry, tableNamed } from '../records/tables';

/** The table an operation reads. */
export const tableField: INodeProperties = {
	displayName: 'Table Name or ID',
	name: 'table',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getTables' },
	required: true,
	default: '',
	description:
		'A table that every company has, or one of your own; whoever chooses one of pay gets the pay. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** @throws NodeOperationError if there is no such table */
export function tableOf(context: IExecuteFunctions, itemIndex: number): Table {
	const name = requiredTextOf(context, tableField, itemIndex);
	const found = tableNamed(name);
	if (found !== null) return found;
	throw new NodeOperationError(
		context.getNode(),
		`'${tableField.displayName}' is not one of HiBob's`,
		{
			itemIndex,
			description: `There is no table ${name}. Choose one from the list.`,
		},
	);
}

/** A row as a record. Whoever chooses a pay table here has asked for it; private ones come as raw only. */
export function entryRecord(table: Table, employeeId: string, row: Row): FoundRecord {
	return {
		normalised: { employeeId, ...tableEntry(table, row, { includePayTables: true }) },
		raw: asData({ employeeId, ...row }),
	};
}
