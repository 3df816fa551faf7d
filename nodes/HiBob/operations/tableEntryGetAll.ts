import type { IExecuteFunctions } from 'n8n-workflow';

import { limitFields, limitOf } from '../../shared/actions/fields';
import { hint } from '../../shared/actions/hint';
import type { FoundRecord, Operation } from '../../shared/actions/operation';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { tableEntryRecordSchema } from '../../shared/model/tableEntry';
import type { Api } from '../../shared/outbound/api';
import { isStatus } from '../../shared/outbound/failure';
import { gather } from '../../shared/outbound/gather';
import { searchPeople } from '../records/people';
import { listRows, readRows } from '../records/rows';
import type { Table } from '../records/tables';
import { entryRecord, tableField, tableOf } from './tableEntries';

/** For everyone by the bulk read, 200 people at a time; of tables without one, person by person. */
export const tableEntryGetAll: Operation = {
	resource: 'tableEntry',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many table entries',
	description: 'Retrieve a list of rows of one employee or of everyone, those to come included',
	output: tableEntryRecordSchema,
	fields: [tableField, ...peopleFields, ...limitFields],
	async run(context, itemIndex, api) {
		const table = tableOf(context, itemIndex);
		const employeeId = onePersonOf(context, itemIndex);
		const limit = limitOf(context, itemIndex);
		if (employeeId === null) {
			return table.bulk === null
				? await gatherRows(api, table, limit)
				: await rowsInBulk(context, api, table, limit);
		}
		const rows = await readRows(api, table, employeeId);
		return rows.slice(0, limit ?? undefined).map((row) => entryRecord(table, employeeId, row));
	},
};

/** People whose rows the service user may not see are counted, and that is said. */
async function rowsInBulk(
	context: IExecuteFunctions,
	api: Api,
	table: Table,
	limit: number | null,
): Promise<FoundRecord[]> {
	const found: FoundRecord[] = [];
	let hidden = 0;
	for await (const { employeeId, rows, isHidden } of listRows(api, table)) {
		if (isHidden) hidden += 1;
		found.push(...rows.map((row) => entryRecord(table, employeeId, row)));
		if (limit !== null && found.length >= limit) break;
	}
	if (hidden > 0) {
		hint(
			context,
			`HiBob left out the rows of ${hidden === 1 ? 'one person' : `${hidden} people`}. The service user may not see them: give its permission group '${table.needs}' for these people in Bob.`,
		);
	}
	return found.slice(0, limit ?? undefined);
}

/** HiBob blocks a service user for minutes after some fifty refusals: there must not be so many at once. */
const AT_A_TIME = 10;

async function gatherRows(api: Api, table: Table, limit: number | null): Promise<FoundRecord[]> {
	const people = await searchPeople(api, { showInactive: true }, ['root.id']);
	return await gather(
		owners(people),
		{ limit, concurrency: AT_A_TIME },
		async ({ id }) => await rowsIfThere(api, table, id),
	);
}

async function* owners<T>(people: readonly T[]): AsyncGenerator<T> {
	yield* people;
}

/** Someone who was deleted while the list was being read has no rows. */
async function rowsIfThere(api: Api, table: Table, employeeId: string): Promise<FoundRecord[]> {
	return await readRows(api, table, employeeId).then(
		(rows) => rows.map((row) => entryRecord(table, employeeId, row)),
		(error: unknown) => {
			if (isStatus(error, 404)) return [];
			throw error;
		},
	);
}
