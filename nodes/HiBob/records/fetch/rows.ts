import type { IDataObject } from 'n8n-workflow';
import get from 'lodash/get';
import isPlainObject from 'lodash/isPlainObject';
import { z } from 'zod/v4';

import { dayOf } from '../../../shared/model/dates';
import { inOrder } from '../../../shared/model/inOrder';
import type { Api } from '../../../shared/outbound/api';
import { isStatus, refusalAs, unexpectedAnswer } from '../../../shared/outbound/failure';
import type { CursorPage } from '../../../shared/outbound/paging';
import { byCursor, takeRecords, recordsWhere } from '../../../shared/outbound/paging';
import { pathSegment } from '../../../shared/outbound/pathSegment';
import { entriesOf, maybe, orNull, several } from '../../../shared/reading/fields';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import { readAs } from '../../../shared/reading/readAs';
import { holdingAnyOf, listOf, record } from '../../../shared/reading/record';
import type { Unread } from '../../../shared/reading/unread';
import { AUDIENCE_HINT } from '../permissions';
import { employeeIdField, isPerson, named } from '../person';
import type { PersonRows, Row } from '../row';
import { ROW_FIELDS, rowSchema } from '../row';
import type { Table } from '../tables';
import { ACTUAL_PAYMENTS, LIFECYCLE } from '../tables';
import { listPayments } from './payments';
import type { RowFilter } from './lists';
import { errorFields, nextOf, PAGE_SIZE, pagingFields, rowsIdOf } from './lists';

/** A list of column names. A single name may come without a list. A name may be a text, or an object that holds it. */
const columnNames = z.preprocess(
	(names) => (orNull(named.safeParse(names).data) === null ? names : entriesOf(names)),
	several(named.pipe(z.string())),
);

const RESTRICTED = {
	no_view_permission: columnNames,
	no_view_history_permission: columnNames,
};

/**
 * The names of the hidden columns, which are null in the rows. HiBob sends them beside the rows, and only if a column
 * is hidden. They come as a list for each missing permission, or as a single list.
 */
const restrictedColumns = z
	.preprocess(
		(restricted) =>
			Array.isArray(restricted) || typeof restricted === 'string'
				? { no_view_permission: restricted }
				: restricted,
		maybe(holdingAnyOf(Object.keys(RESTRICTED), z.looseObject(RESTRICTED))),
	)
	.transform((restricted) => [
		...new Set([
			...(restricted?.no_view_permission ?? []),
			...(restricted?.no_view_history_permission ?? []),
		]),
	]);

/** The rows of a table that were read, and the names of its hidden columns. */
export type TableRows = Pick<PersonRows, 'rows' | 'hiddenColumns'>;

function answerOf<T extends typeof rowSchema>(row: T) {
	return record({
		decides: { values: listOf(row) },
		detail: { restricted_columns: restrictedColumns },
	});
}

const answerSchema = answerOf(rowSchema);

/** Rows of the lifecycle, whose columns decide about people. */
const lifecycleSchema = answerOf(
	record({
		decides: { ...ROW_FIELDS.decides, status: named },
		detail: { ...ROW_FIELDS.detail, reasonType: named },
	}),
);

/**
 * Brings an answer into one form: an object with the rows in `values`, as HiBob documents it. The rows alone and an
 * empty body were seen as well.
 */
function inOneForm(answer: unknown): unknown {
	if (answer === '' || answer === null || answer === undefined) return { values: [] };
	if (Array.isArray(answer)) return { values: bareRows(answer) };
	return isPlainObject(answer)
		? { ...Object(answer), values: bareRows(get(answer, 'values')) }
		: answer;
}

/**
 * All rows of a table of one person, including past and future rows. Rows with a day are sorted, oldest first: HiBob
 * promises no order.
 * @throws NodeApiError in plain words
 */
export async function readTable(api: Api, table: Table, employeeId: string): Promise<TableRows> {
	if (table.bulk !== null && table.path === null) return await readInBulk(api, table, employeeId);
	const read = await readAlone(api, table, employeeId);
	api.unread.note(ROWS, read.unread);
	return read;
}

