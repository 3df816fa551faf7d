import isEqual from 'lodash/isEqual';

import type { Happening } from '../../shared/interpret/tell';
import { dayOf } from '../../shared/model/dates';
import type { EventType } from '../../shared/model/eventTypes';
import type { Row } from '../records/row';
import { tableEntry, WORK } from '../records/tables';
import type { Moment } from './lifecycleRow';
import type { Entries } from './readEntries';

/** What a row of the work table may mean besides being one. */
export const WORK_MEANS: readonly EventType[] = ['employee.job_changed'];

/** The columns that make another job, and what they are called in the model. */
const JOB_COLUMNS = { title: 'jobTitle', department: 'department', reportsTo: 'manager' } as const;

/**
 * A row of the work table with another title, department or manager than the row before. What a row
 * said before it was changed is not known: then it may be any of them.
 */
export function jobChanges(
	{ rows, entries }: Entries,
	{ isEdit, today }: Pick<Moment, 'isEdit' | 'today'>,
): Happening[] {
	const ordered = [...rows].sort((a, b) => dayFor(a).localeCompare(dayFor(b)));
	return entries.flatMap((row): Happening[] => {
		const next = ordered[ordered.indexOf(row) + 1];
		// A correction of what somebody worked as before is no other job.
		if (next !== undefined && dayFor(next) > dayFor(row) && dayFor(next) <= today) return [];
		const day = dayOf(row.effectiveDate);
		const changed = {
			eventType: 'employee.job_changed',
			effectiveDate: day,
			// The person's own record shows the job that is in effect; the row shows this one.
			table: tableEntry(WORK, row, { includePayTables: false }),
			identity: { row: day ?? '' },
		} as const;
		if (isEdit) return [changed];
		const last = ordered[ordered.indexOf(row) - 1];
		if (last === undefined) return [];
		const columns = Object.entries(JOB_COLUMNS).filter(
			([column]) => !isEqual(row[column] ?? null, last[column] ?? null),
		);
		const changedFields = columns.map(([, name]) => name);
		return changedFields.length === 0 ? [] : [{ ...changed, changedFields }];
	});
}

function dayFor(row: Row): string {
	return dayOf(row.effectiveDate) ?? '';
}
