import { isBefore } from '../model/dates';
import type { KnownPerson } from './known';
import type { RosterEntry } from './roster';

/*
 * The end of somebody for whom the vendor has no last day: it is only seen that the person is gone, and when the record
 * was changed last. An edit of the record is not another end.
 */

/**
 * An entry with the end that counts.
 * @param known what is remembered of the person
 * @returns the entry with the end that is remembered, if there is one; null if nothing is remembered of a person whose
 *   end has no day: they may have left years ago, and only their record was edited
 */
export function withEndAsKnown(entry: RosterEntry, known: KnownPerson | null): RosterEntry | null {
	const { employee, termination, isEndUndated = false } = entry;
	if (!isEndUndated || termination == null) return entry;
	if (known === null) return null;
	const { employmentEnd: end, lastDay } = known.days;
	if (end === null) return entry;
	const isOfEarlierStay = employee.startDate !== null && isBefore(end, employee.startDate);
	const isMovedCloser = termination.date !== null && isBefore(termination.date, end);
	if (isOfEarlierStay || isMovedCloser) return entry;
	return {
		...entry,
		employee: { ...employee, terminationDate: end },
		termination: { ...termination, date: end, lastWorkingDate: lastDay === end ? null : lastDay },
	};
}
