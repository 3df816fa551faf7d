import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { Instant } from '../../shared/model/dates';
import { byInstant, instantOf } from '../../shared/model/dates';
import type { Api } from '../../shared/outbound/api';
import { isStatus } from '../../shared/outbound/failure';
import { orIfRefused, where } from '../../shared/outbound/paging';
import { segment } from '../../shared/outbound/segment';
import type { Passes } from '../../shared/reading/narrowed';
import { inAnyCase, isOneOf, narrowed } from '../../shared/reading/narrowed';
import type { EmploymentRecord } from './employment';
import { employmentSchema } from './employment';
import { listByCursor } from './lists';
import type { PersonRecord } from './person';
import { personSchema } from './person';
import { PERSONS_SCOPE } from './scopes';
import { saysEmployed } from './status';

/** The largest page size for people and for employments. Personio refuses a larger one. */
export const PAGE_SIZE = 50;

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
			what: WHAT,
		}),
	);
	// Personio was asked to filter in the same way, so a person who cannot be compared with a filter
	// is kept.
	return narrowed(
		found,
		{ unread: api.unread, what: WHAT },
		{
			status: (person) => isOfStatus(status, person) ?? true,
			email: (person) => isOneOf(addresses, addressOf(person), { bare: inAnyCase }) ?? true,
		},
	);
}

const WHAT = 'a list of people';

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
 * Lists the employments of one person.
 * https://developer.personio.de/reference/get_v2-persons-person-id-employments
 */
export function listEmployments(
	api: Api,
	personId: string,
	{ updatedSince }: { updatedSince?: Instant } = {},
): AsyncGenerator<EmploymentRecord> {
	const found = listUpdatedSince(updatedSince, { limit: PAGE_SIZE }, (asked) =>
		listByCursor(api, `/v2/persons/${segment(personId)}/employments`, employmentSchema, {
			query: asked,
			needs: PERSONS_SCOPE,
			what: 'a list of employments',
		}),
	);
	// An employment of another person must not decide about this person.
	return where(
		found,
		({ person }) => person == null || person.id == null || person.id === personId,
	);
}

/**
 * A list that may be limited to records that changed since an instant. Personio documents date-times
 * for this filter, but was seen to accept only days. If it refuses a date-time, a day is sent, so
 * that records from the day before on are included. The result is checked, because it is also not
 * documented whether later pages apply the filter.
 */
function listUpdatedSince<T extends { updated_at?: string | null | undefined }>(
	since: Instant | undefined,
	query: IDataObject,
	list: (query: IDataObject) => AsyncGenerator<T>,
): AsyncGenerator<T> {
	if (since === undefined) return list(query);
	const start = DateTime.fromISO(since, { zone: 'utc' });
	const found = orIfRefused(
		// Personio's filter means "later than", but this function promises "at this time or later".
		list({
			...query,
			'updated_at.gt': start.minus({ seconds: 1 }).toISO({ suppressMilliseconds: true }),
		}),
		(error) => isStatus(error, 400),
		() => list({ ...query, 'updated_at.gt': start.minus({ days: 2 }).toISODate() }),
	);
	return where(
		found,
		({ updated_at: updatedAt }) => byInstant(instantOf(updatedAt) ?? since, since) >= 0,
	);
}
