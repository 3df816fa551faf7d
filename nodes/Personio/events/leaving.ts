import type { Happening } from '../../shared/interpret/tell';
import { isRecent, shiftDay } from '../../shared/model/dates';
import { isOver } from '../../shared/model/phase';
import type { Termination } from '../../shared/model/termination';
import type { EmploymentRecord } from '../records/employment';
import {
	COMPANY_SWITCH,
	isCurrentOrComing,
	newestFirst,
	terminationOf,
} from '../records/employment';
import type { Notification } from './defineEvent';

/*
 * What the end of an employment means. Personio tells of it by three roads: a date on the
 * employment, a person set inactive, and an event on the day. Whichever come, each fact is told
 * with the same id.
 * https://developer.personio.de/docs/event-driven-data-from-personio
 */

/** When it is looked at. */
interface Moment extends Pick<Notification, 'occurredOn'> {
	/** `YYYY-MM-DD` in the company's time zone. */
	readonly today: string;
}

/** Whether a person has another employment that runs or is to begin: then nobody leaves. */
function staysEmployed(
	employment: EmploymentRecord,
	employments: readonly EmploymentRecord[],
	today: string,
): boolean {
	return employments.some((one) => one.id !== employment.id && isCurrentOrComing(one, today));
}

/** What a change of an employment says about its end; nothing if it is not the last one. */
export function endInEmployment(
	employment: EmploymentRecord,
	employments: readonly EmploymentRecord[],
	moment: Moment,
): Happening[] {
	const { today } = moment;
	const isLatest = newestFirst([employment, ...employments])[0]?.id === employment.id;
	if (!isLatest || staysEmployed(employment, employments, today)) return [];
	const termination = terminationOf(employment);
	const { date, lastWorkingDate } = termination;
	const end = date ?? lastWorkingDate;
	if (end === null) return [];
	if (termination.reasonRaw === COMPANY_SWITCH) return [switched(termination)];
	if (isOver(end, today) && !isRecent(end, moment.occurredOn)) return [];
	if (date !== null && isOver(date, today)) return left(termination, moment);
	return [
		{
			eventType: 'employee.termination_scheduled',
			effectiveDate: end,
			termination,
			identity: { employmentId: employment.id },
		},
		...(lastWorkingDate !== null && isOver(lastWorkingDate, today)
			? [accessEnded(termination, moment)]
			: []),
	];
}

/** What it means that a person was set inactive; nothing for an edit of someone long gone. */
export function endInPerson(employments: readonly EmploymentRecord[], moment: Moment): Happening[] {
	const { today, occurredOn } = moment;
	const [latest] = newestFirst(employments);
	if (latest?.status !== 'INACTIVE' || staysEmployed(latest, employments, today)) return [];
	const termination = terminationOf(latest);
	const { date, lastWorkingDate } = termination;
	if (termination.reasonRaw === COMPANY_SWITCH) return [];
	if (date === null || date <= today) {
		return date === null || isRecent(date, occurredOn) ? left(termination, moment) : [];
	}
	// Locked out before the employment is over, which will be told on its day.
	const isWorkOver = lastWorkingDate !== null && lastWorkingDate <= today;
	const until = isWorkOver ? termination : { ...termination, lastWorkingDate: occurredOn };
	return [accessEnded(until, moment)];
}

/** What it means that an employment has ended by Personio's own word. */
export function endOnTheDay(
	employment: EmploymentRecord,
	employments: readonly EmploymentRecord[],
	moment: Moment,
): Happening[] {
	const termination = terminationOf(employment);
	if (termination.reasonRaw === COMPANY_SWITCH) return [switched(termination)];
	if (staysEmployed(employment, employments, moment.today)) return [];
	return left(termination, moment);
}

/** Without a date, what is told is told of the day it happened. */
function left(termination: Termination, moment: Moment): Happening[] {
	return [
		accessEnded(termination, moment),
		{
			eventType: 'employee.terminated',
			effectiveDate: termination.date ?? moment.occurredOn,
			termination,
		},
	];
}

function accessEnded(termination: Termination, { occurredOn }: Moment): Happening {
	return {
		eventType: 'employee.access_ended',
		effectiveDate: termination.lastWorkingDate ?? termination.date ?? occurredOn,
		termination,
	};
}

/** The person goes on in another company of the group, from the day after. */
function switched(termination: Termination): Happening {
	return {
		eventType: 'employee.transferred',
		effectiveDate: termination.date === null ? null : shiftDay(termination.date, 1),
		termination,
	};
}
