import { z } from 'zod/v4';

import type { Api } from '../../../shared/outbound/api';
import { asAskedFor } from '../../../shared/outbound/askedFor';
import type { Page } from '../../../shared/outbound/paging';
import { byOffset } from '../../../shared/outbound/paging';
import { pathSegment } from '../../../shared/outbound/pathSegment';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import { readAs } from '../../../shared/reading/readAs';
import { listOf, record } from '../../../shared/reading/record';
import { madeOf, sentOf } from '../../../shared/reading/sent';
import { ALL_READ } from '../../../shared/reading/unread';
import type { ListedEmployee, EmployeeRecord } from '../employee';
import { listedEmployeeSchema, singleEmployeeSchema } from '../employee';
import type { Paged } from './lists';
import { PAGE_SIZE, TOTALS, pageIn } from './lists';

/** The list of employees. */
export const EMPLOYEES: Paged<ListedEmployee> = {
	what: 'a list of employees',
	schema: record({
		decides: { employees: listOf(listedEmployeeSchema) },
		detail: TOTALS,
	}).transform(({ employees }) => employees),
	everything: z.object({ employees: z.array(z.unknown()) }).transform(({ employees }) => employees),
};

/**
 * One page of employees, including drafts and inactive employees. https://workable.readme.io/reference/employees
 * @param page `limit` is one of 10, 20, 50 and 100; `query` holds words of the name or e-mail address
 */
export async function pageOfEmployees(
	api: Api,
	page: { limit: number; offset: number; query?: string },
): Promise<Page<ListedEmployee>> {
	const answer = await api.get('/employees', {
		query: { ...page, ...(await memberQuery(api)) },
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

/**
 * The employees from a place in the list on.
 * @param start how many records come before it
 */
export function listEmployeesFrom(api: Api, start: number): AsyncGenerator<ListedEmployee> {
	return byOffset(
		api,
		async (offset) => {
			const page = await pageOfEmployees(api, { limit: PAGE_SIZE, offset: start + offset });
			return { ...page, total: page.total === null ? null : Math.max(page.total - start, 0) };
		},
		({ id }) => id,
	);
}

/**
 * One employee, read with the rights of the credential's member.
 * https://workable.readme.io/reference/employeesid
 * @throws NodeApiError in plain words
 */
export async function readEmployee(api: Api, id: string): Promise<EmployeeRecord> {
	const sent = await employeeAsSent(api, id);
	return askedFor(api, parseAnswer(singleEmployeeSchema, sent, api, 'an employee'), id);
}

/**
 * One of many employees that are read one by one. If the record cannot be read, this is noted.
 * @returns null if the record cannot be read
 * @throws NodeApiError in plain words
 */
export async function readEmployeeAmongOthers(
	api: Api,
	id: string,
): Promise<EmployeeRecord | null> {
	const sent = await employeeAsSent(api, id);
	const reading = readAs(singleEmployeeSchema, sent);
	if ('value' in reading || reading.isForeign) {
		return askedFor(api, parseAnswer(singleEmployeeSchema, sent, api, 'an employee'), id);
	}
	const { misfits: leftOutFor } = reading;
	api.unread.note('a list of employees', { ...ALL_READ, leftOut: 1, leftOutFor });
	return null;
}

async function employeeAsSent(api: Api, id: string): Promise<unknown> {
	const query = await memberQuery(api);
	return await api.get(`/employees/${pathSegment(id)}`, {
		query,
		needs: 'r_employees',
		...('member_id' in query
			? {}
			: { hint: "Workable may also want an HR admin: enter 'Member ID' in the credential." }),
		// Integrators have seen 404 for records that exist. A record that was just published may also come late.
		alsoRetry: [404],
	});
}

function askedFor(api: Api, found: EmployeeRecord, id: string): EmployeeRecord {
	const asked = asAskedFor(api, found, found.id == null || found.id === id, 'an employee');
	return asked.id == null ? madeOf({ ...asked, id }, { ...sentOf(asked), id }) : asked;
}

/** The member whose rights count for a read. Workable documents it as required for account tokens. */
export async function memberQuery(api: Api): Promise<{ member_id?: string }> {
	const { memberId } = await api.credential();
	return typeof memberId === 'string' && memberId !== '' ? { member_id: memberId } : {};
}
