import type { Events } from './events.mts';
import { hasAccess } from './lifecycle.mts';
import { changedIds, fieldsOfRow } from './rowFields.mts';
import { datedRow, placeColumns, plainRow } from './seed.mts';
import type { Place } from './seed.mts';
import type { HiBobState } from './state.mts';
import type { Row } from './tables.mts';
import { kindOf, ROW_COLUMNS } from './tables.mts';

/** What an event says of a row, or a bit more. */
export interface RowKey {
	id?: number;
	effectiveDate?: string | null;
}

/** Columns by name. `title`, `department` and `site` of a work row may be names or ids. */
export type Columns = Readonly<Record<string, unknown>>;

/** Verbs about rows of tables. */
export interface RowVerbs {
	/**
	 * Columns that are left out are as in the current row. A row with a future date takes effect later.
	 */
	addRow(
		table: string,
		employeeId: string,
		columns: Columns,
	): { id: number; effectiveDate: string | null };
	updateRow(table: string, employeeId: string, key: RowKey, changes: Columns): void;
	/** There is no event. */
	deleteRow(table: string, employeeId: string, key: RowKey): void;
	/** A work row for later. */
	schedulePromotion(employeeId: string, promotion: Promotion): void;
	/** Changes the work row with that date. */
	editPromotion(employeeId: string, promotion: Promotion & { newDate?: string }): void;
}

export interface Promotion {
	/** `YYYY-MM-DD` */
	effectiveDate: string;
	title?: string;
	department?: string;
	site?: string;
	managerId?: string;
}

/** What the other verbs use. */
export interface RowTools extends RowVerbs {
	/** Adds a row and sends only the event of the row. */
	insert(table: string, employeeId: string, row: Row): void;
	/** Makes the rows of a date the current ones, and sends which fields have changed. */
	takeEffect(table: string, employeeId: string, rows: readonly Row[], bySystem: boolean): void;
	/** The row with that key. Throws if the key has neither a date nor an id. */
	rowWith(table: string, employeeId: string, key: RowKey): Row;
}

const PLACE_COLUMNS: readonly string[] = ['title', 'department', 'site', 'managerId'];

/** Makes the verbs about rows. */
export function createRowTools(state: HiBobState, events: Events): RowTools {
	function rowWith(table: string, employeeId: string, { id, effectiveDate }: RowKey): Row {
		const row = state
			.rows(table, employeeId)
			.find((one) =>
				typeof id === 'number' ? one.id === id : one.effectiveDate === effectiveDate,
			);
		if (!row) throw new Error(`No such row in ${table}: ${JSON.stringify({ id, effectiveDate })}`);
		return row;
	}

	function replace(table: string, employeeId: string, row: Row): void {
		const rows = state.rows(table, employeeId).map((one) => (one.id === row.id ? row : one));
		state.setRows(table, employeeId, rows);
	}

	function insert(table: string, employeeId: string, row: Row): void {
		state.person(employeeId);
		state.setRows(table, employeeId, [...state.rows(table, employeeId), row]);
		events.row('created', table, employeeId, row);
	}

	function takeEffect(
		table: string,
		employeeId: string,
		rows: readonly Row[],
		bySystem: boolean,
	): void {
		for (const { id } of rows) state.makeCurrent(table, employeeId, id);
		state.setRows(table, employeeId, state.rows(table, employeeId));
		tellCurrent(table, employeeId, bySystem);
	}

	/** Gives the person the values of the current row of a table. */
	function tellCurrent(table: string, employeeId: string, bySystem: boolean): void {
		const current = state.rows(table, employeeId).find(({ isCurrent }) => isCurrent);
		if (!current) return;
		const fields = fieldsOfRow(table, current);
		const ids = changedIds(state.person(employeeId), fields);
		if (ids.length > 0) state.changePerson(employeeId, fields);
		events.updated(employeeId, ids, bySystem);
	}

	function addRow(table: string, employeeId: string, given: Columns) {
		const columns = columnsFor(table, given);
		if (!kindOf(table).historical) {
			const row = plainRow(state, table, columns);
			insert(table, employeeId, row);
			return { id: row.id, effectiveDate: null };
		}
		const { effectiveDate = state.day(), ...others } = columns;
		const date = String(effectiveDate);
		const current = state.rows(table, employeeId).find(({ isCurrent }) => isCurrent);
		const row = datedRow(state, table, date, { ...carriedOver(current), ...others });
		insert(table, employeeId, row);
		// As seen: the only row of a table counts at once, whatever its date.
		const isNext = date <= state.day() && date >= (current?.effectiveDate ?? '');
		if (!current || isNext) takeEffect(table, employeeId, [row], false);
		else if (date <= state.day()) state.effective.add(row.id);
		return { id: row.id, effectiveDate: date };
	}

	function updateRow(table: string, employeeId: string, key: RowKey, given: Columns): void {
		const row = rowWith(table, employeeId, key);
		const dates =
			typeof given['effectiveDate'] === 'string' && kindOf(table).historical
				? { activeEffectiveDate: given['effectiveDate'], modificationDate: state.day() }
				: {};
		const changed: Row = { ...row, ...dates, ...columnsFor(table, given) };
		replace(table, employeeId, changed);
		events.row('updated', table, employeeId, changed);
		if (changed.isCurrent) tellCurrent(table, employeeId, false);
	}

	function deleteRow(table: string, employeeId: string, key: RowKey): void {
		const { id } = rowWith(table, employeeId, key);
		const rest = state.rows(table, employeeId).filter((row) => row.id !== id);
		state.effective.delete(id);
		state.setRows(table, employeeId, rest);
		const current = state.rows(table, employeeId).find(({ isCurrent }) => isCurrent);
		if (current) state.changePerson(employeeId, fieldsOfRow(table, current));
	}

	/** Names become ids of lists, and a status says who has access. */
	function columnsFor(table: string, given: Columns): Columns {
		if (table === 'work') {
			const isPlace = ([name, value]: readonly [string, unknown]) =>
				PLACE_COLUMNS.includes(name) && typeof value === 'string';
			const entries = Object.entries(given);
			return {
				...Object.fromEntries(entries.filter((entry) => !isPlace(entry))),
				...placeColumns(state, Object.fromEntries(entries.filter(isPlace)) as Place),
			};
		}
		const status = given['status'];
		if (table !== 'lifecycle' || typeof status !== 'string') return given;
		return { employeeStatus: hasAccess(status) ? 'Active' : 'Inactive', ...given };
	}

	return {
		addRow,
		updateRow,
		deleteRow,
		schedulePromotion: (employeeId, promotion) =>
			void addRow('work', employeeId, { workChangeType: 'Promotion', ...promotion }),
		editPromotion: (employeeId, { effectiveDate, newDate, ...changes }) =>
			updateRow(
				'work',
				employeeId,
				{ effectiveDate },
				{ ...changes, ...(newDate !== undefined && { effectiveDate: newDate }) },
			),
		insert,
		takeEffect,
		rowWith,
	};
}

/** What is about the change that a row was made for. */
const OWN_COLUMNS: readonly string[] = [
	...['activeEffectiveDate', 'workChangeType', 'reasonType', 'leaveReason'],
];

/** A new row begins with what the current one says of the person. */
function carriedOver(current: Row | undefined): Columns {
	const kept = Object.entries(current ?? {}).filter(
		([name]) => !ROW_COLUMNS.includes(name) && !OWN_COLUMNS.includes(name),
	);
	return Object.fromEntries(kept);
}
