import type { Described } from '../../shared/interpret/tell';
import type { Api } from '../../shared/outbound/api';
import { attempt, reasonsOf } from '../../shared/outbound/attempt';
import { take } from '../../shared/outbound/paging';
import { parsed } from '../../shared/outbound/parsed';
import { segment } from '../../shared/outbound/segment';
import { NO_NAMES, readNames } from './directory';
import type { PersonFile } from './employee';
import { normaliseEmployee } from './employee';
import type { EmploymentRecord } from './employment';
import { employmentSchema, newestFirst } from './employment';
import { listEmployments } from './people';
import type { PersonRecord } from './person';
import { personSchema } from './person';
import { PERSONS_SCOPE } from './scopes';

/**
 * One person. https://developer.personio.de/reference/get_v2-persons-id
 * @throws NodeApiError in plain words
 */
export async function readPerson(api: Api, id: string): Promise<PersonRecord> {
	const answer = await api.get(`/v2/persons/${segment(id)}`, { needs: PERSONS_SCOPE });
	return parsed(personSchema, answer, api, 'a person');
}

/** All employments of a person, those that have ended too. Personio has no list across people. */
export async function readEmployments(api: Api, personId: string): Promise<EmploymentRecord[]> {
	return newestFirst(await take(listEmployments(api, personId), null));
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
	const answer = await api.get(`/v2/persons/${segment(personId)}/employments/${segment(id)}`, {
		needs: PERSONS_SCOPE,
	});
	return parsed(employmentSchema, answer, api, 'an employment');
}

/** What of a person had to be read to decide an event. */
export interface Known {
	readonly person?: PersonRecord;
	readonly employments?: readonly EmploymentRecord[];
	/** The employment the event is about. */
	readonly employment?: EmploymentRecord | null;
}

/**
 * The person behind an event: what is known, and with *Fetch Details* what is missing from it.
 * What cannot be read is left out and said in `enrichment`: detail never stops an event that is
 * decided.
 */
export async function describePerson(
	personId: string | null,
	known: Known,
	{ api, fetchDetails, today }: { api: Api; fetchDetails: boolean; today: string },
): Promise<Described> {
	if (!fetchDetails || personId === null) {
		const file = { ...known, person: known.person ?? null, employments: known.employments ?? [] };
		const isSomethingKnown = file.person !== null || file.employments.length > 0;
		return {
			employee: normaliseEmployee(personId, file, { names: NO_NAMES, today }),
			enrichment: { status: isSomethingKnown ? 'partial' : 'none', reason: null },
		};
	}
	const [person, employments] = await Promise.all([
		known.person === undefined ? attempt(readPerson(api, personId)) : { value: known.person },
		known.employments === undefined
			? attempt(readEmployments(api, personId))
			: { value: known.employments },
	]);
	const read = {
		person: 'value' in person ? person.value : null,
		employments: 'value' in employments ? employments.value : [],
		employment: known.employment ?? null,
	};
	const { file, missing, names } = await readSurroundings(api, read);
	const reasons = [...new Set([...reasonsOf([person, employments]), ...missing])];
	return {
		employee: normaliseEmployee(personId, file, { names, today }),
		enrichment: {
			status: read.person === null ? 'failed' : reasons.length > 0 ? 'partial' : 'full',
			reason: reasons.join(' · ') || null,
		},
	};
}

/** The manager and the names behind the ids of the employment a person is described by. */
export async function readSurroundings(
	api: Api,
	file: PersonFile,
): Promise<{ file: PersonFile; names: typeof NO_NAMES; missing: string[] }> {
	const employment = file.employment ?? newestFirst(file.employments)[0];
	if (employment === undefined) return { file, names: NO_NAMES, missing: [] };
	const managerId = employment.supervisor?.id;
	const [manager, { names, missing }] = await Promise.all([
		managerId === undefined ? { value: null } : attempt(readPerson(api, managerId)),
		readNames(api, [employment]),
	]);
	return {
		file: { ...file, manager: 'value' in manager ? manager.value : null },
		names,
		missing: [...reasonsOf([manager]), ...missing],
	};
}
