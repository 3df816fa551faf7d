import { z } from 'zod/v4';

import { words } from '../../shared/outbound/fields';
import type { PersonRows } from './row';

/** The most that come with a page, and people that can be asked for by their ids. */
export const PAGE_SIZE = 200;

/** Whose rows to list. */
export interface RowFilter {
	/** Up to 200 of them; without any, everyone the service user may see. */
	readonly employeeIds?: readonly string[];
	/** 200 at most, which is also how many come without it. */
	readonly pageSize?: number;
}

/** What stands beside the results of each page. https://apidocs.hibob.com/docs/pagination */
export const pageFields = {
	/** What to ask for next, documented under either name; null on the last page. */
	response_metadata: z
		.looseObject({ cursor: words, next_cursor: words })
		.nullish()
		.transform((metadata) => (metadata?.cursor || metadata?.next_cursor) ?? null),
	/** People who were asked for by id and whose rows may not be read, by their ids. */
	errors: z
		.array(z.looseObject({}))
		.nullish()
		.transform((errors) => (errors ?? []).flatMap((error) => Object.keys(error)).map(hidden)),
};

function hidden(employeeId: string): PersonRows {
	return { employeeId, rows: [], isHidden: true };
}
