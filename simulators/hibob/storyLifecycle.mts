import type { Events } from './events.mts';
import { hasAccess, isLeaving, STATUSES } from './lifecycle.mts';
import type { PersonRecord } from './people.mts';
import { changedIds, fieldsOfRow, isOnLeave, lifecycleFields } from './rowFields.mts';
import { datedRow } from './seed.mts';
import type { HiBobState } from './state.mts';
import type { RowTools } from './storyRows.mts';
import { PRIVATE_MARK } from './private.mts';
import type { Row } from './tables.mts';

/** How an employment ends. */
export interface Termination {
	/** `YYYY-MM-DD`, the last day. */
	date: string;
	/** The first day of a garden leave before it. */
	gardenLeaveFrom?: string;
	reasonType?: string;
	/** "Revoke access immediately" is ticked. It does nothing if the date is past. */
	revokeAccess?: boolean;
}

/** A leave for a while. */
export interface TemporaryLeave {
	from: string;
	/** When it is meant to end. */
	until?: string;
	/** Default `Leave`. */
	status?: string;
	/** "Remain active" is chosen. */
	keepsAccess?: boolean;
}

/** Verbs about the status of people. Events of a midnight are sent when their verb is called. */
export interface LifecycleVerbs {
	/** The first day. */
	start(employeeId: string, date?: string): void;
	/** Enters the termination. It takes effect with `leave`, even if the date is past. */
	scheduleTermination(employeeId: string, termination: Termination): void;
	moveTermination(employeeId: string, change: { date: string }): void;
	/** Deletes the rows. There is no event. */
	withdrawTermination(employeeId: string): void;
	/** The midnight after the next entered day of a garden leave or a termination. */
	leave(employeeId: string): void;
	rehire(employeeId: string, change: { startDate: string }): void;
	temporaryLeave(employeeId: string, leave: TemporaryLeave): void;
	/** The person comes back, by default today. A future day is only entered. */
	endLeave(employeeId: string, date?: string): void;
	/** The midnight on which rows of that date take effect. */
	becomeEffective(table: string, employeeId: string, effectiveDate: string): void;
}

const TABLE = 'lifecycle';

