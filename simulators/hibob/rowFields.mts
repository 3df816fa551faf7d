import { isLeaving, STATUSES } from './lifecycle.mts';
import type { PersonRecord } from './people.mts';
import type { Row } from './tables.mts';
import { kindOf, ROW_COLUMNS } from './tables.mts';

type Fields = Record<string, unknown>;

const MONTHS = 12;

/** What the current row of a table says about the person, by the ids of the fields. */
export function fieldsOfRow(table: string, row: Row): Fields {
	const prefix = kindOf(table).fieldPrefix;
	if (prefix === null) return {};
	if (table === 'lifecycle') {
		return {
			'internal.status': row['employeeStatus'],
			'internal.lifecycleStatus': row['status'],
		};
	}
	const columns = Object.entries(row).filter(([name]) => !ROW_COLUMNS.includes(name));
	const fields: Fields = {};
	for (const [name, value] of columns) {
		if (table === 'salary' && name === 'base') Object.assign(fields, salaryFields(value));
		else fields[prefix + name] = value;
	}
	if (table === 'work') fields['work.manager'] = managerOf(row);
	return fields;
}

function salaryFields(base: unknown): Fields {
	const { value = 0, currency = 'EUR' } = base as { value?: number; currency?: string };
	return {
		'payroll.salary.monthlyPayment': { value: Math.round(value / MONTHS), currency },
		'payroll.salary.yearlyPayment': { value, currency },
		'payroll.salary.payment': { value, currency },
	};
}

function managerOf(row: Row): string | null {
	return (row['reportsTo'] as { id: string } | null)?.id ?? null;
}

/** What a lifecycle row changes about the person besides the status, once it takes effect. */
export function lifecycleFields(
	person: PersonRecord,
	row: Row,
	{ rows, until }: { rows: readonly Row[]; until: string | undefined },
): Fields {
	const status = row['status'];
	if (isLeaving(status)) {
		const end = rows.findLast((one) => one['status'] === STATUSES.terminated);
		return {
			...(end && { 'internal.terminationDate': end.effectiveDate }),
			...(row['reasonType'] !== null && { 'internal.terminationType': row['reasonType'] }),
		};
	}
	if (status === STATUSES.employed || status === STATUSES.hired) {
		const wasOnLeave = isOnLeave(person['internal.lifecycleStatus']);
		return {
			'internal.terminationDate': null,
			'internal.terminationType': null,
			...(wasOnLeave && { 'employee.recentLeaveEndDate': row.effectiveDate }),
		};
	}
	return {
		'employee.recentLeaveStartDate': row.effectiveDate,
		'employee.recentLeaveEndDate': until ?? null,
	};
}

/** Whether somebody with this status is away for a while. */
export function isOnLeave(status: unknown): boolean {
	const others: unknown[] = [STATUSES.employed, STATUSES.hired, null, undefined];
	return !others.includes(status) && !isLeaving(status);
}

/** The ids of the fields that have other values than before. */
export function changedIds(person: PersonRecord, fields: Fields): string[] {
	return Object.entries(fields)
		.filter(([id, value]) => JSON.stringify(person[id] ?? null) !== JSON.stringify(value ?? null))
		.map(([id]) => id);
}
