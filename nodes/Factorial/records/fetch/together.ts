import groupBy from 'lodash/groupBy';

import type { Api } from '../../../shared/outbound/api';
import { withNotes } from '../../../shared/outbound/api';
import type { AskingOnce } from '../../../shared/outbound/askingOnce';
import { attemptOptionalRead } from '../../../shared/outbound/attempt';
import { takeRecords } from '../../../shared/outbound/paging';
import { sentOf } from '../../../shared/reading/sent';
import type { UnreadNotes } from '../../../shared/reading/unread';
import { unreadNotes } from '../../../shared/reading/unread';
import type { EmployeeRecord } from '../employee';
import { contractsQuestion, listContracts } from './contracts';
import { employeeQuestion, listEmployees } from './employees';
import { listAnswer } from './lists';

/**
 * Reads what belongs to several events by a few requests, for the reads of each of them that follow: the
 * people, their managers, and their contract versions. What cannot be read in this way is left to those
 * reads.
 * @param personIds of events about at most {@link PEOPLE_AT_ONCE} people; null for an event about nobody
 * @param known records of people that were read already
 */
export async function readTogether(
	api: AskingOnce,
	personIds: ReadonlyArray<string | null>,
	known: readonly EmployeeRecord[],
): Promise<void> {
	for (const person of known) api.know(employeeQuestion(person.id), sentOf(person));
	const [people] = await Promise.all([readPeople(api, personIds), readContractsOf(api, personIds)]);
	await readPeople(
		api,
		[...known, ...people].map(({ manager_id: id }) => id ?? null),
	);
}

async function readPeople(
	api: AskingOnce,
	ids: ReadonlyArray<string | null>,
): Promise<EmployeeRecord[]> {
	const unknown = unknownOf(ids, (id) => api.knows(employeeQuestion(id)));
	if (unknown.length < 2) return [];
	const { records } = await readQuietly(api, (quiet) => listEmployees(quiet, { ids: unknown }));
	for (const person of records) api.know(employeeQuestion(person.id), sentOf(person));
	return records;
}

async function readContractsOf(api: AskingOnce, ids: ReadonlyArray<string | null>): Promise<void> {
	const unknown = unknownOf(ids, (id) => api.knows(contractsQuestion(id)));
	if (unknown.length < 2) return;
	const list = await readQuietly(api, (quiet) => listContracts(quiet, { employeeIds: unknown }));
	// It is not known whose a version is that could not be read.
	if (!list.isComplete) return;
	const byPerson = groupBy(list.records, ({ employee_id: id }) => id);
	for (const id of unknown) {
		api.know(contractsQuestion(id), listAnswer((byPerson[id] ?? []).map(sentOf)));
	}
}

function unknownOf(ids: ReadonlyArray<string | null>, isKnown: (id: string) => boolean): string[] {
	return [...new Set(ids)].filter((id): id is string => id !== null && !isKnown(id));
}

/** Reads a list of which nothing is noted: what could not be read in it is read and noted once more. */
async function readQuietly<T>(
	api: Api,
	list: (quiet: Api) => AsyncIterable<T>,
): Promise<{ records: T[]; isComplete: boolean }> {
	const unread: UnreadNotes = unreadNotes();
	const read = await attemptOptionalRead(takeRecords(list(withNotes(api, unread)), null));
	if (!('value' in read)) return { records: [], isComplete: false };
	const isComplete = [...unread.all.values()].every(({ leftOut }) => leftOut === 0);
	return { records: read.value, isComplete };
}
