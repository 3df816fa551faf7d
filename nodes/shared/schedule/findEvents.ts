import partition from 'lodash/partition';
import sortBy from 'lodash/sortBy';
import uniq from 'lodash/uniq';

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
import type { DueSettings, LeaveSpan, Moment } from './moments';
import { isHereOn } from './moments';
import type { AsOf, Behind, ListRead, Pass } from './progress';
import type { RosterEntry, RosterLeave } from './roster';
import { LEFT_LATELY_DAYS } from './roster';
import type { HeldBack } from './heldBack';
import { withEndAsKnown } from './undatedEnd';

/*
 * One poll of the schedule trigger: the people and leaves that the vendor lists now are compared with
 * what the previous poll remembered. Pure: this file reads no vendor and stores nothing.
 */

/** What is remembered from one poll to the next. */
export interface Memory extends AsOf {
	/** The people on the roster, by id. */
	readonly people: ReadonlyMap<string, KnownPerson>;
	/**
	 * The confirmed leaves that had begun when the trigger polled, by key. Null if the poll read no
	 * leaves: then the next poll that reads them takes none of them for new.
	 */
	readonly leaves: ReadonlyMap<string, KnownLeave> | null;
	/** Events that were not handed over yet; see `handOver`. */
	readonly heldBack: readonly HeldBack[];
	readonly behind: readonly Behind[];
	/** Null if no pass is under way. */
	readonly pass: Pass | null;
	/** When the last pass that reached the end had begun; null if the next poll has to begin one. */
	readonly allReadAt: Instant | null;
	/**
	 * Set until the first pass has reached the end. Until then a person who is not remembered is not
	 * new, but known as of the first poll.
	 */
	readonly first: (AsOf & { readonly startedAt: Instant }) | null;
}

/** What a poll reads from the vendor. */
export interface PollReading {
	/** The people who were read. */
	readonly people: readonly RosterEntry[];
	/** The ids of people who left too long ago to be on the roster; see `ListedPeople`. */
	readonly left?: readonly string[];
	/** The ids of people who had to be read, and were not. */
	readonly unread?: readonly string[];
	readonly everybody: ListRead;
	/** The leaves with at least one day since the previous poll; null if the poll read none. */
	readonly leaves: readonly RosterLeave[] | null;
}

/** The settings of a poll. */
export interface PollSettings extends DueSettings {
	/** Whether the first poll emits what is due already: today's events, and reminders of days ahead. */
	readonly tellsWhatIsDue: boolean;
}

/** The events that a poll found, and what to remember. */
export interface PollResult {
	readonly events: readonly HrEventDraft[];
	/** What was remembered before. A poll that starts from it finds the same events again. */
	readonly before: Memory;
	readonly memory: Memory;
}

/**
 * Finds the events of a poll: what has become due, and what has changed.
 * @param reading what the vendor lists now
 * @param memory what the previous poll remembered; null at the first poll, which finds no changes
 * @param until the time of this poll
 */
export function findEvents(
	reading: PollReading,
	memory: Memory | null,
	until: Instant,
	{ tellsWhatIsDue, ...settings }: PollSettings,
): PollResult {
	const confirmed = reading.leaves?.filter(isConfirmed) ?? null;
	const before =
		memory ?? asIfSeenBefore(reading, confirmed ?? [], until, { ...settings, tellsWhatIsDue });
	const { pass, gone } = progressOf(reading, before, until);
	const behind = behindAfter(reading, before, gone);
	const read = reading.people.flatMap((one) => withEndAsKnown(one, knownBefore(before, one)) ?? []);
	const people = new Map(before.people);
	for (const entry of read) {
		people.set(entry.employee.id, knownOf(entry, knownBefore(before, entry)));
	}
	for (const id of gone) people.delete(id);
	const { events: ofLeaves, leaves } = eventsOfLeaves(
		confirmed,
		{ before, behind },
		until,
		settings,
	);
	return {
		events: changesFirst([
			...read.flatMap((entry) => eventsOfPerson(entry, before, until, settings)),
			...eventsOfMissing(gone, before, until, settings),
			...ofLeaves,
		]),
		before,
		memory: {
			...{ polledAt: until, settings, people, leaves, heldBack: before.heldBack, behind, pass },
			allReadAt: allReadAtAfter(reading, before, until),
			first: reading.everybody === 'end' ? null : before.first,
		},
	};
}

/**
 * Changes, and then what is due in the order of time: a leave that is over comes before the one that
 * follows it.
 */
function changesFirst(events: readonly HrEventDraft[]): HrEventDraft[] {
	const [changes, due] = partition(events, ({ identity }) => identity?.changedAt !== undefined);
	return [...changes, ...sortBy(due, ({ occurredAt }) => occurredAt)];
}

