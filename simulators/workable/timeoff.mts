import { CATEGORIES, MEMBERS } from './reference.mts';
import type { Switches } from './sometimes.mts';

export type TimeOffState = 'pending' | 'approved' | 'rejected' | 'canceled';
export type TimeOffUnit = 'full_days' | 'half_days' | 'hours';

/** An item of `GET /timeoff/requests`. There is no category id in it. */
export interface TimeOffRequest {
	id: string;
	employee_id: string;
	/** Without a zone. */
	from_date: string;
	to_date: string;
	formatted_period: string;
	state: TimeOffState;
	requesting_total: number;
	timeoff_tracking_unit: TimeOffUnit;
	half_days: HalfDay[];
	updated_by: string;
	updated_at: string;
	category_name: string;
	pending_approvals: Array<{ id: string; approver_id: string }>;
}

export interface HalfDay {
	date: string;
	half: 'first' | 'second';
}

/** A request for time off. */
export interface TimeOffWish {
	employeeId: string;
	/** `YYYY-MM-DD`, or with a time and no zone for hours: `YYYY-MM-DDTHH:mm:ss.SSS`. */
	from: string;
	/** The last day, inclusive. */
	to: string;
	/** A category's id or name. */
	category: string;
	unit?: TimeOffUnit;
	halfDays?: HalfDay[];
}

const DAY_MS = 86_400_000;
const HOURS_PER_DAY = 8;

/** A new request, waiting for approval. */
export function buildRequest(
	wish: TimeOffWish,
	{ id, at }: { id: string; at: string },
	{ wholeDays }: Pick<Switches, 'wholeDays'>,
): TimeOffRequest {
	const halfDays = wish.halfDays ?? [];
	const unit = wish.unit ?? (halfDays.length > 0 ? 'half_days' : 'full_days');
	const from = wish.from.includes('T') ? wish.from : `${wish.from}T00:00:00.000`;
	// A whole day in hours usually lasts to the second before midnight.
	const end = unit === 'hours' && wholeDays === 'last-second' ? '23:59:59.000' : '00:00:00.000';
	const to = wish.to.includes('T') ? wish.to : `${wish.to}T${end}`;
	return {
		id,
		employee_id: wish.employeeId,
		from_date: from,
		to_date: to,
		formatted_period: `${longDate(from)} - ${longDate(to)}`,
		state: 'pending',
		requesting_total: total(from, to, unit, halfDays.length),
		timeoff_tracking_unit: unit,
		half_days: halfDays,
		updated_by: approver().name,
		updated_at: at,
		category_name: categoryNamed(wish.category).name,
		pending_approvals: [{ id: `a${id}`, approver_id: approver().id }],
	};
}

/** Records a decision. */
export function decide(request: TimeOffRequest, state: TimeOffState, at: string): void {
	request.state = state;
	request.updated_at = at;
	request.pending_approvals = [];
}

/** A category by id or name; blanks around the name do not matter. */
export function categoryNamed(idOrName: string) {
	const found = CATEGORIES.find(
		({ id, name }) => id === idOrName || name.trim() === idOrName.trim(),
	);
	if (!found) throw new Error(`No time off category ${idOrName}`);
	return found;
}

function approver() {
	const [first] = MEMBERS;
	if (!first) throw new Error('The account has no members');
	return first;
}

function total(from: string, to: string, unit: TimeOffUnit, halves: number): number {
	const days = workingDays(from, to) - halves / 2;
	if (unit !== 'hours') return days;
	const hours = (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 3_600_000;
	const isPartOfDay = hours > 0 && hours < 24 && !to.includes('T23:59:59');
	return isPartOfDay ? hours : days * HOURS_PER_DAY;
}

function workingDays(from: string, to: string): number {
	const last = Date.parse(`${to.slice(0, 10)}T00:00:00Z`);
	let days = 0;
	for (let day = Date.parse(`${from.slice(0, 10)}T00:00:00Z`); day <= last; day += DAY_MS) {
		const weekday = new Date(day).getUTCDay();
		if (weekday !== 0 && weekday !== 6) days += 1;
	}
	return days;
}

function longDate(date: string): string {
	return new Intl.DateTimeFormat('en-GB', {
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC',
	}).format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}