function oldestFirst(rows: readonly Row[]): Row[] {
	return inOrder(rows, ({ effectiveDate }) => effectiveDate);
}

/** The rows of one person, as messages call them. */
const ROWS = 'the rows of a table';

async function readAlone(
	api: Api,
	table: Table,
	employeeId: string,
): Promise<TableRows & { readonly unread: Unread }> {
	const ask = async (query: IDataObject): Promise<unknown> =>
		await api.get(pathOf(table, employeeId), { query, needs: table.needs, hint: AUDIENCE_HINT });
	const schema = table === LIFECYCLE ? lifecycleSchema : answerSchema;
	const reading = readAs(schema, inOneForm(await readable(ask)));
	if (!('value' in reading)) throw unexpectedAnswer(api.node, api.vendor, ROWS, reading);
	const { values, restricted_columns: hiddenColumns } = reading.value;
	return { rows: oldestFirst(values), hiddenColumns, unread: reading.unread };
}

function pathOf(table: Table, employeeId: string): string {
	const id = pathSegment(employeeId);
	return table.path === null
		? `/people/custom-tables/${id}/${pathSegment(table.name)}`
		: `/people/${id}/${table.path}`;
}

/**
 * All rows of a table of one person, for an event that the rows decide about. The read fails in two cases:
 * - A column that decides is hidden. This counts as if the whole table were hidden, because nothing may be concluded
 *   from a value that is not shown.
 * - A row cannot be read, or has no day although the days decide. Its place among the other rows is then not known.
 * @param table one that can be read for one person
 * @throws NodeApiError in plain words
 */
export async function readDecidingRows(
	api: Api,
	table: Table,
	employeeId: string,
): Promise<TableRows> {
	const { unread, ...read } = await readAlone(api, table, employeeId);
	// A row that is left out may be the one that decides.
	if (unread.leftOut > 0) {
		const { leftOutFor: misfits } = unread;
		throw unexpectedAnswer(api.node, api.vendor, ROWS, { misfits, isForeign: false });
	}
	api.unread.note(ROWS, unread);
	const isHidden = read.hiddenColumns.includes(DAY);
	if (table.decidedBy.includes(DAY) && !isHidden && read.rows.some(isUndated)) {
		throw unexpectedAnswer(api.node, api.vendor, ROWS, { misfits: [DAY], isForeign: false });
	}
	const empty = table.decidedBy.filter((column) => read.rows.some((row) => row[column] == null));
	// If the names of the hidden columns cannot be read, any empty column may be a hidden one.
	const isAnyHidden = unread.fields.some((field) => field.split('.', 1)[0] === HIDDEN);
	if (isAnyHidden && empty.length > 0) {
		throw unexpectedAnswer(api.node, api.vendor, ROWS, { misfits: [HIDDEN], isForeign: false });
	}
	const unknown = empty.filter((column) => read.hiddenColumns.includes(column));
	if (unknown.length === 0) return read;
	throw refusalAs(403, api, {
		method: 'GET',
		path: pathOf(table, employeeId),
		needs: table.needs,
		hint: hiddenColumnsIn(table, unknown),
	});
}

const DAY = 'effectiveDate';
const HIDDEN = 'restricted_columns';

function isUndated({ effectiveDate }: Row): boolean {
	return dayOf(effectiveDate) === null;
}

/** The message about columns that are hidden. */
export function hiddenColumnsIn(table: Table, columns: readonly string[]): string {
	const what = columns.length === 1 ? 'column' : 'columns';
	return `HiBob hides the ${what} ${columns.join(', ')} of the table ${table.label}: the service user may not see their content. Give its permission group the right to view these fields and their history in Bob.`;
}

