import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { isStatus, refusalAs } from '../../shared/outbound/failure';
import { byCursor, take } from '../../shared/outbound/paging';
import { parsed } from '../../shared/outbound/parsed';
import { segment } from '../../shared/outbound/segment';
import { AUDIENCE_HINT } from './permissions';
import { listPayments } from './payments';
import type { RowFilter } from './peoplePages';
import { PAGE_SIZE, pageFields } from './peoplePages';
import { employeeIdField } from './person';
import type { PersonRows, Row } from './row';
import { rowSchema } from './row';
import type { Table } from './tables';
import { ACTUAL_PAYMENTS } from './tables';

const rowsSchema = z.array(rowSchema);

/** Documented as an object; seen with an empty body as well. */
const answerSchema = z.union([
	z.object({ values: rowsSchema }).transform(({ values }) => values),
	rowsSchema,
	z.union([z.literal(''), z.null(), z.undefined()]).transform((): Row[] => []),
]);

/**
 * All rows of a table of one person, past and to come, oldest first.
 * @throws NodeApiError in plain words
 */
export async function readRows(api: Api, table: Table, employeeId: string): Promise<Row[]> {
	if (table.bulk !== null && table.path === null) return await readInBulk(api, table, employeeId);
	const id = segment(employeeId);
	const path =
		table.path === null
			? `/people/custom-tables/${id}/${segment(table.name)}`
			: `/people/${id}/${table.path}`;
	const ask = async (query: IDataObject): Promise<unknown> =>
		await api.get(path, { query, needs: table.needs, hint: AUDIENCE_HINT });
	return parsed(answerSchema, await readable(ask), api, 'the rows of a table');
}

/** The same, of a table without a read for one person. */
async function readInBulk(api: Api, table: Table, employeeId: string): Promise<Row[]> {
	const people = await take(listRows(api, table, { employeeIds: [employeeId] }), null);
	if (people.some(({ isHidden }) => isHidden)) {
		const { bulk, needs } = table;
		throw refusalAs(403, api, { method: 'GET', path: bulk ?? '', needs, hint: AUDIENCE_HINT });
	}
	return people.flatMap(({ rows }) => rows);
}

/**
 * Asks for what list entries are called as well. That is documented for custom tables alone: where
 * HiBob refuses it, or answers with a page, it is not asked for.
 */
async function readable(ask: (query: IDataObject) => Promise<unknown>): Promise<unknown> {
	const answer = await ask({ includeHumanReadable: 'true' }).catch((error: unknown) => {
		if (isStatus(error, 400)) return REFUSED;
		throw error;
	});
	const isPage = typeof answer === 'string' && answer !== '';
	return answer === REFUSED || isPage ? await ask({}) : answer;
}

const REFUSED = Symbol('refused');

const bulkSchema = z.object({
	results: z.array(z.object({ employeeId: employeeIdField, values: rowsSchema })),
	...pageFields,
});

/**
 * Rows of many people. https://apidocs.hibob.com/reference/bulk-read
 * @param table one with a read of many people
 */
export function listRows(
	api: Api,
	table: Table,
	filter: RowFilter = {},
): AsyncGenerator<PersonRows> {
	return table === ACTUAL_PAYMENTS ? listPayments(api, filter) : listInBulk(api, table, filter);
}

/** 200 people with each request. */
function listInBulk(
	api: Api,
	table: Table,
	{ employeeIds = [], pageSize = PAGE_SIZE }: RowFilter,
): AsyncGenerator<PersonRows> {
	return byCursor(async (cursor: string | null) => {
		const answer = await api.get(table.bulk ?? '', {
			query: {
				limit: pageSize,
				...(employeeIds.length === 0 ? {} : { employeeIds: employeeIds.join(',') }),
				...(cursor === null ? {} : { cursor }),
			},
			needs: table.needs,
		});
		const page = parsed(bulkSchema, answer, api, 'the rows of many people');
		const people = page.results.map(({ employeeId, values: rows }) => ({
			employeeId,
			rows,
			isHidden: false,
		}));
		return { records: [...people, ...page.errors], next: page.response_metadata };
	});
}
