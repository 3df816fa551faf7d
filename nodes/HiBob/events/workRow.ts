import type { Happening } from '../../shared/interpret/interpretation';
import type { Day } from '../../shared/model/dates';
import { byDay, dayOf } from '../../shared/model/dates';
import { inOrder } from '../../shared/model/inOrder';
import type { EventType } from '../../shared/model/eventTypes';
import type { Row } from '../records/row';
import { rowIdOf } from '../records/row';
import { hiddenColumnsIn } from '../records/fetch/rows';
import { areSame, entrySaid, keyOf, managerSaid } from '../records/sameEntry';
import { tableEntry, WORK } from '../records/tables';
import type { Meaning, RowContext } from './lifecycleRow';
import type { Entries } from './readEntries';

/** The events that a row of the work table may mean, besides the change of the row itself. */
export const WORK_MEANS: readonly EventType[] = ['employee.job_changed'];

/** The columns whose change is a change of the job, with their names in the model and how they are read. */
const JOB_COLUMNS = [
	{ column: 'title', name: 'jobTitle', saidBy: entrySaid },
	{ column: 'department', name: 'department', saidBy: entrySaid },
	{ column: 'reportsTo', name: 'manager', saidBy: managerSaid },
] as const;

/**
 * Rows of the work table with another title, department or manager than the row before. HiBob does not show an
 * edited row as it was before the edit, so any of the three may have changed.
 *
 * Some columns are not compared: those that the service user may not see, and those whose history it may not see. If
 * no other column differs, it is not known whether the job has changed.
 */
export function jobChanges(
	{ rows, entries, hiddenColumns }: Pick<Entries, 'rows' | 'entries' | 'hiddenColumns'>,
	{ isEdit, today }: Pick<RowContext, 'isEdit' | 'today'>,
): Meaning {
	const ordered = inOrder(rows, dayFor);
	const hidden = JOB_COLUMNS.map(({ column }) => column).filter((name) =>
		hiddenColumns.includes(name),
	);
	const happenings: Happening[] = [];
	let isUndecided = false;
	for (const row of entries) {
		const next = ordered[ordered.indexOf(row) + 1];
		// A correction of a former job is not a change of the job.
		const isOver = next !== undefined && byDay(dayFor(next), dayFor(row)) > 0;
		if (isOver && byDay(dayFor(next), today) <= 0) continue;
		const day = dayFor(row);
		const changed = {
			eventType: 'employee.job_changed',
			effectiveDate: day,
			// The person's own record shows the job that is in effect. The row shows the job of this event.
			table: tableEntry(WORK, row, { includePayTables: false }),
			identity: {
				row: day ?? '',
				job: {
					row: rowIdOf(row) ?? day,
					says: JOB_COLUMNS.map(({ column, saidBy }) => keyOf(saidBy(row[column]))),
				},
			},
		} as const;
		const last = ordered[ordered.indexOf(row) - 1];
		if (isEdit) happenings.push(changed);
		if (isEdit || last === undefined) continue;
		const changedFields = JOB_COLUMNS.filter(
			({ column, saidBy }) =>
				!hidden.includes(column) && !areSame(saidBy(row[column]), saidBy(last[column])),
		).map(({ name }) => name);
		if (changedFields.length > 0) happenings.push({ ...changed, changedFields });
		else if (hidden.length > 0) isUndecided = true;
	}
	const why = `It is not known whether the job has changed. ${hiddenColumnsIn(WORK, hidden)}`;
	return { happenings, undecided: isUndecided ? why : null };
}

function dayFor(row: Row): Day | null {
	return dayOf(row.effectiveDate);
}
