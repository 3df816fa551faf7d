import type { Day, TimeZone } from '../../shared/model/dates';
import { dayIn, dayOf, instantOf, isBefore, isRecent, shiftDay } from '../../shared/model/dates';
import type { Termination } from '../../shared/model/termination';
import { SHOWN_AFTER_END_DAYS } from '../../shared/schedule/employments';
import { LEFT_LATELY_DAYS } from '../../shared/schedule/roster';
import type { EmploymentRecord } from './employment';
import { COMPANY_SWITCH, isEmployed, newestFirst, terminationOf } from './employment';

/**
 * The time that a person is with the company without a break. Personio has an employment for each
 * contract: a contract that follows another one, or runs beside it, is neither a hire nor an end.
 */
export interface Stay {
	/** The first day; null if it is not entered. */
	readonly start: Day | null;
	/** The last day, inclusive; null if the stay goes on, or if its last day is not known. */
	readonly until: Day | null;
	/**
	 * How the stay ends; null if no end is entered. Undefined if the status of an employment decides, and
	 * it is missing or not known.
	 */
	readonly termination: Termination | null | undefined;
	/** True if no last day is entered, and `until` is the day on which the employment was changed last. */
	readonly isUndated?: boolean;
	/** The employments of the stay, newest first. */
	readonly employments: readonly EmploymentRecord[];
	/** The employment that lasts longest. */
	readonly last: EmploymentRecord;
}

/**
 * The stay that counts: the one that runs or is just over, else the next one, else the last one.
 * @param today in the company's time zone
 * @param wasHere whether the person was still here at the previous poll
 * @returns null if the person has no employment, or if the stay ended longer ago than leavers are listed
 */
export function stayOn(
	employments: readonly EmploymentRecord[],
	{ today, timeZone, wasHere = false }: { today: Day; timeZone: TimeZone; wasHere?: boolean },
): Stay | null {
	const single = newestFirst(employments)
		.reverse()
		.map((employment) => stayOfOne(employment, timeZone));
	const stays = joined(single.filter((stay) => !isVoid(stay)));
	const counts =
		stays.find((stay) => isHere(stay, today)) ??
		stays.find(({ start }) => isToCome(start, today)) ??
		single.find((stay) => isVoid(stay) && isToCome(stay.start, today)) ??
		stays.at(-1) ??
		single.at(-1);
	return counts === undefined || (!wasHere && isLongOver(counts, today)) ? null : counts;
}

function stayOfOne(employment: EmploymentRecord, timeZone: TimeZone): Stay {
	const start = dayOf(employment.employment_start_date);
	const termination = terminationOf(employment);
	const one = { start, termination, employments: [employment], last: employment };
	const end = termination.date ?? termination.lastWorkingDate;
	if (end !== null) {
		// Whoever moves to another company of the group does not leave.
		const isSwitch = termination.reasonRaw === COMPANY_SWITCH;
		return { ...one, until: end, termination: isSwitch ? null : termination };
	}
	const employed = isEmployed(employment);
	if (employed !== false) {
		return { ...one, until: null, termination: employed === null ? undefined : null };
	}
	// Somebody set the status by hand, without a day: the day of that change is the last day.
	const date = dayIn(timeZone, instantOf(employment.updated_at));
	return date === null
		? { ...one, until: start, termination: undefined }
		: { ...one, until: date, termination: { ...termination, date }, isUndated: true };
}

/** A hire that was called off: the employment ends before it begins. */
function isVoid({ start, until }: Stay): boolean {
	return start !== null && until !== null && isBefore(until, start);
}

/** @param stays the earliest first */
function joined(stays: readonly Stay[]): Stay[] {
	const found: Stay[] = [];
	for (const stay of stays) {
		const before = found.at(-1);
		if (before === undefined || !followsOn(stay, before)) {
			found.push(stay);
			continue;
		}
		found[found.length - 1] = {
			...longerOf(before, stay),
			start: before.start,
			employments: [...stay.employments, ...before.employments],
		};
	}
	return found;
}

/**
 * Nobody closes an account over a weekend: a person who is back while the stay before is still shown was
 * not gone.
 */
function followsOn({ start }: Stay, { until }: Stay): boolean {
	if (until === null || start === null) return true;
	const latest = shiftDay(until, SHOWN_AFTER_END_DAYS);
	return latest === null || !isBefore(latest, start);
}

/** A stay that goes on for certain lasts longer than one that may go on. */
function longerOf(one: Stay, other: Stay): Stay {
	if (one.until === null) return other.until === null && one.termination !== null ? other : one;
	return other.until === null || !isBefore(other.until, one.until) ? other : one;
}

function isHere({ start, until, last }: Stay, today: Day): boolean {
	const hasBegun = start === null ? last.status !== 'ONBOARDING' : !isToCome(start, today);
	return hasBegun && (until === null || isRecent(until, today, SHOWN_AFTER_END_DAYS));
}

function isToCome(start: Day | null, today: Day): boolean {
	return start !== null && isBefore(today, start);
}

/** Somebody who may still be here, or who only moved within the group, stays listed. */
function isLongOver({ until, termination }: Stay, today: Day): boolean {
	return termination != null && until !== null && !isRecent(until, today, LEFT_LATELY_DAYS);
}
