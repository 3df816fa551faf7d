import type { StatusSpelling } from './lifecycle.mts';
import { spelled } from './lifecycle.mts';
import { readableText } from './personView.mts';
import type { HiBobState } from './state.mts';
import type { Row } from './tables.mts';

/** Which lists the columns of built-in tables take their values from. */
const LISTS: Readonly<Record<string, string>> = {
	title: 'title',
	department: 'department',
	siteId: 'site',
};

export interface RowQuestion {
	table: string;
	withReadable: boolean;
	statusSpelling: StatusSpelling;
}

/** A row as the API answers. */
export function rowView(state: HiBobState, row: Row, question: RowQuestion): Row {
	const status = row['status'];
	const isStatus = question.table === 'lifecycle' && typeof status === 'string';
	const machine = isStatus ? { ...row, status: spelled(status, question.statusSpelling) } : row;
	if (!question.withReadable) return machine;
	return { ...machine, humanReadable: readableRow(state, row, question.table) };
}

function readableRow(state: HiBobState, row: Row, table: string): Record<string, unknown> {
	const columns = state.customTables.find(({ id }) => id === table)?.columns ?? [];
	const listOf = (name: string) =>
		columns.find(({ id }) => id === name)?.typeData.listId ?? LISTS[name];
	const entries = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
	return Object.fromEntries(
		entries.map(([name, value]) => {
			const list = listOf(name);
			if (list !== undefined) return [name, state.nameIn(list, value) ?? String(value)];
			const isDay = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
			return [name, isReadable(value) ? readableText(value, isDay ? 'date' : 'text') : value];
		}),
	);
}

/** Objects that are neither a person nor money have nothing else to show. */
function isReadable(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return true;
	return 'displayName' in value || 'currency' in value;
}
