import type { Instant } from '../model/dates';
import { digestOf } from '../model/digestOf';
import type { Employee } from '../model/employee';
import { lastDayOf } from '../model/termination';
import type { KeyDays, LeaveSpan } from './moments';
import type { RosterEntry } from './roster';

/** What is remembered of a person from one poll to the next: days and digests, no names and no values. */
export interface KnownPerson {
	readonly days: KeyDays;
	/** A digest of the days of the termination; null if no termination is entered. */
	readonly termination: string | null;
	/** A digest of what the record says about the job; null if the record was never read as a whole. */
	readonly job: string | null;
	/** A digest of everything else in the record; null like `job`. */
	readonly profile: string | null;
}

/** What is remembered of a leave. */
export interface KnownLeave extends LeaveSpan {
	/**
	 * The time of the poll that found the leave no longer confirmed, or no longer listed; null while it is listed. If it
	 * comes back, its events are emitted again.
	 */
	readonly goneSince: Instant | null;
}

/**
 * What a poll remembers of a person.
 * @param before what the previous poll remembered. Where the vendor's record decides nothing now, this stays
 */
export function knownOf(entry: RosterEntry, before: KnownPerson | null): KnownPerson {
	const { employee, termination, isWhole } = entry;
	const isDecided = termination !== undefined;
	return {
		days: {
			start: employee.startDate ?? before?.days.start ?? null,
			lastDay: isDecided ? lastDayOf(termination) : (before?.days.lastDay ?? null),
			employmentEnd: isDecided ? (termination?.date ?? null) : (before?.days.employmentEnd ?? null),
			contractEnd: employee.contractEndDate,
			probationEnd: employee.probationEndDate,
		},
		termination: isDecided ? digestOfTermination(entry) : (before?.termination ?? null),
		job: isWhole ? shortDigestOf(jobOf(employee)) : (before?.job ?? null),
		profile: isWhole ? shortDigestOf(profileOf(employee)) : (before?.profile ?? null),
	};
}

function digestOfTermination({ termination, employmentId }: RosterEntry): string | null {
	if (termination == null) return null;
	const { date, lastWorkingDate, accessEndDate, noticeDate } = termination;
	return shortDigestOf([employmentId, date, lastWorkingDate, accessEndDate, noticeDate]);
}

function jobOf({ jobTitle, department, team, manager }: Employee): unknown[] {
	return [jobTitle, department, team, manager.id ?? manager.displayName];
}

/**
 * What is neither in `job` nor in the days. The status is left out: it changes by itself when a leave begins or ends. If
 * the manager has an id, only the id counts in `job`: a new name of the manager is a change of the manager's own record.
 */
function profileOf(employee: Employee): unknown[] {
	const { employeeNumber, displayName, firstName, lastName, preferredName, workEmail } = employee;
	const { location, country, legalEntity, costCenter, timezone } = employee;
	const { relationship, schedule, typeRaw, originalStartDate, url } = employee;
	return [
		...[employeeNumber, displayName, firstName, lastName, preferredName, workEmail],
		...[location, country, legalEntity, costCenter, timezone],
		...[relationship, schedule, typeRaw, originalStartDate, url],
	];
}

/** 30 bits: two states of one person are confused once in a thousand million. */
const DIGEST_LENGTH = 5;

function shortDigestOf(parts: readonly unknown[]): string {
	return digestOf(parts).slice(0, DIGEST_LENGTH);
}
