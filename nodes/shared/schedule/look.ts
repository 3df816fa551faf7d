import type { Day, Instant } from '../model/dates';
import { daySchema, dayIn, isBefore, isEarlier, isRecent, utcDayOf } from '../model/dates';
import type { HrEventDraft } from '../model/draft';
import { employee } from '../model/employee';
import type { Leave } from '../model/leave';
import { instantAt, MIDNIGHT } from './clock';
import { differences, differencesOfMissing } from './differences';
import { changeDraft, dueDraft, leaveDraft } from './drafts';
import { due, dueOfLeave, windowOf } from './due';
import type { KnownLeave, KnownPerson } from './known';
import { knownOf } from './known';
import type { DueSettings, LeaveSpan } from './moments';
import type { RosterEntry, RosterLeave } from './roster';
import { LEFT_LATELY_DAYS } from './roster';
import type { Unsaid } from './unsaid';

/*
 * One poll of the schedule trigger: the people and leaves that the vendor lists now are compared with
 * what the previous poll remembered. Pure: this file reads no vendor and stores nothing.
 */

/** What is remembered from one poll to the next. */
export interface Memory {
	/** The time of the poll. */
	readonly lookedAt: Instant;
	/** The settings with which the poll decided what was due. */
	readonly settings: DueSettings;
	/** The people on the roster, by id. */
	readonly people: ReadonlyMap<string, KnownPerson>;
	/** The confirmed leaves that had begun when the trigger polled, by key. */
	readonly leaves: ReadonlyMap<string, KnownLeave>;
	/** Events that were not handed over yet; see `handOver`. */
	readonly unsaid: readonly Unsaid[];
}

/** What a poll reads from the vendor. */
export interface Sight {
	readonly people: readonly RosterEntry[];
	/** Whether `people` is everybody. If not, a person who is not in it does not count as missing. */
	readonly isEverybody: boolean;
	/** The leaves with at least one day since the previous poll. */
	readonly leaves: readonly RosterLeave[];
}

/** The settings of a poll. */
export interface LookSettings extends DueSettings {
	/** Whether the first poll emits what is due already: today's events, and reminders of days ahead. */
	readonly tellsWhatIsDue: boolean;
}

/** The events that a poll found, and what to remember. */
export interface Look {
	readonly events: readonly HrEventDraft[];
	/** What was remembered before. A poll that starts from it finds the same events again. */
	readonly before: Memory;
	readonly memory: Memory;
}

/**
 * Finds the events of a poll: what has become due, and what has changed.
 * @param sight what the vendor lists now
 * @param memory what the previous poll remembered; null at the first poll, which finds no changes
 * @param until the time of this poll
 */
export function look(
	sight: Sight,
	memory: Memory | null,
	until: Instant,
	{ tellsWhatIsDue, ...settings }: LookSettings,
): Look {
	const confirmed = sight.leaves.filter(({ leave }) => leave.isConfirmed === true);
	const before =
		memory ?? asIfSeenBefore(sight.people, confirmed, until, { ...settings, tellsWhatIsDue });
	const today = dayAt(until, settings);
	const window = windowOf(before.lookedAt, until);
	const people = new Map(sight.isEverybody ? [] : before.people);
	const events: HrEventDraft[] = [];

	for (const entry of sight.people) {
		const { id } = entry.employee;
		const known = before.people.get(id) ?? null;
		const now = knownOf(entry, known);
		people.set(id, now);
		const seen = known && { days: known.days, settings: before.settings };
		events.push(
			...differences(entry, now, known, today).map((one) =>
				changeDraft(entry, one, { until, settings }),
			),
			...due(now.days, settings, window, seen).map((one) => dueDraft(entry, one)),
		);
	}
	for (const [id, known] of before.people) {
		if (people.has(id)) continue;
		const entry = { employee: { ...employee(), id }, isWhole: false };
		events.push(
			...differencesOfMissing(known, today).map((one) =>
				changeDraft(entry, one, { until, settings }),
			),
		);
	}

	for (const one of confirmed) {
		const known = before.leaves.get(one.key);
		const isSeen = known !== undefined && known.goneSince === null;
		const seen = isSeen ? { days: known, settings: before.settings } : null;
		events.push(
			...dueOfLeave(spanOf(one.leave), settings, window, seen).map((moment) =>
				leaveDraft(one, moment, known?.goneSince ?? null),
			),
		);
	}
	const { unsaid } = before;
	const leaves = knownLeaves(confirmed, before, until, settings);
	return { events, before, memory: { lookedAt: until, settings, people, leaves, unsaid } };
}

/** The leaves to remember: those that have begun, and those that had begun and are gone now. */
function knownLeaves(
	confirmed: readonly RosterLeave[],
	before: Memory,
	until: Instant,
	settings: DueSettings,
): Map<string, KnownLeave> {
	const begun = confirmed.filter(({ leave }) => hasBegun(leave, settings, until));
	const leaves = new Map(
		begun.map(({ key, leave }): [string, KnownLeave] => [key, knownLeaveOf(leave)]),
	);
	const lookedOn = dayAt(before.lookedAt, before.settings);
	for (const [key, known] of before.leaves) {
		const goneSince = known.goneSince ?? until;
		const isOver = known.end !== null && isBefore(known.end, lookedOn);
		const isForgotten = !isRecent(utcDayOf(goneSince), utcDayOf(until), LEFT_LATELY_DAYS);
		if (leaves.has(key) || isForgotten || (known.goneSince === null && isOver)) continue;
		leaves.set(key, { ...known, goneSince });
	}
	return leaves;
}

/**
 * The memory that a first poll starts from. Everybody and every confirmed leave counts as known, so only
 * what becomes due later is emitted. If the first poll has to emit what is due already, this memory dates
 * from midnight, and no reminder counts as emitted.
 */
function asIfSeenBefore(
	people: readonly RosterEntry[],
	confirmed: readonly RosterLeave[],
	until: Instant,
	{ tellsWhatIsDue, ...settings }: LookSettings,
): Memory {
	return {
		lookedAt: tellsWhatIsDue
			? instantAt(dayAt(until, settings), MIDNIGHT, settings.timeZone)
			: until,
		settings: tellsWhatIsDue ? { ...settings, daysBefore: [] } : settings,
		people: new Map(people.map((entry) => [entry.employee.id, knownOf(entry, null)])),
		leaves: new Map(confirmed.map(({ key, leave }) => [key, knownLeaveOf(leave)])),
		unsaid: [],
	};
}

function dayAt(instant: Instant, { timeZone }: DueSettings): Day {
	return daySchema.parse(dayIn(timeZone, instant));
}

/**
 * The ids of the people for whom something is due, according to the days that are remembered of them. A
 * poll that reads only changed people has to read these people as well.
 */
export function peopleWithSomethingDue(
	{ people, lookedAt, settings: before }: Memory,
	until: Instant,
	settings: DueSettings,
): string[] {
	const window = windowOf(lookedAt, until);
	return [...people]
		.filter(([, { days }]) => due(days, settings, window, { days, settings: before }).length > 0)
		.map(([id]) => id);
}

function knownLeaveOf(leave: Leave): KnownLeave {
	return { ...spanOf(leave), goneSince: null };
}

function spanOf({ startDate, endDate }: Leave): LeaveSpan {
	return { start: startDate, end: endDate };
}

function hasBegun(
	{ startDate }: Leave,
	{ dayBeginsAt, timeZone }: DueSettings,
	until: Instant,
): boolean {
	return startDate !== null && !isEarlier(until, instantAt(startDate, dayBeginsAt, timeZone));
}
