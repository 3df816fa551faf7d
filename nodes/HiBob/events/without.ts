import type { Described } from '../../shared/interpret/tell';
import { lacking } from '../../shared/interpret/tell';

/** Adds to `enrichment` that rows could not be read, beside what is missing of the person. */
export function without(described: Described, why: string): Described {
	const { status } = described.enrichment;
	return lacking(described, status === 'none' || status === 'failed' ? 'failed' : 'partial', why);
}
