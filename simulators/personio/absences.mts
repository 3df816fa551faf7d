import { ABSENCE_TYPES } from './reference.mts';
import type { AbsenceType } from './reference.mts';

/** There may be others. The vendor publishes no list. */
export const ABSENCE_STATUSES = [
	...['PENDING', 'APPROVED', 'REJECTED', 'DELETION_PENDING', 'SUBSTITUTE_REQUESTED'],
] as const;

export type Half = 'FIRST_HALF' | 'SECOND_HALF';

/** What `GET /v2/absence-periods/{id}` answers. It says nothing of days or hours taken. */
export interface AbsenceRecord {
	id: string;
	person: { id: string };
	absence_type: { id: string };
	/** Local, without an offset. Day-tracked absences begin with a half of that day. */
	starts_from: { date_time: string; type?: Half };
	/**
	 * Day-tracked: the midnight after the last day, and the half of that day it ends with.
	 * Hour-tracked: a real time of day. Null: open-ended.
	 */
	ends_at: { date_time: string; type?: Half } | null;
	timezone_id: string;
	comment: string | null;
	approval: { status: string };
	/** In whole seconds. */
	created_at: string;
	updated_at: string;
}

/** When somebody is away. */
export interface TimeRange {
	/** `YYYY-MM-DD`; for hours a local time, `YYYY-MM-DDTHH:mm:ss`, is possible. */
	from: string;
	/** The last day, inclusive; null is open-ended. */
	to: string | null;
	/** `SECOND_HALF`: the first day begins at noon. */
	startPart?: Half;
	/** `FIRST_HALF`: the last day ends at noon. */
	endPart?: Half;
	/** Hour-tracked types only: how long, from `from` on. */
	hours?: number;
}

export interface AbsenceWish extends Omit<TimeRange, 'to'> {
	personId: string;
	/** Default: paid vacation, or an hour-tracked type when `hours` are given. */
	typeId?: string;
	to?: string | null;
	/** Default `PENDING`. */
	status?: string;
	comment?: string;
}

export const TIMEZONE = 'Europe/Berlin';
const DAY_MS = 86_400_000;
const HOURS_PER_DAY = 8;
const DAY_BEGINS = '09:00:00';
const DAY_ENDS = '17:00:00';

/** The type with that id. Throws if there is none, so that a mistake in a test is noticed at once. */
export function absenceTypeOf(id: string): AbsenceType {
	const type = ABSENCE_TYPES.find((candidate) => candidate.id === id);
	if (!type) throw new Error(`The simulator has no absence type ${id}`);
	return type;
}

/** The type an absence is of when nothing else is said. */
export function defaultType({ hours }: { hours?: number }): AbsenceType {
	const unit = hours === undefined ? 'DAY' : 'HOUR';
	return ABSENCE_TYPES.find((type) => type.unit === unit) as AbsenceType;
}

/** `starts_from` and `ends_at` of an absence. */
export function rangeOf(
	unit: AbsenceType['unit'],
	range: TimeRange,
): Pick<AbsenceRecord, 'starts_from' | 'ends_at'> {
	if (unit === 'HOUR') {
		const start = range.from.includes('T') ? range.from : `${range.from}T${DAY_BEGINS}`;
		return { starts_from: { date_time: start }, ends_at: hourlyEnd(start, range) };
	}
	const { from, to, startPart = 'FIRST_HALF', endPart = 'SECOND_HALF' } = range;
	return {
		starts_from: { date_time: `${from}T00:00:00`, type: startPart },
		ends_at: to === null ? null : { date_time: `${nextDay(to)}T00:00:00`, type: endPart },
	};
}

function hourlyEnd(start: string, { to, hours }: TimeRange): AbsenceRecord['ends_at'] {
	if (hours !== undefined) {
		const end = new Date(Date.parse(`${start}Z`) + hours * 3_600_000);
		return { date_time: end.toISOString().slice(0, 19) };
	}
	if (to === null) return null;
	return { date_time: to.includes('T') ? to : `${to}T${DAY_ENDS}` };
}

export interface Breakdown {
	date: string;
	effective_duration: { unit: 'DAY' | 'HOUR'; value: number };
}

/** How much of each day is taken. Weekends are listed and count nothing. */
export function breakdownsOf(record: AbsenceRecord, today: string): Breakdown[] {
	const { unit } = absenceTypeOf(record.absence_type.id);
	const first = record.starts_from.date_time.slice(0, 10);
	const last = lastDayOf(record, unit) ?? today;
	const days: Breakdown[] = [];
	for (let date = first; date <= last; date = nextDay(date)) {
		const value = isWeekend(date) ? 0 : unit === 'DAY' ? 1 : hoursOn(record);
		days.push({ date, effective_duration: { unit, value } });
	}
	if (record.starts_from.type === 'SECOND_HALF') halve(days[0]);
	if (record.ends_at?.type === 'FIRST_HALF') halve(days.at(-1));
	return days;
}

function halve(day: Breakdown | undefined): void {
	if (day) day.effective_duration.value /= 2;
}

/** The last day somebody is away; undefined when that is open. */
function lastDayOf({ ends_at: end }: AbsenceRecord, unit: 'DAY' | 'HOUR'): string | undefined {
	if (end === null) return undefined;
	const day = end.date_time.slice(0, 10);
	return unit === 'DAY' ? shiftDay(day, -1) : day;
}

function hoursOn({ starts_from: start, ends_at: end }: AbsenceRecord): number {
	if (end === null) return HOURS_PER_DAY;
	const ms = Date.parse(`${end.date_time}Z`) - Date.parse(`${start.date_time}Z`);
	return ms > 0 && ms < DAY_MS ? ms / 3_600_000 : HOURS_PER_DAY;
}

function isWeekend(day: string): boolean {
	return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

function nextDay(day: string): string {
	return shiftDay(day, 1);
}

function shiftDay(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
