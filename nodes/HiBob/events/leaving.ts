import type { Described, Happening } from '../../shared/interpret/tell';
import { shiftDay } from '../../shared/model/dates';
import { isOver } from '../../shared/model/phase';
import type { Termination } from '../../shared/model/termination';
import type { Ending } from '../records/lifecycle';

/*
 * What the end of an employment means. HiBob tells of it when it is entered, by a row of the
 * lifecycle, and on the day, by `employee.left`. Whichever come, each fact is told with the same id.
 */

/**
 * What an end that is entered is told as: what is over has happened, what is not is still to come.
 * Nothing where the person goes on the day after, or is back already: then nobody leaves.
 * @param today `YYYY-MM-DD` in the company's time zone
 */
export function leaverEvents(ending: Ending, today: string): Happening[] {
	const { termination, returns } = ending;
	const { date, lastWorkingDate } = termination;
	const end = date ?? lastWorkingDate;
	if (end === null) return [];
	if (goesOn(ending) || (returns !== null && returns <= today)) return [];
	const isEmploymentOver = date !== null && isOver(date, today);
	const isWorkOver =
		isEmploymentOver || (lastWorkingDate !== null && isOver(lastWorkingDate, today));
	return [
		...(isEmploymentOver ? [] : [scheduled(termination, end)]),
		...(isWorkOver ? [accessEnded(termination, lastWorkingDate ?? end)] : []),
		...(isEmploymentOver ? [terminated(termination)] : []),
	];
}

/** Whether another employment begins the day after at the latest. */
export function goesOn({ termination: { date, lastWorkingDate }, returns }: Ending): boolean {
	const end = date ?? lastWorkingDate;
	return returns !== null && end !== null && returns <= (shiftDay(end, 1) ?? end);
}

function scheduled(termination: Termination, effectiveDate: string): Happening {
	return { eventType: 'employee.termination_scheduled', effectiveDate, termination };
}

/** @param effectiveDate the last day of access, `YYYY-MM-DD` */
export function accessEnded(termination: Termination, effectiveDate: string): Happening {
	return { eventType: 'employee.access_ended', effectiveDate, termination };
}

/** The person's own record shows an end only once it has taken effect. */
export function withEnd(described: Described, { date }: Termination): Described {
	const { employee } = described;
	return {
		...described,
		employee: { ...employee, terminationDate: date ?? employee.terminationDate },
	};
}

/** The last day of employment is the day of it. */
export function terminated(termination: Termination): Happening {
	return { eventType: 'employee.terminated', effectiveDate: termination.date, termination };
}
