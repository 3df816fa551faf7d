import { pick } from '../kit/invented.mts';
import { hasAccess, STATUSES } from './lifecycle.mts';
import type { PersonRecord } from './people.mts';
import { buildPerson, referenceTo } from './people.mts';
import { PRIVATE_MARK } from './private.mts';
import { EQUIPMENT_COLUMNS, EQUIPMENT_TABLE } from './reference.mts';
import { fieldsOfRow } from './rowFields.mts';
import type { HiBobState } from './state.mts';
import type { Row } from './tables.mts';
import { columnsAtFirst, historicalRow } from './tables.mts';

const TENURE_DAYS = 730;
const SITES = ['Berlin', 'London'];
const DEPARTMENTS = ['Engineering', 'Support', 'People'];
const TITLES = ['Engineer', 'Support Agent', 'HR Manager'];

/** The places that a person's work row names. */
export interface Place {
	title?: string;
	department?: string;
	site?: string;
	managerId?: string;
}

/** Adds people who joined two years ago. Readers see them at once. */
export function seedPeople(state: HiBobState, count: number): string[] {
	return Array.from({ length: count }, () => seedPerson(state));
}

function seedPerson(state: HiBobState): string {
	const { index, id } = state.nextPerson();
	const startDate = state.day(-TENURE_DAYS);
	const at = `${startDate}T09:12:25.002Z`;
	const person = buildPerson({ id, index, companyId: state.companyId, at });
	state.people.put(id, person);
	const lifecycle = datedRow(state, 'lifecycle', startDate, {
		status: STATUSES.employed,
		employeeStatus: hasAccess(STATUSES.employed) ? 'Active' : 'Inactive',
	});
	const work = datedRow(state, 'work', startDate, {
		workChangeType: 'New Employee',
		...placeColumns(state, {
			title: pick(TITLES, index),
			department: pick(DEPARTMENTS, index),
			site: pick(SITES, index),
			managerId: index === 0 ? undefined : state.firstPersonId,
		}),
	});
	const employment = datedRow(state, 'employment', startDate, {});
	const salary = datedRow(state, 'salary', startDate, {});
	const tables = { lifecycle, work, employment, salary };
	const fields: Record<string, unknown> = {
		'work.startDate': startDate,
		'work.originalStartDate': startDate,
	};
	for (const [table, row] of Object.entries(tables)) {
		state.makeCurrent(table, id, row.id);
		state.putRows(table, id, [row]);
		Object.assign(fields, fieldsOfRow(table, row));
	}
	state.putRows('bankAccounts', id, [plainRow(state, 'bankAccounts', {})]);
	state.putRows(EQUIPMENT_TABLE, id, [plainRow(state, EQUIPMENT_TABLE, equipment(id, startDate))]);
	state.people.put(id, { ...person, ...fields } as PersonRecord);
	return id;
}

function equipment(id: string, startDate: string): Record<string, unknown> {
	return {
		[EQUIPMENT_COLUMNS.item]: 'Laptop 14"',
		[EQUIPMENT_COLUMNS.kind]: '341000001',
		[EQUIPMENT_COLUMNS.serialNumber]: `${PRIVATE_MARK}serial-number-${id}`,
		[EQUIPMENT_COLUMNS.handedOver]: startDate,
	};
}

/** A new row of a historical table. */
export function datedRow(
	state: HiBobState,
	table: string,
	effectiveDate: string,
	columns: Readonly<Record<string, unknown>>,
): Row {
	const id = state.nextRowId();
	const row = historicalRow(id, effectiveDate, state.change());
	return { ...row, ...columnsAtFirst(table, id), ...columns };
}

/** A new row of any other table. */
export function plainRow(
	state: HiBobState,
	table: string,
	columns: Readonly<Record<string, unknown>>,
): Row {
	const id = state.nextRowId();
	const changedBy = state.admin.displayName;
	return { id, ...columnsAtFirst(table, id), changedBy, ...columns };
}

/** The columns of a work row for what is given by name or id. */
export function placeColumns(state: HiBobState, place: Place): Record<string, unknown> {
	const { title, department, site, managerId } = place;
	const atSite = site === undefined ? undefined : state.itemOf('site', site);
	return {
		...(title !== undefined && { title: state.itemOf('title', title).id }),
		...(department !== undefined && { department: state.itemOf('department', department).id }),
		...(atSite && { site: atSite.name, siteId: Number(atSite.id) }),
		...(managerId !== undefined && { reportsTo: referenceTo(state.person(managerId)) }),
	};
}
