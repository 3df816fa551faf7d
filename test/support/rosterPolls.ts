import { connect } from '../../nodes/shared/outbound/connect';
import type {
	Listed,
	ListedPeople,
	RosterContext,
	RosterPart,
	SelectiveReading,
	VendorWithRoster,
} from '../../nodes/shared/vendor';
import type { PollSettings, Memory } from '../../nodes/shared/schedule/findEvents';
import { findEvents, wasHere } from '../../nodes/shared/schedule/findEvents';
import type { RosterEntry, RosterLeave } from '../../nodes/shared/schedule/roster';
import { dayIn, daySchema, shiftDay } from '../../nodes/shared/model/dates';
import { BERLIN, settings } from '../shared/schedule/people';
import { day, instant } from './days';
import type { Surroundings } from './n8n';
import { pollContext } from './n8n';

/*
 * What a vendor's lists show of a simulated company, and what polls find in them.
 */

/** Reads the lists. */
export interface RosterReader {
	/** @param wasHere as in `RosterContext`; by default, nobody was here before */
	people(today: string, wasHere?: RosterContext['wasHere']): Promise<ListedPeople>;
	leaves(today: string, period: { from: string; to: string }): Promise<Listed<RosterLeave>>;
	/** Reads people by their ids. */
	some(today: string, ids: readonly string[]): Promise<ListedPeople>;
	/** The ids of the people who changed since an instant. */
	changed(today: string, since: string): Promise<readonly string[]>;
}

/** @param node any node with the credential */
export function rosterReader(vendor: VendorWithRoster, node: Surroundings): RosterReader {
	const contextOn = async (
		today: string,
		wasHereBefore: RosterContext['wasHere'] = () => false,
	): Promise<RosterContext> => ({
		api: await connect(pollContext(node), vendor),
		timeZone: BERLIN,
		today: day(today),
		wasHere: wasHereBefore,
	});
	const selective = (): SelectiveReading => {
		const { selective: reading } = vendor.roster;
		if (reading === undefined) throw new Error('The vendor reads everybody');
		return reading;
	};
	return {
		some: async (today, ids) => await selective().some(ids, await contextOn(today)),
		changed: async (today, since) =>
			await selective().changedSince(instant(since), await contextOn(today)),
		people: async (today, wasHereBefore) =>
			await wholeList(vendor, await contextOn(today, wasHereBefore)),
		leaves: async (today, { from, to }) =>
			await vendor.roster.leaves({ from: day(from), to: day(to) }, await contextOn(today)),
	};
}

/** Reads the list of everybody from its beginning to its end. */
async function wholeList(
	{ roster }: VendorWithRoster,
	context: RosterContext,
): Promise<ListedPeople> {
	const records = new Map<string, RosterEntry>();
	const left: string[] = [];
	let companyId: string | null = null;
	let position: string | null = null;
	do {
		const isRead = (id: string): boolean => records.has(id);
		const part: RosterPart = await roster.everybody({ position, isRead }, context);
		for (const entry of part.records) records.set(entry.employee.id, entry);
		left.push(...(part.left ?? []));
		companyId ??= part.companyId;
		position = part.next;
	} while (position !== null);
	return { records: [...records.values()], left, companyId };
}

/** The records that the lists show on a day. */
export function recordsOn(
	today: string,
	reader: RosterReader,
): {
	people(): Promise<readonly RosterEntry[]>;
	/** @param period first and last day */
	leaves(...period: [string, string]): Promise<readonly RosterLeave[]>;
} {
	return {
		people: async () => (await reader.people(today)).records,
		leaves: async (from, to) => (await reader.leaves(today, { from, to })).records,
	};
}

const SETTINGS: PollSettings = { ...settings(), tellsWhatIsDue: true };

/** Polls one after the other. @returns what each finds, as `type person day` */
export function pollsBy(reader: RosterReader): (at: string) => Promise<string[]> {
	let memory: Memory | null = null;
	return async (at) => {
		const today = daySchema.parse(dayIn(SETTINGS.timeZone, instant(at)));
		const people = await reader.people(today, (id) => wasHere(memory, id));
		const from = shiftDay(today, -30) ?? today;
		const leaves = await reader.leaves(today, { from, to: today });
		const { records, left = [] } = people;
		const reading = { people: records, left, everybody: 'end' as const, leaves: leaves.records };
		const found = findEvents(reading, memory, instant(at), SETTINGS);
		memory = found.memory;
		return found.events.map(({ eventType, employee, effectiveDate }) =>
			[eventType, employee.id, effectiveDate].filter(Boolean).join(' '),
		);
	};
}
