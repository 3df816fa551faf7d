import { limitFields, limitOf, locatedId, textOf } from '../../shared/actions/fields';
import type { FoundRecord, Operation } from '../../shared/actions/operation';
import type { Api } from '../../shared/outbound/api';
import { isStatus } from '../../shared/outbound/failure';
import { inParallel } from '../../shared/outbound/parallel';
import { take } from '../../shared/outbound/paging';
import { listEmployees } from '../records/lists';
import { readEmployee } from '../records/read';
import { optionalEmployeeField } from './fields';
import { entriesOf, tableEntryRecordSchema, tableField } from './tableEntries';

/** For everyone this takes one request per employee: Workable's list leaves the groups out. */
export const tableEntryGetAll: Operation = {
	resource: 'tableEntry',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many table entries',
	description: 'Retrieve a list of rows, such as the employments of one employee or of everyone',
	output: tableEntryRecordSchema,
	fields: [tableField, optionalEmployeeField, ...limitFields],
	async run(context, itemIndex, api) {
		const table = textOf(context, 'table', itemIndex);
		const employeeId = locatedId(context, 'employeeId', itemIndex);
		const limit = limitOf(context, itemIndex);
		if (employeeId !== '') {
			const entries = entriesOf(await readEmployee(api, employeeId), table);
			return entries.slice(0, limit ?? undefined);
		}
		return await entriesOfEveryone(api, table, limit);
	},
};

async function entriesOfEveryone(
	api: Api,
	table: string,
	limit: number | null,
): Promise<FoundRecord[]> {
	const ids = (await take(listEmployees(api), null)).flatMap(({ id }) => (id ? [id] : []));
	const entries: FoundRecord[] = [];
	// Only as many people as it takes to reach the limit; all at once where there is none.
	const atOnce = limit === null ? ids.length : api.concurrency;
	for (
		let next = 0;
		next < ids.length && (limit === null || entries.length < limit);
		next += atOnce
	) {
		const found = await inParallel(
			ids.slice(next, next + atOnce),
			api.concurrency,
			async (id) => await entriesIfThere(api, id, table),
		);
		entries.push(...found.flat());
	}
	return entries.slice(0, limit ?? undefined);
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
