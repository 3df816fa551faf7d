import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../../../shared/outbound/api';
import { incompleteList } from '../../../shared/outbound/failure';
import { byCursor } from '../../../shared/outbound/paging';
import { idOf, maybe } from '../../../shared/reading/fields';
import { parsed } from '../../../shared/reading/parsed';
import { answer, holding, listOf } from '../../../shared/reading/record';

/** A link may also be a text: then the text is its URL. */
const linkSchema = z
	.preprocess(
		(value) => (typeof value === 'string' && value.trim() !== '' ? { href: value } : value),
		maybe(holding(['href'], z.looseObject({ href: z.string().nullish() }))),
	)
	.optional();

/** If there is a link to a next page, but the link cannot be read, the list has not ended. */
const metaSchema = maybe(z.looseObject({ links: maybe(z.looseObject({ next: linkSchema })) }));

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
	record: z.ZodType<T>,
	{ query, headers, needs, what }: ListOptions,
): AsyncGenerator<T> {
	const schema = answer({ _data: listOf(record), _meta: metaSchema });
	return byCursor(
		api,
		async (next: IDataObject | null) => {
			const asked = next ?? query;
			const body = await api.get(path, {
				query: asked,
				needs,
				...(headers === undefined ? {} : { headers }),
			});
			const page = parsed(schema, body, api, what);
			const following = queryOf(page._meta?.links?.next?.href);
			// Some last pages were seen to name themselves as the next page.
			if (following === null || isWithin(following, asked)) {
				return { records: page._data, next: null };
			}
			if (!('cursor' in following)) throw incompleteList(api, NO_CURSOR);
			return { records: page._data, next: following };
		},
		idOf,
	);
}

const NO_CURSOR = 'It says that there is more, but not how to ask for it.';

/** The query of a link; null if there is no link. */
function queryOf(href: string | null | undefined): Record<string, string> | null {
	if (href == null || href.trim() === '') return null;
	return Object.fromEntries(new URLSearchParams(href.split('?')[1] ?? ''));
}

/** Whether a query contains only parameters and values of the request that was just made. */
function isWithin(query: Readonly<Record<string, string>>, asked: IDataObject): boolean {
	return Object.entries(query).every(([name, value]) => String(asked[name] ?? '') === value);
}
