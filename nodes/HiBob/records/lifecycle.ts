import findLast from 'lodash/findLast';
import findLastIndex from 'lodash/findLastIndex';
import get from 'lodash/get';
import { z } from 'zod/v4';

import { dayOf, shiftDay } from '../../shared/model/dates';
import type { Leave } from '../../shared/model/leave';
import { categoryFromName, leave } from '../../shared/model/leave';
import type { Termination } from '../../shared/model/termination';
import { termination } from '../../shared/model/termination';
import { orNull } from '../../shared/outbound/fields';
import type { Row } from './row';
import type { Stage } from './stage';
import { stageOf } from './stage';

/*
 * The lifecycle of a person: a table with a row for each status and the day it takes effect, those
 * to come too. It is what decides about hires and leavers; the person's own record shows only what
 * is in effect.
 * https://apidocs.hibob.com/reference/get_people-id-lifecycle
 */

/** A row of the lifecycle, understood. */
export interface Period {
	readonly row: Row;
	readonly stage: Stage;
	/** The company's word for the status. */
	readonly status: string | null;
	/** First day of the status, `YYYY-MM-DD`; of garden leave and termination the last day before it. */
	readonly from: string;
}

const text = z.string().optional().catch(undefined);

/** The rows in the order they take effect; one without a day cannot be placed and is left out. */
export function periodsOf(rows: readonly Row[]): Period[] {
	return rows
		.flatMap((row): Period[] => {
			const from = dayOf(row.effectiveDate);
			if (from === null) return [];
			const status = columnOf(row, 'status');
			return [{ row, stage: stageOf([text.parse(row.status), status]), status, from }];
		})
		.sort((a, b) => a.from.localeCompare(b.from));
}

/** A column with a list entry, by its name where that came along. */
function columnOf(row: Row, name: string): string | null {
	return orNull(text.parse(get(row.humanReadable, name)) ?? text.parse(row[name]));
}

const ENDING: readonly Stage[] = ['garden_leave', 'terminated'];
const isEnding = ({ stage }: Period): boolean => ENDING.includes(stage);
const isPresent = ({ stage }: Period): boolean => stage === 'employed' || stage === 'leave';

/** The status in effect on a day. */
export function periodOn(periods: readonly Period[], day: string): Period | undefined {
	return findLast(periods, ({ from }) => from <= day);
}

/**
 * The status that an event says has taken effect. Events come at midnight where the person works,
 * which may be the evening before where the company counts its days.
 * @param stages what it may be
 * @param day the day of the event, `YYYY-MM-DD`
 * @returns undefined if HiBob does not show one on that day
 */
export function inEffect(
	periods: readonly Period[],
	stages: readonly Stage[],
	day: string,
): Period | undefined {
	// An end is told at the midnight after its day: another status may be in effect by then.
	const dayBefore = stages.some((stage) => ENDING.includes(stage)) ? [shiftDay(day, -1)] : [];
	return [day, ...dayBefore, shiftDay(day, 1)]
		.map((one) => (one === null ? undefined : periodOn(periods, one)))
		.find((period) => period !== undefined && stages.includes(period.stage));
}

/** The status before another. */
export function before(periods: readonly Period[], period: Period): Period | undefined {
	return periods[periods.indexOf(period) - 1];
}

/** The status after another. */
export function after(periods: readonly Period[], period: Period): Period | undefined {
	return periods[periods.indexOf(period) + 1];
}

/** How an employment ends, and what comes after. */
export interface Ending {
	readonly termination: Termination;
	/** When the person is back: another employment. */
	readonly returns: string | null;
}

/**
 * The end of the employment that a status belongs to: a termination, a garden leave, or one after
 * the other. The day of a termination is the last day of employment (HiBob tells that somebody has
 * left at the midnight after it). That the day of a garden leave is the last day worked in the same
 * way is not documented.
 * @returns null if the status does not end an employment
 */
export function endingOf(periods: readonly Period[], period: Period): Ending | null {
	if (!isEnding(period)) return null;
	const at = periods.indexOf(period);
	const start = findLastIndex(periods.slice(0, at), (one) => !isEnding(one)) + 1;
	const length = periods.slice(start).findIndex((one) => !isEnding(one));
	const block = periods.slice(start, length < 0 ? undefined : start + length);
	// The first is the one that HiBob acts on.
	const terminated = block.find(({ stage }) => stage === 'terminated');
	const garden = block.find(({ stage }) => stage === 'garden_leave');
	const reason = terminated === undefined ? null : columnOf(terminated.row, 'reasonType');
	return {
		termination: termination({
			date: terminated?.from ?? null,
			lastWorkingDate: garden?.from ?? null,
			type: typeOf(reason),
			reasonRaw: reason,
			gardenLeave: garden !== undefined,
		}),
		returns: length < 0 ? null : backOn(periods.slice(start + length)),
	};
}

/** A hire that is entered ahead, and a status of the company's own such as "Alumni", are no return. */
function backOn(later: readonly Period[]): string | null {
	return later.find(isPresent)?.from ?? null;
}

/** The end that lies ahead or came last, whichever status is asked about. */
export function latestEnding(periods: readonly Period[]): Ending | null {
	const last = periods.at(-1);
	return last === undefined ? null : endingOf(periods, last);
}

/** Companies name their own kinds of termination: what has a telling word is told by it. */
const TERMINATION_TYPES: ReadonlyArray<readonly [RegExp, Termination['type']]> = [
	[/involuntary|dismiss|fired|misconduct|performance/, 'involuntary'],
	[/redundan|laid ?off|layoff|restructur/, 'redundancy'],
	[/end of (fixed[ -]?term )?contract|contract (ended|expired)|expir/, 'end_of_contract'],
	[/retire/, 'retirement'],
	[/mutual|agreement|settlement/, 'mutual'],
	[/death|deceased/, 'death'],
	[/transfer|relocat/, 'transfer'],
	[/voluntary|resign/, 'voluntary'],
];

function typeOf(reason: string | null): Termination['type'] {
	if (reason === null) return 'unknown';
	const words = reason.toLowerCase();
	return TERMINATION_TYPES.find(([pattern]) => pattern.test(words))?.[1] ?? 'unknown';
}

/**
 * The first day of the employment that a status belongs to; a hire ahead of it does not count.
 * @returns null where nothing but the hire is entered
 */
export function startOf(periods: readonly Period[], period: Period): string | null {
	const at = periods.indexOf(period);
	const start = findLastIndex(periods.slice(0, at + 1), isEnding) + 1;
	const length = periods.slice(start).findIndex(isEnding);
	const stint = periods.slice(start, length < 0 ? undefined : start + length);
	return stint.find(isPresent)?.from ?? null;
}

/**
 * A leave that is a status. It carries no id: the ids of rows and of time-off requests are numbers
 * of the same kind, and one must not be taken for the other.
 */
export function statusLeave(periods: readonly Period[], period: Period): Leave {
	const next = after(periods, period);
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
