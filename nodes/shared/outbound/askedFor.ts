import type { Api } from './api';
import { unexpectedAnswer } from './failure';

/**
 * Whether a record is one of those that were asked for: some vendors were seen to ignore filters,
 * and to answer with everybody's records.
 * @param ids the ids that were asked for; missing or empty if any record will do
 */
export function isAskedFor(
	ids: readonly string[] | undefined,
	id: string | null | undefined,
): boolean {
	return ids === undefined || ids.length === 0 || (id != null && ids.includes(id));
}

/**
 * Returns a record that was read by its id, if it is the right one. Another person's record must
 * not decide about a person.
 * @param isIt whether the record has the id that was asked for
 * @param what the record in words, such as `a person`
 * @throws NodeApiError in plain words if it is another record
 */
export function asAskedFor<T>(api: Api, found: T, isIt: boolean, what: string): T {
	if (isIt) return found;
	throw unexpectedAnswer(api.node, api.vendor, `${what} with the ID that was asked for`);
}
