import get from 'lodash/get';
import size from 'lodash/size';
import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod/v4';

import type { Api } from '../../../shared/outbound/api';
import type { Question } from '../../../shared/outbound/askingOnce';
import { asAskedFor } from '../../../shared/outbound/askedFor';
import { incompleteList, isStatus } from '../../../shared/outbound/failure';
import type { CursorPage } from '../../../shared/outbound/paging';
import { byCursor } from '../../../shared/outbound/paging';
import { trueOrFalse, idOf, maybe, text } from '../../../shared/reading/fields';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import { answer, listOf } from '../../../shared/reading/record';
import { pathSegment } from '../../../shared/outbound/pathSegment';
import { pathOf } from '../../connection';
import { bareRecord, withList } from '../answers';
import { companyIdOf } from './company';

/** If a field about the next page cannot be read, the list must not end there. */
const metaSchema = maybe(answer({ has_next_page: trueOrFalse, end_cursor: text }));

interface PageRead<T> {
	readonly data: T[];
	readonly meta?: z.infer<typeof metaSchema>;
}

/** How a page of a list is read. */
export type PageSchema<T> = z.ZodType<PageRead<T>>;

/** Made once for each kind of record: to make a schema takes longer than to read a short page. */
export function pageOf<T>(record: z.ZodType<T>): PageSchema<T> {
	return answer({ data: listOf(record), meta: metaSchema });
}

interface Page<T> extends PageRead<T> {
	/** How many records the page has, including those that cannot be read. */
	readonly given: number;
}

/** The largest page size. */
const PAGE_SIZE = 100;

/**
 * Reads a list of Factorial to its end, a hundred records at a time. Factorial does not give more,
 * even if more are asked for.
 * https://apidoc.factorialhr.com/docs/pagination
 * An empty list is only believed if Factorial names a company for the credential.
 * @param resource such as `employees/employees`
 * @param query filters; the connection writes those with several values with brackets
 * @param what the list in words, such as `a list of employees`
 */
export function readList<T>(
	api: Api,
	resource: string,
	schema: PageSchema<T>,
	{ query = {}, what }: { query?: IDataObject; what: string },
): AsyncGenerator<T> {
	return byCursor(
		api,
		async (cursor: string | null) => await readPage(api, resource, schema, { query, what }, cursor),
		idOf,
	);
}

/**
 * Reads one page of a list.
 * @param cursor `next` of the page before; null for the first page
 */
export async function readPage<T>(
	api: Api,
	resource: string,
	schema: PageSchema<T>,
	{ query = {}, what }: { query?: IDataObject; what: string },
	cursor: string | null,
): Promise<CursorPage<T, string>> {
	const asked = { ...query, ...(cursor === null ? {} : { after_id: cursor }) };
	const page = await askForPage(api, resource, schema, { query: asked, what });
	return { records: page.data, next: nextOf(api, page) };
}

/**
 * The cursor of the next page; null at the end. A full page that does not say whether it is the last
 * one does not count as the last one: half a list would look like the whole list.
 */
function nextOf(api: Api, { given, meta }: Page<unknown>): string | null {
	const { has_next_page: hasNext = null, end_cursor: cursor = null } = meta ?? {};
	if (hasNext === false || (hasNext === null && given < PAGE_SIZE)) return null;
	if (cursor !== null && cursor !== '') return cursor;
	throw incompleteList(
		api,
		hasNext === null
			? 'It gives a full page, and does not say whether there is more.'
			: 'It says that there is more, but not how to ask for it.',
	);
}

async function askForPage<T>(
	api: Api,
	resource: string,
	schema: PageSchema<T>,
	{ query, what }: { query: IDataObject; what: string },
): Promise<Page<T>> {
	const { path, ...asked } = listQuestion(resource, query);
	const sent = withList(await api.get(path, asked));
	const page = parseAnswer(schema, sent, api, what);
	// A key of another environment also gets an empty list.
	if (page.data.length === 0 && query.after_id === undefined) await companyIdOf(api);
	return { ...page, given: size(get(sent, ['data'])) };
}

/** How the first page of a list is asked for. */
export function listQuestion(resource: string, query: IDataObject): Question {
	return { path: pathOf(resource), query: { ...query, limit: PAGE_SIZE } };
}

/** How one record is asked for. */
export function recordQuestion(resource: string, id: string): Question {
	return { path: pathOf(`${resource}/${pathSegment(id)}`) };
}

/** The answer to {@link listQuestion}, made of records as Factorial sent them in another list. */
export function listAnswer(data: readonly object[]): object {
	return { data, meta: { has_next_page: false } };
}

/** How one record is read by its id. */
export interface OneOf<T> {
	/** Such as `employees/employees`. */
	readonly resource: string;
	readonly record: z.ZodType<T>;
	readonly page: PageSchema<T>;
	/** The record in words. */
	readonly what: string;
	/** The filter with which the list returns the same record. */
	readonly listedBy: (id: string) => IDataObject;
}

/**
 * Reads one record by its id. The answer is the record alone, or the record inside `data`. If the
 * record is not found, it is looked for in the list once: the list was seen to contain records for
 * which their own path answers 404.
 * @throws NodeApiError in plain words
 */
export async function readOne<T extends { readonly id?: string | null | undefined }>(
	api: Api,
	{ resource, record, page, what, listedBy }: OneOf<T>,
	id: string,
): Promise<T> {
	const single = await api
		.get(recordQuestion(resource, id).path)
		.then((sent) => parseAnswer(record, bareRecord(sent), api, what))
		.catch(async (error: unknown) => {
			if (!isStatus(error, 404)) throw error;
			const query = listedBy(id);
			const { data } = await askForPage(api, resource, page, {
				query,
				what: `a list with ${what}`,
			});
			const listed = data.find((one) => one.id === id);
			if (listed === undefined) throw error;
			return listed;
		});
	return asAskedFor(api, single, single.id === id, what);
}
