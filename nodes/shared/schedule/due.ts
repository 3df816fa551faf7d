import type { Day, Instant } from '../model/dates';
import { byDay, byInstant, dayIn, isBefore, isEarlier, isRecent, utcDayOf } from '../model/dates';
import type { WorkingHours } from './clock';
import type { DueSettings, Horizon, KeyDays, LeaveSpan, Moment } from './moments';
import { horizonOf, isHereOn, momentsOf, momentsOfLeave, neverStarts } from './moments';
import { LEFT_LATELY_DAYS } from './roster';

/*
 * What is due for a person or a leave. Each poll emits what has become due since the previous poll. It also emits what
 * was due before, if it was entered too late for the previous poll: a first day that is entered on the day itself, a
 * sick leave that is entered at noon, a last day that is moved into the past.
 */

/** The time that a poll covers. */
export interface Window {
	/** The time of the previous poll. Not part of the window. */
	readonly since: Instant;
	/** The time of this poll. Part of the window. */
	readonly until: Instant;
	/** The days on which something can be due in the window, or is late but still worth an event. */
	readonly horizon: Horizon;
}

/** The window from one poll to the next. */
export function windowOf(since: Instant, until: Instant): Window {
	return { since, until, horizon: horizonOf(since, until, LEFT_LATELY_DAYS) };
}

/** The days that the previous poll read, and the settings with which it decided what was due. */
export interface Seen<Days, Settings> {
	readonly days: Days;
	readonly settings: Settings;
}

/**
 * What is due for a person, oldest first.
 * @param seen null if the person was not on the roster at the previous poll
 */
export function due(
	days: KeyDays,
	settings: DueSettings,
	window: Window,
	seen: Seen<KeyDays, DueSettings> | null,
): Moment[] {
	const isCalledOff = wasCalledOff(days, seen, dayIn(settings.timeZone, window.until));
	const wasHere = seen !== null && wasHereAt(window.since, seen);
	const isNear = ({ effectiveDate }: Moment): boolean =>
		!isBefore(effectiveDate, window.horizon.from);
	const moments = momentsOf(
		days,
		settings,
		wasHere ? withEnds(window.horizon, days) : window.horizon,
	)
		.filter((one) => isNear(one) || isOfEnd(one))
		.filter((one) => happens(one, days))
		.filter(({ eventType }) => eventType !== 'employee.terminated' || !isCalledOff);
	if (moments.length === 0) return [];
	const known = seen === null ? [] : momentsOf(seen.days, seen.settings, window.horizon);
	const told = known.filter((one) => seen !== null && happens(one, seen.days));
	return dueAmong(moments, told, window, (one) => wasHere && isOfEnd(one));
}

/** Whether the person was still with the company when the previous poll read the days. */
function wasHereAt(since: Instant, { days, settings }: Seen<KeyDays, DueSettings>): boolean {
	const day = dayIn(settings.timeZone, since);
	return day !== null && isHereOn(days, day);
}

/**
 * The horizon with the last days in it, however long ago they are: if the person was here at the previous poll, no
 * event came for them.
 */
function withEnds(horizon: Horizon, { lastDay, employmentEnd }: KeyDays): Horizon {
	const [from = horizon.from] = [horizon.from, lastDay, employmentEnd]
		.filter((day) => day !== null)
		.sort(byDay);
	return { ...horizon, from };
}

/**
 * What is due for a confirmed leave, oldest first.
 * @param seen null if the leave was not listed at the previous poll, or was not confirmed
 */
export function dueOfLeave(
	span: LeaveSpan,
	hours: WorkingHours,
	window: Window,
	seen: Seen<LeaveSpan, WorkingHours> | null,
): Moment[] {
	const known = seen === null ? [] : momentsOfLeave(seen.days, seen.settings, window.horizon);
	return dueAmong(momentsOfLeave(span, hours, window.horizon), known, window);
}

/** Whether a moment really comes. If an employment ends before its first day, nothing is due but the end. */
function happens(moment: Moment, days: KeyDays): boolean {
	return isOfEnd(moment) || !neverStarts(days);
}

function isOfEnd({ eventType }: Moment): boolean {
	return eventType === 'employee.access_ended' || eventType === 'employee.terminated';
}

/**
 * Whether a hire was called off before the first day. `employee.hire_cancelled` is then the event, and nobody is
 * terminated who has never worked. `employee.access_ended` comes all the same: an account may have been made before
 * the first day. If the end was entered only after the first day, the person counts as started.
 */
function wasCalledOff(
	days: KeyDays,
	seen: Seen<KeyDays, DueSettings> | null,
	today: Day | null,
): boolean {
	if (days.start === null || !neverStarts(days)) return false;
	const isAhead = today !== null && isBefore(today, days.start);
	return isAhead || (seen !== null && neverStarts(seen.days));
}

function dueAmong(
	moments: readonly Moment[],
	known: readonly Moment[],
	{ since, until }: Window,
	alwaysHelps: (moment: Moment) => boolean = () => false,
): Moment[] {
	const emitted = new Set(known.filter(({ dueAt }) => !isEarlier(since, dueAt)).map(keyOf));
	return moments
		.filter((moment) => {
			if (isEarlier(until, moment.dueAt)) return false;
			if (isEarlier(since, moment.dueAt)) return true;
			return !emitted.has(keyOf(moment)) && (alwaysHelps(moment) || stillHelps(moment, until));
		})
		.sort((a, b) => byInstant(a.dueAt, b.dueAt));
}

/** Whether an event that is late still helps: a reminder before its day, any other event for some weeks. */
function stillHelps({ dueAt, reachedAt }: Moment, until: Instant): boolean {
	if (reachedAt !== undefined) return isEarlier(until, reachedAt);
	return isRecent(utcDayOf(dueAt), utcDayOf(until), LEFT_LATELY_DAYS);
}

function keyOf({ eventType, effectiveDate, daysBefore }: Moment): string {
	return JSON.stringify([eventType, effectiveDate, daysBefore]);
}
