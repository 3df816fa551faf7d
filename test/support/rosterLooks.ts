import { connect } from '../../nodes/shared/outbound/connect';
import type { Listed, RosterContext, VendorWithRoster } from '../../nodes/shared/vendor';
import type { LookSettings, Memory } from '../../nodes/shared/schedule/look';
import { look } from '../../nodes/shared/schedule/look';
import type { RosterEntry, RosterLeave } from '../../nodes/shared/schedule/roster';
import { dayIn, daySchema, shiftDay } from '../../nodes/shared/model/dates';
import { BERLIN, settings } from '../shared/schedule/people';
import { day, instant } from './days';
import type { Surroundings } from './n8n';
import { pollContext } from './n8n';

/*
 * What a vendor's lists show of a simulated company, and what looks at them tell.
 */

/** One look at the lists. */
export interface Looking {
	people(today: string): Promise<Listed<RosterEntry>>;
	leaves(today: string, period: { from: string; to: string }): Promise<Listed<RosterLeave>>;
}

/** @param node any node with the credential */
export function lookingBy(vendor: VendorWithRoster, node: Surroundings): Looking {
	const contextOn = async (today: string): Promise<RosterContext> => ({
		api: await connect(pollContext(node), vendor),
		timeZone: BERLIN,
		today: day(today),
	});
	return {
		people: async (today) => await vendor.roster.people(await contextOn(today)),
		leaves: async (today, { from, to }) =>
			await vendor.roster.leaves({ from: day(from), to: day(to) }, await contextOn(today)),
	};
}

/** The records that the lists show on a day. */
export function recordsOn(
	today: string,
	looking: Looking,
): {
	people(): Promise<readonly RosterEntry[]>;
	/** @param period first and last day */
	leaves(...period: [string, string]): Promise<readonly RosterLeave[]>;
} {
	return {
		people: async () => (await looking.people(today)).records,
		leaves: async (from, to) => (await looking.leaves(today, { from, to })).records,
	};
}

const SETTINGS: LookSettings = { ...settings(), tellsWhatIsDue: true };

/** Looks one after the other. @returns what each tells, as `type person day` */
export function looksBy(looking: Looking): (at: string) => Promise<string[]> {
	let memory: Memory | null = null;
	return async (at) => {
		const today = daySchema.parse(dayIn(SETTINGS.timeZone, instant(at)));
		const people = await looking.people(today);
		const from = shiftDay(today, -30) ?? today;
		const leaves = await looking.leaves(today, { from, to: today });
		const sight = { people: people.records, isEverybody: true, leaves: leaves.records };
		const found = look(sight, memory, instant(at), SETTINGS);
		memory = found.memory;
		return found.events.map(({ eventType, employee, effectiveDate }) =>
			[eventType, employee.id, effectiveDate].filter(Boolean).join(' '),
		);
	};
}
