import type { INodeProperties } from 'n8n-workflow';

import type { FoundRecord } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import type { EmployeeRecord } from '../records/employee';
import { rowsByTable, tableEntry, TABLES } from '../records/tables';

/** The table an operation reads. */
export const tableField: INodeProperties = {
	displayName: 'Table',
	name: 'table',
	type: 'options',
	options: TABLES.map(({ name, label }) => ({ name: label, value: name })),
	default: 'employment_group',
	description: 'What Workable keeps as rows inside the record of the employee',
};

/**
 * The rows of one table of an employee. Whoever chooses a pay table here has asked for it.
 * @param table the key in Workable's employee, such as `employment_group`
 */
export function entriesOf(record: EmployeeRecord, table: string): FoundRecord[] {
	const employeeId = record.id ?? null;
	return (rowsByTable(record).get(table) ?? []).map((row) => ({
		normalised: { employeeId, ...tableEntry(table, row, { includePayTables: true }) },
		raw: asData({ employeeId, ...row }),
	}));
}