/** All rows of one person, from a table that has no other endpoint than the bulk read. */
async function readInBulk(api: Api, table: Table, employeeId: string): Promise<TableRows> {
	const people = await takeRecords(listRows(api, table, { employeeIds: [employeeId] }), null);
	if (people.some(({ isHidden }) => isHidden)) {
		const { bulk, needs } = table;
		throw refusalAs(403, api, { method: 'GET', path: bulk ?? '', needs, hint: AUDIENCE_HINT });
	}
	return {
		rows: people.flatMap(({ rows }) => rows),
		hiddenColumns: [...new Set(people.flatMap(({ hiddenColumns }) => hiddenColumns))],
	};
}

/**
 * Asks for the names of list entries as well. HiBob documents this for custom tables only. If HiBob refuses it (400) or
 * answers with a page, the request is repeated without it.
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

/**
 * Takes the rows out of their wrappers. The specification puts each row in a wrapper; rows without one were seen. A
 * single row may come in place of a list of one. A row has an id or a day.
 */
function bareRows(rows: unknown): unknown {
	if (Array.isArray(rows)) return rows.flatMap((row) => wrappedIn(row) ?? [row]);
	return wrappedIn(rows) ?? (isRow(rows) ? [rows] : rows);
}

function wrappedIn(row: unknown): unknown[] | null {
	const values: unknown = get(row, 'values');
	if (!Array.isArray(values)) return isRow(values) && !isRow(row) ? [values] : null;
	return isRow(row) ? null : values;
}

function isRow(value: unknown): boolean {
	return isPlainObject(value) && (get(value, 'id') ?? get(value, 'effectiveDate')) !== undefined;
}

/** The rows of many people, as messages call them. */
export const MANY_ROWS = 'the rows of many people';

const bulkSchema = record({
	decides: {
		results: listOf(
			record({
				decides: { employeeId: employeeIdField, values: listOf(rowSchema) },
				detail: { restricted_columns: restrictedColumns },
			}),
		),
		...pagingFields,
	},
	/** HiBob does not document whether bulk reads name hidden columns, and where. */
	detail: { restricted_columns: restrictedColumns, ...errorFields },
});

/** The same answer, with the rows of each person without wrappers. */
function bulkInOneForm(answer: unknown): unknown {
	const results: unknown = get(answer, 'results');
	if (!Array.isArray(results)) return answer;
	return {
		...Object(answer),
		results: results.map((person: unknown) =>
			isPlainObject(person)
				? { ...Object(person), values: bareRows(get(person, 'values')) }
				: person,
		),
	};
}

/**
 * Rows of many people. https://apidocs.hibob.com/reference/bulk-read
 * @param table one that can be read for many people
 */
export function listRows(
	api: Api,
	table: Table,
	filter: RowFilter = {},
): AsyncGenerator<PersonRows> {
	const { employeeIds = [] } = filter;
	const found =
		table === ACTUAL_PAYMENTS ? listPayments(api, filter) : listInBulk(api, table, filter);
	// Rows of another person must not count as rows of the person who was asked for.
	return recordsWhere(
		found,
		({ employeeId }) =>
			employeeIds.length === 0 || employeeIds.some((id) => isPerson(id, employeeId)),
	);
}

/** Reads 200 people per request. */
function listInBulk(
	api: Api,
	table: Table,
	{ employeeIds = [], pageSize = PAGE_SIZE }: RowFilter,
): AsyncGenerator<PersonRows> {
	const page = async (cursor: string | null): Promise<CursorPage<PersonRows, string>> => {
		const answer = await api.get(table.bulk ?? '', {
			query: {
				limit: pageSize,
				...(employeeIds.length === 0 ? {} : { employeeIds: employeeIds.join(',') }),
				...(cursor === null ? {} : { cursor }),
			},
			needs: table.needs,
		});
		const read = parseAnswer(bulkSchema, bulkInOneForm(answer), api, MANY_ROWS);
		const people = read.results.map(({ employeeId, values: rows, restricted_columns: own }) => ({
			employeeId,
			rows,
			isHidden: false,
			hiddenColumns: [...new Set([...own, ...read.restricted_columns])],
		}));
		return { records: [...people, ...read.errors], next: nextOf(api, read, answer) };
	};
	return byCursor(api, page, rowsIdOf);
}
