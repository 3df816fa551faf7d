import get from 'lodash/get';
import type { Day } from '../../shared/model/dates';
import { byDay, dayOf, isBefore, shiftDay } from '../../shared/model/dates';
import type { Meanings } from '../../shared/model/fromName';
import { fromName, wholeWords } from '../../shared/model/fromName';
import { inOrder } from '../../shared/model/inOrder';
import type { Leave } from '../../shared/model/leave';
import { categoryFromName } from '../../shared/model/categoryFromName';
import { leave } from '../../shared/model/leave';
import type { Termination } from '../../shared/model/termination';
import { termination } from '../../shared/model/termination';
import { wordsIn } from './person';
import type { Row } from './row';
import type { Stage } from './stage';
import { stageOf } from './stage';

/*
 * The lifecycle of a person is a table. It has a row for each status and the day on which the status takes effect,
 * also for the future. The lifecycle decides about hires and leavers, because the person's own record shows only what
 * is in effect now.
 * https://apidocs.hibob.com/reference/get_people-id-lifecycle
 */

/** A row of the lifecycle, and what it means. */
export interface Period {
	readonly row: Row;
	readonly stage: Stage;
	/** The company's word for the status. */
	readonly status: string | null;
	/** First day of the status. For garden leave and termination: the last day before the status. */
	readonly from: Day;
}

/**
 * The rows in the order in which they take effect; HiBob may send them in any order. A row without a day has no place
 * in this order and is left out. Reads that decide something fail if the lifecycle has such a row.
 */
export function periodsOf(rows: readonly Row[]): Period[] {
	const periods = rows.flatMap((row): Period[] => {
		const from = dayOf(row.effectiveDate);
		if (from === null) return [];
		const status = columnOf(row, 'status');
		return [{ row, stage: stageOf([wordsIn(row.status), status]), status, from }];
	});
	return inOrder(periods, ({ from }) => from).sort(
		(a, b) => byDay(a.from, b.from) || Number(isReplacedAtOnce(b)) - Number(isReplacedAtOnce(a)),
	);
}

/** Whether another status of the same day has replaced this one. This one then ends before it begins. */
function isReplacedAtOnce({ row, from }: Period): boolean {
	const end = dayOf(row.endEffectiveDate);
	return end !== null && isBefore(end, from);
}

/** The text of a column with a list entry: the readable name if HiBob sent one. */
function columnOf(row: Row, name: string): string | null {
	return wordsIn(get(row.humanReadable, name)) ?? wordsIn(row[name]);
}

const ENDING: readonly Stage[] = ['garden_leave', 'terminated'];
/** Whether a status ends an employment. */
export const isEnding = ({ stage }: Period): boolean => ENDING.includes(stage);
/** Whether somebody with this status is employed: at work, or on leave. */
export const isPresent = ({ stage }: Period): boolean => stage === 'employed' || stage === 'leave';

/** The status in effect on a day. */
export function periodOn(periods: readonly Period[], day: Day): Period | undefined {
	return periods.findLast(({ from }) => !isBefore(day, from));
}

/**
 * The status that has taken effect according to an event. HiBob sends the event at midnight where the person works.
 * In the company's time zone this may be the evening before.
 * @param stages the stages that the status may have
 * @param day the day of the event
 * @returns undefined if HiBob shows no such status around that day
 */
export function inEffect(
	periods: readonly Period[],
	stages: readonly Stage[],
	day: Day,
): Period | undefined {
	// HiBob reports an end at the midnight after its day. Another status may be in effect then.
	const dayBefore = stages.some((stage) => ENDING.includes(stage)) ? [shiftDay(day, -1)] : [];
	return [day, ...dayBefore, shiftDay(day, 1)]
		.map((one) => (one === null ? undefined : periodOn(periods, one)))
		.find((period) => period !== undefined && stages.includes(period.stage));
}

/** The status before another. */
export function periodBefore(periods: readonly Period[], period: Period): Period | undefined {
	return periods[periods.indexOf(period) - 1];
}

/** The status after another. */
export function periodAfter(periods: readonly Period[], period: Period): Period | undefined {
	return periods[periods.indexOf(period) + 1];
}

/** How an employment ends, and whether another one comes after it. */
export interface Ending {
	readonly termination: Termination;
	/** The first day of the next employment, if the person comes back. */
	readonly returns: Day | null;
}

