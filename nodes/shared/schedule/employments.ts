import type { Day } from '../model/dates';
import { isBefore, shiftDay } from '../model/dates';
import { isOver } from '../model/phase';

/** The days of an employment, both inclusive. */
export interface EmploymentSpan {
	/** Null if it is not known. */
	readonly start: Day | null;
	/** The last day on which anything of it is due; null if no end is entered. */
	readonly end: Day | null;
}

/**
 * For this many days after its end, an employment is still the one to show, even if the person will come back. A poll
 * finds the end of an employment only while the employment is shown.
 */
export const SHOWN_AFTER_END_DAYS = 7;

/**
 * Chooses the employment of a person that the roster shows: the current one; if there is none, the one that ended in the
 * last days; then the next one to come; then the last one.
 * @param employments oldest first
 * @param today in the company's time zone
 * @returns null if there is none
 */
export function employmentToShow<T extends EmploymentSpan>(
	employments: readonly T[],
	today: Day,
): T | null {
	const hasBegun = ({ start }: T): boolean => start === null || !isBefore(today, start);
	const hasEnded = ({ end }: T): boolean => end !== null && isOver(end, today);
	const since = shiftDay(today, -SHOWN_AFTER_END_DAYS);
	const endedLately = ({ end }: T): boolean =>
		end !== null && isOver(end, today) && since !== null && !isBefore(end, since);
	return (
		employments.findLast((one) => hasBegun(one) && !hasEnded(one)) ??
		employments.findLast(endedLately) ??
		employments.find((one) => !hasBegun(one)) ??
		employments.at(-1) ??
		null
	);
}
