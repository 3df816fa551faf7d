import type { Day } from './dates';
import { isBefore } from './dates';
import type { EventType } from './eventTypes';
import type { Phase } from './hrEvent';

/** Events that say that something will not happen. */
const CANCELLING: readonly EventType[] = [
	'employee.hire_cancelled',
	'employee.termination_cancelled',
	'leave.cancelled',
	'leave.declined',
];

/** Events that are still to come until their inclusive last day is over. */
const UNTIL_OVER: readonly EventType[] = [
	'employee.termination_scheduled',
	'employee.last_day_upcoming',
	'employee.contract_ending',
	'employee.probation_ending',
];

/**
 * Whether an inclusive last day is over.
 * @param lastDay the last day that still counts
 * @param today in the company's time zone
 * @returns true only when today is after the last day: on the last day itself nothing has ended yet
 */
export function isOver(lastDay: Day, today: Day): boolean {
	return isBefore(lastDay, today);
}

/**
 * Whether an event is still to come. The phase depends on the event's date and on the day of the run,
 * so it is never part of the event's identity.
 * @param event its type and effective date
 * @param today in the company's time zone; null where that is not known
 * @returns `cancelled` for events that take something back, `unknown` if the effective date or today is
 *   not known, `scheduled` before the first day and until an inclusive last day is over, else
 *   `effective`. An event that states that someone has left, or is back, is effective on the last day
 *   itself: a vendor that withdraws access at once says so on that day, and where the person works it
 *   may already be the next day.
 */
export function phaseOf(
	event: { eventType: EventType; effectiveDate: Day | null },
	today: Day | null,
): Phase {
	const { eventType, effectiveDate } = event;
	if (CANCELLING.includes(eventType)) return 'cancelled';
	if (effectiveDate === null || today === null) return 'unknown';
	const isEffective = UNTIL_OVER.includes(eventType)
		? isOver(effectiveDate, today)
		: !isBefore(today, effectiveDate);
	return isEffective ? 'effective' : 'scheduled';
}
