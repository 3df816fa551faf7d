import { jsonParse } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Instant } from '../../../shared/model/dates';
import type { Api } from '../../../shared/outbound/api';
import { asAskedFor } from '../../../shared/outbound/askedFor';
import { isStatus } from '../../../shared/outbound/failure';
import { noRecords, orIfRefused, recordsWhere } from '../../../shared/outbound/paging';
import { inParallel } from '../../../shared/outbound/parallel';
import { pathSegment } from '../../../shared/outbound/pathSegment';
import { readWholeList } from '../../../shared/outbound/wholeList';
import type { Passes } from '../../../shared/reading/matchingRecords';
import { inAnyCase, isOneOf, matchingRecords } from '../../../shared/reading/matchingRecords';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import type { PersonRecord } from '../person';
import { personSchema } from '../person';
import { PERSONS_SCOPE } from '../scopes';
import { saysEmployed } from '../status';
import { listByCursor, pageByCursor, pageOf } from './lists';
import { listUpdatedSince } from './updatedSince';

/** The largest page size for people and for employments. Personio refuses a larger one. */
export const PAGE_SIZE = 50;

/** The list of people, in words. */
export const PERSONS = 'a list of people';

const pageOfPeople = pageOf(personSchema);

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
		listByCursor(api, '/v2/persons', pageOfPeople, {
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

/**
 * Lists people by their ids. The result is checked, in case the filter is not applied.
 * @param ids at most {@link PAGE_SIZE}
 */
export function listPersonsById(api: Api, ids: readonly string[]): AsyncGenerator<PersonRecord> {
	const found = listByCursor(api, '/v2/persons', pageOfPeople, {
		query: { limit: PAGE_SIZE, id: ids.join(',') },
		needs: PERSONS_SCOPE,
		what: PERSONS,
	});
	const wanted = new Set(ids);
	return recordsWhere(found, ({ id }) => wanted.has(id));
}

/**
 * Reads people by their ids. Somebody whom the list does not show is asked for once more: only a 404 says
 * that a person is not there.
 * @param ids at most {@link PAGE_SIZE}
 * @throws NodeApiError also if one of the people cannot be read
 */
export async function readPersonsById(api: Api, ids: readonly string[]): Promise<PersonRecord[]> {
	const listed = await readWholeList(api, PERSONS, (noted) =>
		orIfRefused(
			listPersonsById(noted, ids),
			(error) => isStatus(error, 400),
			() => noRecords(),
		),
	);
	const shown = new Set(listed.map(({ id }) => id));
	const others = await inParallel(
		ids.filter((id) => !shown.has(id)),
		api.concurrency,
		async (id) =>
			await readPerson(api, id).catch((error: unknown) => {
				if (isStatus(error, 404)) return null;
				throw error;
			}),
	);
	return [...listed, ...others.filter((person) => person !== null)];
}

/** A page of the list of everybody. */
export interface PersonsPage {
	readonly records: readonly PersonRecord[];
	/** Names the next page; null after the last. */
	readonly next: string | null;
}

const positionSchema = z.record(z.string(), z.string()).nullable().catch(null);

/**
 * Reads a page of the list of everybody, those who have left included.
 * @param position `next` of the page before; null for the first page. It is not documented how long a
 *   cursor is good for
 */
export async function pageOfPersons(api: Api, position: string | null): Promise<PersonsPage> {
	const from = position === null ? null : positionSchema.parse(jsonParse(position));
	const options = { query: { limit: PAGE_SIZE }, needs: PERSONS_SCOPE, what: PERSONS };
	const { records, next } = await pageByCursor(api, '/v2/persons', pageOfPeople, options, from);
	return { records, next: next && JSON.stringify(next) };
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

/** How one person is asked for. */
export function questionOf(id: string): { readonly path: string } {
	return { path: `/v2/persons/${pathSegment(id)}` };
}

/**
 * One person. https://developer.personio.de/reference/get_v2-persons-id
 * @throws NodeApiError in plain words
 */
export async function readPerson(api: Api, id: string): Promise<PersonRecord> {
	const answer = await api.get(questionOf(id).path, { needs: PERSONS_SCOPE });
	const found = parseAnswer(personSchema, answer, api, 'a person');
	return asAskedFor(api, found, found.id === id, 'a person');
}
