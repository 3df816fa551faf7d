import chunk from 'lodash/chunk';
import type { IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Day, Instant } from '../model/dates';
import { byInstant, dayIn, daySchema, instantSchema, isBefore, shiftDay } from '../model/dates';
import { incompleteList, isStatus } from '../outbound/failure';
import type { Api } from '../outbound/api';
import { NOTHING_NEW } from '../outbound/paging';
import type { ListedPeople, RosterContext, RosterPart, VendorWithRoster } from '../vendor';
import type { PollSettings, Memory, PollReading } from './findEvents';
import { peopleWithLeaveDue, peopleWithSomethingDue, wasHere } from './findEvents';
import type { ListRead } from './progress';
import type { ReadingTime } from './readingTime';
import type { RosterEntry, RosterLeave } from './roster';

/*
 * What a poll reads: the leaves, the people who changed or for whom something is due, and, as far as time
 * allows, the next parts of the list of everybody.
 */

/** What a poll goes by when it reads. */
export interface ReadingPlan {
	/** What the previous poll remembered; null at the first poll. */
	readonly memory: Memory | null;
	/** The time of the poll. */
	readonly until: Instant;
	readonly settings: PollSettings;
	readonly readsLeaves: boolean;
	/** Whether a list with less than half of the people is believed. */
	readonly acceptsFewer: boolean;
	readonly time: ReadingTime;
}

/** What was read. */
export interface ReadResult {
	readonly reading: PollReading;
	readonly companyId: string | null;
	/** Why the list of everybody is not believed; null if nothing is wrong. */
	readonly problem: Error | null;
}

/** Leaves are read from some days before the previous poll: a sick leave is often entered late. */
const LEAVES_BACK_DAYS = 7;

/** How many people are read by their ids at a time. */
const PEOPLE_AT_ONCE = 50;

/**
 * The clocks of n8n and of the vendor may differ, and a change may show late. Changes from before the
 * previous poll are read again for so long.
 */
const OVERLAP_MS = 10 * 60_000;

/** If this many people or more are remembered, a list of less than half as many counts as a mistake. */
const ENOUGH_TO_COMPARE = 4;

/**
 * Reads the people and the leaves that a poll compares.
 * @throws NodeApiError if a list cannot be read as a whole
 * @throws NodeOperationError if nothing could be read in the time
 */
export async function readForPoll(
	context: IPollFunctions,
	vendor: VendorWithRoster,
	api: Api,
	plan: ReadingPlan,
): Promise<ReadResult> {
	const { memory, until, settings, readsLeaves, time } = plan;
	const { timeZone } = settings;
	const today = daySchema.parse(dayIn(timeZone, until));
	const { roster } = vendor;
	const rosterContext: RosterContext = {
		...{ api, timeZone, today },
		wasHere: (id) => wasHere(memory, id),
	};
	const read = new PeopleRead(vendor, rosterContext, plan);
	const inTime = async <T>(reading: () => Promise<T>): Promise<T> => {
		const found = await time.within(reading);
		if (found === null) throw tooSlow(context, vendor);
		return found;
	};

	const leaves = readsLeaves
		? await inTime(
				async () =>
					await roster.leaves({ from: leavesFrom(plan, today), to: today }, rosterContext),
			)
		: null;
	const changed = await inTime(async () => await changedPeople(vendor, rosterContext, memory));
	const wanted = new Set([
		...(memory === null ? [] : peopleWithSomethingDue(memory, until, settings)),
		...peopleWithLeaveDue(leaves?.records ?? [], memory, until, settings),
		...changed.ids,
	]);
	await read.some([...wanted]);
	const isAllNeeded =
		changed.areUnknown ||
		memory === null ||
		memory.pass !== null ||
		isDayOver(memory.allReadAt, today, settings) ||
		read.isSomebodyNotShown;
	const { everybody, problem } = isAllNeeded
		? await read.everybody(context)
		: { everybody: 'nothing' as const, problem: null };
	if (time.signal.aborted && read.isNothing && (isAllNeeded || wanted.size > 0)) {
		throw tooSlow(context, vendor);
	}
	const isOfRoster = ({ employee: { id } }: RosterLeave): boolean => !read.left.has(id ?? '');
	return {
		reading: {
			people: [...read.people.values()],
			left: [...read.left],
			unread: read.unreadOf([...wanted], everybody),
			everybody,
			leaves: leaves && withPeople(leaves.records.filter(isOfRoster), read.people),
		},
		companyId: read.companyId ?? leaves?.companyId ?? null,
		problem,
	};
}

