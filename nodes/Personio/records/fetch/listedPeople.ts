import chunk from 'lodash/chunk';
import uniq from 'lodash/uniq';
import { NodeApiError } from 'n8n-workflow';

import { byInstant, dayOf, instantOf } from '../../../shared/model/dates';
import type { Instant } from '../../../shared/model/dates';
import type { Api } from '../../../shared/outbound/api';
import { withNotes } from '../../../shared/outbound/api';
import { takeRecords } from '../../../shared/outbound/paging';
import { readWhole, readWholeList } from '../../../shared/outbound/wholeList';
import type { UnreadNotes } from '../../../shared/reading/unread';
import { unreadNotes } from '../../../shared/reading/unread';
import type { RosterEntry } from '../../../shared/schedule/roster';
import type { ListedPeople, RosterContext, RosterPart, WantedPart } from '../../../shared/vendor';
import { normaliseEmployee } from '../employee';
import type { EmploymentRecord } from '../employment';
import { employmentOn } from '../employment';
import type { PersonRecord } from '../person';
import { employmentIdsIn } from '../person';
import { hiddenIn } from '../attributes';
import { saysEmployed } from '../status';
import type { Stay } from '../stay';
import { stayOn } from '../stay';
import { readNames } from './directory';
import {
	listPersons,
	listPersonsById,
	PAGE_SIZE,
	pageOfPersons,
	PERSONS,
	readPersonsById,
} from './people';
import type { ReadFile } from './personFiles';
import { readFiles } from './personFiles';

/** A person to list. */
interface Listed {
	readonly file: ReadFile;
	/** Null if Personio says that the person is employed, but shows no employment. */
	readonly stay: Stay | null;
	/** The employment that describes the person today. */
	readonly present: EmploymentRecord | null;
}

/**
 * A page of everybody who is with the company, is to come, or left lately.
 * @throws NodeApiError if a list, or part of it, cannot be read, or if the API credential may not see
 *   what decides
 */
export async function listedPart(
	{ position, isRead }: WantedPart,
	context: RosterContext,
): Promise<RosterPart> {
	const { api } = context;
	const notes = unreadNotes();
	const { records, next } = await readWhole(
		withNotes(api, notes),
		PERSONS,
		async (noted) => await pageOfPersons(noted, position),
	);
	const people = records.filter(({ id }) => !isRead(id));
	const { hidden, ...found } = await rosterOf({ people, others: records, notes }, context);
	await refuseHidden(api, hidden, { isStart: position === null, isEnd: next === null });
	return { ...found, companyId: null, next };
}

/**
 * Some people, as far as they are with the company, are to come, or left lately.
 * @throws NodeApiError like {@link listedPart}
 */
export async function listedSome(
	ids: readonly string[],
	context: RosterContext,
): Promise<ListedPeople> {
	const notes = unreadNotes();
	const people = await readPersonsById(withNotes(context.api, notes), ids);
	const found = await rosterOf({ people, others: people, notes }, context);
	return { records: found.records, left: found.left, companyId: null };
}

/** The ids of the people whose own record changed. A change of an employment may not show there. */
export async function changedPeople(
	since: Instant,
	{ api }: RosterContext,
): Promise<readonly string[]> {
	const changed = await readWholeList(api, PERSONS, (noted) =>
		listPersons(noted, { updatedSince: since }),
	);
	return changed.map(({ id }) => id);
}

/**
 * @param others more people whose records are there, among whom may be managers
 */
