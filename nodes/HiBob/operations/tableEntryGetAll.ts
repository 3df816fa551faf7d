import type { IExecuteFunctions } from 'n8n-workflow';

import { valueOf } from '../../shared/actions/field';
import { showHint } from '../../shared/actions/showHint';
import { limitFields, limitOf } from '../../shared/actions/limit';
import type { FoundRecord, Operation } from '../../shared/actions/operation';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { tableEntryItemSchema } from '../../shared/model/tableEntry';
import type { Api } from '../../shared/outbound/api';
import { isStatus } from '../../shared/outbound/failure';
import { gatherByOwner } from '../../shared/outbound/gatherByOwner';
import { searchPeople } from '../records/fetch/people';
import { listRows } from '../records/fetch/rows';
import type { Table } from '../records/tables';
import { entryRecord, rowsOf, sayHidden, tableField } from './tableEntries';

const tableChoice = tableField();

/**
 * The rows of everyone come from the bulk read, 200 people at a time. A table without a bulk read is read person by
 * person.
 */
export const tableEntryGetAll: Operation = {
	resource: 'tableEntry',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many table entries',
	description: 'Retrieve a list of rows of one employee or of everyone, including future rows',
	output: tableEntryItemSchema,
	fields: [tableChoice.property, ...peopleFields, ...limitFields],
	async run(context, itemIndex, api) {
		const table = valueOf(context, tableChoice, itemIndex);
		const employeeId = onePersonOf(context, itemIndex);
		const limit = limitOf(context, itemIndex);
		if (employeeId === null) {
			return table.bulk === null
				? await gatherRows(context, api, table, limit)
				: rowsInBulk(context, api, table, limit);
		}
		const rows = await rowsOf(context, api, table, employeeId);
		return rows.slice(0, limit ?? undefined).map((row) => entryRecord(table, employeeId, row));
	},
};

/** Counts the people whose rows the service user may not see. A hint above the output gives the number. */
async function* rowsInBulk(
	context: IExecuteFunctions,
	api: Api,
	table: Table,
	limit: number | null,
): AsyncGenerator<FoundRecord> {
	let missing = limit ?? Infinity;
	let hidden = 0;
	for await (const { employeeId, rows, isHidden, hiddenColumns } of listRows(api, table)) {
		if (isHidden) hidden += 1;
		sayHidden(context, table, hiddenColumns);
		for (const row of rows.slice(0, missing)) yield entryRecord(table, employeeId, row);
		missing -= rows.length;
		if (missing <= 0) break;
	}
	if (hidden > 0) {
		showHint(
			context,
			`HiBob left out the rows of ${hidden === 1 ? 'one person' : `${hidden} people`}. The service user may not see them: give its permission group '${table.needs}' for these people in Bob.`,
		);
	}
}

/**
 * Only this many requests run at the same time, because HiBob blocks a service user for minutes after about fifty
 * refusals.
 */
const AT_A_TIME = 10;

async function gatherRows(
	context: IExecuteFunctions,
	api: Api,
	table: Table,
	limit: number | null,
): Promise<FoundRecord[]> {
	const people = await searchPeople(api, { showInactive: true }, ['root.id']);
	return await gatherByOwner(
		owners(people),
		{ limit, concurrency: AT_A_TIME },
		async ({ id }) => await rowsIfThere(context, api, table, id),
	);
}

async function* owners<T>(people: readonly T[]): AsyncGenerator<T> {
	yield* people;
}

/** The rows of a person; none if the person was deleted while the list was being read. */
async function rowsIfThere(
	context: IExecuteFunctions,
	api: Api,
	table: Table,
	employeeId: string,
): Promise<FoundRecord[]> {
	return await rowsOf(context, api, table, employeeId).then(
		(rows) => rows.map((row) => entryRecord(table, employeeId, row)),
		(error: unknown) => {
			if (isStatus(error, 404)) return [];
			throw error;
		},
	);
}
