import { z } from 'zod/v4';

import type { Api } from '../../../shared/outbound/api';
import type { Page } from '../../../shared/outbound/paging';
import { amount } from '../../../shared/reading/fields';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import { readAs } from '../../../shared/reading/readAs';
import { record } from '../../../shared/reading/record';
import { ALL_READ } from '../../../shared/reading/unread';

/** The largest page. Workable takes only 10, 20, 50 and 100. */
export const PAGE_SIZE = 100;

/**
 * The total of a list, in the documented spelling and in the spelling that was seen. Without a total, a list is read
 * until no more records come.
 */
export const TOTALS = { total_count: amount, totalCount: amount };

const totalsSchema = record({ decides: {}, detail: TOTALS });

/** A list in pages. */
export interface Paged<T> {
	/** The name of the list, for messages. */
	readonly what: string;
	readonly schema: z.ZodType<readonly T[]>;
	/** All records of a page, to count them. */
	readonly everything: z.ZodType<readonly unknown[]>;
}

/**
 * Reads a page.
 * @param isPart whether there are other pages or lists. If so, a page in which no record can be read is left out, and
 *   the reading goes on
 * @throws NodeApiError if no record of the only page can be read, or if the answer is not a page
 */
export function pageIn<T>(
	{ what, schema, everything }: Paged<T>,
	sent: unknown,
	api: Api,
	isPart: boolean,
): Page<T> {
	const given = everything.safeParse(sent).data?.length ?? 0;
	const totals = totalsSchema.safeParse(sent).data;
	const page = { given, total: totals?.total_count ?? totals?.totalCount ?? null };
	if (isPart && given > 0) {
		const reading = readAs(schema, sent);
		if (!('value' in reading) && !reading.isForeign) {
			api.unread.note(what, { ...ALL_READ, leftOut: given, leftOutFor: reading.misfits });
			return { ...page, records: [] };
		}
	}
	return { ...page, records: parseAnswer(schema, sent, api, what) };
}
