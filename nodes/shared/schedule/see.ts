import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';

import type { Day, Instant } from '../model/dates';
import { daySchema, dayIn } from '../model/dates';
import { connect } from '../outbound/connect';
import type { VendorWithRoster } from '../vendor';
import type { Sight } from './look';
import type { DueSettings } from './moments';

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
		sight: { people: people.records, isEverybody: true, leaves: leaves.records },
		companyId: people.companyId ?? leaves.companyId,
	};
}