/** The first day for which leaves are read. */
function leavesFrom({ memory, until, settings: { timeZone } }: ReadingPlan, today: Day): Day {
	const [earliest = until] = [memory, ...(memory?.behind ?? [])]
		.flatMap((one) => one?.polledAt ?? [])
		.sort(byInstant);
	return shiftDay(dayIn(timeZone, earliest) ?? today, -LEAVES_BACK_DAYS) ?? today;
}

function isDayOver(allReadAt: Instant | null, today: Day, { timeZone }: PollSettings): boolean {
	const day = dayIn(timeZone, allReadAt);
	return day === null || isBefore(day, today);
}

/** The people who changed since the previous poll, and whether the vendor cannot say it. */
async function changedPeople(
	{ roster: { selective } }: VendorWithRoster,
	context: RosterContext,
	memory: Memory | null,
): Promise<{ ids: readonly string[]; areUnknown: boolean }> {
	if (selective === undefined) return { ids: [], areUnknown: true };
	if (memory === null) return { ids: [], areUnknown: false };
	const since = instantSchema.parse(
		new Date(Date.parse(memory.polledAt) - OVERLAP_MS).toISOString(),
	);
	return await selective.changedSince(since, context).then(
		(ids) => ({ ids, areUnknown: false }),
		(error: unknown) => {
			if (isRefused(error)) return { ids: [], areUnknown: true };
			throw error;
		},
	);
}

/** Whether the vendor does not understand a question. */
function isRefused(error: unknown): boolean {
	return [400, 422].some((status) => isStatus(error, status));
}

/**
 * A vendor that has forgotten a position gives those before it a second time. One that gives a position
 * more often never comes to an end.
 */
const MOST_TIMES = 2;

function timesIn(positions: readonly string[], wanted: string): number {
	return positions.filter((one) => one === wanted).length;
}

/** The statuses with which a vendor may answer to a position that is too old. */
const NO_SUCH_POSITION = [400, 404, 410, 422];

/** The people whom a poll has read. */
class PeopleRead {
	readonly people = new Map<string, RosterEntry>();
	readonly left = new Set<string>();
	companyId: string | null = null;
	private readonly asked = new Set<string>();
	private isAnyPartRead = false;

	constructor(
		private readonly vendor: VendorWithRoster,
		private readonly context: RosterContext,
		private readonly plan: ReadingPlan,
	) {}

	get isNothing(): boolean {
		return !this.isAnyPartRead;
	}

	/** Whether the vendor did not show somebody who was asked for and who is remembered. */
	get isSomebodyNotShown(): boolean {
		return [...this.asked].some((id) => this.isKnown(id) && !this.isShown(id));
	}

	/** Those of the people who have to wait for a later poll. */
	unreadOf(ids: readonly string[], everybody: ListRead): string[] {
		const waits = (id: string): boolean =>
			this.isKnown(id) || (everybody !== 'end' && !this.asked.has(id));
		return ids.filter((id) => !this.isShown(id) && waits(id));
	}

	/**
	 * Reads people by their ids, as long as there is time.
	 * @returns whether there was time for all of them
	 */
	async some(ids: readonly string[]): Promise<boolean> {
		const { selective } = this.vendor.roster;
		if (selective === undefined) return false;
		const { time } = this.plan;
		for (const part of chunk(ids, PEOPLE_AT_ONCE)) {
			if (!time.isEnough) return false;
			const found = await time.within(async () => await selective.some(part, this.context));
			if (found === null) return false;
			for (const id of part) this.asked.add(id);
			this.add(found);
		}
		return true;
	}

