import get from 'lodash/get';
import size from 'lodash/size';
import { z } from 'zod/v4';

import type { Api } from '../../../shared/outbound/api';
import { incompleteList } from '../../../shared/outbound/failure';
import { several, text } from '../../../shared/reading/fields';
import type { PersonRows } from '../row';
import { rowIdOf } from '../row';

/** The largest page, and the most people that one request can ask for by their ids. */
export const PAGE_SIZE = 200;

/** Whose rows to list. */
export interface RowFilter {
	/** Up to 200 ids. Without ids, the list has everyone whom the service user may see. */
	readonly employeeIds?: readonly string[];
	/** 200 at most. According to HiBob's documentation, a page holds 50 rows without it. */
	readonly pageSize?: number;
}

const metadataSchema = z.looseObject({ cursor: text, next_cursor: text }).nullish();

/** Where the cursor of the next page is. HiBob documents two names for it. It is null on the last page. */
export const pagingFields = { response_metadata: metadataSchema };

/**
 * The cursor of the next page; null at the end. A full page without any cursor field does not count as the last
 * page, because half a list would then count as the whole list.
 * @param sent the page as it came, including what cannot be read
 * @throws NodeApiError if a full page does not say whether it is the last
 */
export function nextOf(
	api: Api,
	{ response_metadata: metadata }: { response_metadata?: z.infer<typeof metadataSchema> },
	sent: unknown,
): string | null {
	const { cursor, next_cursor: nextCursor } = metadata ?? {};
	const isFull = size(get(sent, 'results')) >= PAGE_SIZE;
	if (isFull && cursor === undefined && nextCursor === undefined) {
		throw incompleteList(api, 'It gives a full page, and does not say whether there is more.');
	}
	return cursor || nextCursor || null;
}

/**
 * Identifies rows of a person that come a second time. The same person may come with other rows.
 * @returns null if the rows cannot be told apart
 */
export function rowsIdOf({ employeeId, rows }: PersonRows): string | null {
	const ids = rows.map(rowIdOf);
	return ids.includes(null) ? null : JSON.stringify([employeeId, ...ids]);
}

/** What each page holds beside its results. https://apidocs.hibob.com/docs/pagination */
export const errorFields = {
	/** The ids of people who were asked for by id, and whose rows the service user may not read. */
	errors: several(z.looseObject({})).transform((errors) =>
		(errors ?? []).flatMap((error) => Object.keys(error)).map(hidden),
	),
};

function hidden(employeeId: string): PersonRows {
	return { employeeId, rows: [], isHidden: true, hiddenColumns: [] };
}
