import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { Instant } from '../../../shared/model/dates';
import { byInstant, instantOf } from '../../../shared/model/dates';
import { isStatus } from '../../../shared/outbound/failure';
import { orIfRefused, recordsWhere } from '../../../shared/outbound/paging';

/**
 * A list that may be limited to records that changed since an instant. Personio documents date-times
 * for this filter, but was seen to accept only days. If it refuses a date-time, a day is sent, so
 * that records from the day before on are included. The result is checked, because it is also not
 * documented whether later pages apply the filter.
 */
export function listUpdatedSince<T extends { updated_at?: string | null | undefined }>(
	since: Instant | undefined,
	query: IDataObject,
	list: (query: IDataObject) => AsyncGenerator<T>,
): AsyncGenerator<T> {
	if (since === undefined) return list(query);
	const start = DateTime.fromISO(since, { zone: 'utc' });
	const found = orIfRefused(
		// Personio's filter means "later than", but this function promises "at this time or later".
		list({
			...query,
			'updated_at.gt': start.minus({ seconds: 1 }).toISO({ suppressMilliseconds: true }),
		}),
		(error) => isStatus(error, 400),
		() => list({ ...query, 'updated_at.gt': start.minus({ days: 2 }).toISODate() }),
	);
	return recordsWhere(
		found,
		({ updated_at: updatedAt }) => byInstant(instantOf(updatedAt) ?? since, since) >= 0,
	);
}
