import type { Api } from '../../../shared/outbound/api';
import { withNotes } from '../../../shared/outbound/api';
import { isStatus } from '../../../shared/outbound/failure';
import { remembering } from '../../../shared/outbound/memory';
import { inParallel } from '../../../shared/outbound/parallel';
import { unreadNotes } from '../../../shared/reading/unread';
import { unreadDetailsOf } from '../../../shared/reading/unreadDetails';
import type { PersonFile } from '../employee';
import type { EmploymentRecord } from '../employment';
import { employmentSchema } from '../employment';
import type { PersonRecord } from '../person';
import { employmentIdsIn, personSchema } from '../person';
import { saysEmployed } from '../status';
import { readEmployment, readEmployments } from './employments';
import { readPerson } from './people';

/** A person with all employments. */
export interface ReadFile extends PersonFile {
	readonly person: PersonRecord;
	/** The names of the details of which nothing could be read. */
	readonly unread: readonly string[];
}

type Own = Omit<ReadFile, 'person'>;

/** Stands for the employments of somebody who left long ago. No record of a person is kept in memory. */
const LONG_GONE = Symbol('long gone');

interface Read {
	readonly person: PersonRecord;
	/** Null if the person was deleted after the list was read. */
	readonly own: Own | null | typeof LONG_GONE;
}

const DAY_MS = 24 * 60 * 60_000;

const remember = remembering<Own | null | typeof LONG_GONE>(DAY_MS, (own) => own === LONG_GONE);

/** What was read of people. */
export interface ReadFiles {
	readonly files: readonly ReadFile[];
	/** The ids of those who left long ago. */
	readonly left: readonly string[];
}

/**
 * Reads all employments of people. Nothing in the list of people says when somebody left, so the
 * employments of the leavers of all years have to be read as well. This takes a request for each person;
 * for those who left long ago it is made once a day.
 * @param isSomethingUnread whether a detail of one of these people could not be read
 * @param how `mayBeLongGone`: whether a person may be left out; `isLongGone`: whether employments say that the person left
 *   too long ago to be listed
 * @returns nothing of a person who was deleted after the list was read
 * @throws NodeApiError if anything cannot be read that decides who is here
 */
export async function readFiles(
	api: Api,
	people: readonly PersonRecord[],
	isSomethingUnread: boolean,
	how: {
		mayBeLongGone(person: PersonRecord): boolean;
		isLongGone(employments: readonly EmploymentRecord[], person: PersonRecord): boolean;
	},
): Promise<ReadFiles> {
	const read = await inParallel(people, api.concurrency, async (person): Promise<Read> => {
		const load = async (noted: Api): Promise<Own | null | typeof LONG_GONE> => {
			const own = await readOwn(noted, person);
			return own !== null && how.isLongGone(own.employments, person) ? LONG_GONE : own;
		};
		const mayHaveLeft = saysEmployed(person.status) === false && how.mayBeLongGone(person);
		return {
			person,
			own: mayHaveLeft ? await remember(api, stateOf(person), load) : await load(api),
		};
	});
	return {
		files: read.flatMap(({ person, own }) => {
			if (own === null || own === LONG_GONE) return [];
			const unread = [...own.unread, ...(isSomethingUnread ? unreadIn(person) : [])];
			return [{ person, employments: own.employments, unread }];
		}),
		left: read.flatMap(({ person, own }) => (own === LONG_GONE ? [person.id] : [])),
	};
}

/** What the list of people says about the employments: if it changes, they are read again. */
function stateOf(person: PersonRecord): string {
	return ['employments of', person.id, person.updated_at, ...employmentIdsIn(person)].join(' ');
}

/** @returns null if the person was deleted after the list was read */
async function readOwn(api: Api, person: PersonRecord): Promise<Own | null> {
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