function eventsOfPerson(
	entry: RosterEntry,
	before: Memory,
	until: Instant,
	settings: DueSettings,
): HrEventDraft[] {
	const known = knownBefore(before, entry);
	const now = knownOf(entry, known);
	const asOf = personAsOf(before, entry.employee.id);
	const seen = known && { days: known.days, settings: asOf.settings };
	return [
		...differences(entry, now, known, dayAt(until, settings)).map((one) =>
			changeDraft(entry, one, { until, settings }),
		),
		...due(now.days, settings, windowOf(asOf.polledAt, until), seen).map((one) =>
			dueDraft(entry, one),
		),
	];
}

function eventsOfMissing(
	gone: readonly string[],
	before: Memory,
	until: Instant,
	settings: DueSettings,
): HrEventDraft[] {
	return gone.flatMap((id) => {
		const known = before.people.get(id);
		if (known === undefined) return [];
		const entry = { employee: { ...employee(), id }, isWhole: false };
		return differencesOfMissing(known, dayAt(until, settings)).map((one) =>
			changeDraft(entry, one, { until, settings }),
		);
	});
}

/** The events of leaves, and the leaves to remember. The leaves of people who could not be read wait. */
function eventsOfLeaves(
	confirmed: readonly RosterLeave[] | null,
	{ before, behind }: { before: Memory; behind: readonly Behind[] },
	until: Instant,
	settings: DueSettings,
): { events: HrEventDraft[]; leaves: ReadonlyMap<string, KnownLeave> | null } {
	if (confirmed === null) return { events: [], leaves: null };
	const known = before.leaves ?? knownLeavesOf(confirmed);
	const waits = ({ employee: { id } }: RosterLeave): boolean =>
		behind.some(({ people }) => people.has(id ?? ''));
	const [waiting, read] = partition(confirmed, waits);
	const events = read.flatMap((one) => {
		const asOf = leaveAsOf(before, one);
		return momentsDue(one, known.get(one.key), { asOf, settings, until }).map((moment) =>
			leaveDraft(one, moment, known.get(one.key)?.goneSince ?? null),
		);
	});
	const begun = read.filter(({ leave }) => hasBegun(leave, settings, until));
	const polledOn = dayAt(before.polledAt, before.settings);
	const untouched = new Set(waiting.map(({ key }) => key));
	const leaves = knownLeavesOf(begun);
	for (const [key, one] of known) {
		const goneSince = one.goneSince ?? until;
		const isOver = one.end !== null && isBefore(one.end, polledOn);
		const isForgotten = !isRecent(utcDayOf(goneSince), utcDayOf(until), LEFT_LATELY_DAYS);
		if (leaves.has(key)) continue;
		if (untouched.has(key)) leaves.set(key, one);
		else if (!isForgotten && (one.goneSince !== null || !isOver))
			leaves.set(key, { ...one, goneSince });
	}
	return { events, leaves };
}

/** What was remembered of a person; null if the person is new. */
function knownBefore({ people, first }: Memory, entry: RosterEntry): KnownPerson | null {
	const known = people.get(entry.employee.id);
	if (known !== undefined || first === null) return known ?? null;
	const { createdAt = null } = entry;
	const isNew = createdAt !== null && isEarlier(first.startedAt, createdAt);
	return isNew ? null : knownOf(entry, null);
}

function personAsOf(before: Memory, id: string): AsOf {
	const behind = before.behind.find(({ people }) => people.has(id));
	return behind ?? (before.people.has(id) ? before : (before.first ?? before));
}

/**
 * Whether a person was still with the company at the poll up to which their events were emitted.
 * @param memory what the previous poll remembered; null at the first poll
 */
export function wasHere(memory: Memory | null, id: string): boolean {
	const known = memory?.people.get(id);
	if (memory === null || known === undefined) return false;
	const { polledAt, settings } = personAsOf(memory, id);
	return isHereOn(known.days, dayAt(polledAt, settings));
}

function leaveAsOf(before: Memory, { employee: { id } }: RosterLeave): AsOf {
	return before.behind.find(({ people }) => people.has(id ?? '')) ?? before;
}

/** How far the pass has come, and the ids of the people who are no longer on the roster. */
function progressOf(
	{ people, left = [], everybody }: PollReading,
	before: Memory,
	until: Instant,
): { pass: Pass | null; gone: readonly string[] } {
	const seen = new Set(before.pass?.seen);
	for (const { employee: one } of people) seen.add(one.id);
	const dropped = left.filter((id) => before.people.has(id));
	if (everybody === 'end') {
		const missing = [...before.people.keys()].filter((id) => !seen.has(id));
		return { pass: null, gone: uniq([...dropped, ...missing]) };
	}
	if (everybody === 'again') return { pass: null, gone: dropped };
	if (everybody === 'nothing') {
		return { pass: before.pass && { ...before.pass, seen }, gone: dropped };
	}
	const startedAt = before.pass?.startedAt ?? until;
	return { pass: { startedAt, position: everybody.goesOnAt, seen }, gone: dropped };
}

