import { COMPANY_ID, LEAVE_TYPES } from './reference.mts';
import type { LeaveType } from './reference.mts';

/** A leave as the list has it. */
export interface LeaveRecord {
	id: string;
	company_id: string;
	employee_id: string;
	employee_full_name: string | null;
	start_on: string;
	/** Null is open-ended. */
	finish_on: string | null;
	half_day: HalfDay | null;
	start_time: string | null;
	/** Hundredths of an hour. */
	hours_amount_in_cents: number | null;
	leave_type_id: string;
	leave_type_name: string;
	/** Null is not decided. */
	approved: boolean | null;
	description: string | null;
	reason: string | null;
	duration_attributes: object | null;
	/** Null unless it is asked for. */
	duration_by_day_attributes: DurationByDay | null;
	/** Days of the calendar, unless the days are asked for: then what they add up to. */
	days_taken: number;
	created_at: string;
	updated_at: string;
	deleted_at: string | null;
}

/** By `YYYY-MM-DD`. */
type UnitsByDay = Record<'days' | 'hours', Record<string, number>>;

/** What each day of a leave would be worked, and what of it the leave takes. */
export interface DurationByDay {
	workable_units_by_day: UnitsByDay;
	used_units_by_day: UnitsByDay;
}

/** The API has two spellings of the morning. */
export type HalfDay = 'beginning_of_day' | 'beggining_of_day' | 'end_of_day';

/** What somebody enters. */
export interface LeaveWish {
	employeeId: string;
	/** `YYYY-MM-DD` */
	from: string;
	/** The last day; null is open-ended. */
	to: string | null;
	/** A type's id or name. Default `Holidays`. */
	type?: string;
	halfDay?: HalfDay;
	/** Of a leave in hours. */
	hours?: number;
	startTime?: string;
}

const DAY_MS = 86_400_000;

/** A new leave: of a type without approval it is approved as it is entered. */
export function buildLeave(
	wish: LeaveWish,
	{ id, at, fullName }: { id: string; at: string; fullName: string },
): LeaveRecord {
	const type = typeNamed(wish.type ?? 'Holidays');
	const leave: LeaveRecord = {
		id,
		company_id: COMPANY_ID,
		employee_id: wish.employeeId,
		employee_full_name: fullName,
		start_on: wish.from,
		finish_on: wish.to,
		half_day: wish.halfDay ?? null,
		start_time: wish.startTime ?? null,
		hours_amount_in_cents: wish.hours === undefined ? null : wish.hours * 100,
		leave_type_id: type.id,
		leave_type_name: type.name,
		approved: type.approval_required ? null : true,
		description: `PRIVATE-description-${id}`,
		reason: `PRIVATE-reason-${id}`,
		duration_attributes: null,
		duration_by_day_attributes: null,
		days_taken: 0,
		created_at: at,
		updated_at: at,
		deleted_at: null,
	};
	const days = datesOf(wish.from, wish.to ?? wish.from).length;
	return { ...leave, days_taken: wish.halfDay === undefined ? days : days / 2 };
}

const HOURS_A_DAY = 8;

/**
 * A leave as the list has it where its days are asked for.
 * @param rules whether free days are there, and where the walk over the days ends at the latest; for
 *   an open-ended leave that is where it ends, else on its first day
 */
export function withDays(
	leave: LeaveRecord,
	{
		freeDays,
		forcedFinishOn,
	}: { freeDays: 'zero' | 'absent'; forcedFinishOn?: string | undefined },
): LeaveRecord {
	const ends = [leave.finish_on, forcedFinishOn].filter((end) => typeof end === 'string').sort();
	const dates = datesOf(leave.start_on, ends[0] ?? leave.start_on);
	const working = dates.filter((date) => !isWeekend(date));
	const hours = hoursOn(leave, working.length);
	const units = (perDay: number): UnitsByDay => {
		const told = freeDays === 'zero' ? dates : working;
		const by = (unit: number) =>
			Object.fromEntries(told.map((date) => [date, isWeekend(date) ? 0 : unit]));
		return { days: by(perDay / HOURS_A_DAY), hours: by(perDay) };
	};
	return {
		...leave,
		duration_by_day_attributes: {
			workable_units_by_day: units(HOURS_A_DAY),
			used_units_by_day: units(hours),
		},
		days_taken: (working.length * hours) / HOURS_A_DAY,
	};
}

/** What each working day takes, in hours. */
function hoursOn(
	{ half_day: half, hours_amount_in_cents: cents }: LeaveRecord,
	days: number,
): number {
	if (cents !== null) return cents / 100 / Math.max(days, 1);
	return half === null ? HOURS_A_DAY : HOURS_A_DAY / 2;
}

function datesOf(from: string, to: string): string[] {
	const dates: string[] = [];
	for (let day = Date.parse(from); day <= Date.parse(to); day += DAY_MS) {
		dates.push(new Date(day).toISOString().slice(0, 10));
	}
	return dates;
}

function isWeekend(date: string): boolean {
	return [0, 6].includes(new Date(date).getUTCDay());
}

function typeNamed(idOrName: string): LeaveType {
	const found = LEAVE_TYPES.find(({ id, name }) => id === idOrName || name === idOrName);
	if (!found) throw new Error(`No leave type ${idOrName}`);
	return found;
}