/** Makes the verbs about the status of people. */
export function createLifecycleVerbs(
	state: HiBobState,
	events: Events,
	tools: RowTools,
): LifecycleVerbs {
	function enter(employeeId: string, date: string, columns: Readonly<Record<string, unknown>>) {
		const row = datedRow(state, TABLE, date, columns);
		tools.insert(TABLE, employeeId, row);
		return row;
	}

	function enterEmployed(employeeId: string, date: string): Row {
		return enter(employeeId, date, { status: STATUSES.employed, employeeStatus: 'Active' });
	}

	/** Makes a row the current one, changes the person accordingly, and sends the events. */
	function takeEffect(employeeId: string, { id }: Row): void {
		const before = state.person(employeeId);
		state.makeCurrent(TABLE, employeeId, id);
		state.setRows(TABLE, employeeId, state.rows(TABLE, employeeId));
		const rows = state.rows(TABLE, employeeId);
		const row = rows.find((one) => one.id === id);
		if (!row) throw new Error(`No row ${id}`);
		const until = state.plannedEnds.get(id);
		const fields = {
			...fieldsOfRow(TABLE, row),
			...lifecycleFields(before, row, { rows, until }),
			...newStartDate(before, row),
		};
		const ids = changedIds(before, fields);
		state.changePerson(employeeId, fields);
		for (const type of typesFor(before, row)) events.person(type, employeeId, true);
		events.updated(employeeId, ids, true);
	}

	/** The rows that are entered and have not taken effect, the earliest first. */
	function waiting(employeeId: string, isOfThem: (status: unknown) => boolean): Row[] {
		return state
			.rows(TABLE, employeeId)
			.filter((row) => !state.effective.has(row.id) && isOfThem(row['status']));
	}

	function nextOf(employeeId: string, isOfThem: (status: unknown) => boolean): Row {
		const [row] = waiting(employeeId, isOfThem);
		if (!row) throw new Error(`Nothing of the sort is entered for ${employeeId}`);
		return row;
	}

	function start(employeeId: string, date?: string): void {
		const isEmployed = (status: unknown) => status === STATUSES.employed;
		const planned = String(state.person(employeeId)['work.startDate']);
		const [row = enteredOn(date ?? planned)] = waiting(employeeId, isEmployed);
		takeEffect(employeeId, row);

		function enteredOn(day: string): Row {
			const current = state.rows(TABLE, employeeId).find(({ isCurrent }) => isCurrent);
			return current && isEmployed(current['status']) ? current : enterEmployed(employeeId, day);
		}
	}

	function scheduleTermination(
		employeeId: string,
		{ date, gardenLeaveFrom, reasonType = undefined, revokeAccess = false }: Termination,
	): void {
		const columns = { employeeStatus: 'Inactive', reasonType: reasonType ?? null };
		if (gardenLeaveFrom !== undefined) {
			enter(employeeId, gardenLeaveFrom, { ...columns, status: STATUSES.gardenLeave });
		}
		enter(employeeId, date, { ...columns, status: STATUSES.terminated });
		if (revokeAccess && date >= state.day()) {
			events.person('employee.access.revoked.immediately', employeeId);
		}
	}

	function withdrawTermination(employeeId: string): void {
		const gone = new Set(waiting(employeeId, isLeaving).map(({ id }) => id));
		const rest = state.rows(TABLE, employeeId).filter(({ id }) => !gone.has(id));
		state.setRows(TABLE, employeeId, rest);
	}

	function rehire(employeeId: string, { startDate }: { startDate: string }): void {
		const row = enterEmployed(employeeId, startDate);
		if (startDate <= state.day()) takeEffect(employeeId, row);
	}

	function temporaryLeave(employeeId: string, leave: TemporaryLeave): void {
		const { from, until, status = STATUSES.leave, keepsAccess = false } = leave;
		const row = datedRow(state, TABLE, from, {
			status,
			employeeStatus: keepsAccess ? 'Active' : 'Inactive',
			leaveReason: `${PRIVATE_MARK}leave-reason-${employeeId}`,
		});
		if (until !== undefined) state.plannedEnds.set(row.id, until);
		tools.insert(TABLE, employeeId, row);
		if (from <= state.day()) takeEffect(employeeId, row);
	}

	function endLeave(employeeId: string, date = state.day()): void {
		const row = enterEmployed(employeeId, date);
		if (date <= state.day()) takeEffect(employeeId, row);
	}

	function becomeEffective(table: string, employeeId: string, effectiveDate: string): void {
		const rows = state
			.rows(table, employeeId)
			.filter((row) => row.effectiveDate === effectiveDate && !state.effective.has(row.id));
		if (rows.length === 0) throw new Error(`Nothing of ${effectiveDate} waits in ${table}`);
		if (table !== TABLE) return tools.takeEffect(table, employeeId, rows, true);
		for (const row of rows) takeEffect(employeeId, row);
	}

	return {
		start,
		scheduleTermination,
		moveTermination: (employeeId, { date }) => {
			const { id } = nextOf(employeeId, (status) => status === STATUSES.terminated);
			tools.updateRow(TABLE, employeeId, { id }, { effectiveDate: date });
		},
		withdrawTermination,
		leave: (employeeId) => takeEffect(employeeId, nextOf(employeeId, isLeaving)),
		rehire,
		temporaryLeave,
		endLeave,
		becomeEffective,
	};
}

/** The events about a person whose status becomes that of a row. */
function typesFor(before: PersonRecord, row: Row): string[] {
	const status = String(row['status']);
	const last = before['internal.lifecycleStatus'];
	const wasActive = before['internal.status'] === 'Active';
	const isActive = row['employeeStatus'] === 'Active';
	const inactivated = wasActive && !isActive ? ['employee.inactivated'] : [];
	if (isLeaving(status)) return isLeaving(last) ? [] : ['employee.left', ...inactivated];
	if (isOnLeave(status)) return ['employee.temporaryLeave', ...inactivated];
	if (!hasAccess(status)) return inactivated;
	if (isOnLeave(last)) return wasActive ? [] : ['employee.activated'];
	return ['employee.joined', 'employee.activated'];
}

/** A person who comes back after leaving starts anew. */
function newStartDate(before: PersonRecord, row: Row): Readonly<Record<string, unknown>> {
	const isBack = isLeaving(before['internal.lifecycleStatus']) && hasAccess(String(row['status']));
	return isBack ? { 'work.startDate': row.effectiveDate } : {};
}
