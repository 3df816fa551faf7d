import type { EventType } from '../../shared/model/eventTypes';
import type { Period } from '../records/lifecycle';
import {
	before,
	endingOf,
	latestEnding,
	periodsOf,
	startOf,
	statusLeave,
} from '../records/lifecycle';
import type { Row } from '../records/row';
import type { Happening } from './defineEvent';
import { leaverEvents } from './leaving';
import type { Entries } from './readEntries';

/** What a row of the lifecycle may mean besides being one. */
export const LIFECYCLE_MEANS: readonly EventType[] = [
	'employee.hired',
	'employee.rehired',
	'employee.termination_scheduled',
	'employee.access_ended',
	'employee.terminated',
	'leave.approved',
];

/** What rows mean. */
export interface Meaning {
	readonly happenings: readonly Happening[];
	/** Why something about them cannot be told; null if everything can. */
	readonly undecided: string | null;
}

/**
 * What rows of the lifecycle mean, among all rows of the person.
 * @param today `YYYY-MM-DD` in the company's time zone
 */
export function lifecycleMeaning({ rows, entries }: Entries, today: string): Meaning {
	const periods = periodsOf(rows);
	const meanings = periods
		.filter(({ row }) => entries.includes(row))
		.map((period) => statusMeaning(periods, period, today));
	return {
		happenings: meanings.flatMap(({ happenings }) => happenings),
		undecided: meanings.find(({ undecided }) => undecided !== null)?.undecided ?? null,
	};
}

/** The end of the employment as the lifecycle shows it, whichever row was changed. */
export function endAsItIs(rows: readonly Row[], today: string): Happening[] {
	return leaverEventsOf(latestEnding(periodsOf(rows)), today);
}

function leaverEventsOf(ending: ReturnType<typeof endingOf>, today: string): Happening[] {
	return ending === null ? [] : leaverEvents(ending, today);
}

/** What a row of the lifecycle means, by its status and the one before it. */
function statusMeaning(periods: readonly Period[], period: Period, today: string): Meaning {
	const decided = (...happenings: Happening[]): Meaning => ({ happenings, undecided: null });
	switch (period.stage) {
		case 'terminated':
		case 'garden_leave':
			return decided(...leaverEventsOf(endingOf(periods, period), today));
		case 'hired':
		case 'employed': {
			const last = before(periods, period);
			const begins = last === undefined || last.stage === 'terminated';
			if (!begins) return decided();
			const startDate = startOf(periods, period);
			const eventType = last === undefined ? 'employee.hired' : 'employee.rehired';
			return decided({ eventType, effectiveDate: startDate });
		}
		case 'leave': {
			const found = statusLeave(periods, period);
			return decided({
				eventType: 'leave.approved',
				effectiveDate: found.startDate,
				leave: found,
			});
		}
		case 'unknown':
			return {
				happenings: [],
				undecided: `The status "${period.status ?? ''}" of the lifecycle is one of the company's own, and it is not known what it means.`,
			};
	}
}
