import type { Instant } from '../model/dates';
import type { Employee } from '../model/employee';
import type { Leave } from '../model/leave';
import type { Termination } from '../model/termination';

/** Somebody who works here, who is to start, or who left in the last {@link LEFT_LATELY_DAYS} days. */
export interface RosterEntry {
	readonly employee: Employee & { readonly id: string };
	/**
	 * The end of the employment that `startDate` begins, in the past or in the future; null if none is entered. It is
	 * missing if the vendor's records do not decide it; what was known before then stays.
	 */
	readonly termination?: Termination | null;
	/**
	 * True if the vendor has no day for the end. The date of the termination is then the day on which the record was
	 * changed last, so any edit moves it.
	 */
	readonly isEndUndated?: boolean;
	/** The id of the employment, where a person can have several at the vendor. */
	readonly employmentId?: string | null;
	/** When the vendor's record changed last; null if the vendor does not say. */
	readonly changedAt?: Instant | null;
	/** When the vendor's record of the person was made; null if the vendor does not say. */
	readonly createdAt?: Instant | null;
	/**
	 * False if something of the person could not be read, such as the name of the department. The record is then not
	 * compared with the previous one, because a name that is missing once is no change.
	 */
	readonly isWhole: boolean;
}

/** A leave with the person it belongs to. */
export interface RosterLeave {
	/** Identifies the leave among all leaves of the company, even if the vendor gives it no id. */
	readonly key: string;
	/** The person, as far as the record of the leave shows them. If the person is on the roster, the roster counts. */
	readonly employee: Employee;
	readonly leave: Leave;
	/** When the vendor's record changed last; null if the vendor does not say. */
	readonly changedAt?: Instant | null;
}

/** How long a leaver stays on the roster, in days. */
export const LEFT_LATELY_DAYS = 60;
