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
 * One look of the schedule trigger: who is here now and who is away, compared with what is remembered
 * of the look before. Pure: reading the vendor and keeping the memory is not done here.
 */

/** What is remembered from one look to the next. */
export interface Memory {
	/** When the look was. */
	readonly lookedAt: Instant;
	/** The settings by which the look decided what was due. */
	readonly settings: DueSettings;
	/** The people on the roster, by id. */
	readonly people: ReadonlyMap<string, KnownPerson>;
	/** The confirmed leaves that had begun by then, by key. */
	readonly leaves: ReadonlyMap<string, KnownLeave>;
	/** What was not handed over yet; see `handOver`. */
	readonly unsaid: readonly Unsaid[];
}

/** What a look sees. */
export interface Sight {
	readonly people: readonly RosterEntry[];
	/** Whether `people` is everybody. If not, nothing is said about those who are not in it. */
	readonly isEverybody: boolean;
	/** The leaves that touch the time since the look before. */
	readonly leaves: readonly RosterLeave[];
}

export interface LookSettings extends DueSettings {
	/** Whether the first look tells what is due already: today's events, and reminders of days ahead. */
	readonly tellsWhatIsDue: boolean;
}

/** What a look tells, and what is to be remembered of it. */
export interface Look {
	readonly events: readonly HrEventDraft[];
	/** What was remembered before. Looking again with it tells the same once more. */
	readonly before: Memory;
	readonly memory: Memory;
}

/**
 * Finds everything that a look has to tell.
 * @param sight what the vendor shows now
 * @param memory of the look before; null at the first look, which tells no changes
 * @param until when this look is
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

/** What is to be remembered of the leaves: those that have begun, and those that are gone since then. */
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
 * The memory that a first look begins with: everybody and every confirmed leave is known already, so that only
 * what becomes due after it is told. If what is due already is to be told, it is from this morning, and
 * no reminder has been told yet.
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
 * The people for whom something is due by their remembered days. If only changed people are read, these
 * have to be read as well.
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
