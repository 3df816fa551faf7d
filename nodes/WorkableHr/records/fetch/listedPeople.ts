import { NodeApiError } from 'n8n-workflow';

import type { Api } from '../../../shared/outbound/api';
import { withNotes } from '../../../shared/outbound/api';
import { takeRecords } from '../../../shared/outbound/paging';
import { readWhole } from '../../../shared/outbound/wholeList';
import type { UnreadNotes } from '../../../shared/reading/unread';
import { unreadNotes } from '../../../shared/reading/unread';
import { unreadDetailsOf } from '../../../shared/reading/unreadDetails';
import type { RosterEntry } from '../../../shared/schedule/roster';
import type { RosterContext, RosterPart, WantedPart } from '../../../shared/vendor';
import type { ListedEmployee } from '../employee';
import {
	inOneSpelling,
	isDraft,
	listedEmployeeSchema,
	normaliseEmployee,
	saysLeft,
	statusIn,
} from '../employee';
import { idIn } from '../named';
import { readDirectory } from './directory';
import { EMPLOYEES, listEmployeesFrom } from './employees';

/** How many people make a part of the list: ten requests, which Workable allows in ten seconds. */
const PEOPLE_AT_ONCE = 1_000;

/**
 * A part begins so many records before the end of the part before. People who are deleted in between move
 * the others up, and nobody may be left out.
 */
const OVERLAP = 20;

/**
 * A part of everybody who is with the company or is to come. The list does not say when somebody left, so
 * whoever is inactive is not in it. A draft has no first day until it is published: nobody was hired by
 * then. A manager in another part of the list has a name, but no e-mail address.
 * @throws NodeApiError if the list, or part of it, cannot be read, or if the token may not see what
 *   decides
 */
export async function listedPart(
	{ position }: WantedPart,
	{ api, today }: RosterContext,
): Promise<RosterPart> {
	const notes = unreadNotes();
	const from = Number(position ?? 0);
	const listed = await readWhole(
		withNotes(api, notes),
		EMPLOYEES.what,
		async (noted) => await takeRecords(listEmployeesFrom(noted, from), PEOPLE_AT_ONCE),
	);
	if (position === null) refuseHidden(api, listed);
	const isEnd = listed.length < PEOPLE_AT_ONCE;
	return {
		records: await entriesOf(listed, notes, { api, today }),
		// The credential names the company.
		companyId: null,
		next: isEnd ? null : String(from + PEOPLE_AT_ONCE - OVERLAP),
	};
}

async function entriesOf(
	everybody: readonly ListedEmployee[],
	notes: UnreadNotes,
	{ api, today }: Pick<RosterContext, 'api' | 'today'>,
): Promise<RosterEntry[]> {
	const isSomethingUnread = notes.all.size > 0;
	const { directory, isLasting } = await readDirectory(api);
	const byId = new Map(everybody.map((record) => [record.id, record]));
	return everybody
		.filter((record) => saysLeft(statusIn(record)) !== true)
		.map((record) => {
			const manager = byId.get(idIn(inOneSpelling(record).reports_to) ?? '') ?? null;
			const described = normaliseEmployee(record, { directory, manager, today });
			const isRead =
				!isSomethingUnread || unreadDetailsOf(listedEmployeeSchema, record).length === 0;
			return {
				employee: {
					...described,
					id: record.id,
					startDate: isDraft(record) ? null : described.startDate,
				},
				isWhole: isLasting && isRead,
			};
		});
}

/** The fields that decide who is here, under Workable's names. */
const DECIDING: Readonly<Record<string, (record: ListedEmployee) => unknown>> = {
	start_date: (record) => record.start_date,
	status: (record) => statusIn(record),
};

/**
 * Stops if the token may see too little. The profile template and the rights of the token's member decide which fields
 * a record has.
 * @throws NodeApiError if a field that decides is missing for everybody
 */
function refuseHidden({ node, vendor }: Api, everybody: readonly ListedEmployee[]): void {
	const hidden = Object.entries(DECIDING)
		.filter(([, valueIn]) => everybody.every((record) => valueIn(record) == null))
		.map(([field]) => field);
	if (everybody.length === 0 || hidden.length === 0) return;
	throw new NodeApiError(
		node,
		{},
		{
			message: `${vendor} does not show the token who is with the company`,
			description: `These fields are missing in the records of everybody: ${hidden.join(', ')}. Enter the 'Member ID' of an HR admin in the credential, and check in ${vendor} that the profile templates show these fields.`,
		},
	);
}
