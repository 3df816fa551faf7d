import get from 'lodash/get';
import uniqBy from 'lodash/uniqBy';

import { dayOf } from '../../../shared/model/dates';
import type { Api, ApiRequest } from '../../../shared/outbound/api';
import { asAskedFor } from '../../../shared/outbound/askedFor';
import { refusalAs } from '../../../shared/outbound/failure';
import { pathSegment } from '../../../shared/outbound/pathSegment';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import { answer, listOf } from '../../../shared/reading/record';
import { managerOf } from '../manager';
import { AUDIENCE_HINT } from '../permissions';
import type { PersonRecord } from '../person';
import { fieldOf, isFilled, isPerson, personSchema, textOf, wordsOf } from '../person';

/** The fields that `normaliseEmployee` reads. https://apidocs.hibob.com/reference/get_company-people-fields */
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

/** The person in an answer. HiBob documents a list of one person. The person alone was seen as well. */
function personIn(body: unknown): unknown {
	const employees: unknown = get(body, 'employees');
	return Array.isArray(employees) && employees.length === 1 ? employees[0] : (employees ?? body);
}

/**
 * One person, including somebody who has left or has not started.
 * https://apidocs.hibob.com/reference/post_people-identifier
 * @param id an id or an e-mail address
 * @param fields ids of fields; HiBob leaves out of the answer what the service user may not see
 * @throws NodeApiError in plain words
 */
export async function readPerson(
	api: Api,
	id: string,
	fields: readonly string[] = EMPLOYEE_FIELDS,
): Promise<PersonRecord> {
	const request: ApiRequest = {
		method: 'POST',
		path: `/people/${pathSegment(id)}`,
		body: { fields: [...fields], humanReadable: 'APPEND' },
		isRepeatable: true,
		hint: AUDIENCE_HINT,
	};
	// Other endpoints have a path of the same form, such as `/people/search`. So a word is not taken as an id.
	if (/^[a-z-]+$/i.test(id)) throw refusalAs(404, api, request);
	const { body } = await api.request(request);
	const person = parseAnswer(personSchema, personIn(body), api, 'a person');
	return asAskedFor(api, person, isPerson(id, person.id), 'a person');
}

/** The filters of a search for people. */
interface PeopleFilter {
	readonly emails?: readonly string[];
	/** Whether to include people who have left or have not started. */
	readonly showInactive: boolean;
}

/** The answer to a search for people, as messages call it. */
export const PEOPLE = 'a list of people';

const peopleSchema = answer({ employees: listOf(personSchema) });

/**
 * Searches for people. HiBob gives all of them in one answer. Each person is in the result once.
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
			// HiBob refuses a request with an empty list of filters.
			...(emails.length === 0
				? {}
				: {
						filters: [{ fieldPath: 'root.email', operator: 'equals', values: [...emails] }],
					}),
		},
		isRepeatable: true,
	});
	const { employees } = parseAnswer(peopleSchema, body, api, PEOPLE);
	const addresses = emails.map((email) => email.toLowerCase());
	// A person may be in the answer twice.
	return uniqBy(employees, ({ id }) => id).filter((person) => {
		const address = textOf(person, 'root.email');
		return addresses.length === 0 || address === null || addresses.includes(address.toLowerCase());
	});
}

/**
 * The message about fields that were asked for and that are not in the answer. HiBob does not refuse a request for
 * fields that the service user may not see: it leaves them out.
 * @returns null if no field is missing for any of these people
 */
export function leftOutMessage(
	people: readonly PersonRecord[],
	fields: readonly string[],
): string | null {
	const missing = fields.filter((field) =>
		people.some((person) => fieldOf(person, field) === undefined),
	);
	if (missing.length === 0) return null;
	return `HiBob left out ${missing.join(', ')}. The service user may not see these fields: give its permission group the right to view their categories in Bob.`;
}

/** Fields that hold days. */
const DAYS: readonly string[] = [
	'work.startDate',
	'internal.terminationDate',
	'internal.probationEndDate',
];

/**
 * The message about the fields of employees whose content has an unknown form. People have no fixed schema, so
 * `readAs` does not note such a field.
 * @returns null if all fields can be read
 */
export function unreadableMessage(people: readonly PersonRecord[]): string | null {
	const strange = [
		...new Set(
			people.flatMap((person) => EMPLOYEE_FIELDS.flatMap((field) => unreadIn(person, field))),
		),
	];
	return strange.length === 0
		? null
		: `HiBob sent ${strange.join(', ')} in a form that is not known.`;
}

/** @returns the names of the field or of its parts that cannot be read; empty if all of it can be read */
function unreadIn(person: PersonRecord, field: string): string[] {
	if (!isFilled(person, field)) return [];
	if (field === 'work.reportsTo') {
		return managerOf(fieldOf(person, field)).unread.map((part) => `${field}${part}`);
	}
	const isRead = DAYS.includes(field)
		? dayOf(wordsOf(person, field)) !== null
		: textOf(person, field) !== null;
	return isRead ? [] : [field];
}
