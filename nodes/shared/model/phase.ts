import type { EventType } from './eventTypes';
import type { Phase } from './hrEvent';

/** Events that say that something will not be. */
const CANCELLING: readonly EventType[] = [
	'employee.hire_cancelled',
	'employee.termination_cancelled',
	'leave.cancelled',
	'leave.declined',
];

/** What is to come until an inclusive last day is over. */
const UNTIL_OVER: readonly EventType[] = ['employee.termination_scheduled'];

/**
 * Whether an inclusive last day is over.
 * @param lastDay `YYYY-MM-DD`, the last day that still counts
 * @param today `YYYY-MM-DD` in the company's time zone
 * @returns true only when today is after the day: on the day itself the person still belongs
 */
export function isOver(lastDay: string, today: string): boolean {
	return today > lastDay;
}

/**
 * Whether an event is still to come. Derived from the date and the day of the run, and never
 * part of an event's identity.
 * @param event its type and effective date (`YYYY-MM-DD` or null)
 * @param today `YYYY-MM-DD` in the company's time zone
 * @returns `cancelled` for events that take something back, `unknown` without a date,
 *   `scheduled` before the first day and until an inclusive last day is over, else `effective`.
 *   An event that states that someone has left, or is back, is effective on the last day itself: a
 *   vendor that withdraws access at once says so on that day, and where the person works it may be
 *   the day after already.
 */
export function phaseOf(
	event: { eventType: EventType; effectiveDate: string | null },
	today: string,
): Phase {
	const { eventType, effectiveDate } = event;
	if (CANCELLING.includes(eventType)) return 'cancelled';
	if (effectiveDate === null) return 'unknown';
	const isEffective = UNTIL_OVER.includes(eventType)
		? isOver(effectiveDate, today)
		: effectiveDate <= today;
	return isEffective ? 'effective' : 'scheduled';
}
