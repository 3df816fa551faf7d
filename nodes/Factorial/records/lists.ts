import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Api } from '../../shared/outbound/api';
import { byCursor } from '../../shared/outbound/paging';
import { parsed } from '../../shared/outbound/parsed';
import { segment } from '../../shared/outbound/segment';
import { pathOf } from '../connection';
import { companyIdOf } from './company';

const metaSchema = z.looseObject({
	has_next_page: z.boolean().nullish(),
	end_cursor: z.string().nullish(),
});

/**
 * A list of Factorial to its end, a hundred at a time: more are not given, whatever is asked for.
 * https://apidoc.factorialhr.com/docs/pagination
 * An empty list is only believed of a credential that Factorial names a company for.
 * @param resource such as `employees/employees`
 * @param query filters; those with several values are named with brackets by the connection
 * @param what comes back, in words
 */
export function listOf<T>(
	api: Api,
	resource: string,
	record: z.ZodType<T>,
	{ query = {}, what }: { query?: IDataObject; what: string },
): AsyncGenerator<T> {
	const schema = z.object({ data: z.array(record), meta: metaSchema.nullish() });
	return byCursor(async (cursor: string | null) => {
		const answer = await api.get(pathOf(resource), {
			query: { ...query, limit: 100, ...(cursor === null ? {} : { after_id: cursor }) },
		});
		const { data, meta } = parsed(schema, answer, api, what);
		// An empty list is also what a key of another environment gets.
		if (data.length === 0 && cursor === null) await companyIdOf(api);
		const hasMore = meta?.has_next_page === true;
		return { records: data, next: hasMore ? (meta?.end_cursor ?? null) : null };
	});
}

/**
 * One record by its id; a single one comes bare.
 * @throws NodeApiError in plain words
 */
export async function readOne<T>(
	api: Api,
	resource: string,
	id: string,
	record: z.ZodType<T>,
	what: string,
): Promise<T> {
	return parsed(record, await api.get(pathOf(`${resource}/${segment(id)}`)), api, what);
}
