import type { Instant } from '../../../shared/model/dates';
import { byInstant, instantOf, utcDayOf } from '../../../shared/model/dates';
import type { Api } from '../../../shared/outbound/api';
import type { Question } from '../../../shared/outbound/askingOnce';
import { isAskedFor } from '../../../shared/outbound/askedFor';
import type { CursorPage } from '../../../shared/outbound/paging';
import { recordsWhere } from '../../../shared/outbound/paging';
import type { EmployeeRecord } from '../employee';
import { EMPLOYEES, employeeSchema } from '../employee';
import type { OneOf } from './lists';
import { pageOf, readList, readOne, readPage, recordQuestion } from './lists';

/**
 * Some of Factorial's documents declare these as required. They are documented to change nothing if
 * they are false.
 */
const NO_FLAGS = { only_active: false, only_managers: false } as const;

const pageOfPeople = pageOf(employeeSchema);

const EMPLOYEE: OneOf<EmployeeRecord> = {
	resource: EMPLOYEES,
	record: employeeSchema,
	page: pageOfPeople,
	what: 'an employee',
	listedBy: (id) => ({ ids: [id], ...NO_FLAGS }),
};

/**
 * https://apidoc.factorialhr.com/reference/get_employees-employees-id
 * @throws NodeApiError in plain words
 */
export async function readEmployee(api: Api, id: string): Promise<EmployeeRecord> {
	return await readOne(api, EMPLOYEE, id);
}

/** How one person is asked for. */
export function employeeQuestion(id: string): Question {
	return recordQuestion(EMPLOYEES, id);
}

/** What a list of people is, in words. */
export const LIST_OF_EMPLOYEES = 'a list of employees';

/** The filters for people. */
export interface EmployeeFilter {
	readonly ids?: readonly string[];
	readonly emails?: readonly string[];
	/** Words in the name. */
	readonly name?: string;
	readonly teamIds?: readonly string[];
	readonly locationIds?: readonly string[];
	/** Leaves out people who have left. A person whose last day is still to come is included. */
	readonly isActiveOnly?: boolean;
	readonly updatedSince?: Instant;
}

/**
 * Lists people, including those who have left. Factorial only compares the day of a change, so the
 * time is compared here.
 * https://apidoc.factorialhr.com/reference/get_employees-employees
 */
export function listEmployees(
	api: Api,
	filter: EmployeeFilter = {},
): AsyncIterable<EmployeeRecord> {
	const { ids, emails, name, teamIds, locationIds, isActiveOnly, updatedSince } = filter;
	const query = {
		...(ids?.length ? { ids: [...ids] } : {}),
		...(emails?.length ? { emails: [...emails] } : {}),
		...(name ? { full_text_name: name } : {}),
		...(teamIds?.length ? { team_ids: [...teamIds] } : {}),
		...(locationIds?.length ? { location_ids: [...locationIds] } : {}),
		...NO_FLAGS,
		...(isActiveOnly === true ? { only_active: true } : {}),
		...(updatedSince === undefined ? {} : { updated_at_gteq: utcDayOf(updatedSince) }),
	};
	const people = readList(api, EMPLOYEES, pageOfPeople, { query, what: LIST_OF_EMPLOYEES });
	return recordsWhere(
		people,
		({ id, updated_at: at }) =>
			isAskedFor(ids, id) && (updatedSince === undefined || isSince(at, updatedSince)),
	);
}

/**
 * Reads a page of the list of everybody, those who have left included.
 * @param cursor `next` of the page before; null for the first page
 */
export async function pageOfEmployees(
	api: Api,
	cursor: string | null,
): Promise<CursorPage<EmployeeRecord, string>> {
	const options = { query: { ...NO_FLAGS }, what: LIST_OF_EMPLOYEES };
	return await readPage(api, EMPLOYEES, pageOfPeople, options, cursor);
}

/**
 * Whether a record changed at an instant or later. A record without the time of its change may have
 * changed, so it counts.
 */
export function isSince(changedAt: string | null | undefined, since: Instant): boolean {
	return byInstant(instantOf(changedAt) ?? since, since) >= 0;
}
