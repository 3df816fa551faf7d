import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { isStatus, unexpectedAnswer } from '../../shared/outbound/failure';
import type { Page } from '../../shared/outbound/paging';
import { byOffset, orIfRefused, where } from '../../shared/outbound/paging';
import { amount } from '../../shared/reading/fields';
import { parsed } from '../../shared/reading/parsed';
import { readAs } from '../../shared/reading/readAs';
import { listOf, record } from '../../shared/reading/record';
import { madeOf, sentOf } from '../../shared/reading/sent';
import { ALL_READ } from '../../shared/reading/unread';
import type { ListedEmployee } from './employee';
import { listedEmployeeSchema } from './employee';
import { memberQuery } from './read';
import type { TimeOff } from './timeOff';
import { timeOffSchema } from './timeOff';

/** The largest page. Workable takes only 10, 20, 50 and 100. */
const PAGE_SIZE = 100;

/**
 * The total, in the documented spelling and in the one seen live. Without a total, a list is read until no more
 * records come.
 */
const TOTALS = { total_count: amount, totalCount: amount };
const totalsSchema = record({ decides: {}, detail: TOTALS });

/** A list in pages. */
interface Paged<T> {
	/** The name of the list, for messages. */
	readonly what: string;
	readonly schema: z.ZodType<readonly T[]>;
	/** All records of a page, to count them. */
	readonly everything: z.ZodType<readonly unknown[]>;
}

/** Employees. */
export const EMPLOYEES: Paged<ListedEmployee> = {
	what: 'a list of employees',
	schema: record({
		decides: { employees: listOf(listedEmployeeSchema) },
		detail: TOTALS,
	}).transform(({ employees }) => employees),
	everything: z.object({ employees: z.array(z.unknown()) }).transform(({ employees }) => employees),
};

/** Time-off requests. */
export const REQUESTS: Paged<TimeOff> = {
	what: 'a list of time-off requests',
	schema: record({ decides: { requests: listOf(timeOffSchema) }, detail: TOTALS }).transform(
		({ requests }) => requests,
	),
	everything: z.object({ requests: z.array(z.unknown()) }).transform(({ requests }) => requests),
};

/**
 * Reads a page.
 * @param isPart whether there are other pages or lists besides this one. Then a page of which no record can be
 *   read is left out as a whole
 * @throws NodeApiError if no record of the only page can be read, or if the answer is not a page
 */
function pageIn<T>(
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
	return { ...page, records: parsed(schema, sent, api, what) };
}

/**
 * One page of employees, including drafts and inactive employees. https://workable.readme.io/reference/employees
 * @param page `limit` is one of 10, 20, 50 and 100; `query` holds words of the name or e-mail address
 */
export async function pageOfEmployees(
	api: Api,
	page: { limit: number; offset: number; query?: string },
): Promise<Page<ListedEmployee>> {
	const answer = await api.get('/employees', {
		query: { ...page, ...memberQuery(api) },
		needs: 'r_employees',
	});
	return pageIn(EMPLOYEES, answer, api, page.offset > 0);
}

/** All employees. */
export function listEmployees(
	api: Api,
	query: { query?: string } = {},
): AsyncGenerator<ListedEmployee> {
	return byOffset(
		api,
		async (offset) => await pageOfEmployees(api, { ...query, limit: PAGE_SIZE, offset }),
		({ id }) => id,
	);
}

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
	// Older documents show requests that do not say which employee they belong to.
	return where(found, ({ employee_id: whose }) => whose == null || whose === wanted);
}

/**
 * Time-off requests of everyone. Workable documents a person as required for account tokens, but was seen to list
 * everyone's requests at once. Where Workable insists on a person, the requests are read person by person.
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
 * Leaves out requests whose owner is not known, and notes it: the owner is a field that decides.
 * @throws NodeApiError if requests were left out and none has a known owner
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

/** Adds the id of the person to a request that was read for this person, where the request does not hold it. */
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
