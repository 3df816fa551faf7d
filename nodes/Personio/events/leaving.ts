import type { Happening } from '../../shared/interpret/interpretation';
import type { Day } from '../../shared/model/dates';
import { isBefore, isRecent, now, shiftDay, utcDayOf } from '../../shared/model/dates';
import { isOver } from '../../shared/model/phase';
import type { Termination } from '../../shared/model/termination';
import type { EmploymentRecord } from '../records/employment';
import {
	COMPANY_SWITCH,
	employmentOn,
	isCurrentOrComing,
	isEmployed,
	isStub,
	statusUnknown,
	STUB,
	terminationOf,
} from '../records/employment';
import type { Notification } from './defineEvent';

/*
 * What the end of an employment means. Personio reports it in three ways: a date on the employment,
 * a person who is set inactive, and an event on the day. Whichever of them arrive, each fact is
 * reported with the same id.
 * https://developer.personio.de/docs/event-driven-data-from-personio
 */

/** The days with which an end is compared. */
interface Days extends Pick<Notification, 'occurredOn'> {
	/** Today in the company's time zone. */
	readonly today: Day;
}

/** The reason if another employment may keep the person in the company. */
const MAY_STAY = statusUnknown(
	'It is not known whether the person leaves. There is another employment, whose status',
);

/** The reason if the status of the employment itself decides whether the person has left. */
const MAY_HAVE_LEFT = statusUnknown(
	'It is not known whether the person has left. The status of the employment',
);

/**
 * Whether a person has another employment that runs or is still to begin. Then nobody leaves.
 * @returns null if no other employment is known to run or to begin, but one of them may
 */
function staysEmployed(
	employment: EmploymentRecord,
	employments: readonly EmploymentRecord[],
	today: Day,
): boolean | null {
	const others = employments
		.filter(({ id }) => id !== employment.id)
		.map((one) => isCurrentOrComing(one, today));
	if (others.includes(true)) return true;
	return others.includes(null) ? null : false;
}

/**
 * What a change of an employment says about its end; an empty list if it is not the last employment.
 * @returns a reason in plain words if another employment decides, and its status is missing or not
 *   known
 */
export function leaverEventsOfEmployment(
	employment: EmploymentRecord,
	employments: readonly EmploymentRecord[],
	days: Days,
): Happening[] | string {
	const { today } = days;
	const stays = staysEmployed(employment, employments, today);
	if (stays === true) return [];
	const ends = endOf(employment, days);
	const isSwitch = terminationOf(employment).reasonRaw === COMPANY_SWITCH;
	if (stays === null && ends.length > 0 && !isSwitch) return MAY_STAY;
	const isLast = employmentOn([employment, ...employments], today)?.id === employment.id;
	return isLast ? ends : [];
}

/** What the end of a person's last employment means. */
function endOf(employment: EmploymentRecord, days: Days): Happening[] {
	const { today } = days;
	const termination = terminationOf(employment);
	const { date, lastWorkingDate } = termination;
	const end = date ?? lastWorkingDate;
	if (end === null) return [];
	if (termination.reasonRaw === COMPANY_SWITCH) return [switched(termination)];
	if (isOver(end, today) && !isRecent(end, days.occurredOn)) return [];
	if (date !== null && isOver(date, today)) return left(termination, days);
	return [
		{
			eventType: 'employee.termination_scheduled',
			effectiveDate: end,
			termination,
			identity: { employmentId: employment.id, isStated: false },
		},
		...(lastWorkingDate !== null && isOver(lastWorkingDate, today)
			? [accessEnded(termination, days)]
			: []),
	];
}

/**
 * What it means that a person was set inactive; an empty list if the person left long ago and was
 * only edited now.
 * @returns a reason in plain words if an employment decides whose status is missing or not known
 */
export function leaverEventsOfPerson(
	employments: readonly EmploymentRecord[],
	days: Days,
): Happening[] | string {
	const latest = employmentOn(employments, days.today);
	if (latest === null || isEmployed(latest) === true) return [];
	const stays = staysEmployed(latest, employments, days.today);
	if (stays === true) return [];
	const ends = endOfInactive(latest, days);
	if (ends.length === 0) return [];
	if (isEmployed(latest) === null) return MAY_HAVE_LEFT;
	return stays === null ? MAY_STAY : ends;
}

