import { NodeApiError } from 'n8n-workflow';
import type { z } from 'zod/v4';

import type { Api } from '../outbound/api';
import { withNotes } from '../outbound/api';
import { readAs } from '../reading/readAs';
import { sentOf } from '../reading/sent';
import type { UnreadNotes } from '../reading/unread';
import { ALL_READ, sentencesOf, unreadNotes } from '../reading/unread';
import type { RosterContext } from '../vendor';

/*
 * Reading lists for a look of the schedule trigger. A person who is missing from a list looks like a
 * person who was deleted, so such a list has to be whole.
 */

/** What was read, and whether some details in it could not be read. */
interface Whole<T> {
	readonly value: T;
	readonly hasUnreadDetails: boolean;
}

/**
 * Reads lists of which no record may be missing.
 * @param read reads them with the API that it is given
 * @throws NodeApiError if a record could not be read in what decides, so that it was left out
 */
export async function readWhole<T>(api: Api, read: (api: Api) => Promise<T>): Promise<Whole<T>> {
	const unread = unreadNotes();
	const value = await read(withNotes(api, unread));
	const notes = [...unread.all.values()];
	if (notes.some(({ leftOut }) => leftOut > 0)) throw recordsLeftOut(api, unread);
	return { value, hasUnreadDetails: notes.some(({ fields }) => fields.length > 0) };
}

function recordsLeftOut({ node, vendor }: Api, unread: UnreadNotes): NodeApiError {
	const leftOut = unreadNotes();
	for (const [what, note] of unread.all) leftOut.note(what, { ...note, fields: ALL_READ.fields });
	return new NodeApiError(
		node,
		{},
		{
			message: `${vendor} sent records that cannot be read`,
			description: `${sentencesOf(leftOut, vendor).join('. ')}. This look finds no event, because somebody who is missing from a list would look like somebody who is gone. Look for odd values in these fields in ${vendor}; if there are none, report the names of the fields to the makers of this node.`,
		},
	);
}

/**
 * Whether every detail of a record could be read.
 * @param schema with which the record was read
 */
export function isReadWhole(schema: z.ZodType, record: object): boolean {
	const reading = readAs(schema, sentOf(record));
	return 'value' in reading && reading.unread.fields.length === 0;
}

/**
 * Reads something once for each look: a look asks for the people and for the leaves with the same API,
 * and both take the records of people.
 */
export function oncePerLook<T>(
	read: (context: RosterContext) => Promise<T>,
): (context: RosterContext) => Promise<T> {
	const reads = new WeakMap<Api, Promise<T>>();
	return async (context) => {
		const found = reads.get(context.api) ?? read(context);
		reads.set(context.api, found);
		return await found;
	};
}
