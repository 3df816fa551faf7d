import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';

import type { Day, Instant } from '../model/dates';
import { daySchema, dayIn } from '../model/dates';
import { connect } from '../outbound/connect';
import type { VendorWithRoster } from '../vendor';
import type { Sight } from './look';
import type { DueSettings } from './moments';
import type { RosterEntry, RosterLeave } from './roster';

/**
 * Reads the people and the leaves that a poll compares.
 * @param until the time of the poll
 * @param periodOf gets today in the company's time zone, and returns the first and the last day of the
 *   leaves to read, both inclusive
 * @throws NodeApiError if a list cannot be read as a whole
 */
export async function see(
	context: IExecuteFunctions | IPollFunctions,
	vendor: VendorWithRoster,
	{ until, timeZone }: { until: Instant } & Pick<DueSettings, 'timeZone'>,
	periodOf: (today: Day) => { from: Day; to: Day },
): Promise<{ sight: Sight; companyId: string | null }> {
	const today = daySchema.parse(dayIn(timeZone, until));
	const roster = { api: await connect(context, vendor), timeZone, today };
	const people = await vendor.roster.people(roster);
	const leaves = await vendor.roster.leaves(periodOf(today), roster);
	return {
		sight: {
			people: people.records,
			isEverybody: true,
			leaves: withPeople(leaves.records, people.records),
		},
		companyId: people.companyId ?? leaves.companyId,
	};
}

/** Puts the person from the roster into each leave. The leave itself has little more than the id. */
function withPeople(
	leaves: readonly RosterLeave[],
	people: readonly RosterEntry[],
): readonly RosterLeave[] {
	const byId = new Map(people.map(({ employee }) => [employee.id, employee]));
	return leaves.map((one) => ({
		...one,
		employee: byId.get(one.employee.id ?? '') ?? one.employee,
	}));
}
