import findLast from 'lodash/findLast';
import isEqual from 'lodash/isEqual';
import uniqWith from 'lodash/uniqWith';

import type { Happening } from '../../shared/interpret/tell';
import { isRecent } from '../../shared/model/dates';
import type { EventType } from '../../shared/model/eventTypes';
import type { Ending, Period } from '../records/lifecycle';
import { endingOf, latestEnding, periodsOf, startOf, statusLeave } from '../records/lifecycle';
import type { Row } from '../records/row';
import { LIFECYCLE, tableEntry } from '../records/tables';
import { leaverEvents } from './leaving';
import type { Entries } from './readEntries';

/** What a row of the lifecycle may mean besides being one. */
export const LIFECYCLE_MEANS: readonly EventType[] = [
	'employee.hired',
	'employee.rehired',
	'employee.termination_scheduled',
	'employee.access_ended',
	'employee.terminated',
	'leave.approved',
];

/** What rows mean. */
export interface Meaning {
	readonly happenings: readonly Happening[];
	/** Why something about them cannot be told; null if everything can. */
	readonly undecided: string | null;
}

/** When a row is looked at, and what is known besides the lifecycle. */
export interface Moment {
	/** `YYYY-MM-DD` in the company's time zone. */
	readonly today: string;
	/** Whether the row was there before: an edit of what is long over means nothing. */
	readonly isEdit: boolean;
	/** The first day of the person's employment by the person's own record. */
	readonly startDate: string | null;
}

/** Whether rows may be the beginning of an employment: then the person's own first day decides, too. */
export function mayBegin({ rows, entries }: Entries): boolean {
	const periods = periodsOf(rows);
	return periods.some((period) => entries.includes(period.row) && isBeginning(periods, period));
}

function isBeginning(periods: readonly Period[], period: Period): boolean {
	if (period.stage !== 'hired' && period.stage !== 'employed') return false;
	const last = lastKnown(periods, period);
	return last === undefined || last.stage === 'terminated';
}

/** What somebody was before, whatever statuses of the company's own, such as "Alumni", lie between. */
function lastKnown(periods: readonly Period[], period: Period): Period | undefined {
	return findLast(periods.slice(0, periods.indexOf(period)), ({ stage }) => stage !== 'unknown');
}

/** What rows of the lifecycle mean, among all rows of the person. */
export function lifecycleMeaning({ rows, entries }: Entries, moment: Moment): Meaning {
	const periods = periodsOf(rows);
	const meanings = periods
		.filter(({ row }) => entries.includes(row))
		.map((period) => withRow(statusMeaning(periods, period, moment), period));
	return {
		// Rows of one day may belong to one end.
		happenings: uniqWith(
			meanings.flatMap(({ happenings }) => happenings),
			(a, b) => isEqual({ ...a, table: null }, { ...b, table: null }),
		),
		undecided: meanings.find(({ undecided }) => undecided !== null)?.undecided ?? null,
	};
}

/** The row goes along, so that whoever acts on it later can look whether it is still there. */
function withRow({ happenings, undecided }: Meaning, { row }: Period): Meaning {
	const table = tableEntry(LIFECYCLE, row, { includePayTables: false });
	return { happenings: happenings.map((happening) => ({ table, ...happening })), undecided };
}

/** The end of the employment as the lifecycle shows it, whichever row was changed. */
export function endAsItIs(rows: readonly Row[], today: string): Happening[] {
	return leaverEventsOf(latestEnding(periodsOf(rows)), today);
}

function leaverEventsOf(ending: Ending | null, today: string): Happening[] {
	return ending === null ? [] : leaverEvents(ending, today);
}

/** What a row of the lifecycle means, by its status and the one before it. */
function statusMeaning(periods: readonly Period[], period: Period, moment: Moment): Meaning {
	const decided = (happenings: readonly Happening[]): Meaning => ({ happenings, undecided: null });
	switch (period.stage) {
		case 'terminated':
		case 'garden_leave':
			return decided(ended(endingOf(periods, period), moment));
		case 'hired':
		case 'employed':
			return decided(begun(periods, period, moment));
		case 'leave':
			return decided(takenLeave(periods, period, moment));
		case 'unknown':
			return {
				happenings: [],
				undecided: `The status "${period.status ?? ''}" of the lifecycle is one of the company's own, and it is not known what it means.`,
			};
	}
}

function isNews(day: string | null, { isEdit, today }: Moment): boolean {
	return !isEdit || day === null || isRecent(day, today);
}

function ended(ending: Ending | null, moment: Moment): Happening[] {
	const { date, lastWorkingDate } = ending?.termination ?? {};
	return isNews(date ?? lastWorkingDate ?? null, moment)
		? leaverEventsOf(ending, moment.today)
		: [];
}

/** A new employment, by its first row; of a hire that is entered ahead the person knows the first day. */
function begun(periods: readonly Period[], period: Period, moment: Moment): Happening[] {
	if (!isBeginning(periods, period)) return [];
	const { startDate } = moment;
	const isFirst = lastKnown(periods, period) === undefined;
	// The rows before it may be hidden: somebody who has been here for longer is nobody new.
	if (isFirst && startDate !== null && startDate < period.from) return [];
	const isAhead = startDate !== null && startDate >= period.from;
	const effectiveDate = startOf(periods, period) ?? (isAhead ? startDate : period.from);
	if (!isNews(effectiveDate, moment)) return [];
	return [{ eventType: isFirst ? 'employee.hired' : 'employee.rehired', effectiveDate }];
}

function takenLeave(periods: readonly Period[], period: Period, moment: Moment): Happening[] {
	const found = statusLeave(periods, period);
	if (!isNews(found.endDate, moment)) return [];
	return [{ eventType: 'leave.approved', effectiveDate: found.startDate, leave: found }];
}
