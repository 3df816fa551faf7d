import countBy from 'lodash/countBy';
import get from 'lodash/get';
import groupBy from 'lodash/groupBy';
import { DateTime } from 'luxon';
import { z } from 'zod/v4';

import type { Day, Instant } from '../../../shared/model/dates';
import { instantOf } from '../../../shared/model/dates';
import { inOrder } from '../../../shared/model/inOrder';
import type { Api } from '../../../shared/outbound/api';
import { asAskedFor } from '../../../shared/outbound/askedFor';
import { pathSegment } from '../../../shared/outbound/pathSegment';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import { answer, listOf } from '../../../shared/reading/record';
import { ALL_READ } from '../../../shared/reading/unread';
import { REQUESTS, TIME_OFF_SETTINGS, WHO_IS_OUT } from '../permissions';
import { isPerson, named, wordsIn } from '../person';
import type { TimeOffRequest, TimeOffOut } from '../timeOff';
import { requestSchema, outSchema } from '../timeOff';
import type { TimeOffChange } from '../timeOffChange';
import { changeSchema } from '../timeOffChange';

/** The answer of {@link readRequest}, as messages call it. */
const REQUEST = 'a time-off request';

/** The list that {@link readChanges} reads, as messages call it. */
export const CHANGES = 'a list of changes of time off';

/** The list that {@link listOut} reads, as messages call it. */
export const OUTS = 'a list of who is out';

/**
 * Reads one request, with the days that it takes. The address is made from the ids. The address in an event is not
 * used, because it may lead to another environment or to the server of somebody else.
 * https://apidocs.hibob.com/reference/get_timeoff-employees-id-requests-requestid
 * @throws NodeApiError in plain words
 */
export async function readRequest(
	api: Api,
	employeeId: string,
	requestId: string,
): Promise<TimeOffRequest> {
	const path = `/timeoff/employees/${pathSegment(employeeId)}/requests/${pathSegment(requestId)}`;
	const query = { includeDailyDurations: 'true' };
	const body = await api.get(path, { query, needs: REQUESTS });
	const found = parseAnswer(requestSchema, body, api, REQUEST);
	noteDayless(api, REQUEST, [found]);
	const isIt =
		found.requestId === requestId &&
		(found.employeeId == null || isPerson(employeeId, found.employeeId));
	return asAskedFor(api, found, isIt, REQUEST);
}

/** Notes requests that have no day. They are kept all the same. */
function noteDayless(api: Api, what: string, requests: readonly TimeOffRequest[]): void {
	const isDayless = requests.some(({ startDate, date }) => startDate == null && date == null);
	if (isDayless) api.unread.note(what, { ...ALL_READ, fields: ['startDate'] });
}

const changesSchema = answer({ changes: listOf(changeSchema) });

/** The longest period that HiBob takes in one request. It is in days, because months differ in length. */
const LONGEST = { days: 180 };

/** The changes of one request to HiBob: half a year at most. */
interface SomeChanges {
	/** Oldest first. */
	readonly changes: readonly TimeOffChange[];
	/** Ids of requests with a change that could not be read: their latest state is not known. */
	readonly incomplete: readonly string[];
	/** Ids of requests with several changes, at least one of which has no known time. */
	readonly unordered: readonly string[];
}

interface ChangesPeriod {
	readonly since: Instant;
	readonly until: Instant;
	/** Whether to include requests that wait for approval. This needs a permission of its own. */
	readonly includePending: boolean;
}

/** Changes of time-off requests in a period, one after the other; see {@link readChanges}. */
export async function* listChanges(api: Api, period: ChangesPeriod): AsyncGenerator<TimeOffChange> {
	for await (const { changes } of readChanges(api, period)) yield* changes;
}

/**
 * Changes of time-off requests in a period, oldest first. Each half year takes one request to HiBob. HiBob does not
 * document the order of its answer.
 * https://apidocs.hibob.com/reference/get_timeoff-requests-changes
 */
export async function* readChanges(
	api: Api,
	{ since, until, includePending }: ChangesPeriod,
): AsyncGenerator<SomeChanges> {
	const end = DateTime.fromISO(until, { zone: 'utc' });
	for (let from = DateTime.fromISO(since, { zone: 'utc' }); from < end; ) {
		const to = DateTime.min(from.plus(LONGEST), end);
		const body = await api.get('/timeoff/requests/changes', {
			query: {
				since: from.toISO(),
				to: to.toISO(),
				...(includePending ? { includePending: 'true' } : {}),
			},
			needs: includePending ? `${WHO_IS_OUT}; ${REQUESTS}` : WHO_IS_OUT,
		});
		const { changes } = parseAnswer(changesSchema, body, api, CHANGES);
		noteDayless(api, CHANGES, changes);
		yield {
			changes: inOrder(changes, ({ createdOn }) => createdOn),
			incomplete: incompleteIn(body, changes),
			unordered: unorderedIn(changes),
		};
		from = to;
	}
}

function incompleteIn(body: unknown, read: readonly TimeOffChange[]): string[] {
	const all: unknown = get(body, 'changes');
	const sent = Array.isArray(all) ? all.map((one: unknown) => wordsIn(get(one, 'requestId'))) : [];
	const counted = countBy(read, ({ requestId }) => requestId);
	return Object.entries(countBy(sent))
		.filter(([id, count]) => count > (counted[id] ?? 0))
		.map(([id]) => id);
}

function unorderedIn(changes: readonly TimeOffChange[]): string[] {
	return Object.entries(groupBy(changes, ({ requestId }) => requestId))
		.filter(([, ofOne]) => ofOne.length > 1 && ofOne.some(isUndated))
		.map(([id]) => id);
}

function isUndated({ createdOn }: TimeOffChange): boolean {
	return instantOf(createdOn) === null;
}

const outsSchema = answer({ outs: listOf(outSchema) });

/**
 * Who is out in a period. https://apidocs.hibob.com/reference/get_timeoff-whosout
 * @param includePrivate whether to include kinds of leave that colleagues do not see; this needs a permission of its
 *   own
 */
export async function listOut(
	api: Api,
	{
		from,
		to,
		includePending,
		includePrivate,
	}: { from: Day; to: Day; includePending: boolean; includePrivate: boolean },
): Promise<TimeOffOut[]> {
	const body = await api.get('/timeoff/whosout', {
		query: {
			from,
			to,
			includeHourly: 'true',
			...(includePrivate ? { includePrivate: 'true' } : {}),
			...(includePending ? { includePending: 'true' } : {}),
		},
		needs: includePending ? `${WHO_IS_OUT}; ${REQUESTS}` : WHO_IS_OUT,
	});
	const { outs } = parseAnswer(outsSchema, body, api, OUTS);
	noteDayless(api, OUTS, outs);
	return outs;
}

const policyTypesSchema = answer({ policyTypes: listOf(named.pipe(z.string())) });

/** The names of the kinds of time off. https://apidocs.hibob.com/reference/get_timeoff-policy-types */
export async function listPolicyTypes(api: Api): Promise<string[]> {
	const body = await api.get('/timeoff/policy-types', { needs: TIME_OFF_SETTINGS });
	return parseAnswer(policyTypesSchema, body, api, 'a list of policy types').policyTypes;
}
