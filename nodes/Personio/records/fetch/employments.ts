import type { Instant } from '../../../shared/model/dates';
import type { Api } from '../../../shared/outbound/api';
import { asAskedFor } from '../../../shared/outbound/askedFor';
import { recordsWhere } from '../../../shared/outbound/paging';
import { pathSegment } from '../../../shared/outbound/pathSegment';
import { readWholeList } from '../../../shared/outbound/wholeList';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import type { EmploymentRecord } from '../employment';
import { employmentSchema, newestFirst } from '../employment';
import { PERSONS_SCOPE } from '../scopes';
import { listByCursor, pageOf } from './lists';
import { PAGE_SIZE } from './people';
import { listUpdatedSince } from './updatedSince';

const WHAT = 'a list of employments';

const pageOfEmployments = pageOf(employmentSchema);

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
		listByCursor(api, `/v2/persons/${pathSegment(personId)}/employments`, pageOfEmployments, {
			query: asked,
			needs: PERSONS_SCOPE,
			what: WHAT,
		}),
	);
	// An employment of another person must not decide about this person.
	return recordsWhere(
		found,
		({ person }) => person == null || person.id == null || person.id === personId,
	);
}

/**
 * Reads all employments of a person, including those that have ended. Personio has no list of
 * employments across people. The meaning of one employment depends on the others, so none of them
 * may be left out.
 * @throws NodeApiError in plain words, also if one of the employments cannot be read
 */
export async function readEmployments(api: Api, personId: string): Promise<EmploymentRecord[]> {
	return newestFirst(await readWholeList(api, WHAT, (noted) => listEmployments(noted, personId)));
}

/**
 * One employment of a person.
 * https://developer.personio.de/reference/get_v2-persons-person-id-employments-id
 */
export async function readEmployment(
	api: Api,
	personId: string,
	id: string,
): Promise<EmploymentRecord> {
	const answer = await api.get(
		`/v2/persons/${pathSegment(personId)}/employments/${pathSegment(id)}`,
		{
			needs: PERSONS_SCOPE,
		},
	);
	const found = parseAnswer(employmentSchema, answer, api, 'an employment');
	return asAskedFor(api, found, found.id === id, 'an employment');
}