	/** Reads the next parts of the list of everybody, as long as there is time. */
	async everybody(
		context: IPollFunctions,
	): Promise<{ everybody: ListRead; problem: Error | null }> {
		const { memory, time } = this.plan;
		let position = memory?.pass?.position ?? null;
		const given: string[] = [];
		let everybody: ListRead = 'nothing';
		while (time.isEnough) {
			const from = position;
			const part = await time.within(async () => await this.part(from));
			if (part === null) break;
			this.add(part);
			if (part.next === null) return await this.endOfList(context, position);
			given.push(part.next);
			if (timesIn(given, part.next) > MOST_TIMES)
				throw incompleteList(this.context.api, NOTHING_NEW);
			position = part.next;
			everybody = { goesOnAt: position };
		}
		return { everybody, problem: null };
	}

	/**
	 * Reads a part. A vendor may forget a position: then the list is read from the beginning, without the
	 * people who were read already.
	 */
	private async part(position: string | null): Promise<RosterPart> {
		const { roster } = this.vendor;
		const isRead = (id: string): boolean => this.isShown(id) || this.isSeen(id);
		const isForgotten = (error: unknown): boolean =>
			position !== null && NO_SUCH_POSITION.some((status) => isStatus(error, status));
		return await roster
			.everybody({ position, isRead }, this.context)
			.catch(async (error: unknown) => {
				if (!isForgotten(error)) throw error;
				return await roster.everybody({ position: null, isRead }, this.context);
			});
	}

	/**
	 * The end of the list. A person who was not in it is asked for by id before they count as missing: over
	 * hours, people move from one page of the list to another.
	 */
	private async endOfList(
		context: IPollFunctions,
		position: string | null,
	): Promise<{ everybody: ListRead; problem: Error | null }> {
		const { memory, acceptsFewer } = this.plan;
		const known = [...(memory?.people.keys() ?? [])];
		const missing = known.filter((id) => !this.isShown(id) && !this.isSeen(id));
		const count = known.length;
		const isShrunken = count >= ENOUGH_TO_COMPARE && (count - missing.length) * 2 < count;
		if (isShrunken && !acceptsFewer) {
			const problem = shrunken(context, this.vendor, [count - missing.length, count]);
			return { everybody: 'again', problem };
		}
		const isSure =
			this.vendor.roster.selective === undefined ||
			(await this.some(missing.filter((id) => !this.asked.has(id))));
		// Without time to ask, the next poll reads the last part once more.
		const again: ListRead = position === null ? 'again' : { goesOnAt: position };
		return { everybody: isSure ? 'end' : again, problem: null };
	}

	private add({ records, left = [], companyId }: ListedPeople): void {
		for (const entry of records) this.people.set(entry.employee.id, entry);
		for (const id of left) this.left.add(id);
		this.companyId ??= companyId;
		this.isAnyPartRead = true;
	}

	private isShown(id: string): boolean {
		return this.people.has(id) || this.left.has(id);
	}

	private isSeen(id: string): boolean {
		return this.plan.memory?.pass?.seen.has(id) === true;
	}

	private isKnown(id: string): boolean {
		return this.plan.memory?.people.has(id) === true;
	}
}

/** Puts the person from the roster into each leave. The leave itself has little more than the id. */
export function withPeople(
	leaves: readonly RosterLeave[],
	people: ReadonlyMap<string, RosterEntry>,
): RosterLeave[] {
	return leaves.map((one) => ({
		...one,
		employee: people.get(one.employee.id ?? '')?.employee ?? one.employee,
	}));
}

/** An incomplete answer of the vendor must not count as a company that has deleted its people. */
function shrunken(
	context: IPollFunctions,
	{ displayName }: VendorWithRoster,
	[now, before]: readonly [now: number, before: number],
): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		`${displayName} lists ${now} people, where it listed ${before} before`,
		{
			description: `Nothing is reported about those who are missing, because so many at once are more likely a mistake. Check whether the credential may still see everybody in ${displayName}. If the list is right, switch on 'Accept Fewer People' for one poll.`,
		},
	);
}

function tooSlow(context: IPollFunctions, { displayName }: VendorWithRoster): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		`${displayName} answered too slowly for this poll`,
		{
			description:
				'n8n gives a poll a limited time, and no part of the list came within it. The next poll tries again and covers the same days. If this happens often, check whether other workflows use up the limit of the same credential.',
		},
	);
}
