import type { Api } from '../../../shared/outbound/api';
import { withNotes } from '../../../shared/outbound/api';
import { isStatus } from '../../../shared/outbound/failure';
import { inParallel } from '../../../shared/outbound/parallel';
import { readWholeList } from '../../../shared/outbound/wholeList';
import { unreadNotes } from '../../../shared/reading/unread';
import { unreadDetailsOf } from '../../../shared/reading/unreadDetails';
import type { PersonFile } from '../employee';
import type { EmploymentRecord } from '../employment';
import { employmentSchema } from '../employment';
import type { PersonRecord } from '../person';
import { employmentIdsIn, personSchema } from '../person';
import { readEmployment, readEmployments } from './employments';
import { listPersons, PERSONS, readPerson } from './people';

/** A person with all employments. */
export interface ReadFile extends PersonFile {
	readonly person: PersonRecord;
	/** The names of the details of which nothing could be read. */
	readonly unread: readonly string[];
}

/**
 * Reads everybody with all employments, the leavers of all years too: nothing in the list of people says
 * when somebody left. This takes a request for 50 people, and one for each person.
 * @throws NodeApiError if anything cannot be read that decides who is here
 */
export async function readEverybody(api: Api): Promise<ReadFile[]> {
	const notes = unreadNotes();
	const people = await readWholeList(withNotes(api, notes), PERSONS, listPersons);
	const isSomethingUnread = notes.all.size > 0;
	const files = await inParallel(people, api.concurrency, async (person) => {
		const own = await readOwn(api, person);
		if (own === null) return null;
		const unread = [...own.unread, ...(isSomethingUnread ? unreadIn(person) : [])];
		return { person, employments: own.employments, unread };
	});
	return files.filter((file) => file !== null);
}

/** @returns null if the person was deleted after the list was read */
async function readOwn(api: Api, person: PersonRecord): Promise<Omit<ReadFile, 'person'> | null> {
	const notes = unreadNotes();
	const noted = withNotes(api, notes);
	const listed = await readEmployments(noted, person.id).catch(async (error: unknown) => {
		if (isStatus(error, 404) && (await isGone(api, person.id))) return null;
		throw error;
	});
	if (listed === null) return null;
	const employments = [...listed, ...(await readUnlisted(noted, person, listed))];
	const unread =
		notes.all.size === 0
			? []
			: employments.flatMap((one) => unreadDetailsOf(employmentSchema, one));
	return { employments, unread };
}

/** Custom attributes are not part of an employee. */
function unreadIn(person: PersonRecord): string[] {
	return unreadDetailsOf(personSchema, person).filter(
		(name) => !name.startsWith('custom_attributes'),
	);
}

/**
 * Personio's users disagree on whether its list of employments holds those that are still to begin. The
 * person names them in any case.
 */
async function readUnlisted(
	api: Api,
	person: PersonRecord,
	listed: readonly EmploymentRecord[],
): Promise<EmploymentRecord[]> {
	const known = new Set(listed.map(({ id }) => id));
	const unlisted = employmentIdsIn(person).filter((id) => !known.has(id));
	const found = await Promise.all(
		unlisted.map(
			async (id) =>
				await readEmployment(api, person.id, id).catch((error: unknown) => {
					if (isStatus(error, 404)) return null;
					throw error;
				}),
		),
	);
	return found.filter((one) => one !== null);
}

async function isGone(api: Api, personId: string): Promise<boolean> {
	return await readPerson(api, personId).then(
		() => false,
		(error: unknown) => isStatus(error, 404),
	);
}
