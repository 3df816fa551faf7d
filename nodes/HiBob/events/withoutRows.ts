import type { Described } from '../../shared/interpret/tellHappenings';
import { lackingDetails } from '../../shared/interpret/tellHappenings';

/** Adds to `enrichment` that rows could not be read, beside what is missing of the person. */
export function withoutRows(described: Described, why: string): Described {
	const { status } = described.enrichment;
	return lackingDetails(
		described,
		status === 'none' || status === 'failed' ? 'failed' : 'partial',
		why,
	);
}
