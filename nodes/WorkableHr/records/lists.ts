import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { isStatus } from '../../shared/outbound/failure';
import type { Page } from '../../shared/outbound/paging';
import { byOffset, orIfRefused } from '../../shared/outbound/paging';
import { parsed } from '../../shared/outbound/parsed';
import type { EmployeeRecord } from './employee';
import { employeeRecordSchema } from './employee';
import { memberQuery } from './read';
import type { TimeOff } from './timeOff';
import { timeOffSchema } from './timeOff';

/** The largest page; only 10, 20, 50 and 100 are taken. */
const PAGE_SIZE = 100;

/** The documented and the live spelling of the total. */
const totals = { total_count: z.number().nullish(), totalCount: z.number().nullish() };
const totalOf = (page: z.infer<z.ZodObject<typeof totals>>): number | null =>
	page.total_count ?? page.totalCount ?? null;

const employeesSchema = z
	.object({ ...totals, employees: z.array(employeeRecordSchema) })
	.transform((page) => ({ records: page.employees, total: totalOf(page) }));

const requestsSchema = z
	.object({ ...totals, requests: z.array(timeOffSchema) })
	.transform((page) => ({ records: page.requests, total: totalOf(page) }));

/**
 * One page of employees, drafts and inactive ones too. https://workable.readme.io/reference/employees
 * @param page `limit` is one of 10, 20, 50 and 100; `query` are words in the name or e-mail address
 */
export async function pageOfEmployees(
	api: Api,
	page: { limit: number; offset: number; query?: string },
): Promise<Page<EmployeeRecord>> {
	const answer = await api.get('/employees', {
		query: { ...page, ...memberQuery(api) },
		needs: 'r_employees',
	});
	return parsed(employeesSchema, answer, api, 'a list of employees');
}

/** All employees. */
export function listEmployees(
	api: Api,
	query: { query?: string } = {},
): AsyncGenerator<EmployeeRecord> {
	return byOffset(
		async (offset) => await pageOfEmployees(api, { ...query, limit: PAGE_SIZE, offset }),
		({ id }) => id ?? '',
	);
}

/** What requests can be asked for by. */
export interface TimeOffFilter {
	/** First day of the period; required. */
	readonly from_date: string;
	readonly to_date?: string;
	readonly states?: string[];
	readonly category_ids?: string[];
}

/**
 * Time-off requests from a day on. https://workable.readme.io/reference/timeoffrequests-1
 */
export function listTimeOff(
	api: Api,
	filter: TimeOffFilter & { employee_id?: string },
): AsyncGenerator<TimeOff> {
	return byOffset(
		async (offset) => {
			const answer = await api.get('/timeoff/requests', {
				query: { ...withoutEmpty(filter), limit: PAGE_SIZE, offset },
				needs: 'r_timeoff',
			});
			return parsed(requestsSchema, answer, api, 'a list of time-off requests');
		},
		({ id }) => id,
	);
}

/**
 * Time-off requests of everyone. Workable documents a person as required for account tokens, but
 * was seen to list everyone's at once; where it insists, people are asked for one by one.
 */
export function listTimeOffOfEveryone(api: Api, filter: TimeOffFilter): AsyncGenerator<TimeOff> {
	return orIfRefused(
		listTimeOff(api, filter),
		(error) => isStatus(error, 400) || isStatus(error, 422),
		() => listTimeOffOneByOne(api, filter),
	);
}

async function* listTimeOffOneByOne(api: Api, filter: TimeOffFilter): AsyncGenerator<TimeOff> {
	for await (const { id } of listEmployees(api)) {
		if (!id) continue;
		for await (const request of listTimeOff(api, { ...filter, employee_id: id })) {
			yield { ...request, employee_id: request.employee_id ?? id };
		}
	}
}

function withoutEmpty(filter: object): IDataObject {
	return Object.fromEntries(
		Object.entries(filter).filter(
			([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
		),
	);
}