/**
 * The end of the employment that a status belongs to: a termination, a garden leave, or one after the other. The day
 * of a termination is the last day of employment: HiBob reports that the person has left at the midnight after it.
 * The day of a garden leave is read in the same way, as the last day worked; HiBob does not document this.
 * @returns null if the status does not end an employment
 */
export function endingOf(periods: readonly Period[], period: Period): Ending | null {
	if (!isEnding(period)) return null;
	const at = periods.indexOf(period);
	const start = periods.slice(0, at).findLastIndex((one) => !isEnding(one)) + 1;
	const length = periods.slice(start).findIndex((one) => !isEnding(one));
	const block = periods.slice(start, length < 0 ? undefined : start + length);
	// If there are several terminations, HiBob acts on the first.
	const terminated = block.find(({ stage }) => stage === 'terminated');
	const garden = block.find(({ stage }) => stage === 'garden_leave');
	const reason = terminated === undefined ? null : columnOf(terminated.row, 'reasonType');
	return {
		termination: termination({
			date: terminated?.from ?? null,
			lastWorkingDate: garden?.from ?? null,
			type: fromName(TERMINATION_TYPES, reason) ?? 'unknown',
			reasonRaw: reason,
			gardenLeave: garden !== undefined,
		}),
		returns: length < 0 ? null : backOn(periods.slice(start + length)),
	};
}

/**
 * The day on which the person comes back. A hire that is entered in advance is not a return, and neither is one of the
 * company's own statuses, such as "Alumni".
 */
function backOn(later: readonly Period[]): Day | null {
	return later.find(isPresent)?.from ?? null;
}

/**
 * The end that the last status of the lifecycle belongs to, in the future or in the past; null if the last
 * status does not end an employment.
 */
export function latestEnding(periods: readonly Period[]): Ending | null {
	const last = periods.at(-1);
	return last === undefined ? null : endingOf(periods, last);
}

/**
 * Whether no end is entered: the last status is Hired, Employed or a leave. An end that was reported before is then no
 * longer true.
 */
export function hasNoEnd(periods: readonly Period[]): boolean {
	const stage = periods.at(-1)?.stage;
	return stage === 'employed' || stage === 'hired' || stage === 'leave';
}

/** Companies give their kinds of termination names of their own. A known word in the name shows the kind. */
const TERMINATION_TYPES: Meanings<Termination['type']> = [
	[
		'involuntary',
		wholeWords(
			...['involuntar(y|ily)', 'non voluntary', 'not voluntary', 'dismiss(ed|al|als)?', 'fired'],
			...['misconduct', '(under ?)?performance', '(under ?)?performing'],
		),
	],
	[
		'redundancy',
		wholeWords(
			...['redundan(t|cy|cies)', '(laid|lay) offs?', 'layoffs?'],
			...['restructur(e|ed|ing|ings)'],
		),
	],
	[
		'end_of_contract',
		wholeWords(
			...['end of (fixed term )?contract', 'contract (has )?(ended|expired)'],
			...['expir(e|es|ed|y|ing|ation)'],
		),
	],
	['retirement', wholeWords('retire(s|d|ment|ments)?', 'retiring')],
	['mutual', wholeWords('mutual(ly)?', 'agreements?', 'settlements?')],
	['death', wholeWords('deaths?', 'deceased')],
	['transfer', wholeWords('transfer(s|red|ring)?', 'relocat(e|es|ed|ing|ion|ions)')],
	['voluntary', wholeWords('voluntar(y|ily)', 'resign(s|ed|ing|ation|ations)?')],
];

/**
 * The first day of the employment that a status belongs to. A status Hired before it does not count.
 * @returns null if only Hired is entered
 */
export function startOf(periods: readonly Period[], period: Period): Day | null {
	const at = periods.indexOf(period);
	const start = periods.slice(0, at + 1).findLastIndex(isEnding) + 1;
	const length = periods.slice(start).findIndex(isEnding);
	const stint = periods.slice(start, length < 0 ? undefined : start + length);
	return stint.find(isPresent)?.from ?? null;
}

/**
 * A leave that is entered as a status. It gets no id. The ids of rows and the ids of time-off requests are both
 * numbers, and nobody should take one for the other.
 */
export function statusLeave(periods: readonly Period[], period: Period): Leave {
	const next = periodAfter(periods, period);
	return leave({
		kind: 'status',
		status: 'approved',
		statusRaw: period.status,
		isConfirmed: true,
		category: categoryFromName(period.status),
		typeName: period.status,
		startDate: period.from,
		endDate: next === undefined ? dayOf(period.row.endEffectiveDate) : shiftDay(next.from, -1),
	});
}
