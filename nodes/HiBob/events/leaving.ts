import type { Described, Happening } from '../../shared/interpret/interpretation';
import type { Day } from '../../shared/model/dates';
import { isBefore, shiftDay } from '../../shared/model/dates';
import { isOver } from '../../shared/model/phase';
import type { Termination } from '../../shared/model/termination';
import type { Ending } from '../records/lifecycle';

/*
 * What the end of an employment means. HiBob reports an end twice: by a row of the lifecycle when the end is
 * entered, and by `employee.left` on the day itself. The same fact has the same id in both.
 */

/**
 * The events of an end that is entered. An end that is over has happened; any other end is still to come. There are
 * no events if another employment begins the day after, or if the person is back already: then nobody leaves.
 * @param today in the company's time zone
 */
export function leaverEvents(ending: Ending, today: Day): Happening[] {
	const { termination } = ending;
	const { date, lastWorkingDate } = termination;
	const end = date ?? lastWorkingDate;
	if (end === null) return [];
	if (isFollowedAtOnce(ending) || isBackBy(ending, today)) return [];
	const isEmploymentOver = date !== null && isOver(date, today);
	const isWorkOver =
		isEmploymentOver || (lastWorkingDate !== null && isOver(lastWorkingDate, today));
	return [
		...(isEmploymentOver ? [] : [scheduled(termination, end)]),
		...(isWorkOver ? [accessEnded(termination, lastWorkingDate ?? end)] : []),
		...(isEmploymentOver ? [employmentEnded(termination)] : []),
	];
}

/** Whether another employment begins on the day after the end, or earlier. */
export function isFollowedAtOnce({
	termination: { date, lastWorkingDate },
	returns,
}: Ending): boolean {
	const end = date ?? lastWorkingDate;
	return returns !== null && end !== null && !isBefore(shiftDay(end, 1) ?? end, returns);
}

/** Whether the person is employed again on a day, after the end. */
export function isBackBy({ returns }: Ending, day: Day): boolean {
	return returns !== null && !isBefore(day, returns);
}

function scheduled(termination: Termination, effectiveDate: Day): Happening {
	return { eventType: 'employee.termination_scheduled', effectiveDate, termination };
}

/** @param effectiveDate the last day of access */
export function accessEnded(termination: Termination, effectiveDate: Day): Happening {
	return { eventType: 'employee.access_ended', effectiveDate, termination };
}

/** Adds the day of the end to the person: the person's own record shows an end only after it has taken effect. */
export function withEnd(described: Described, { date }: Termination): Described {
	const { employee } = described;
	return {
		...described,
		employee: { ...employee, terminationDate: date ?? employee.terminationDate },
	};
}

/** The day of this event is the last day of employment. */
export function employmentEnded(termination: Termination): Happening {
	return { eventType: 'employee.terminated', effectiveDate: termination.date, termination };
}
