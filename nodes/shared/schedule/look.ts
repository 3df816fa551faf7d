import type { Instant } from '../model/dates';
import { daySchema, dayIn, isEarlier } from '../model/dates';
import type { HrEventDraft } from '../model/draft';
import { employee } from '../model/employee';
import type { Leave } from '../model/leave';
import { instantAt } from './clock';
import type { Difference } from './differences';
import { differences, differencesOfMissing } from './differences';
import type { Window } from './due';
import { due, dueOfLeave, windowOf } from './due';
import type { KnownPerson } from './known';
import { knownOf } from './known';
import type { DueSettings, LeaveSpan, Moment } from './moments';
import type { RosterEntry, RosterLeave } from './roster';

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
	readonly leaves: ReadonlyMap<string, LeaveSpan>;
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
	const today = daySchema.parse(dayIn(settings.timeZone, until));
	const morning = instantAt(today, '00:00', settings.timeZone);
	const since = memory?.lookedAt ?? (tellsWhatIsDue ? morning : until);
	const window = windowOf(since, until);
	const people = new Map(sight.isEverybody ? [] : memory?.people);
	const events: HrEventDraft[] = [];

	for (const entry of sight.people) {
		const { id } = entry.employee;
		const before = memory?.people.get(id) ?? null;
		const now = knownOf(entry, before);
		people.set(id, now);
		if (memory === null) {
			// As if everybody had been seen before, except that no reminder was told.
			const daysBefore = tellsWhatIsDue ? [] : settings.daysBefore;
			const seen = { days: now.days, settings: { ...settings, daysBefore } };
			events.push(...due(now.days, settings, window, seen).map((one) => dueDraft(entry, one)));
			continue;
		}
		const seen = before && { days: before.days, settings: memory.settings };
		events.push(
			...differences(entry, now, before, today).map((one) => changeDraft(entry, one, until)),
			...due(now.days, settings, window, seen).map((one) => dueDraft(entry, one)),
		);
	}

	const missing = [...(memory?.people ?? [])].filter(([id]) => !people.has(id));
	for (const [id, before] of missing) {
		const entry = { employee: { ...employee(), id }, isWhole: false };
		events.push(
			...differencesOfMissing(before, today).map((one) => changeDraft(entry, one, until)),
		);
	}

	const confirmed = sight.leaves.filter(({ leave }) => leave.isConfirmed === true);
	events.push(...confirmed.flatMap((one) => dueLeaves(one, memory, window, settings)));
	const leaves = new Map(
		confirmed
			.filter(({ leave }) => hasBegun(leave, settings, until))
			.map(({ key, leave }) => [key, spanOf(leave)]),
	);
	return { events, memory: { lookedAt: until, settings, people, leaves } };
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

function dueLeaves(
	one: RosterLeave,
	memory: Memory | null,
	window: Window,
	settings: DueSettings,
): HrEventDraft[] {
	const span = spanOf(one.leave);
	const known = memory === null ? span : memory.leaves.get(one.key);
	const seen = known && { days: known, settings: memory?.settings ?? settings };
	return dueOfLeave(span, settings, window, seen ?? null).map(
		({ eventType, effectiveDate, dueAt }) => ({
			eventType,
			effectiveDate,
			occurredAt: dueAt,
			employee: one.employee,
			leave: one.leave,
		}),
	);
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

/** Something that became due. It happened when it became due, whenever it is told. */
function dueDraft(entry: RosterEntry, moment: Moment): HrEventDraft {
	const { eventType, effectiveDate, dueAt, daysBefore, years } = moment;
	return {
		...draftOf(entry),
		eventType,
		effectiveDate,
		occurredAt: dueAt,
		...(daysBefore === undefined ? {} : { reminder: { daysBefore } }),
		...(years === undefined ? {} : { anniversary: { years } }),
	};
}

/** Something that changed. Where the vendor does not say when, it counts as changed at this look. */
function changeDraft(
	entry: RosterEntry,
	{ eventType, effectiveDate }: Difference,
	until: Instant,
): HrEventDraft {
	const { changedAt = null } = entry;
	const draft = draftOf(entry);
	return {
		...draft,
		eventType,
		effectiveDate,
		occurredAt: changedAt,
		identity: { ...draft.identity, changedAt: changedAt ?? until, isStated: false },
	};
}

function draftOf({
	employee: person,
	termination,
	employmentId = null,
}: RosterEntry): Omit<HrEventDraft, 'eventType'> {
	return {
		employee: person,
		...(termination == null ? {} : { termination }),
		identity: { employmentId },
	};
}
