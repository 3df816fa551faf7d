import type { Instant } from '../../../shared/model/dates';
import type { Api } from '../../../shared/outbound/api';
import { asAskedFor } from '../../../shared/outbound/askedFor';
import { pathSegment } from '../../../shared/outbound/pathSegment';
import type { Passes } from '../../../shared/reading/matchingRecords';
import { inAnyCase, isOneOf, matchingRecords } from '../../../shared/reading/matchingRecords';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import type { PersonRecord } from '../person';
import { personSchema } from '../person';
import { PERSONS_SCOPE } from '../scopes';
import { saysEmployed } from '../status';
import { listByCursor } from './lists';
import { listUpdatedSince } from './updatedSince';

/** The largest page size for people and for employments. Personio refuses a larger one. */
export const PAGE_SIZE = 50;

/** The list of people, in words. */
export const PERSONS = 'a list of people';

/** The filters for people. */
export interface PersonFilter {
	readonly status?: 'ACTIVE' | 'INACTIVE';
	readonly emails?: readonly string[];
	readonly updatedSince?: Instant;
}

/**
 * Lists people, including those who have left. The result is checked against the filter, as far as
 * the credential shows the fields: it is not documented whether later pages apply the filter.
 * https://developer.personio.de/reference/get_v2-persons
 */
export function listPersons(api: Api, filter: PersonFilter = {}): AsyncGenerator<PersonRecord> {
	const { status, emails = [], updatedSince } = filter;
	const addresses = emails.length === 0 ? undefined : emails;
	const query = {
		limit: PAGE_SIZE,
		...(status === undefined ? {} : { status }),
		...(addresses === undefined ? {} : { email: addresses.join(',') }),
	};
	const found = listUpdatedSince(updatedSince, query, (asked) =>
		listByCursor(api, '/v2/persons', personSchema, {
			query: asked,
			needs: PERSONS_SCOPE,
			what: PERSONS,
		}),
	);
	// Personio was asked to filter in the same way, so a person who cannot be compared with a filter
	// is kept.
	return matchingRecords(
		found,
		{ unread: api.unread, what: PERSONS },
		{
			status: (person) => isOfStatus(status, person) ?? true,
			email: (person) => isOneOf(addresses, addressOf(person), { bare: inAnyCase }) ?? true,
		},
	);
}

/** Personio counts a person who is on leave or onboarding as active. */
function isOfStatus(wanted: PersonFilter['status'], { status }: PersonRecord): Passes {
	if (wanted === undefined) return true;
	const isEmployed = saysEmployed(status);
	return isEmployed === null ? null : isEmployed === (wanted === 'ACTIVE');
}

/** The e-mail address; null if the field contains something else. */
function addressOf({ email }: PersonRecord): string | null {
	return email?.includes('@') === true ? email : null;
}

/**
 * One person. https://developer.personio.de/reference/get_v2-persons-id
 * @throws NodeApiError in plain words
 */
export async function readPerson(api: Api, id: string): Promise<PersonRecord> {
	const answer = await api.get(`/v2/persons/${pathSegment(id)}`, { needs: PERSONS_SCOPE });
	const found = parseAnswer(personSchema, answer, api, 'a person');
	return asAskedFor(api, found, found.id === id, 'a person');
}
