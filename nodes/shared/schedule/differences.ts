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
 * What has changed for a person from one poll to the next: what somebody entered, moved or withdrew. `due` finds the
 * events of days that are reached.
 */

/** A change that the comparison of two polls shows. */
export interface Difference {
	readonly eventType: EventType;
	/** See the meaning of `effectiveDate` in the model. */
	readonly effectiveDate: Day | null;
	/** A digest of the record, for changes that have no day: two such changes differ only by it. */
	readonly state?: string;
}

/**
 * What has changed for a person on the roster.
 * @param now what this poll remembers of the person; see `knownOf`
 * @param before what the previous poll remembered; null if the person was not on the roster then
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
	const isOn = isOnAgain(now, before);
	const hire = isOn ? hireOnAgain(entry, now, before, today) : changeOfStart(now, before, today);
	const { start } = now.days;
	// If the first day was over, the person counted as started. Then it is the end that is withdrawn.
	const isBack = isOn
		? start !== null && isBefore(today, start)
		: hire.some(({ eventType }) => eventType === 'employee.rehired');
	return [
		...hire,
		...changeOfTermination(entry, now, before, { today, isBack }),
		...changesOfRecord(now, before),
	];
}

/**
 * The events of a person who is no longer on the roster. People who have left drop off it after a while: this is no
 * change. A person without a last day was deleted. Nothing says that they left, so there is no event of a leaver.
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
 * The events of a person who is new on the roster. It is a hire only if the first day is recent or to come. A person with
 * an older first day is not new in the company: the credential may see them only now.
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

/** Whether a hire that was called off is on again. */
function isOnAgain(now: KnownPerson, before: KnownPerson): boolean {
	return neverStarts(before.days) && !neverStarts(now.days);
}

/** The hire is told anew: what was made for it may be gone since it was called off. */
function hireOnAgain(
	{ employee: { originalStartDate } }: RosterEntry,
	{ days: { start } }: KnownPerson,
	before: KnownPerson,
	today: Day,
): Difference[] {
	if (start === null || !isRecent(start, today, LEFT_LATELY_DAYS)) return [];
	const isReturn =
		originalStartDate !== null &&
		originalStartDate !== before.days.start &&
		isBefore(originalStartDate, start);
	const eventType = isReturn ? 'employee.rehired' : 'employee.hired';
	return [{ eventType, effectiveDate: start }];
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
	// If the former and the new first day have both come, there is nothing to prepare for a hire any more.
	const isAhead = isBefore(today, start) || isBefore(today, was);
	return isAhead ? [{ eventType: 'employee.start_changed', effectiveDate: start }] : [];
}

/**
 * A last day that was entered, moved or withdrawn. If it is over already when it is first read, only `due` emits an
 * event for it.
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