/** What it means that a person is inactive in the last employment. */
function endOfInactive(latest: EmploymentRecord, days: Days): Happening[] {
	const { today, occurredOn } = days;
	const termination = terminationOf(latest);
	const { date } = termination;
	if (termination.reasonRaw === COMPANY_SWITCH) return [];
	if (date === null || !isBefore(today, date)) {
		return date === null || isRecent(date, occurredOn) ? left(termination, days) : [];
	}
	return [lockedOut(termination, days)];
}

/** The person loses access before the employment ends. The end will be reported on its own day. */
function lockedOut(termination: Termination, days: Days): Happening {
	const { lastWorkingDate } = termination;
	const isWorkOver = lastWorkingDate !== null && !isBefore(days.today, lastWorkingDate);
	const until = isWorkOver ? termination : { ...termination, lastWorkingDate: days.occurredOn };
	return { ...accessEnded(until, days), identity: { isUndated: !isWorkOver } };
}

/**
 * Whether the employment that decides continues, or may continue. Then an end that was reported
 * before is no longer valid. If an end is taken as withdrawn by mistake, it is reported once more.
 * If an end is kept as valid by mistake, it is never reported again.
 */
export function hasNoEnd(employments: readonly EmploymentRecord[], today: Day): boolean {
	const employment = employmentOn(employments, today);
	if (employment === null || isEmployed(employment) === false || isStub(employment)) return false;
	const { date, lastWorkingDate } = terminationOf(employment);
	return date === null && lastWorkingDate === null;
}

/**
 * What it means that an event says that an employment has ended. Only an end that the employment
 * shows as well is reported: no proof covers the event, and the end may have been withdrawn since
 * then.
 * @returns a reason in plain words if the employment shows no end, or if a status decides that is
 *   missing or not known
 */
export function leaverEventsOnTheDay(
	employment: EmploymentRecord,
	employments: readonly EmploymentRecord[],
	days: Days,
): Happening[] | string {
	const termination = terminationOf(employment);
	if (termination.reasonRaw === COMPANY_SWITCH) return [switched(termination)];
	const stays = staysEmployed(employment, employments, days.today);
	if (stays !== false) return stays === true ? [] : MAY_STAY;
	const { date } = termination;
	const isInactive = isEmployed(employment) === false;
	if (date === null ? isInactive : isHere(date, days.today)) return left(termination, days);
	if (isInactive) return [lockedOut(termination, days)];
	if (isStub(employment)) return STUB;
	if (isEmployed(employment) === null) return MAY_HAVE_LEFT;
	return date === null
		? 'Personio says that the employment has ended, but the employment shows no end now: it may have been withdrawn since.'
		: `Personio says that the employment has ended, but the employment shows ${date} as its last day now: it may have been moved since.`;
}

/**
 * It is not documented at which midnight Personio sends the event of a day. It may be midnight in
 * UTC.
 */
function isHere(day: Day, today: Day): boolean {
	return !isBefore(today, day) || !isBefore(utcDayOf(now()), day);
}

/** Without an end date, the events get the day on which the change happened. */
function left(termination: Termination, days: Days): Happening[] {
	return [
		accessEnded(termination, days),
		{
			eventType: 'employee.terminated',
			effectiveDate: termination.date ?? days.occurredOn,
			termination,
		},
	];
}

function accessEnded(termination: Termination, { occurredOn }: Days): Happening {
	return {
		eventType: 'employee.access_ended',
		effectiveDate: termination.lastWorkingDate ?? termination.date ?? occurredOn,
		termination,
	};
}

/** The person continues in another company of the group, from the day after the last day. */
function switched(termination: Termination): Happening {
	return {
		eventType: 'employee.transferred',
		effectiveDate: termination.date === null ? null : shiftDay(termination.date, 1),
		termination,
	};
}
