import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { words } from '../../shared/outbound/fields';
import { isStatus, refusalAs } from '../../shared/outbound/failure';
import { byCursor, take } from '../../shared/outbound/paging';
import { parsed } from '../../shared/outbound/parsed';
import { segment } from '../../shared/outbound/segment';
import { AUDIENCE_HINT } from './permissions';
import { employeeIdField } from './person';
import type { Row } from './row';
import { rowSchema } from './row';
import type { Table } from './tables';

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
		const { needs } = table;
		throw refusalAs(403, api, { method: 'GET', path: bulkPath(table), needs, hint: AUDIENCE_HINT });
	}
	return people.flatMap(({ rows }) => rows);
}

function bulkPath({ bulk }: Table): string {
	return `/bulk/people/${bulk ?? ''}`;
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

/** Somebody's rows. */
interface PersonRows {
	readonly employeeId: string;
	readonly rows: readonly Row[];
	/** The service user may not see them; that there are none does not follow. */
	readonly isHidden: boolean;
}

const bulkSchema = z.object({
	results: z.array(z.object({ employeeId: employeeIdField, values: rowsSchema })),
	/** Documented under either name. */
	response_metadata: z.looseObject({ cursor: words, next_cursor: words }).nullish(),
	/** People whose rows may not be read, by their ids. */
	errors: z.array(z.looseObject({})).nullish(),
});

/** The most people of a page, and that can be asked for by their ids. */
const PAGE_SIZE = 200;

/**
 * Rows of many people, 200 people with each request. https://apidocs.hibob.com/reference/bulk-read
 * @param employeeIds up to 200 of them; without any, everyone the service user may see
 */
export function listRows(
	api: Api,
	table: Table,
	{
		employeeIds = [],
		pageSize = PAGE_SIZE,
	}: { employeeIds?: readonly string[]; pageSize?: number } = {},
): AsyncGenerator<PersonRows> {
	return byCursor(async (cursor: string | null) => {
		const answer = await api.get(bulkPath(table), {
			query: {
				limit: pageSize,
				...(employeeIds.length === 0 ? {} : { employeeIds: employeeIds.join(',') }),
				...(cursor === null ? {} : { cursor }),
			},
			needs: table.needs,
		});
		const {
			results,
			response_metadata: metadata,
			errors,
		} = parsed(bulkSchema, answer, api, 'the rows of many people');
		const hidden = (errors ?? []).flatMap((error) => Object.keys(error));
		return {
			records: [
				...results.map(({ employeeId, values: rows }) => ({ employeeId, rows, isHidden: false })),
				...hidden.map((employeeId) => ({ employeeId, rows: [], isHidden: true })),
			],
			next: (metadata?.cursor || metadata?.next_cursor) ?? null,
		};
	});
}
