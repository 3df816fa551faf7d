import { unreadNotes } from '../reading/unread';
import type { Api } from './api';
import { withNotes } from './api';
import { unexpectedAnswer } from './failure';
import { takeRecords } from './paging';

/**
 * Reads a list to its end, for what is decided by all of its records together. Other lists leave out a
 * record that cannot be read; here the record that is missing could be the one that decides.
 * @param what the list, in words, such as `a list of employees`
 * @param list makes the list, with the API that it is given
 * @throws NodeApiError in plain words, also if one of the records cannot be read
 */
export async function readWholeList<T>(
	api: Api,
	what: string,
	list: (noted: Api) => AsyncIterable<T>,
): Promise<T[]> {
	return await readWhole(api, what, async (noted) => await takeRecords(list(noted), null));
}

/**
 * The same for several lists that are read as one.
 * @param read reads them, with the API that it is given
 */
export async function readWhole<T>(
	api: Api,
	what: string,
	read: (noted: Api) => Promise<T>,
): Promise<T> {
	const unread = unreadNotes();
	const found = await read(withNotes(api, unread));
	const misfits = [...unread.all.values()].flatMap(({ leftOutFor }) => leftOutFor);
	if (misfits.length > 0) {
		const misfit = { misfits: [...new Set(misfits)], isForeign: false };
		throw unexpectedAnswer(api.node, api.vendor, what, misfit);
	}
	api.unread.include(unread);
	return found;
}
