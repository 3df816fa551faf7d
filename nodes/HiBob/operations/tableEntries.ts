import type { IExecuteFunctions } from 'n8n-workflow';

import type { Field } from '../../shared/actions/field';
import { field } from '../../shared/actions/field';
import type { Kind } from '../../shared/actions/kind';
import { showHint } from '../../shared/actions/showHint';
import type { FoundRecord } from '../../shared/actions/operation';
import type { Api } from '../../shared/outbound/api';
import { sentOf } from '../../shared/reading/sent';
import type { Row } from '../records/row';
import { hiddenColumnsIn, readTable } from '../records/fetch/rows';
import type { Table } from '../records/tables';
import { tableEntry, tableNamed, TABLES } from '../records/tables';

/** A table by its id. A table that every company has may also be given by its label. */
const anyTable: Kind<Table> = {
	noun: "one of HiBob's",
	takes: `the ID of one of your own tables, or one of: ${TABLES.map(({ label }) => label).join(', ')}`,
	read(value) {
		if (typeof value !== 'string') return undefined;
		const entered = value.trim();
		const word = entered.toLowerCase();
		const found = TABLES.find(({ name, label }) =>
			[name, label].some((one) => one.toLowerCase() === word),
		);
		return found ?? tableNamed(entered) ?? undefined;
	},
};

/**
 * The table an operation reads.
 * @param byDefault the table that is chosen until somebody chooses another
 */
export function tableField(byDefault = ''): Field<Table, 'table'> {
	return field(
		{
			displayName: 'Table Name or ID',
			name: 'table',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getTables' },
			required: true,
			default: byDefault,
			description:
				'A table that every company has, or one of your own. If you choose a pay table, the output contains the pay. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		anyTable,
	);
}

/** The rows of one person. A hint above the output names the columns that are hidden. */
export async function rowsOf(
	context: IExecuteFunctions,
	api: Api,
	table: Table,
	employeeId: string,
): Promise<readonly Row[]> {
	const { rows, hiddenColumns } = await readTable(api, table, employeeId);
	sayHidden(context, table, hiddenColumns);
	return rows;
}

/** Shows a hint above the output: the columns that are null because the service user may not see them. */
export function sayHidden(
	context: IExecuteFunctions,
	table: Table,
	columns: readonly string[],
): void {
	if (columns.length > 0) showHint(context, hiddenColumnsIn(table, columns));
}

/**
 * A row as a record. A user who chooses a pay table here wants the pay, so it is included. The content of private
 * tables is only in the raw output.
 */
export function entryRecord(table: Table, employeeId: string, row: Row): FoundRecord {
	return {
		normalised: { employeeId, ...tableEntry(table, row, { includePayTables: true }) },
		raw: { employeeId, ...sentOf(row) },
	};
}
