import type { Query } from '../kit/requests.mts';
import { badParameter, one } from './api.mts';

const LARGEST = 100;

/** The parameters every list takes. */
export const PAGING = ['limit', 'after_id'] as const;

/** The page that the query asks for, in the order of ids, with a hundred records at most. */
export function paged<T extends { id: string }>(query: Query, items: Iterable<T>): object {
	const sorted = [...items].sort((a, b) => Number(a.id) - Number(b.id));
	const limit = limitOf(query);
	const begin = startOf(query, sorted);
	const data = sorted.slice(begin, begin + limit);
	return {
		data,
		meta: {
			has_next_page: begin + limit < sorted.length,
			has_previous_page: begin > 0,
			start_cursor: cursorOf(data.at(0)),
			end_cursor: cursorOf(data.at(-1)),
			total: sorted.length,
			limit,
		},
	};
}

/** The page of an empty list. */
export function emptyPage(): object {
	return paged(new Map(), []);
}

function limitOf(query: Query): number {
	const limit = one(query, 'limit') ?? String(LARGEST);
	if (!/^[1-9]\d*$/.test(limit)) throw badParameter('limit', 'is not a number');
	return Math.min(Number(limit), LARGEST);
}

/** The record of a cursor may no longer exist. The list still goes on with the records after it. */
function startOf(query: Query, sorted: ReadonlyArray<{ id: string }>): number {
	const cursor = one(query, 'after_id');
	if (cursor === undefined) return 0;
	const id = Buffer.from(cursor, 'base64').toString('utf8');
	if (!/^\d+$/.test(id) || cursorOf({ id }) !== cursor) {
		throw badParameter('after_id', 'is not a cursor');
	}
	const begin = sorted.findIndex((item) => Number(item.id) > Number(id));
	return begin === -1 ? sorted.length : begin;
}

function cursorOf(item: { id: string } | undefined): string | null {
	return item === undefined ? null : Buffer.from(item.id).toString('base64');
}
