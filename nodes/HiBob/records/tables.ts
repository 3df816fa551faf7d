import pickBy from 'lodash/pickBy';

import { dayOf } from '../../shared/model/dates';
import type { TableEntry } from '../../shared/model/tableEntry';
import { historyOf } from './permissions';
import type { Row } from './row';
import { rowIdOf } from './row';

export interface Table {
	/** The name events carry; of tables that have no events, one of the same kind. */
	readonly name: string;
	/** Title Case, for the drop-down. */
	readonly label: string;
	/** The read of one person, below `/people/{id}/`; null where there is only the bulk read. */
	readonly path: string | null;
	/** The read of many people; null where there is none. */
	readonly bulk: string | null;
	/** `work`: filled in events · `pay`: only with the option · `private`: never. */
	readonly kind: 'work' | 'pay' | 'private';
	/** What has to be allowed to read all rows. */
	readonly needs: string;
}

/** The table that decides about hires and leavers. */
export const LIFECYCLE = table(
	'lifecycle',
	'Lifecycle',
	'lifecycle',
	'lifecycle',
	'work',
	'Lifecycle',
);

/** The table of titles, departments and managers. */
export const WORK = table('work', 'Work', 'work', 'work', 'work', 'Work');

/** What was paid; the one table that is searched. */
export const ACTUAL_PAYMENTS = {
	...table('actualPayments', 'Actual Payments', null, null, 'pay', 'Payroll'),
	bulk: '/people/actual-payments/search',
};

/**
 * The tables every company has. Names and addresses differ (`salary`, `salaries`). Those from
 * variable pay on tell of no events, or under a name that is not documented.
 * https://apidocs.hibob.com/reference/employee-tables
 */
export const TABLES: readonly Table[] = [
	LIFECYCLE,
	WORK,
	table('employment', 'Employment', 'employment', 'employment', 'work', 'Employment'),
	table('salary', 'Salary', 'salaries', 'salaries', 'pay', 'Payroll'),
	table('bankAccounts', 'Bank Accounts', 'bank-accounts', null, 'private', 'Payroll'),
	table('variable', 'Variable Pay', 'variable', 'variable', 'pay', 'Payroll'),
	table('equity', 'Equity', 'equities', null, 'pay', 'Equity'),
	table('training', 'Training', 'training', null, 'work', 'Training'),
	table('entitlement', 'Entitlement', null, 'entitlement', 'pay', 'Entitlement'),
	table('deduction', 'Deduction', null, 'deduction', 'pay', 'Deduction'),
	table('dependents', 'Dependents', null, 'dependents', 'private', 'Dependents'),
	table('rightToWork', 'Right to Work', null, 'right-to-work', 'private', 'Right to work'),
	ACTUAL_PAYMENTS,
];

function table(
	name: string,
	label: string,
	path: string | null,
	bulk: string | null,
	kind: Table['kind'],
	category: string,
): Table {
	return {
		name,
		label,
		path,
		bulk: bulk === null ? null : `/bulk/people/${bulk}`,
		kind,
		needs: historyOf(category),
	};
}

/** Columns that n8n never shows, not even where the raw row was asked for. */
export const SECRET_COLUMNS = ['accountNumber', 'iban', 'bicOrSwift', 'routingNumber'].flatMap(
	(column) => [column, `humanReadable.${column}`],
);

/** What a company's own tables are called, such as `root__table_1791380280851`. */
const CUSTOM = /^\w+__table_\w+$/;

function isCustomTable(name: string): boolean {
	return CUSTOM.test(name);
}

/** A table by the name events carry; null for one that nobody knows how to read. */
export function tableNamed(name: string): Table | null {
	const found = TABLES.find((one) => one.name === name);
	if (found !== undefined) return found;
	if (!isCustomTable(name)) return null;
	return table(name, name, null, null, 'work', 'the category of the table');
}

/** Whether the rows of a table may leave the node; where they may not, there is nothing to read them for. */
export function isTold(
	{ kind }: Pick<Table, 'kind'>,
	{ includePayTables }: { includePayTables: boolean },
): boolean {
	return kind === 'work' || (kind === 'pay' && includePayTables);
}

/**
 * What may be told of a row.
 * @param row null where it was not read
 * @param known what the event says of it
 */
export function tableEntry(
	table: Pick<Table, 'name' | 'kind'>,
	row: Row | null,
	options: { includePayTables: boolean },
	known: { entryId: string | null; effectiveDate: string | null } = NOTHING,
): TableEntry {
	return {
		name: table.name,
		entryId: (row === null ? null : rowIdOf(row)) ?? known.entryId,
		effectiveDate: dayOf(row?.effectiveDate) ?? known.effectiveDate,
		record: row !== null && isTold(table, options) ? withoutComments(row) : null,
	};
}

const NOTHING = { entryId: null, effectiveDate: null };

/**
 * Free text may say anything about anybody, and a reason for a leave is often one of health; `change`
 * holds the reason for the row.
 */
const COMMENT = /comment|note|reason|^change$/i;

function withoutComments(row: Row): Record<string, unknown> {
	const { humanReadable, ...columns } = row;
	const isFact = (_value: unknown, column: string): boolean => !COMMENT.test(column);
	const told = pickBy(columns, isFact);
	if (typeof humanReadable !== 'object' || humanReadable === null) return told;
	return { ...told, humanReadable: pickBy(humanReadable, isFact) };
}
