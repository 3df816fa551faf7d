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
	half_day: 'beginning_of_day' | 'end_of_day' | null;
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
	duration_by_day_attributes: LeaveDay[] | null;
	days_taken: number;
	created_at: string;
	updated_at: string;
	deleted_at: string | null;
}

/** The shape is this simulator's own: none is documented. */
export interface LeaveDay {
	date: string;
	days: number;
}

/** What somebody enters. */
export interface LeaveWish {
	employeeId: string;
	/** `YYYY-MM-DD` */
	from: string;
	/** The last day; null is open-ended. */
	to: string | null;
	/** A type's id or name. Default `Holidays`. */
	type?: string;
	halfDay?: 'beginning_of_day' | 'end_of_day';
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
	return { ...leave, days_taken: sum(daysOf(leave)) };
}

/** The working days of a leave; of an open-ended one the first. */
export function daysOf({ start_on: from, finish_on: to, half_day: half }: LeaveRecord): LeaveDay[] {
	const days: LeaveDay[] = [];
	const last = Date.parse(to ?? from);
	for (let day = Date.parse(from); day <= last; day += DAY_MS) {
		const weekday = new Date(day).getUTCDay();
		if (weekday === 0 || weekday === 6) continue;
		days.push({ date: new Date(day).toISOString().slice(0, 10), days: half === null ? 1 : 0.5 });
	}
	return days;
}

function sum(days: readonly LeaveDay[]): number {
	return days.reduce((total, { days: taken }) => total + taken, 0);
}

function typeNamed(idOrName: string): LeaveType {
	const found = LEAVE_TYPES.find(({ id, name }) => id === idOrName || name === idOrName);
	if (!found) throw new Error(`No leave type ${idOrName}`);
	return found;
}
