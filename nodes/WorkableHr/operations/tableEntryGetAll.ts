import { limitFields, limitOf, textOf } from '../../shared/actions/fields';
import type { FoundRecord, Operation } from '../../shared/actions/operation';
import type { Api } from '../../shared/outbound/api';
import { isStatus } from '../../shared/outbound/failure';
import { inParallel } from '../../shared/outbound/parallel';
import { nextOf } from '../../shared/outbound/paging';
import { listEmployees } from '../records/lists';
import { readEmployee } from '../records/read';
import { onePersonOf, peopleFields } from './fields';
import { entriesOf, tableEntryRecordSchema, tableField } from './tableEntries';

/** For everyone this takes one request per employee: Workable's list leaves the groups out. */
export const tableEntryGetAll: Operation = {
	resource: 'tableEntry',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many table entries',
	description: 'Retrieve a list of rows, such as the employments of one employee or of everyone',
	output: tableEntryRecordSchema,
	fields: [tableField, ...peopleFields, ...limitFields],
	async run(context, itemIndex, api) {
		const table = textOf(context, 'table', itemIndex);
		const employeeId = onePersonOf(context, itemIndex);
		const limit = limitOf(context, itemIndex);
		if (employeeId === null) return await entriesOfEveryone(api, table, limit);
		return entriesOf(await readEmployee(api, employeeId), table).slice(0, limit ?? undefined);
	},
};

/** Reads no more people than it takes to reach the limit; a person may have no row at all. */
async function entriesOfEveryone(
	api: Api,
	table: string,
	limit: number | null,
): Promise<FoundRecord[]> {
	const people = listEmployees(api);
	const entries: FoundRecord[] = [];
	for (;;) {
		const missing = limit === null ? null : limit - entries.length;
		if (missing !== null && missing <= 0) return entries.slice(0, limit ?? undefined);
		const next = await nextOf(people, missing);
		if (next.length === 0) return entries;
		const found = await inParallel(next, api.concurrency, async ({ id }) =>
			id ? await entriesIfThere(api, id, table) : [],
		);
		entries.push(...found.flat());
	}
}

/** Someone who was deleted while the list was being read has no rows. */
async function entriesIfThere(api: Api, id: string, table: string): Promise<FoundRecord[]> {
	return await readEmployee(api, id).then(
		(record) => entriesOf(record, table),
		(error: unknown) => {
			if (isStatus(error, 404)) return [];
			throw error;
		},
	);
}