function allReadAtAfter(
	{ everybody }: PollReading,
	before: Memory,
	until: Instant,
): Instant | null {
	if (everybody === 'end') return before.pass?.startedAt ?? until;
	return everybody === 'again' ? null : before.allReadAt;
}

/** The people who had to be read and were not, as of the poll up to which their events were emitted. */
function behindAfter(
	{ unread = [] }: PollReading,
	{ behind, polledAt, settings }: Memory,
	gone: readonly string[],
): Behind[] {
	const open = new Set(unread);
	for (const id of gone) open.delete(id);
	const still = behind.map((one): Behind => {
		const people = [...one.people].filter((id) => open.delete(id));
		return { ...one, people: new Set(people) };
	});
	return [...still, { polledAt, settings, people: open }].filter(({ people }) => people.size > 0);
}

/**
 * The memory that a first poll starts from. Everybody and every confirmed leave counts as known, so only
 * what becomes due later is emitted. If the first poll has to emit what is due already, this memory dates
 * from midnight, and no reminder counts as emitted.
 */
function asIfSeenBefore(
	{ people, everybody }: Pick<PollReading, 'people' | 'everybody'>,
	confirmed: readonly RosterLeave[],
	until: Instant,
	{ tellsWhatIsDue, ...settings }: PollSettings,
): Memory {
	const asOf: AsOf = {
		polledAt: tellsWhatIsDue
			? instantAt(dayAt(until, settings), MIDNIGHT, settings.timeZone)
			: until,
		settings: tellsWhatIsDue ? { ...settings, daysBefore: [] } : settings,
	};
	return {
		...asOf,
		people: new Map(people.map((entry) => [entry.employee.id, knownOf(entry, null)])),
		leaves: knownLeavesOf(confirmed),
		...{ heldBack: [], behind: [], pass: null, allReadAt: null },
		first: everybody === 'end' ? null : { ...asOf, startedAt: until },
	};
}

function dayAt(instant: Instant, { timeZone }: DueSettings): Day {
	return daySchema.parse(dayIn(timeZone, instant));
}

/**
 * The ids of the people for whom something is due, according to the days that are remembered of them,
 * and of those whom an earlier poll could not read. A poll that reads only changed people has to read
 * these people as well.
 */
export function peopleWithSomethingDue(
	{ people, behind, polledAt, settings: before }: Memory,
	until: Instant,
	settings: DueSettings,
): string[] {
	const window = windowOf(polledAt, until);
	const waiting = behind.flatMap((one) => [...one.people]);
	const found = [...people].filter(
		([, { days }]) => due(days, settings, window, { days, settings: before }).length > 0,
	);
	return uniq([...waiting, ...found.map(([id]) => id)]);
}

/**
 * The ids of the people who have a leave for which something is due.
 * @param memory what the previous poll remembered; null at the first poll
 */
export function peopleWithLeaveDue(
	leaves: readonly RosterLeave[],
	memory: Memory | null,
	until: Instant,
	{ tellsWhatIsDue, ...settings }: PollSettings,
): string[] {
	const confirmed = leaves.filter(isConfirmed);
	const nobody = { people: [], everybody: 'nothing' } as const;
	const before =
		memory ?? asIfSeenBefore(nobody, confirmed, until, { ...settings, tellsWhatIsDue });
	const known = before.leaves ?? knownLeavesOf(confirmed);
	const found = confirmed.filter((one) => {
		const asOf = leaveAsOf(before, one);
		return momentsDue(one, known.get(one.key), { asOf, settings, until }).length > 0;
	});
	return uniq(found.flatMap(({ employee: { id } }) => id ?? []));
}

/** What is due for a confirmed leave. */
function momentsDue(
	{ leave }: RosterLeave,
	known: KnownLeave | undefined,
	{ asOf, settings, until }: { asOf: AsOf; settings: DueSettings; until: Instant },
): Moment[] {
	const isSeen = known !== undefined && known.goneSince === null;
	const seen = isSeen ? { days: known, settings: asOf.settings } : null;
	return dueOfLeave(spanOf(leave), settings, windowOf(asOf.polledAt, until), seen);
}

function isConfirmed({ leave }: RosterLeave): boolean {
	return leave.isConfirmed === true;
}

function knownLeavesOf(leaves: readonly RosterLeave[]): Map<string, KnownLeave> {
	return new Map(leaves.map(({ key, leave }) => [key, knownLeaveOf(leave)]));
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
