import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { byCursor } from '../../shared/outbound/paging';
import { parsed } from '../../shared/outbound/parsed';

const linksSchema = z.looseObject({
	links: z.looseObject({ next: z.looseObject({ href: z.string() }).nullish() }).nullish(),
});

/** How a list is asked for. */
interface ListOptions {
	readonly query: IDataObject;
	readonly headers?: Readonly<Record<string, string>>;
	readonly needs: string;
	/** What comes back, in words. */
	readonly what: string;
}

/**
 * A list of Personio to its end. The cursor is only in the link to the next page; what the link
 * carries is asked for at the list's own path, as links were documented that lead elsewhere.
 * https://developer.personio.de/reference/pagination
 */
export function listByCursor<T>(
	api: Api,
	path: string,
	record: z.ZodType<T>,
	{ query, headers, needs, what }: ListOptions,
): AsyncGenerator<T> {
	const schema = z.object({ _data: z.array(record), _meta: linksSchema.nullish() });
	return byCursor(async (next: IDataObject | null) => {
		const answer = await api.get(path, {
			query: next ?? query,
			needs,
			...(headers === undefined ? {} : { headers }),
		});
		const page = parsed(schema, answer, api, what);
		return { records: page._data, next: queryOf(page._meta?.links?.next?.href) };
	});
}

/** The query of a link; null if it leads nowhere. */
function queryOf(href: string | undefined): IDataObject | null {
	if (href === undefined) return null;
	const query = Object.fromEntries(new URLSearchParams(href.split('?')[1] ?? ''));
	return 'cursor' in query ? query : null;
}
