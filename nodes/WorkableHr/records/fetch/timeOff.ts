import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../../../shared/outbound/api';
import { isStatus, unexpectedAnswer } from '../../../shared/outbound/failure';
import { byOffset, orIfRefused, recordsWhere } from '../../../shared/outbound/paging';
import { listOf, record } from '../../../shared/reading/record';
import { madeOf, sentOf } from '../../../shared/reading/sent';
import { ALL_READ } from '../../../shared/reading/unread';
import type { TimeOff } from '../timeOff';
import { timeOffSchema } from '../timeOff';
import { listEmployees } from './employees';
import type { Paged } from './lists';
import { PAGE_SIZE, TOTALS, pageIn } from './lists';

/** The list of time-off requests. */
export const REQUESTS: Paged<TimeOff> = {
	what: 'a list of time-off requests',
	schema: record({ decides: { requests: listOf(timeOffSchema) }, detail: TOTALS }).transform(
		({ requests }) => requests,
	),
	everything: z.object({ requests: z.array(z.unknown()) }).transform(({ requests }) => requests),
};

/** The filters of a list of time-off requests. */
export interface TimeOffFilter {
	/** First day of the period; required. */
	readonly from_date: string;
	readonly to_date?: string;
	readonly states?: string[];
	readonly category_ids?: string[];
}

/**
 * Time-off requests from a day on. https://workable.readme.io/reference/timeoffrequests-1
 * @param isOneOfMany whether this is one of several lists that are read person by person
 */
export function listTimeOff(
	api: Api,
	filter: TimeOffFilter & { employee_id?: string },
	{ isOneOfMany }: { isOneOfMany: boolean } = { isOneOfMany: false },
): AsyncGenerator<TimeOff> {
	const found = byOffset(
		api,
		async (offset) => {
			const answer = await api.get('/timeoff/requests', {
				query: { ...withoutEmpty(filter), limit: PAGE_SIZE, offset },
				needs: 'r_timeoff',
			});
			return pageIn(REQUESTS, answer, api, offset > 0 || isOneOfMany);
		},
		({ id }) => id,
	);
	const { employee_id: wanted } = filter;
	if (wanted === undefined) return found;
	// In Workable's older documents, requests do not say which employee they belong to.
	return recordsWhere(found, ({ employee_id: whose }) => whose == null || whose === wanted);
}

/**
 * Time-off requests of everyone. Workable documents that account tokens have to name a person, but it was seen to list
 * the requests of everyone at once. If Workable refuses that, the requests are read person by person.
 */
export function listTimeOffOfEveryone(api: Api, filter: TimeOffFilter): AsyncGenerator<TimeOff> {
	return withOwner(
		orIfRefused(
			listTimeOff(api, filter),
			(error) => isStatus(error, 400) || isStatus(error, 422),
			() => listTimeOffOneByOne(api, filter),
		),
		api,
	);
}

/**
 * Leaves out requests whose owner is not known, and notes this: the owner is a field that decides.
 * @throws NodeApiError if requests were left out, and no request has a known owner
 */
async function* withOwner(found: AsyncIterable<TimeOff>, api: Api): AsyncGenerator<TimeOff> {
	let hasFound = false;
	let isLeftOut = false;
	for await (const request of found) {
		if (request.employee_id != null) {
			hasFound = true;
			yield request;
			continue;
		}
		isLeftOut = true;
		api.unread.note(REQUESTS.what, { ...ALL_READ, leftOut: 1, leftOutFor: OWNER });
	}
	if (!isLeftOut || hasFound) return;
	throw unexpectedAnswer(api.node, api.vendor, REQUESTS.what, { misfits: OWNER, isForeign: false });
}

const OWNER = ['employee_id'];

async function* listTimeOffOneByOne(api: Api, filter: TimeOffFilter): AsyncGenerator<TimeOff> {
	let hasFound = false;
	for await (const { id } of listEmployees(api)) {
		const asked = { ...filter, employee_id: id };
		for await (const request of listTimeOff(api, asked, { isOneOfMany: true })) {
			hasFound = true;
			yield ofPerson(request, id);
		}
	}
	const unread = api.unread.all.get(REQUESTS.what);
	if (hasFound || unread === undefined || unread.leftOut === 0) return;
	const misfits = unread.leftOutFor;
	throw unexpectedAnswer(api.node, api.vendor, REQUESTS.what, { misfits, isForeign: false });
}

/** Adds the id of the person to a request that was read for this person, if the request does not have it. */
function ofPerson(request: TimeOff, id: string): TimeOff {
	if (request.employee_id != null) return request;
	const whose = { employee_id: id };
	return madeOf({ ...request, ...whose }, { ...sentOf(request), ...whose });
}

function withoutEmpty(filter: object): IDataObject {
	return Object.fromEntries(
		Object.entries(filter).filter(
			([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
		),
	);
}
