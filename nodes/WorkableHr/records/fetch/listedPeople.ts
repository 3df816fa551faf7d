import { NodeApiError } from 'n8n-workflow';

import type { Api } from '../../../shared/outbound/api';
import { withNotes } from '../../../shared/outbound/api';
import { readWholeList } from '../../../shared/outbound/wholeList';
import { unreadNotes } from '../../../shared/reading/unread';
import { unreadDetailsOf } from '../../../shared/reading/unreadDetails';
import type { RosterEntry } from '../../../shared/schedule/roster';
import type { RosterContext } from '../../../shared/vendor';
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
import { EMPLOYEES, listEmployees } from './employees';

/**
 * Everybody who works for the company or will start. Workable's list does not say when somebody left, so inactive
 * people are left out. A draft gets no first day until it is published, because nobody has been hired yet.
 * @throws NodeApiError if the list or a part of it cannot be read, or if the token may not see the fields that decide
 */
export async function listedPeople({ api, today }: RosterContext): Promise<RosterEntry[]> {
	const notes = unreadNotes();
	const everybody = await readWholeList(withNotes(api, notes), EMPLOYEES.what, listEmployees);
	refuseHidden(api, everybody);
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
