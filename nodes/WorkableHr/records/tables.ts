import isEmpty from 'lodash/isEmpty';
import isPlainObject from 'lodash/isPlainObject';
import { z } from 'zod/v4';

import type { TableEntry } from '../../shared/model/tableEntry';
import { onlyListedFields } from '../../shared/model/onlyListedFields';
import type { Day } from '../../shared/model/dates';
import { dayOf } from '../../shared/model/dates';
import { trueOrFalse, maybe, maybeId, several } from '../../shared/reading/fields';
import { readAs } from '../../shared/reading/readAs';
import { holdingAnyOf, record } from '../../shared/reading/record';
import type { UnreadNotes } from '../../shared/reading/unread';

/** The fields that every row has, in all groups. Other vendors call a row a table entry. */
export const ROW = { row_id: maybeId, is_primary: trueOrFalse };

const OF_ANY_ROW = [...Object.keys(ROW), 'value'];

const anyRow = holdingAnyOf(
	OF_ANY_ROW,
	record({ decides: {}, detail: { ...ROW, value: z.unknown().optional() } }),
);

/** A row of a group. Its `value` holds the columns and is not parsed. */
export type Row = z.infer<typeof anyRow>;

const rowOfTable = holdingAnyOf(
	OF_ANY_ROW,
	record({ decides: {}, detail: { ...ROW, value: maybe(z.looseObject({})) } }),
);

type Table = WorkTable | PayTable;

interface TableName {
	/** The key in Workable's employee. */
	readonly name: string;
	/** Title Case, for the drop-down. */
	readonly label: string;
}

/** A table whose rows may be in events. */
interface WorkTable extends TableName {
	readonly kind: 'work';
	/** The columns that may leave the node. */
	readonly columns: readonly string[];
}

/** A table whose rows may be in events only with the option. Groups that are not listed stay private. */
interface PayTable extends TableName {
	readonly kind: 'pay';
}

/** Workable puts the name of the group in front of the name of the column: `employment_effective_date`. */
function columns(prefixes: readonly string[], names: readonly string[]): string[] {
	return prefixes.flatMap((prefix) => names.map((name) => `${prefix}${name}`));
}

const START_AND_END = ['effective_date', 'start_date', 'end_date'];

/**
 * The columns that may leave the node. Notes and columns that a company has added are not among them, because they may
 * hold anything.
 */
const EMPLOYMENT = columns(
	['employment_'],
	['effective_date', 'expiry_date', 'status', 'work_place'],
);

/*
 * Workable does not document the columns of the groups below. It is assumed that they have the same names as in the
 * employment group, or in the education and experience of candidates.
 * https://workable.readme.io/reference/job-candidates-show
 */
const PROBATION = columns(
	['', 'probation_', 'probation_period_'],
	[...START_AND_END, 'expiry_date', 'status', 'duration'],
);
const EDUCATION = columns(
	['', 'education_'],
	[...START_AND_END, 'school', 'degree', 'field_of_study'],
);
const WORK_EXPERIENCE = columns(
	['', 'work_experience_', 'experience_'],
	[...START_AND_END, 'title', 'job_title', 'company', 'industry', 'current'],
);
const ASSETS = columns(
	['', 'asset_', 'assets_'],
	[...START_AND_END, 'type', 'category', 'name', 'model', 'serial_number', 'status'].concat([
		'issue_date',
		'assigned_date',
		'loaned_date',
		'return_date',
		'returned_date',
	]),
);

/**
 * The groups of an employee that the nodes offer as tables. Groups that are not listed are private: bank details,
 * national and tax ids, passports, visas, marital status, private contacts, groups of the company's own. Events say that
 * they changed, but not what is in them.
 * https://workable.readme.io/reference/employee_fields
 */
export const TABLES: readonly Table[] = [
	{ name: 'assets_group', label: 'Assets', kind: 'work', columns: ASSETS },
	{ name: 'bonus_group', label: 'Bonus', kind: 'pay' },
	{ name: 'commission_group', label: 'Commission', kind: 'pay' },
	{ name: 'education_group', label: 'Education', kind: 'work', columns: EDUCATION },
	{ name: 'employment_group', label: 'Employment', kind: 'work', columns: EMPLOYMENT },
	{ name: 'probation_group', label: 'Probation', kind: 'work', columns: PROBATION },
	{ name: 'salary_group', label: 'Salary', kind: 'pay' },
	{ name: 'stock_options_group', label: 'Stock Options', kind: 'pay' },
	{
		name: 'work_experience_group',
		label: 'Work Experience',
		kind: 'work',
		columns: WORK_EXPERIENCE,
	},
];

