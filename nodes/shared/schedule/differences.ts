import type { Day } from '../model/dates';
import { isBefore, isRecent } from '../model/dates';
import type { EventType } from '../model/eventTypes';
import { isOver } from '../model/phase';
import { lastDayOf } from '../model/termination';
import type { KnownPerson } from './known';
import { neverStarts } from './moments';
import type { RosterEntry } from './roster';
import { LEFT_LATELY_DAYS } from './roster';

/*
 * What has changed for a person from one look to the next. Days that are reached are told by `due`; here
 * is what somebody entered, moved or withdrew.
 */

/** A change that the comparison shows. */
export interface Difference {
	readonly eventType: EventType;
	/** See the meaning of `effectiveDate` in the model. */
	readonly effectiveDate: Day | null;
	/** What the record says now, for changes that have no day of their own. */
	readonly state?: string;
}

/**
 * What has changed for a person on the roster.
 * @param now what is to be remembered of the person after this look; see `knownOf`
 * @param before null if the look before did not see the person
 * @param today in the company's time zone
 */
export function differences(
	entry: RosterEntry,
	now: KnownPerson,
	before: KnownPerson | null,
	today: Day,
): Difference[] {
	if (before === null) return arrivalOf(entry, now, today);
	if (isHireCancelled(now, before, today)) {
		return [{ eventType: 'employee.hire_cancelled', effectiveDate: before.days.start }];
	}
	const hire = changeOfStart(now, before, today);
	const isBack = hire.some(({ eventType }) => eventType === 'employee.rehired');
	return [
		...hire,
		...changeOfTermination(entry, now, before, { today, isBack }),
		...changesOfRecord(now, before),
	];
}

/**
 * What it means that a person is no longer on the roster. Somebody who has left drops off it after a
 * while: that is no news. A person without a last day was deleted; nobody has said that they left.
 */
export function differencesOfMissing({ days }: KnownPerson, today: Day): Difference[] {
	const { start, lastDay, employmentEnd } = days;
	const end = employmentEnd ?? lastDay;
	if (end !== null && isOver(end, today)) return [];
	return [
		...(start !== null && isBefore(today, start)
			? [{ eventType: 'employee.hire_cancelled', effectiveDate: start } as const]
			: []),
		{ eventType: 'employee.deleted', effectiveDate: null },
	];
}

/**
 * A person whom the look before did not see. Only a first day that is recent or to come is a hire:
 * somebody with an old one became visible to the credential.
 */
function arrivalOf({ employee }: RosterEntry, { days }: KnownPerson, today: Day): Difference[] {
	const { start, employmentEnd } = days;
	const hasLeft = employmentEnd !== null && isOver(employmentEnd, today);
	const isHire = start !== null && !hasLeft && !neverStarts(days);
	if (!isHire || !isRecent(start, today, LEFT_LATELY_DAYS)) {
		return [{ eventType: 'employee.created', effectiveDate: start }];
	}
	const { originalStartDate } = employee;
	if (originalStartDate !== null && isBefore(originalStartDate, start)) {
		return [{ eventType: 'employee.rehired', effectiveDate: start }];
	}
	return [
		{ eventType: 'employee.created', effectiveDate: start },
		{ eventType: 'employee.hired', effectiveDate: start },
	];
}

function isHireCancelled(now: KnownPerson, before: KnownPerson, today: Day): boolean {
	const { start } = before.days;
	const wasToCome = start !== null && isBefore(today, start) && !neverStarts(before.days);
	return wasToCome && neverStarts(now.days);
}

function changeOfStart(now: KnownPerson, before: KnownPerson, today: Day): Difference[] {
	const { start } = now.days;
	const was = before.days.start;
	if (start === null || start === was) return [];
	if (was === null) {
		return isRecent(start, today, LEFT_LATELY_DAYS)
			? [{ eventType: 'employee.hired', effectiveDate: start }]
			: [];
	}
	const ended = before.days.employmentEnd ?? before.days.lastDay;
	if (ended !== null && isBefore(ended, start)) {
		return neverStarts(now.days) ? [] : [{ eventType: 'employee.rehired', effectiveDate: start }];
	}
	// A first day that is corrected long after it is no news of a hire.
	const isAhead = isBefore(today, start) || isBefore(today, was);
	return isAhead ? [{ eventType: 'employee.start_changed', effectiveDate: start }] : [];
}

/**
 * A last day that was entered, moved or withdrawn. A last day that is over when it is first seen is told
 * by `due`.
 */
function changeOfTermination(
	{ termination }: RosterEntry,
	now: KnownPerson,
	before: KnownPerson,
	{ today, isBack }: { today: Day; isBack: boolean },
): Difference[] {
	if (termination === undefined || now.termination === before.termination) return [];
	if (termination === null) {
		if (isBack) return [];
		const { employmentEnd, lastDay } = before.days;
		return [
			{ eventType: 'employee.termination_cancelled', effectiveDate: employmentEnd ?? lastDay },
		];
	}
	const end = termination.date ?? lastDayOf(termination);
	if (end !== null && isOver(end, today)) return [];
	return [{ eventType: 'employee.termination_scheduled', effectiveDate: termination.date }];
}

function changesOfRecord(now: KnownPerson, before: KnownPerson): Difference[] {
	const isOther = (part: 'job' | 'profile'): boolean =>
		before[part] !== null && now[part] !== null && before[part] !== now[part];
	const hasOtherJob = isOther('job');
	const { job, profile } = now;
	const changes: Difference[] = [];
	if (hasOtherJob && job !== null) {
		changes.push({ eventType: 'employee.job_changed', effectiveDate: null, state: job });
	}
	if (hasOtherJob || isOther('profile')) {
		const state = [job, profile].join(' ');
		changes.push({ eventType: 'employee.updated', effectiveDate: null, state });
	}
	return changes;
}
