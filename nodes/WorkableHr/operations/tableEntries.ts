import pick from 'lodash/pick';

import { oneOf } from '../../shared/actions/choices';
import { field } from '../../shared/actions/field';
import type { FoundRecord } from '../../shared/actions/operation';
import type { Api } from '../../shared/outbound/api';
import { sentOf } from '../../shared/reading/sent';
import type { EmployeeRecord } from '../records/employee';
import { rowsByTable, tableEntry, TABLES } from '../records/tables';

const OPTIONS = TABLES.map(({ name, label }) => ({ name: label, value: name }));

/** The parameter of the table that an operation reads. */
export const table = field(
	{
		displayName: 'Table',
		name: 'table',
		type: 'options',
		options: OPTIONS,
		default: 'employment_group',
		description: 'What Workable keeps as rows inside the record of the employee',
	},
	oneOf(OPTIONS),
);

/**
 * The rows of one table of an employee. A user who chooses a pay table here wants the pay, so it is included.
 * @param name the key in Workable's employee, such as `employment_group`
 */
export function entriesOf(
	record: EmployeeRecord,
	name: string,
	{ unread }: Pick<Api, 'unread'>,
): FoundRecord[] {
	const employeeId = record.id ?? null;
	return (rowsByTable(pick(record, name), { unread, what: 'an employee' }).get(name) ?? []).map(
		(row) => ({
			normalised: { employeeId, ...tableEntry(name, row, { includePayTables: true }) },
			raw: { employeeId, ...sentOf(row) },
		}),
	);
}
