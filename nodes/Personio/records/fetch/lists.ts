import get from 'lodash/get';
import isObjectLike from 'lodash/isObjectLike';
import size from 'lodash/size';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../../../shared/outbound/api';
import { incompleteList } from '../../../shared/outbound/failure';
import type { CursorPage } from '../../../shared/outbound/paging';
import { byCursor } from '../../../shared/outbound/paging';
import { idOf, maybe, orNull } from '../../../shared/reading/fields';
import { parseAnswer } from '../../../shared/reading/parseAnswer';
import { answer, holdingAnyOf, listOf } from '../../../shared/reading/record';

/** A link may also be a text: then the text is its URL. */
const linkSchema = z
	.preprocess(
		(value) => (typeof value === 'string' && value.trim() !== '' ? { href: value } : value),
		maybe(holdingAnyOf(['href'], z.looseObject({ href: z.string().nullish() }))),
	)
	.optional();

const linksSchema = maybe(z.looseObject({ next: linkSchema }));

/**
 * Where an answer may name its next page. `_meta.links` is the documented place. A link in another
 * place counts too: without it, half a list would look like the whole list. If there is a link to a
 * next page, but the link cannot be read, the list has not ended.
 */
const pagingFields = {
	_meta: maybe(z.looseObject({ links: linksSchema, next: linkSchema })),
	meta: maybe(z.looseObject({ links: linksSchema, next: linkSchema })),
	_links: linksSchema,
	links: linksSchema,
	next: linkSchema,
};
type Paging = {
	readonly [Name in keyof typeof pagingFields]?: z.output<(typeof pagingFields)[Name]>;
};

/** How a page of a list is read. */
export type PageSchema<T> = z.ZodType<Paging & { readonly _data: T[] }>;

/** Made once for each kind of record: to make a schema takes longer than to read a short page. */
export function pageOf<T>(record: z.ZodType<T>): PageSchema<T> {
	return answer({ _data: listOf(record), ...pagingFields });
}

/** How a list is requested. */
interface ListOptions {
	readonly query: IDataObject;
	readonly headers?: Readonly<Record<string, string>>;
	readonly needs: string;
	/** What the list contains, in words. */
	readonly what: string;
}

/**
 * Reads a list of Personio to its end. Only the link to the next page contains the cursor. The query
 * of that link is sent to the path of the list itself, because documented links lead to other paths.
 * https://developer.personio.de/reference/pagination
 */
export function listByCursor<T>(
	api: Api,
	path: string,
	schema: PageSchema<T>,
	options: ListOptions,
): AsyncGenerator<T> {
	return byCursor(
		api,
		async (next: IDataObject | null) => await pageByCursor(api, path, schema, options, next),
		idOf,
	);
}

/**
 * Reads one page of a list.
 * @param next `next` of the page before; null for the first page
 */
export async function pageByCursor<T>(
	api: Api,
	path: string,
	schema: PageSchema<T>,
	{ query, headers, needs, what }: ListOptions,
	next: IDataObject | null,
): Promise<CursorPage<T, Record<string, string>>> {
	const asked = next ?? query;
	const body = await api.get(path, {
		query: asked,
		needs,
		...(headers === undefined ? {} : { headers }),
	});
	const page = parseAnswer(schema, body, api, what);
	const following = queryOf(nextPageOf(page));
	if (following === null && isFull(body, query) && !speaksOfPages(body)) {
		throw incompleteList(api, NOT_SAID);
	}
	// Some last pages were seen to name themselves as the next page.
	if (following === null || isWithin(following, asked)) {
		return { records: page._data, next: null };
	}
	if (!('cursor' in following)) throw incompleteList(api, NO_CURSOR);
	return { records: page._data, next: following };
}

const NOT_SAID = 'It gives a full page, and does not say whether there is more.';
const NO_CURSOR = 'It says that there is more, but not how to ask for it.';

/** Whether a page has as many records as were asked for. */
function isFull(body: unknown, { limit }: IDataObject): boolean {
	return limit !== undefined && size(get(body, '_data')) >= Number(limit);
}

/** Whether a page says anything about other pages: only then a page without a link is the last. */
function speaksOfPages(body: unknown): boolean {
	return isObjectLike(get(body, '_meta'));
}

/** The link to the next page; null if the answer has none. */
function nextPageOf(page: Paging): string | null {
	const links = [page._meta?.links, page._meta, page.meta?.links, page.meta]
		.concat([page._links, page.links, page])
		.map((place) => orNull(place?.next?.href));
	return links.find((link) => link !== null) ?? null;
}

/** The query of a link; null if there is no link. */
function queryOf(href: string | null): Record<string, string> | null {
	if (href === null) return null;
	return Object.fromEntries(new URLSearchParams(href.split('?')[1] ?? ''));
}

/** Whether a query contains only parameters and values of the request that was just made. */
function isWithin(query: Readonly<Record<string, string>>, asked: IDataObject): boolean {
	return Object.entries(query).every(([name, value]) => String(asked[name] ?? '') === value);
}
