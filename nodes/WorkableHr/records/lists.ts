import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { byOffset } from '../../shared/outbound/paging';
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

const employeesSchema = z.object({ ...totals, employees: z.array(employeeRecordSchema) });
const requestsSchema = z.object({ ...totals, requests: z.array(timeOffSchema) });

/** All employees, drafts and inactive ones too. https://workable.readme.io/reference/employees */
export function listEmployees(
	api: Api,
	query: { query?: string } = {},
): AsyncGenerator<EmployeeRecord> {
	return byOffset(
		async (offset) => {
			const answer = await api.get('/employees', {
				query: { ...query, ...memberQuery(api), limit: PAGE_SIZE, offset },
				needs: 'r_employees',
			});
			const page = parsed(employeesSchema, answer, {
				node: api.node,
				vendor: 'Workable',
				what: 'a list of employees',
			});
			return { records: page.employees, total: page.total_count ?? page.totalCount ?? null };
		},
		({ id }) => id ?? '',
	);
}

/**
 * Time-off requests from a day on. https://workable.readme.io/reference/timeoffrequests-1
 * @param filter `from_date` is required; `employee_id` is documented as required for account
 *   tokens, but was seen to work without
 */
export function listTimeOff(
	api: Api,
	filter: {
		from_date: string;
		to_date?: string;
		employee_id?: string;
		states?: string[];
		category_ids?: string[];
	},
): AsyncGenerator<TimeOff> {
	return byOffset(
		async (offset) => {
			const answer = await api.get('/timeoff/requests', {
				query: { ...withoutEmpty(filter), limit: PAGE_SIZE, offset },
				needs: 'r_timeoff',
			});
			const page = parsed(requestsSchema, answer, {
				node: api.node,
				vendor: 'Workable',
				what: 'a list of time-off requests',
			});
			return { records: page.requests, total: page.total_count ?? page.totalCount ?? null };
		},
		({ id }) => id,
	);
}

function withoutEmpty(filter: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(filter).filter(
			([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
		),
	);
}
