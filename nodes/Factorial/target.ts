import type { RawDelivery } from '../shared/vendor';

/*
 * Deliveries do not name their type. The type is in the query of the URL that they are sent to.
 */

const PARAMETER = 'event';

/** The URL that deliveries of one type are sent to. */
export function targetOf(url: string, type: string): string {
	const target = new URL(url);
	target.searchParams.set(PARAMETER, type);
	return target.href;
}

/** The type that the URL of a delivery claims; null if it claims none, or several. */
export function typeIn(query: RawDelivery['query']): string | null {
	const type = query[PARAMETER];
	return typeof type === 'string' && type !== '' ? type : null;
}
