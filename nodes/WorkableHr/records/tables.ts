import { z } from 'zod/v4';

import type { TableEntry } from '../../shared/model/tableEntry';
import { dayOf } from '../../shared/model/dates';

/** A row of a group: what other vendors call a table entry. */
export const rowSchema = z.looseObject({
	row_id: z.union([z.string(), z.number()]).nullish(),
	is_primary: z.boolean().nullish(),
	value: z.unknown(),
});
export type Row = z.infer<typeof rowSchema>;

interface Table {
	/** The key in Workable's employee. */
	readonly name: string;
	/** Title Case, for the drop-down. */
	readonly label: string;
	/** `work`: filled in events · `pay`: only with the option · the rest stays private. */
	readonly kind: 'work' | 'pay';
}

/**
 * The groups of an employee that are offered as tables. Groups that are not listed (bank
 * details, national and tax ids, passports, visas, marital status, private contacts, custom
 * ones) still tell that they changed, but their content stays at Workable.
 * https://workable.readme.io/reference/employee_fields
 */
export const TABLES: readonly Table[] = [
	{ name: 'assets_group', label: 'Assets', kind: 'work' },
	{ name: 'bonus_group', label: 'Bonus', kind: 'pay' },
	{ name: 'commission_group', label: 'Commission', kind: 'pay' },
	{ name: 'education_group', label: 'Education', kind: 'work' },
	{ name: 'employment_group', label: 'Employment', kind: 'work' },
	{ name: 'probation_group', label: 'Probation', kind: 'work' },
	{ name: 'salary_group', label: 'Salary', kind: 'pay' },
	{ name: 'stock_options_group', label: 'Stock Options', kind: 'pay' },
	{ name: 'work_experience_group', label: 'Work Experience', kind: 'work' },
];

/**
 * Groups that hold bank accounts and the numbers of official documents. n8n never shows them,
 * not even where the raw record was asked for.
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

/** Where in an item n8n is to hide them. https://docs.n8n.io: `sensitiveOutputFields` */
export function sensitiveFields(prefix: string): string[] {
	return SECRET_GROUPS.map((group) => `${prefix}${group}`);
}

const GROUP = /_group$/;

const groupSchema = z.union([
	z.array(rowSchema),
	// A composite that exists once per person is a plain object instead of rows.
	z.looseObject({}).transform((value): Row[] => [{ value }]),
	z.null().transform((): Row[] => []),
]);

const recordSchema = z.looseObject({});

/**
 * The rows of every group in a record; a group in another shape has none.
 * @param record as Workable sends it; only keys that end in `_group` count
 */
export function rowsByTable(record: Readonly<Record<string, unknown>>): Map<string, Row[]> {
	const tables = new Map<string, Row[]>();
	for (const [name, value] of Object.entries(record)) {
		if (!GROUP.test(name)) continue;
		const rows = groupSchema.safeParse(value);
		tables.set(name, rows.success ? rows.data : []);
	}
	return tables;
}

/** What may be told of a row. */
export function tableEntry(
	name: string,
	row: Row | undefined,
	allowed: { includePayTables: boolean },
): TableEntry {
	const kind = TABLES.find((table) => table.name === name)?.kind;
	const isTold = kind === 'work' || (kind === 'pay' && allowed.includePayTables);
	const value = recordSchema.safeParse(row?.value).data ?? null;
	return {
		name,
		entryId: row?.row_id == null || row.row_id === '' ? null : String(row.row_id),
		effectiveDate: value === null ? null : effectiveDateOf(value),
		record: isTold && value !== null ? withoutComments(value) : null,
	};
}

/** Free text may say anything about anybody. */
const COMMENT = /_(note|comment)s?$/;

function withoutComments(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(value).filter(([key]) => !COMMENT.test(key)));
}

/** The row's own field for it: `employment_effective_date`, `salary_effective_date`, … */
function effectiveDateOf(value: Readonly<Record<string, unknown>>): string | null {
	const [, found] = Object.entries(value).find(([key]) => key.endsWith('effective_date')) ?? [];
	return typeof found === 'string' ? dayOf(found) : null;
}
