import type { Outputs } from './vendorNodes';

type Events = Partial<Outputs> & Pick<Outputs, 'events'>;

/*
 * What came out of a trigger, in short.
 */

export const typesOf = ({ events }: Events): string[] => events.map(({ eventType }) => eventType);

export const datesOf = ({ events }: Events): Array<[string, string | null]> =>
	events.map(({ eventType, effectiveDate }) => [eventType, effectiveDate]);

/** Why the first event could not be understood. */
export const reasonOf = ({ unrecognised }: Outputs): string | null | undefined =>
	unrecognised[0]?.enrichment.reason;
