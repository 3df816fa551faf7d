import { timeOfDaySchema } from '../../../nodes/shared/schedule/clock';
import { employee } from '../../../nodes/shared/model/employee';
import type { Employee } from '../../../nodes/shared/model/employee';
import { leave } from '../../../nodes/shared/model/leave';
import { termination } from '../../../nodes/shared/model/termination';
import type { Termination } from '../../../nodes/shared/model/termination';
import type { DueSettings } from '../../../nodes/shared/schedule/moments';
import type { RosterEntry, RosterLeave } from '../../../nodes/shared/schedule/roster';
import { day, timeZone } from '../../support/days';

/** Fills roster entries and leaves with what a test says about them. */

export const BERLIN = timeZone('Europe/Berlin');

export const settings = (changes: Partial<DueSettings> = {}): DueSettings => ({
	timeZone: BERLIN,
	dayBeginsAt: timeOfDaySchema.parse('06:00'),
	lastDayEndsAt: timeOfDaySchema.parse('24:00'),
	daysBefore: [14],
	...changes,
});

interface Said {
	id?: string;
	start?: string | null;
	/** Last day of employment. */
	end?: string | null;
	/** Last day worked. */
	lastDay?: string | null;
	contractEnd?: string | null;
	probationEnd?: string | null;
	known?: Partial<Employee>;
	ending?: Partial<Termination>;
	/** Nothing can be said about the end. */
	isUndecided?: boolean;
	isWhole?: boolean;
}

const maybeDay = (text: string | null | undefined) => (text == null ? null : day(text));

/** A person on the roster. */
export function person({ id = '1', ...said }: Said = {}): RosterEntry {
	const ends = said.end != null || said.lastDay != null;
	return {
		employee: {
			...employee({
				startDate: maybeDay(said.start),
				contractEndDate: maybeDay(said.contractEnd),
				probationEndDate: maybeDay(said.probationEnd),
				...said.known,
			}),
			id,
		},
		...(said.isUndecided === true
			? {}
			: {
					termination: ends
						? termination({
								date: maybeDay(said.end),
								lastWorkingDate: maybeDay(said.lastDay),
								...said.ending,
							})
						: null,
				}),
		isWhole: said.isWhole ?? true,
	};
}

/** A confirmed leave. */
export function away(
	start: string,
	end: string | null,
	isConfirmed: boolean | null = true,
): RosterLeave {
	return {
		key: '77',
		employee: employee({ id: '1' }),
		leave: leave({ id: '77', startDate: day(start), endDate: maybeDay(end), isConfirmed }),
	};
}