/**
 * Groups with bank accounts and the numbers of official documents. n8n never shows them, even if the user asks for the
 * raw record.
 */
const SECRET_GROUPS = [
	'bank_details_group',
	'credit_card_group',
	'national_identification_number_group',
	'passport_group',
	'social_insurance_number_group',
	'social_security_number_group',
	'tax_identification_number_group',
	'visa_group',
];

/** The places in an item where n8n hides these groups. https://docs.n8n.io: `sensitiveOutputFields` */
export function sensitiveFields(prefix: string): string[] {
	return SECRET_GROUPS.map((group) => `${prefix}${group}`);
}

const GROUP = /_group$/;

/**
 * Brings a group into the form of a list of rows. A group that exists once per person is an object without rows. An
 * object with `row_id` is a single row. An object with the key `0` has numbered rows.
 */
function asRows(group: unknown): unknown {
	const isComposite = isPlainObject(group) && !isEmpty(group);
	const isRow = ['row_id', '0'].some((name) => Object.hasOwn(Object(group), name));
	return isComposite && !isRow ? [{ value: group }] : group;
}

/**
 * The schema of a group, under the fixed name `group`: the schema is made once, and at that time the names of the
 * groups are not known.
 */
const groupOf = (row: z.ZodType<Row>) =>
	record({ decides: {}, detail: { group: z.preprocess(asRows, several(row)) } });

const GROUPS = { shown: groupOf(rowOfTable), private: groupOf(anyRow) };

const recordSchema = z.looseObject({});

/**
 * The rows of every group in a record, as far as they can be read.
 * @param employee as Workable sends it; only keys that end in `_group` count
 * @param what the record as messages call it, for the note about what cannot be read
 */
export function rowsByTable(
	employee: Readonly<Record<string, unknown>>,
	{ unread, what }: { unread: UnreadNotes; what: string },
): Map<string, readonly Row[]> {
	const names = Object.keys(employee).filter((name) => GROUP.test(name));
	const tables = new Map<string, readonly Row[]>();
	for (const name of names) {
		const group = TABLES.some((table) => table.name === name) ? GROUPS.shown : GROUPS.private;
		const reading = readAs(group, { group: employee[name] });
		if (!('value' in reading)) continue;
		const rows = reading.value.group ?? [];
		const fields = [
			...reading.unread.fields.map((field) => field.replace(/^group/, () => name)),
			...rows.flatMap((row) => oddDaysIn(name, row)),
		];
		unread.note(what, { ...reading.unread, fields });
		tables.set(name, rows);
	}
	return tables;
}

/** The part of a row that may leave the node. */
export function tableEntry(
	name: string,
	row: Row | undefined,
	allowed: { includePayTables: boolean },
): TableEntry {
	const table = TABLES.find((one) => one.name === name);
	const value = recordSchema.safeParse(row?.value).data ?? null;
	return {
		name,
		entryId: row?.row_id ?? null,
		effectiveDate: value === null ? null : effectiveDateOf(value),
		record: value === null ? null : shownPartOf(value, table, allowed),
	};
}

/** The columns of a row that may leave the node; null if none may, as in private tables. */
function shownPartOf(
	value: Readonly<Record<string, unknown>>,
	table: Table | undefined,
	{ includePayTables }: { includePayTables: boolean },
): Record<string, unknown> | null {
	if (table?.kind === 'work') return onlyListedFields(value, table.columns);
	return table?.kind === 'pay' && includePayTables ? withoutComments(value) : null;
}

/** Free text may say anything about anybody. */
const COMMENT = /_(note|comment)s?$/;

function withoutComments(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(value).filter(([key]) => !COMMENT.test(key)));
}

/** The day a row takes effect, from the row's own field: `employment_effective_date`, `salary_effective_date`, … */
function effectiveDateOf(value: Readonly<Record<string, unknown>>): Day | null {
	const [, found] = effectiveDateIn(value);
	return typeof found === 'string' ? dayOf(found) : null;
}

function effectiveDateIn(value: Readonly<Record<string, unknown>>): [string?, unknown?] {
	return Object.entries(value).find(([key]) => key.endsWith('effective_date')) ?? [];
}

/** The name of the field with the effective date, if the date cannot be read. */
function oddDaysIn(name: string, row: Row): string[] {
	const value = recordSchema.safeParse(row.value).data ?? {};
	const [key, found] = effectiveDateIn(value);
	if (key === undefined || found == null || found === '') return [];
	return effectiveDateOf(value) === null ? [`${name}.value.${key}`] : [];
}
