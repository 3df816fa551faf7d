import { DateTime } from 'luxon';
import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { parsed } from '../../shared/outbound/parsed';
import { segment } from '../../shared/outbound/segment';
import { words } from '../../shared/outbound/fields';
import { REQUESTS, TIME_OFF_SETTINGS, WHO_IS_OUT } from './permissions';
import { employeeIdField } from './person';
import type { TimeOffRequest } from './timeOff';
import { requestSchema } from './timeOff';

/**
 * One request. The address is made of the ids: the one that comes with an event names another
 * environment, and somebody else's server at worst.
 * https://apidocs.hibob.com/reference/get_timeoff-employees-id-requests-requestid
 * @throws NodeApiError in plain words
 */
export async function readRequest(
	api: Api,
	employeeId: string,
	requestId: string,
): Promise<TimeOffRequest> {
	const path = `/timeoff/employees/${segment(employeeId)}/requests/${segment(requestId)}`;
	const answer = await api.get(path, { needs: REQUESTS });
	return parsed(requestSchema, answer, api, 'a time-off request');
}

/** A request as it was when it changed. */
const changeSchema = requestSchema.extend({
	employeeId: employeeIdField,
	/** `Created` when it is approved as well; there is none for a decline. */
	changeType: words,
});
export type TimeOffChange = z.infer<typeof changeSchema>;

const changesSchema = z.object({ changes: z.array(changeSchema) });

/** HiBob takes no longer period in one request; months are not equally long. */
const LONGEST = { days: 180 };

/**
 * Changes of time-off requests in a period, oldest first; one request for each half year.
 * https://apidocs.hibob.com/reference/get_timeoff-requests-changes
 * @param since ISO 8601
 * @param until ISO 8601
 * @param includePending also those that wait for approval, which takes a permission of its own
 */
export async function* listChanges(
	api: Api,
	{ since, until, includePending }: { since: string; until: string; includePending: boolean },
): AsyncGenerator<TimeOffChange> {
	const end = DateTime.fromISO(until, { zone: 'utc' });
	for (let from = DateTime.fromISO(since, { zone: 'utc' }); from < end; ) {
		const to = DateTime.min(from.plus(LONGEST), end);
		const answer = await api.get('/timeoff/requests/changes', {
			query: {
				since: from.toISO(),
				to: to.toISO(),
				...(includePending ? { includePending: 'true' } : {}),
			},
			needs: includePending ? `${WHO_IS_OUT}; ${REQUESTS}` : WHO_IS_OUT,
		});
		yield* parsed(changesSchema, answer, api, 'a list of changes of time off').changes;
		from = to;
	}
}

const outsSchema = z.object({
	outs: z.array(requestSchema.extend({ employeeId: employeeIdField })),
});
export type TimeOffOut = z.infer<typeof outsSchema>['outs'][number];

/**
 * Who is out in a period. https://apidocs.hibob.com/reference/get_timeoff-whosout
 * @param from `YYYY-MM-DD`, as is `to`
 * @param includePrivate also kinds that others do not see, which takes a permission of its own
 */
export async function listOut(
	api: Api,
	{
		from,
		to,
		includePending,
		includePrivate,
	}: { from: string; to: string; includePending: boolean; includePrivate: boolean },
): Promise<TimeOffOut[]> {
	const answer = await api.get('/timeoff/whosout', {
		query: {
			from,
			to,
			includeHourly: 'true',
			...(includePrivate ? { includePrivate: 'true' } : {}),
			...(includePending ? { includePending: 'true' } : {}),
		},
		needs: includePending ? `${WHO_IS_OUT}; ${REQUESTS}` : WHO_IS_OUT,
	});
	return parsed(outsSchema, answer, api, 'a list of who is out').outs;
}

const policyTypesSchema = z.object({ policyTypes: z.array(z.string()) });

/** The names of the kinds of time off. https://apidocs.hibob.com/reference/get_timeoff-policy-types */
export async function listPolicyTypes(api: Api): Promise<string[]> {
	const answer = await api.get('/timeoff/policy-types', { needs: TIME_OFF_SETTINGS });
	return parsed(policyTypesSchema, answer, api, 'a list of policy types').policyTypes;
}
