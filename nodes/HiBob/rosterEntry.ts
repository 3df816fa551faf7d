import type { Day } from '../shared/model/dates';
import { dayOf, isBefore, isRecent } from '../shared/model/dates';
import type { Termination } from '../shared/model/termination';
import type { EmploymentSpan } from '../shared/schedule/employments';
import { employmentToShow } from '../shared/schedule/employments';
import type { RosterEntry } from '../shared/schedule/roster';
import { LEFT_LATELY_DAYS } from '../shared/schedule/roster';
import { isFollowedAtOnce } from './events/leaving';
import { normaliseEmployee } from './records/employee';
import { unreadableMessage } from './records/fetch/people';
import type { Ending, Period } from './records/lifecycle';
import { endingOf, isEnding, isPresent } from './records/lifecycle';
import type { PersonRecord } from './records/person';
import { wordsOf } from './records/person';

/*
 * A person on the roster that the schedule trigger reads. The lifecycle decides when employments begin and end. The
 * person's own record shows only the employment that is in effect, and an end only after it has taken effect.
 */

/** An employment as the lifecycle shows it. */
interface Employment extends EmploymentSpan {
	/** Null if no end is entered; undefined if the last status is one of the company's own, so that nothing is certain. */
	readonly termination: Termination | null | undefined;
}

/**
 * A person with one of their employments, and the end of this employment.
 * @param periods the person's whole lifecycle
 * @param today in the company's time zone
 */
export function rosterEntry(
	person: PersonRecord,
	periods: readonly Period[],
	today: Day,
): RosterEntry {
	const employments = employmentsOf(periods, dayOf(wordsOf(person, 'work.startDate')));
	const shown = employmentToShow(employments, today);
	const described = normaliseEmployee(person, today);
	const isToCome = shown?.start != null && isBefore(today, shown.start);
	const termination = shown?.termination;
	return {
		employee: {
			...described,
			id: person.id,
			status: isToCome ? 'pending' : described.status,
			startDate: shown === null ? described.startDate : shown.start,
			originalStartDate: employments[0]?.start ?? described.originalStartDate,
			terminationDate:
				termination === undefined ? described.terminationDate : (termination?.date ?? null),
		},
		...(termination === undefined ? {} : { termination }),
		// Without the names of list entries, the fields would hold ids.
		isWhole: person.humanReadable != null && unreadableMessage([person]) === null,
	};
}

/** Whether a person left so long ago that the roster no longer has them. */
export function leftLongAgo({ termination }: RosterEntry, today: Day): boolean {
	const end = termination?.date ?? null;
	return end !== null && !isRecent(end, today, LEFT_LATELY_DAYS);
}

/**
 * The employments of a person, oldest first. If a person is employed again on the day after a termination, or earlier,
 * the employment goes on. A return without a first day is left out: only the hire is entered, and the person still leaves.
 * @param recorded the first day in the person's own record. It belongs to the employment in effect. It may be earlier
 *   than the first row of the lifecycle. If only the hire is entered, no other first day is known
 */
function employmentsOf(periods: readonly Period[], recorded: Day | null): Employment[] {
	const stints = stintsOf(periods);
	const employments = stints.map((stint, index) => {
		const ending = endOf(stint, periods);
		const before = stints[index - 1];
		const endBefore = before === undefined ? null : lastDayIn(endOf(before, periods));
		const isOwn =
			recorded !== null &&
			(before === undefined || (endBefore !== null && isBefore(endBefore, recorded))) &&
			(index === stints.length - 1 || !isBefore(lastDayIn(ending) ?? recorded, recorded));
		const first = stint.find(isPresent)?.from ?? null;
		const isEarlier = isOwn && (first === null || isBefore(recorded, first));
		const isDecided = ending !== null || stint.at(-1)?.stage !== 'unknown';
		return {
			start: isEarlier ? recorded : first,
			end: lastDayIn(ending),
			termination: isDecided ? (ending?.termination ?? null) : undefined,
		};
	});
	return employments.filter(({ start }, index) => index === 0 || start !== null);
}

/** The rows of each employment. After an end, the next row of employment begins another one. */
function stintsOf(periods: readonly Period[]): Period[][] {
	const stints: Period[][] = [];
	for (const period of periods) {
		const stint = stints.at(-1);
		const begins = period.stage === 'hired' || isPresent(period);
		if (stint !== undefined && (!begins || endOf(stint, periods) === null)) stint.push(period);
		else stints.push([period]);
	}
	return stints;
}

/**
 * How a stint ends; null if no end is entered. If the employment goes on the day after, nobody has left. The same is
 * true if the person is back from a garden leave without a termination.
 */
function endOf(stint: readonly Period[], periods: readonly Period[]): Ending | null {
	for (const period of stint.filter(isEnding)) {
		const ending = endingOf(periods, period);
		if (ending === null || isFollowedAtOnce(ending)) continue;
		if (ending.termination.date !== null || ending.returns === null) return ending;
	}
	return null;
}

function lastDayIn(ending: Ending | null): Day | null {
	return ending === null ? null : (ending.termination.date ?? ending.termination.lastWorkingDate);
}