async function rosterOf(
	{
		people,
		others,
		notes,
	}: Readonly<Record<'people' | 'others', readonly PersonRecord[]>> & { notes: UnreadNotes },
	context: RosterContext,
): Promise<{ records: RosterEntry[]; left: string[]; hidden: string | null | undefined }> {
	const { api, today } = context;
	const stayOf = (employments: readonly EmploymentRecord[], { id }: PersonRecord): Stay | null =>
		stayOn(employments, { ...context, wasHere: context.wasHere(id) });
	const { files, left } = await readFiles(api, people, notes.all.size > 0, {
		isLongGone: (employments, person) =>
			employments.length > 0 && stayOf(employments, person) === null,
		mayBeLongGone: ({ id }) => !context.wasHere(id),
	});
	const listed = files.flatMap((file): Listed[] => {
		const stay = stayOf(file.employments, file.person);
		if (stay === null && !mayBeEmployed(file)) return [];
		return [{ file, stay, present: stay && employmentOn(stay.employments, today) }];
	});
	const present = listed.flatMap((one) => one.present ?? []);
	const { names, isLasting } = await readNames(api, present);
	const byId = await withManagers(api, others, present);
	const employments = files.flatMap((file) => file.employments);
	const hidden = employments.length === 0 ? undefined : hiddenIn(employments);
	const records = listed.map(({ file, stay, present: current }): RosterEntry => {
		const { person, unread } = file;
		const manager = byId.get(current?.supervisor?.id ?? '') ?? null;
		const described = normaliseEmployee(
			person.id,
			{ person, employments: file.employments, employment: current, manager },
			{ names, today },
		);
		const isRead = unread.length === 0 && (current === null || isLasting(current));
		const when = {
			changedAt: latestChange(person, stay),
			createdAt: instantOf(person.created_at),
		};
		// Without the attributes of employments, "no end" looks the same as "not shown".
		if (hidden != null)
			return { employee: { ...described, id: person.id }, ...when, isWhole: false };
		return { ...ofStay(stay, { ...described, id: person.id }), ...when, isWhole: isRead };
	});
	const shown = new Set(listed.map(({ file }) => file.person.id));
	const gone = files.map(({ person }) => person.id).filter((id) => !shown.has(id));
	return { records, left: [...left, ...gone], hidden };
}

/** People by id, with the managers in employments. A manager who cannot be read has no name. */
async function withManagers(
	api: Api,
	people: readonly PersonRecord[],
	employments: readonly EmploymentRecord[],
): Promise<Map<string, PersonRecord>> {
	const byId = new Map(people.map((person) => [person.id, person]));
	const managers = uniq(employments.flatMap(({ supervisor }) => supervisor?.id ?? []));
	const unknown = managers.filter((id) => !byId.has(id));
	for (const ids of chunk(unknown, PAGE_SIZE)) {
		for (const person of await takeRecords(listPersonsById(api, ids), null)) {
			byId.set(person.id, person);
		}
	}
	return byId;
}

/** Without an employment that can be seen, only the person's own record says whether anything is there. */
function mayBeEmployed({ person }: ReadFile): boolean {
	return saysEmployed(person.status) !== false || employmentIdsIn(person).length > 0;
}

/** The days of the whole stay, in place of those of the contract that runs today. */
function ofStay(
	stay: Stay | null,
	described: RosterEntry['employee'],
): Pick<RosterEntry, 'employee' | 'termination' | 'isEndUndated' | 'employmentId'> {
	if (stay === null) return { employee: described };
	const { start, termination, isUndated = false, last } = stay;
	return {
		employee: {
			...described,
			startDate: start,
			contractEndDate: dayOf(last.contract_end_date),
			terminationDate: termination?.date ?? null,
		},
		...(termination === undefined ? {} : { termination, isEndUndated: isUndated }),
		employmentId: last.id,
	};
}

function latestChange(person: PersonRecord, stay: Stay | null): Instant | null {
	return (
		[person, ...(stay?.employments ?? [])]
			.map(({ updated_at: at }) => instantOf(at))
			.sort(byInstant)
			.at(-1) ?? null
	);
}

/**
 * What no employment has shown so far, by account; null while there was none. Only for the accounts whose
 * list this process reads from its beginning, until an employment shows it.
 */
const notShown = new Map<string, string | null>();

/**
 * @param hidden what no employment of the page shows; undefined if the page has no employments
 * @throws NodeApiError that names what to grant, if the whole list was read and nobody's employment shows
 *   what decides
 */
async function refuseHidden(
	{ account: accountOf, node, vendor }: Api,
	hidden: string | null | undefined,
	{ isStart, isEnd }: { isStart: boolean; isEnd: boolean },
): Promise<void> {
	const account = await accountOf();
	if (isStart) notShown.set(account, null);
	if (hidden === null) notShown.delete(account);
	else if (hidden !== undefined && notShown.has(account)) notShown.set(account, hidden);
	const missing = notShown.get(account) ?? null;
	if (!isEnd || missing === null) return;
	throw new NodeApiError(
		node,
		{},
		{
			message: `${vendor} does not show the API credential who is with the company`,
			description: `These fields are missing in the employments of everybody: ${missing}. Grant the API credential these attributes of employments in ${vendor}.`,
		},
	);
}
