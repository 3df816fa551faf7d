import isEqual from 'lodash/isEqual';
import uniqWith from 'lodash/uniqWith';

import type { Happening } from '../../shared/interpret/interpretation';
import type { Day } from '../../shared/model/dates';
import { isBefore, isRecent } from '../../shared/model/dates';
import type { EventType } from '../../shared/model/eventTypes';
import type { Ending, Period } from '../records/lifecycle';
import { endingOf, latestEnding, periodsOf, startOf, statusLeave } from '../records/lifecycle';
import type { Row } from '../records/row';
import { LIFECYCLE, tableEntry } from '../records/tables';
import { leaverEvents } from './leaving';
import type { Entries } from './readEntries';

/** The events that a row of the lifecycle may mean, besides the change of the row itself. */
export const LIFECYCLE_MEANS: readonly EventType[] = [
	'employee.hired',
	'employee.rehired',
	'employee.termination_scheduled',
	'employee.access_ended',
	'employee.terminated',
	'leave.approved',
];

/** All rows of the person, and the rows that an event is about. */
type Found = Pick<Entries, 'rows' | 'entries'>;

/** What rows mean. */
export interface Meaning {
	readonly happenings: readonly Happening[];
	/** Why something about the rows cannot be decided; null if everything can be decided. */
	readonly undecided: string | null;
}

/** What decides about the meaning of a row, besides the lifecycle. */
export interface RowContext {
	/** Today in the company's time zone. */
	readonly today: Day;
	/** Whether the row existed before. If somebody edits a row that was over long ago, this means nothing. */
	readonly isEdit: boolean;
	/** The first day of employment in the person's own record. */
	readonly startDate: Day | null;
}

/** Whether one of the rows may begin an employment. If so, the first day in the person's own record is needed too. */
export function mayBegin({ rows, entries }: Found): boolean {
	const periods = periodsOf(rows);
	return periods.some((period) => entries.includes(period.row) && isBeginning(periods, period));
}

function isBeginning(periods: readonly Period[], period: Period): boolean {
	if (period.stage !== 'hired' && period.stage !== 'employed') return false;
	const last = lastKnown(periods, period);
	return last === undefined || last.stage === 'terminated';
}

/**
 * The last status before this one that is known here. The company's own statuses, such as "Alumni", are skipped.
 */
function lastKnown(periods: readonly Period[], period: Period): Period | undefined {
	return periods.slice(0, periods.indexOf(period)).findLast(({ stage }) => stage !== 'unknown');
}

/** What rows of the lifecycle mean, among all rows of the person. */
export function lifecycleMeaning({ rows, entries }: Found, context: RowContext): Meaning {
	const periods = periodsOf(rows);
	const meanings = periods
		.filter(({ row }) => entries.includes(row))
		.map((period) => withRow(statusMeaning(periods, period, context), period));
	return {
		// Several rows of one day may belong to the same end.
		happenings: uniqWith(
			meanings.flatMap(({ happenings }) => happenings),
			(a, b) => isEqual({ ...a, table: null }, { ...b, table: null }),
		),
		undecided: meanings.find(({ undecided }) => undecided !== null)?.undecided ?? null,
	};
}

/** Adds the row to the events. A workflow that acts later can then check whether the row still exists. */
function withRow({ happenings, undecided }: Meaning, { row }: Period): Meaning {
	const table = tableEntry(LIFECYCLE, row, { includePayTables: false });
	return { happenings: happenings.map((happening) => ({ table, ...happening })), undecided };
}

/** The events of the end that the lifecycle shows now, no matter which row was changed. */
export function endAsItIs(rows: readonly Row[], today: Day): Happening[] {
	return leaverEventsOf(latestEnding(periodsOf(rows)), today);
}

function leaverEventsOf(ending: Ending | null, today: Day): Happening[] {
	return ending === null ? [] : leaverEvents(ending, today);
}

/** What a row of the lifecycle means, by its status and the one before it. */
function statusMeaning(periods: readonly Period[], period: Period, context: RowContext): Meaning {
	const decided = (happenings: readonly Happening[]): Meaning => ({ happenings, undecided: null });
	switch (period.stage) {
		case 'terminated':
		case 'garden_leave':
			return decided(ended(endingOf(periods, period), context));
		case 'hired':
		case 'employed':
			return decided(begun(periods, period, context));
		case 'leave':
			return decided(takenLeave(periods, period, context));
		case 'unknown':
			return {
				happenings: [],
				undecided:
					period.status === null
						? NO_STATUS
						: `The status "${period.status}" of the lifecycle is one of the company's own, and it is not known what it means.`,
			};
	}
}

const NO_STATUS =
	'The row of the lifecycle says no status: its column status is empty, so it is not known what the row means. Perhaps the service user may not see it: give its permission group the right to view the fields of the lifecycle and their history in Bob.';

function isNews(day: Day | null, { isEdit, today }: RowContext): boolean {
	return !isEdit || day === null || isRecent(day, today);
}

function ended(ending: Ending | null, context: RowContext): Happening[] {
	const { date, lastWorkingDate } = ending?.termination ?? {};
	return isNews(date ?? lastWorkingDate ?? null, context)
		? leaverEventsOf(ending, context.today)
		: [];
}

/**
 * A new employment. Its first row reports it. As long as only the hire is entered, the first day is in the person's
 * own record.
 */
function begun(periods: readonly Period[], period: Period, context: RowContext): Happening[] {
	if (!isBeginning(periods, period)) return [];
	const { startDate } = context;
	const isFirst = lastKnown(periods, period) === undefined;
	// Earlier rows may be hidden: a person who started before this row is not a new hire.
	if (isFirst && startDate !== null && isBefore(startDate, period.from)) return [];
	const isAhead = startDate !== null && !isBefore(startDate, period.from);
	const effectiveDate = startOf(periods, period) ?? (isAhead ? startDate : period.from);
	if (!isNews(effectiveDate, context)) return [];
	return [{ eventType: isFirst ? 'employee.hired' : 'employee.rehired', effectiveDate }];
}

function takenLeave(periods: readonly Period[], period: Period, context: RowContext): Happening[] {
	const found = statusLeave(periods, period);
	if (!isNews(found.endDate, context)) return [];
	return [{ eventType: 'leave.approved', effectiveDate: found.startDate, leave: found }];
}
