import { limitFields, limitOf, textOf } from '../../shared/actions/fields';
import type { FoundRecord, Operation } from '../../shared/actions/operation';
import { tableEntryRecordSchema } from '../../shared/model/tableEntry';
import type { Api } from '../../shared/outbound/api';
import { isStatus } from '../../shared/outbound/failure';
import { gather } from '../../shared/outbound/gather';
import { listEmployees } from '../records/lists';
import { readEmployee } from '../records/read';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { entriesOf, tableField } from './tableEntries';

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
		if (employeeId === null) {
			return await gather(
				listEmployees(api),
				{ limit, concurrency: api.concurrency },
				async ({ id }) => (id ? await entriesIfThere(api, id, table) : []),
			);
		}
		return entriesOf(await readEmployee(api, employeeId), table).slice(0, limit ?? undefined);
	},
};

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
