import { z } from 'zod/v4';

import type { Api, ApiRequest } from '../../shared/outbound/api';
import { refusalAs } from '../../shared/outbound/failure';
import { parsed } from '../../shared/outbound/parsed';
import { segment } from '../../shared/outbound/segment';
import { AUDIENCE_HINT } from './permissions';
import type { PersonRecord } from './person';
import { fieldOf, personSchema } from './person';

/** The fields an employee is made of. https://apidocs.hibob.com/reference/get_company-people-fields */
export const EMPLOYEE_FIELDS = [
	'root.id',
	'root.displayName',
	'root.firstName',
	'root.surname',
	'root.email',
	'work.title',
	'work.department',
	'work.site',
	'work.startDate',
	'work.reportsTo',
	'work.employeeIdInCompany',
	'internal.status',
	'internal.lifecycleStatus',
	'internal.terminationDate',
	'internal.probationEndDate',
	'payroll.employment.type',
	'payroll.employment.contract',
] as const;

/** HiBob takes no more fields than this in one request. */
export const MOST_FIELDS = 400;

/** Documented as a list of one, seen as the bare person. */
const answerSchema = z.union([
	z
		.looseObject({ employees: z.tuple([personSchema]) })
		.transform(({ employees: [person] }) => person),
	personSchema,
]);

/**
 * One person, also one who has left or not started.
 * https://apidocs.hibob.com/reference/post_people-identifier
 * @param id also an e-mail address
 * @param fields ids of fields; what the service user may not see is left out of the answer
 * @throws NodeApiError in plain words
 */
export async function readPerson(
	api: Api,
	id: string,
	fields: readonly string[] = EMPLOYEE_FIELDS,
): Promise<PersonRecord> {
	const request: ApiRequest = {
		method: 'POST',
		path: `/people/${segment(id)}`,
		body: { fields: [...fields], humanReadable: 'APPEND' },
		isRepeatable: true,
		hint: AUDIENCE_HINT,
	};
	// There are other reads below the same address: `search` is one.
	if (/^[a-z-]+$/i.test(id)) throw refusalAs(404, api, request);
	const { body } = await api.request(request);
	return parsed(answerSchema, body, api, 'a person');
}

/** What people can be asked for by. */
interface PeopleFilter {
	readonly emails?: readonly string[];
	/** Also those who have left or not started. */
	readonly showInactive: boolean;
}

const peopleSchema = z.object({ employees: z.array(personSchema) });

/**
 * People; all in one answer, as HiBob does not page them.
 * https://apidocs.hibob.com/reference/post_people-search
 */
export async function searchPeople(
	api: Api,
	{ emails = [], showInactive }: PeopleFilter,
	fields: readonly string[] = EMPLOYEE_FIELDS,
): Promise<PersonRecord[]> {
	const { body } = await api.request({
		method: 'POST',
		path: '/people/search',
		body: {
			fields: [...fields],
			humanReadable: 'APPEND',
			showInactive,
			// An empty list of filters is refused.
			...(emails.length === 0
				? {}
				: {
						filters: [{ fieldPath: 'root.email', operator: 'equals', values: [...emails] }],
					}),
		},
		isRepeatable: true,
	});
	return parsed(peopleSchema, body, api, 'a list of people').employees;
}

/**
 * What is to be said of fields that were asked for and left out: HiBob does not refuse, it leaves
 * out.
 * @returns null if nothing was left out of any of these people
 */
export function leftOut(people: readonly PersonRecord[], fields: readonly string[]): string | null {
	const missing = fields.filter((field) =>
		people.some((person) => fieldOf(person, field) === undefined),
	);
	if (missing.length === 0) return null;
	return `HiBob left out ${missing.join(', ')}. The service user may not see these fields: give its permission group the right to view their categories in Bob.`;
}
