import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { instantOf } from '../../shared/model/dates';
import type { Api } from '../../shared/outbound/api';
import { isStatus } from '../../shared/outbound/failure';
import { orIfRefused, where } from '../../shared/outbound/paging';
import { segment } from '../../shared/outbound/segment';
import type { EmploymentRecord } from './employment';
import { employmentSchema } from './employment';
import { listByCursor } from './lists';
import type { PersonRecord } from './person';
import { personSchema } from './person';
import { PERSONS_SCOPE } from './scopes';

/** The largest page of people and of employments; a larger one is refused. */
export const PAGE_SIZE = 50;

/** What people can be asked for by. */
export interface PersonFilter {
	readonly status?: 'ACTIVE' | 'INACTIVE';
	readonly emails?: readonly string[];
	/** ISO 8601 UTC. */
	readonly updatedSince?: string;
}

/**
 * People, those who have left too. What comes is checked against the filter, as far as the credential
 * shows the fields: it is not documented whether later pages keep to it.
 * https://developer.personio.de/reference/get_v2-persons
 */
export function listPersons(api: Api, filter: PersonFilter = {}): AsyncGenerator<PersonRecord> {
	const { status, emails = [], updatedSince } = filter;
	const query = {
		limit: PAGE_SIZE,
		...(status === undefined ? {} : { status }),
		...(emails.length === 0 ? {} : { email: emails.join(',') }),
	};
	const found = listUpdatedSince(updatedSince, query, (asked) =>
		listByCursor(api, '/v2/persons', personSchema, {
			query: asked,
			needs: PERSONS_SCOPE,
			what: 'a list of people',
		}),
	);
	const addresses = emails.map((email) => email.toLowerCase());
	return where(
		found,
		(person) =>
			(status === undefined || person.status == null || person.status === status) &&
			(emails.length === 0 ||
				person.email == null ||
				addresses.includes(person.email.toLowerCase())),
	);
}

/**
 * Employments of one person.
 * https://developer.personio.de/reference/get_v2-persons-person-id-employments
 */
export function listEmployments(
	api: Api,
	personId: string,
	{ updatedSince }: { updatedSince?: string } = {},
): AsyncGenerator<EmploymentRecord> {
	return listUpdatedSince(updatedSince, { limit: PAGE_SIZE }, (asked) =>
		listByCursor(api, `/v2/persons/${segment(personId)}/employments`, employmentSchema, {
			query: asked,
			needs: PERSONS_SCOPE,
			what: 'a list of employments',
		}),
	);
}

/**
 * A list that may be limited to what changed since an instant. Personio documents date-times, but
 * was seen to take days alone: these are asked for where it refuses, from the day before on. What
 * comes is checked, as it is not documented either whether later pages keep to the filter.
 */
function listUpdatedSince<T extends { updated_at?: string | null | undefined }>(
	since: string | undefined,
	query: IDataObject,
	list: (query: IDataObject) => AsyncGenerator<T>,
): AsyncGenerator<T> {
	if (since === undefined) return list(query);
	const start = DateTime.fromISO(since, { zone: 'utc' });
	const found = orIfRefused(
		// "Later than", where we promise "at this time or later".
		list({
			...query,
			'updated_at.gt': start.minus({ seconds: 1 }).toISO({ suppressMilliseconds: true }),
		}),
		(error) => isStatus(error, 400),
		() => list({ ...query, 'updated_at.gt': start.minus({ days: 2 }).toISODate() }),
	);
	return where(found, ({ updated_at: updatedAt }) => (instantOf(updatedAt) ?? since) >= since);
}
