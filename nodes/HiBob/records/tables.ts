import pickBy from 'lodash/pickBy';
import { z } from 'zod/v4';

import type { Day } from '../../shared/model/dates';
import { dayOf } from '../../shared/model/dates';
import type { TableEntry } from '../../shared/model/tableEntry';
import { onlyListedFields } from '../../shared/model/onlyListedFields';
import { bareWord } from './bareWord';
import { shownColumnsOf } from './columns';
import { historyOf } from './permissions';
import type { Row } from './row';
import { rowIdOf } from './row';

/** A table of people, and how it is read. */
export interface Table {
	/** The name of the table in events. A table without events has a name of the same form. */
	readonly name: string;
	/** Title Case, for the drop-down. */
	readonly label: string;
	/**
	 * The path below `/people/{id}/` that reads one person. It is null for a company's own tables, and if there is only
	 * the bulk read.
	 */
	readonly path: string | null;
	/** The path that reads many people; null if there is none. */
	readonly bulk: string | null;
	/**
	 * Which columns of a row may leave the node. `work`: those that are listed. `own` (the company's own table): all
	 * except comments, reasons and bank accounts. `pay`: the same, but only with the option. `private`: none.
	 */
	readonly kind: 'work' | 'own' | 'pay' | 'private';
	/** The permission that is needed to read all rows. */
	readonly needs: string;
	/** Columns without which the meaning of a row cannot be decided. */
	readonly decidedBy: readonly string[];
}

/** The table that decides about hires and leavers. */
export const LIFECYCLE: Table = {
	...table('lifecycle', 'Lifecycle', 'lifecycle', 'lifecycle', 'work', 'Lifecycle'),
	decidedBy: ['effectiveDate', 'status'],
};

/** The table of titles, departments and managers. */
export const WORK: Table = {
	...table('work', 'Work', 'work', 'work', 'work', 'Work'),
	decidedBy: ['effectiveDate'],
};

/** What was paid. The only table that is read by a search. */
export const ACTUAL_PAYMENTS = {
	...table('actualPayments', 'Actual Payments', null, null, 'pay', 'Payroll'),
	bulk: '/people/actual-payments/search',
};

/**
 * The tables that every company has. The name of a table and its path may differ (`salary`, `salaries`). HiBob does
 * not document whether the tables from variable pay on send events, and under which name.
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
		decidedBy: [],
	};
}

/** Columns that n8n never shows, even if the user asks for the raw row. */
export const SECRET_COLUMNS = ['accountNumber', 'iban', 'bicOrSwift', 'routingNumber'].flatMap(
	(column) => [column, `humanReadable.${column}`],
);

/** The form of the names of a company's own tables, such as `root__table_1791380280851`. */
const CUSTOM = /^\w+__table_\w+$/;

function isCustomTable(name: string): boolean {
	return CUSTOM.test(name);
}

/**
 * The table that an event names. In the name of a table that every company has, case and separators do not matter.
 * @returns null for an unknown name: it is not known how such a table is read
 */
export function tableNamed(name: string): Table | null {
	const found = TABLES.find((one) => bareWord(one.name) === bareWord(name));
	if (found !== undefined) return found;
	if (!isCustomTable(name)) return null;
	return table(name, name, null, null, 'own', 'the category of the table');
}

/** Whether the rows of a table may leave the node. If not, they are not read. */
export function isShown(
	{ kind }: Pick<Table, 'kind'>,
	{ includePayTables }: { includePayTables: boolean },
): boolean {
	return kind === 'work' || kind === 'own' || (kind === 'pay' && includePayTables);
}

/**
 * The part of a row that may leave the node.
 * @param row null if the row was not read
 * @param known what the event says about the row
 */
export function tableEntry(
	table: Pick<Table, 'name' | 'kind'>,
	row: Row | null,
	options: { includePayTables: boolean },
	known: { entryId: string | null; effectiveDate: Day | null } = NOTHING,
): TableEntry {
	return {
		name: table.name,
		entryId: (row === null ? null : rowIdOf(row)) ?? known.entryId,
		effectiveDate: dayOf(row?.effectiveDate) ?? known.effectiveDate,
		record: row !== null && isShown(table, options) ? shownPartOf(row, table) : null,
	};
}

const NOTHING = { entryId: null, effectiveDate: null };

/**
 * The columns of a row that may leave the node. Tables about work have a list of columns. The columns of a company's
 * own tables have numbers as names, so they cannot be listed here: all that the service user may see is shown. A user
 * who asks for pay gets the whole row. Comments, reasons and bank accounts are left out of both.
 */
function shownPartOf(
	row: Row,
	{ name, kind }: Pick<Table, 'name' | 'kind'>,
): Record<string, unknown> {
	if (kind !== 'work') return inBoth(row, (columns) => pickBy(columns, isNeitherTextNorBank));
	const listed = shownColumnsOf(name);
	return inBoth(row, (columns) => onlyListedFields(columns, listed));
}

type Columns = Record<string, unknown>;

/** Keeps the same columns in the row and in its readable form. */
function inBoth({ humanReadable, ...columns }: Row, leave: (columns: Columns) => Columns): Columns {
	const readable = readableSchema.safeParse(humanReadable);
	if (!readable.success) return leave(columns);
	return { ...leave(columns), humanReadable: leave(readable.data) };
}

const readableSchema = z.looseObject({});

/**
 * Free text may say anything about anybody. The reason for a leave is often a health reason. `change` holds the reason
 * for the row.
 */
const TEXT = /comment|note|reason|^change$/i;

function isNeitherTextNorBank(_value: unknown, column: string): boolean {
	return !TEXT.test(column) && !SECRET_COLUMNS.includes(column);
}
