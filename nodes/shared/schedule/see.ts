import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';

import type { Day, Instant } from '../model/dates';
import { daySchema, dayIn } from '../model/dates';
import { connect } from '../outbound/connect';
import type { VendorWithRoster } from '../vendor';
import type { Sight } from './look';
import type { DueSettings } from './moments';
import type { RosterEntry, RosterLeave } from './roster';

/**
 * Reads who is here and who is away.
 * @param until when the look is
 * @param periodOf the first and the last day of the leaves to read; it gets today in the company's time zone
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

/** A leave says whose it is, and little more about the person. */
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
