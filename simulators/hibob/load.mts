import type { HiBobState } from './state.mts';
import type { Records } from './types.mts';

/** Adds records as if they had always existed. */
export function load(state: HiBobState, records: Records): void {
	for (const person of records.people ?? []) state.people.put(person['root.id'], { ...person });
	for (const { id } of records.rows ?? []) if (id !== undefined) state.keepRowId(id);
	for (const { table, employeeId, id, ...columns } of records.rows ?? []) {
		const row = { id: id ?? state.nextRowId(), ...columns };
		const isDue = (columns.effectiveDate ?? '') <= state.day();
		if (isDue) state.effective.add(row.id);
		if (columns.isCurrent) state.makeCurrent(table, employeeId, row.id);
		state.putExactRows(table, employeeId, [...state.rows(table, employeeId), row]);
	}
	for (const request of records.timeOff ?? []) {
		state.timeOff.put(request.requestId, { ...request });
	}
	for (const change of records.timeOffChanges ?? []) state.rememberExact(change);
	state.fields.push(...(records.fields ?? []));
	state.customTables.push(...(records.customTables ?? []));
}
