import { valueOf } from '../../shared/actions/field';
import { limitFields, limitOf } from '../../shared/actions/limit';
import type { FoundRecord, Operation } from '../../shared/actions/operation';
import { tableEntryItemSchema } from '../../shared/model/tableEntry';
import type { Api } from '../../shared/outbound/api';
import { isStatus } from '../../shared/outbound/failure';
import { gatherByOwner } from '../../shared/outbound/gatherByOwner';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { listEmployees, readEmployee, readEmployeeAmongOthers } from '../records/fetch/employees';
import { entriesOf, table } from './tableEntries';

/** The rows of everyone take one request for each employee, because Workable's list leaves the groups out. */
export const tableEntryGetAll: Operation = {
	resource: 'tableEntry',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many table entries',
	description: 'Retrieve a list of rows, such as the employments of one employee or of everyone',
	output: tableEntryItemSchema,
	fields: [table.property, ...peopleFields, ...limitFields],
	async run(context, itemIndex, api) {
		const name = valueOf(context, table, itemIndex);
		const employeeId = onePersonOf(context, itemIndex);
		const limit = limitOf(context, itemIndex);
		if (employeeId === null) {
			return await gatherByOwner(
				listEmployees(api),
				{ limit, concurrency: api.concurrency },
				async ({ id }) => await entriesIfReadable(api, id, name),
			);
		}
		return entriesOf(await readEmployee(api, employeeId), name, api).slice(0, limit ?? undefined);
	},
};

/**
 * The rows of a person; none if the person was deleted while the list was being read. If the record cannot be read, this
 * is noted.
 */
async function entriesIfReadable(api: Api, id: string, name: string): Promise<FoundRecord[]> {
	return await readEmployeeAmongOthers(api, id).then(
		(record) => (record === null ? [] : entriesOf(record, name, api)),
		(error: unknown) => {
			if (isStatus(error, 404)) return [];
			throw error;
		},
	);
}
