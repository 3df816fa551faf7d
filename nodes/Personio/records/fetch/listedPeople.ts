import { NodeApiError } from 'n8n-workflow';

import { byInstant, dayOf, instantOf } from '../../../shared/model/dates';
import type { Instant } from '../../../shared/model/dates';
import type { Api } from '../../../shared/outbound/api';
import type { RosterEntry } from '../../../shared/schedule/roster';
import type { RosterContext } from '../../../shared/vendor';
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
import type { ReadFile } from './personFiles';
import { readEverybody } from './personFiles';

/** A person to list. */
interface Listed {
	readonly file: ReadFile;
	/** Null if Personio says that the person is employed, but shows no employment. */
	readonly stay: Stay | null;
	/** The employment that describes the person today. */
	readonly present: EmploymentRecord | null;
}

/**
 * Everybody who is with the company, is to come, or left lately.
 * @throws NodeApiError if a list, or part of it, cannot be read, or if the API credential may not see
 *   what decides
 */
export async function listedPeople(context: RosterContext): Promise<RosterEntry[]> {
	const { api, today } = context;
	const { people, files } = await readEverybody(
		api,
		(employments) => employments.length > 0 && stayOn(employments, context) === null,
	);
	refuseHidden(api, files);
	const listed = files.flatMap((file): Listed[] => {
		const stay = stayOn(file.employments, context);
		if (stay === null && !mayBeEmployed(file)) return [];
		return [{ file, stay, present: stay && employmentOn(stay.employments, today) }];
	});
	const { names, isLasting } = await readNames(
		api,
		listed.flatMap(({ present }) => present ?? []),
	);
	const byId = new Map(people.map((person) => [person.id, person]));
	return listed.map(({ file, stay, present }) => {
		const { person, employments, unread } = file;
		const manager = byId.get(present?.supervisor?.id ?? '') ?? null;
		const described = normaliseEmployee(
			person.id,
			{ person, employments, employment: present, manager },
			{ names, today },
		);
		return {
			...ofStay(stay, { ...described, id: person.id }),
			changedAt: latestChange(person, stay),
			isWhole: unread.length === 0 && (present === null || isLasting(present)),
		};
	});
}

/** Without an employment that can be seen, only the person's own record says whether anything is there. */
function mayBeEmployed({ person }: ReadFile): boolean {
	return saysEmployed(person.status) !== false || employmentIdsIn(person).length > 0;
}

/** The days of the whole stay, in place of those of the contract that runs today. */
function ofStay(
	stay: Stay | null,
	described: RosterEntry['employee'],
): Pick<RosterEntry, 'employee' | 'termination' | 'employmentId'> {
	if (stay === null) return { employee: described };
	const { start, termination, last } = stay;
	return {
		employee: {
			...described,
			startDate: start,
			contractEndDate: dayOf(last.contract_end_date),
			terminationDate: termination?.date ?? null,
		},
		...(termination === undefined ? {} : { termination }),
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
 * Without the attributes of employments, "no end" looks the same as "not shown".
 * @throws NodeApiError that names what to grant
 */
function refuseHidden({ node, vendor }: Api, files: readonly ReadFile[]): void {
	const hidden = hiddenIn(files.flatMap(({ employments }) => employments));
	if (hidden === null) return;
	throw new NodeApiError(
		node,
		{},
		{
			message: `${vendor} does not show the API credential who is with the company`,
			description: `What is missing in the employments of everybody: ${hidden}. Grant the API credential these attributes of employments in ${vendor}.`,
		},
	);
}
