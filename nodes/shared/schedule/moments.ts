import range from 'lodash/range';

import type { Day, Instant } from '../model/dates';
import { byDay, dayOf, isBefore, shiftDay, utcDayOf } from '../model/dates';
import type { EventType } from '../model/eventTypes';
import { isOver } from '../model/phase';
import type { TimeOfDay, WorkingHours } from './clock';
import { END_OF_DAY, instantAt } from './clock';

/** The days of a person on which something is due. */
export interface KeyDays {
	/** First day of the current or coming employment. */
	readonly start: Day | null;
	/** Last day on which the person needs what the company gave them, inclusive. */
	readonly lastDay: Day | null;
	/** Last day of employment, inclusive. */
	readonly employmentEnd: Day | null;
	/** Last day of a fixed-term contract, inclusive. */
	readonly contractEnd: Day | null;
	/** Last day of the probation, inclusive. */
	readonly probationEnd: Day | null;
}

/** Whether the employment ends before its first day: the person never comes. */
export function neverStarts({ start, employmentEnd }: KeyDays): boolean {
	return start !== null && employmentEnd !== null && isBefore(employmentEnd, start);
}

/** Whether an employment is not over yet: neither the last day of employment nor the last day on which anything is due. */
export function isHereOn({ lastDay, employmentEnd }: KeyDays, day: Day): boolean {
	const ends = [lastDay, employmentEnd].filter((end) => end !== null);
	return ends.length === 0 || ends.some((end) => !isOver(end, day));
}

/** The days of a leave, both inclusive. */
export interface LeaveSpan {
	readonly start: Day | null;
	/** Null if the leave has no end yet. */
	readonly end: Day | null;
}

/** The settings that decide when the events of a person are due. */
export interface DueSettings extends WorkingHours {
	/** How many days ahead the reminders are due, such as 14. */
	readonly daysBefore: readonly number[];
}

/** An event that is due at an instant. */
export interface Moment {
	readonly eventType: EventType;
	/** The day that the event is about; see the meaning of `effectiveDate` in the model. */
	readonly effectiveDate: Day;
	readonly dueAt: Instant;
	/** Only for reminders: when the day itself is reached. A reminder no longer helps then. */
	readonly reachedAt?: Instant;
	/** Only for reminders: how many days before the day the reminder is due. */
	readonly daysBefore?: number;
	/** Only for anniversaries: how many years the person has worked here. */
	readonly years?: number;
}

/**
 * The days for which a poll may emit an event. Everybody has days, but only few of them are near. The slow calculation
 * with time zones is made for these only.
 */
export interface Horizon {
	readonly from: Day;
	readonly to: Day;
}

/** A margin in days: in some time zones it is still the day before, in others already the day after. */
const ZONES_APART = 2;

/**
 * The days near a window.
 * @param since the time of the previous poll
 * @param until the time of this poll
 * @param backDays how many days before `until` are always near
 */
export function horizonOf(since: Instant, until: Instant, backDays: number): Horizon {
	const [first, last] = [utcDayOf(since), utcDayOf(until)];
	const back = shiftDay(last, -backDays) ?? last;
	const from = isBefore(first, back) ? first : back;
	return {
		from: shiftDay(from, -ZONES_APART) ?? from,
		to: shiftDay(last, ZONES_APART) ?? last,
	};
}

/** The moments of a person's days, as far as these are near. */
export function momentsOf(days: KeyDays, settings: DueSettings, horizon: Horizon): Moment[] {
	const { start, lastDay, employmentEnd, contractEnd, probationEnd } = days;
	const { dayBeginsAt, lastDayEndsAt } = settings;
	const reminders = (eventType: EventType, day: Day | null, reached: TimeOfDay): Moment[] =>
		remindersOf({ eventType, day, reached }, settings, horizon);
	const moment = (eventType: EventType, day: Day | null, time: TimeOfDay): Moment[] =>
		momentOf({ eventType, day, time }, settings, horizon);
	return [
		...reminders('employee.start_upcoming', start, dayBeginsAt),
		...moment('employee.started', start, dayBeginsAt),
		...reminders('employee.last_day_upcoming', lastDay, lastDayEndsAt),
		...moment('employee.access_ended', lastDay, lastDayEndsAt),
		...moment('employee.terminated', employmentEnd, lastDayEndsAt),
		...reminders('employee.contract_ending', contractEnd, END_OF_DAY),
		...reminders('employee.probation_ending', probationEnd, END_OF_DAY),
		...anniversariesOf(days, settings, horizon),
	];
}

/** The moments of a confirmed leave's first and last day, as far as these are near. */
export function momentsOfLeave(
	{ start, end }: LeaveSpan,
	hours: WorkingHours,
	horizon: Horizon,
): Moment[] {
	const began = { eventType: 'leave.started', day: start, time: hours.dayBeginsAt } as const;
	const ended = { eventType: 'leave.ended', day: end, time: END_OF_DAY } as const;
	return [...momentOf(began, hours, horizon), ...momentOf(ended, hours, horizon)];
}

function momentOf(
	{ eventType, day, time }: { eventType: EventType; day: Day | null; time: TimeOfDay },
	{ timeZone }: WorkingHours,
	{ from, to }: Horizon,
): Moment[] {
	if (day === null || isBefore(day, from) || isBefore(to, day)) return [];
	return [{ eventType, effectiveDate: day, dueAt: instantAt(day, time, timeZone) }];
}

/** Reminders are due when the day begins, even if the event itself is due at the end of its day. */
function remindersOf(
	{ eventType, day, reached }: { eventType: EventType; day: Day | null; reached: TimeOfDay },
	{ daysBefore, dayBeginsAt, timeZone }: DueSettings,
	{ from, to }: Horizon,
): Moment[] {
	if (day === null || isBefore(day, from)) return [];
	return [...new Set(daysBefore)].flatMap((count) => {
		const dueOn = shiftDay(day, -count);
		if (dueOn === null || isBefore(to, dueOn)) return [];
		return [
			{
				eventType,
				effectiveDate: day,
				dueAt: instantAt(dueOn, dayBeginsAt, timeZone),
				reachedAt: instantAt(day, reached, timeZone),
				daysBefore: count,
			},
		];
	});
}

/** The anniversaries of the first day. There are none after the person has left. */
function anniversariesOf(
	{ start, lastDay, employmentEnd }: KeyDays,
	hours: WorkingHours,
	horizon: Horizon,
): Moment[] {
	if (start === null) return [];
	const [end = null] = [lastDay, employmentEnd].filter((day) => day !== null).sort(byDay);
	const yearOf = (day: Day): number => Number(day.slice(0, 4));
	return range(yearOf(horizon.from), yearOf(horizon.to) + 1).flatMap((year) => {
		const years = year - yearOf(start);
		const day = anniversaryIn(year, start);
		if (years < 1 || day === null || (end !== null && isBefore(end, day))) return [];
		const eventType = 'employee.anniversary';
		return momentOf({ eventType, day, time: hours.dayBeginsAt }, hours, horizon).map((one) => ({
			...one,
			years,
		}));
	});
}

/** The same day in another year. 29 February is 28 February in years without it. */
function anniversaryIn(year: number, day: Day): Day | null {
	const text = String(year).padStart(4, '0');
	return dayOf(`${text}${day.slice(4)}`) ?? dayOf(`${text}-02-28`);
}
