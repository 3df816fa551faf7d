import { PRIVATE_MARK, SALARY_AMOUNT } from './private.mts';

/** A row as the API has it; those of a custom table have its columns at the top. */
export interface Row {
	id: number;
	effectiveDate?: string;
	isCurrent?: boolean;
	[column: string]: unknown;
}

/** A kind of table. */
export interface TableKind {
	/** Its name in webhooks. */
	id: string;
	/** Its name in `/people/{id}/…`. Null if it cannot be read there. */
	path: string | null;
	/** Its name in `/bulk/people/…`, or null. */
	bulk: string | null;
	/** Rows have an effective date, and events name that instead of an id. */
	historical: boolean;
	/** Whether its rows have events. */
	emits: boolean;
	/** How the ids of the fields begin that its current row decides; null for none. */
	fieldPrefix: string | null;
}

/** What is known of each built-in table. If nothing is documented, events name rows by id. */
export const TABLES: readonly TableKind[] = [
	table('lifecycle', { path: 'lifecycle', bulk: 'lifecycle', historical: true, fieldPrefix: '' }),
	table('work', { path: 'work', bulk: 'work', historical: true, fieldPrefix: 'work.' }),
	table('employment', {
		path: 'employment',
		bulk: 'employment',
		historical: true,
		fieldPrefix: 'payroll.employment.',
	}),
	table('salary', {
		path: 'salaries',
		bulk: 'salaries',
		historical: true,
		fieldPrefix: 'payroll.salary.',
	}),
	table('bankAccounts', { path: 'bank-accounts' }),
	table('variable', { path: 'variable', bulk: 'variable' }),
	table('equity', { path: 'equities', emits: false }),
	table('training', { path: 'training', emits: false }),
	table('positions', { emits: false }),
	table('jobs', { emits: false }),
	table('entitlement', { bulk: 'entitlement' }),
	table('deduction', { bulk: 'deduction' }),
	table('dependents', { bulk: 'dependents' }),
	table('rightToWork', { bulk: 'right-to-work' }),
	table('actualPayments', {}),
];

function table(id: string, rules: Partial<TableKind>): TableKind {
	const base = { path: null, bulk: null, historical: false, emits: true, fieldPrefix: null };
	return { id, ...base, ...rules };
}

/** A table by its id. All tables that are not built in are custom tables. */
export function kindOf(id: string): TableKind {
	return TABLES.find((kind) => kind.id === id) ?? table(id, {});
}

export function isCustom(id: string): boolean {
	return id.includes('__table_');
}

/** Who makes a change, and on which day. */
export interface Change {
	by: { id: string; displayName: string };
	day: string;
}

/** What every row of a historical table has. */
export function historicalRow(id: number, effectiveDate: string, change: Change): Row {
	return {
		id,
		effectiveDate,
		endEffectiveDate: null,
		activeEffectiveDate: effectiveDate,
		isCurrent: false,
		creationDate: change.day,
		modificationDate: change.day,
		canBeDeleted: true,
		change: {
			reason: `${PRIVATE_MARK}change-reason-${id}`,
			changedBy: change.by.displayName,
			changedById: change.by.id,
		},
		customColumns: {},
	};
}

/** The columns that are about the row and not about the person. */
export const ROW_COLUMNS: readonly string[] = [
	...['id', 'effectiveDate', 'endEffectiveDate', 'isCurrent', 'creationDate'],
	...['modificationDate', 'canBeDeleted', 'change', 'customColumns', 'changedBy'],
];

const WORKING_DAY_HOURS = 8;

/** The columns of a new row that nothing is said about. */
export function columnsAtFirst(tableId: string, rowId: number): Record<string, unknown> {
	switch (tableId) {
		case 'lifecycle':
			return { status: 'Employed', employeeStatus: 'Active', reasonType: null, leaveReason: null };
		case 'work':
			return {
				title: null,
				department: null,
				site: null,
				siteId: null,
				reportsTo: null,
				workChangeType: 'Other',
			};
		case 'employment':
			return employmentColumns();
		case 'salary':
			return {
				base: { value: SALARY_AMOUNT, currency: 'EUR' },
				payPeriod: 'Annual',
				payFrequency: 'Monthly',
			};
		case 'bankAccounts':
			return bankAccountColumns(rowId);
		case 'variable':
			return {
				effectiveDate: null,
				amount: { value: SALARY_AMOUNT, currency: 'EUR' },
				variableType: 'Bonus',
				paymentPeriod: 'Annual',
				companyPercent: 50,
			};
		case 'equity':
			return { quantity: 100, equityType: 'Options', grantDate: null };
		case 'training':
			return { name: 'First aid', status: 'Completed', startDate: null, documentId: null };
		default:
			return {};
	}
}

function employmentColumns(): Record<string, unknown> {
	const pattern = {
		days: {
			sunday: 0,
			monday: WORKING_DAY_HOURS,
			tuesday: WORKING_DAY_HOURS,
			wednesday: WORKING_DAY_HOURS,
			thursday: WORKING_DAY_HOURS,
			friday: WORKING_DAY_HOURS,
			saturday: 0,
		},
		hoursPerDay: WORKING_DAY_HOURS,
		workingPatternId: 1,
		workingPatternType: 'site',
	};
	return {
		contract: 'Full time',
		type: 'Permanent',
		salaryPayType: null,
		flsaCode: null,
		fte: 100,
		weeklyHours: 40,
		calendarId: null,
		calendarName: null,
		actualWorkingPattern: pattern,
		siteWorkingPattern: pattern,
		personalWorkingPatternType: null,
	};
}

function bankAccountColumns(rowId: number): Record<string, unknown> {
	return {
		bankName: `${PRIVATE_MARK}bank-${rowId}`,
		nickname: null,
		accountNumber: `${PRIVATE_MARK}account-${rowId}`,
		iban: `${PRIVATE_MARK}iban-${rowId}`,
		bicOrSwift: `${PRIVATE_MARK}bic-${rowId}`,
		allocation: 'Percent',
		amount: 100,
		useForBonus: false,
	};
}

/** The table as it is with its rows in order, each with the day before the next one begins. */
export function ordered(
	rows: readonly Row[],
	currentId: number | undefined,
	plannedEnds: ReadonlyMap<number, string>,
): Row[] {
	const sorted = rows.toSorted((a, b) =>
		(a.effectiveDate ?? '').localeCompare(b.effectiveDate ?? ''),
	);
	return sorted.map((row, index) => {
		const next = sorted[index + 1]?.effectiveDate;
		const end = next === undefined ? (plannedEnds.get(row.id) ?? null) : dayBefore(next);
		return { ...row, endEffectiveDate: end, isCurrent: row.id === currentId };
	});
}

const DAY_MS = 86_400_000;

function dayBefore(day: string): string {
	return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}
