import { connect } from '../../nodes/shared/outbound/connect';
import type { HrEventDraft } from '../../nodes/shared/model/draft';
import { shiftDay } from '../../nodes/shared/model/dates';
import type { Api } from '../../nodes/shared/outbound/api';
import type { Memory } from '../../nodes/shared/schedule/look';
import { look } from '../../nodes/shared/schedule/look';
import type { RosterEntry, RosterLeave } from '../../nodes/shared/schedule/roster';
import type { Roster, Vendor } from '../../nodes/shared/vendor';
import { BERLIN, settings } from '../shared/schedule/people';
import { day, instant } from './days';
import type { Surroundings } from './n8n';
import { executeContext } from './n8n';

/*
 * A vendor's lists of who is here and who is away, read from its simulator.
 */

type VendorWithRoster = Vendor & { readonly roster: Roster };

/** The lists as they are on a day in Berlin. */
export function rosterOn(
	today: string,
	vendor: VendorWithRoster,
	surroundings: Surroundings,
): {
	people(): Promise<readonly RosterEntry[]>;
	/** @param period first and last day */
	leaves(...period: [string, string]): Promise<readonly RosterLeave[]>;
} {
	const context = async (): Promise<{
		api: Api;
		timeZone: typeof BERLIN;
		today: ReturnType<typeof day>;
	}> => ({
		api: await connect(executeContext(surroundings, [{}]), vendor),
		timeZone: BERLIN,
		today: day(today),
	});
	return {
		people: async () => (await vendor.roster.people(await context())).records,
		leaves: async (from, to) =>
			(await vendor.roster.leaves({ from: day(from), to: day(to) }, await context())).records,
	};
}

/** Looks one after the other, as the schedule trigger does, each at nine o'clock in UTC. */
export function looking(
	vendor: VendorWithRoster,
	surroundings: Surroundings,
): (today: string) => Promise<readonly HrEventDraft[]> {
	let memory: Memory | null = null;
	return async (today) => {
		const { people, leaves } = rosterOn(today, vendor, surroundings);
		const from = shiftDay(day(today), -14) ?? today;
		const sight = { people: await people(), isEverybody: true, leaves: await leaves(from, today) };
		const found = look(sight, memory, instant(`${today}T09:00:00.000Z`), {
			...settings(),
			tellsWhatIsDue: true,
		});
		memory = found.memory;
		return found.events;
	};
}

/** Events as `type person day`. */
export const inWords = (events: readonly HrEventDraft[]): string[] =>
	events.map(({ eventType, employee, effectiveDate }) =>
		[eventType, employee.id, effectiveDate].filter(Boolean).join(' '),
	);
