import { ok } from '../kit/requests.mts';
import type { Answer, Query } from '../kit/requests.mts';
import { one } from './api.mts';
import type { Call, Page, PageRules, RouteContext } from './api.mts';
import { badParameter } from './problems.mts';
import { listInForms } from './sometimes.mts';

/** What a cursor stands for. The vendor's are opaque; clients must not look inside ours either. */
interface Remembered extends Page {
	path: string;
	filters: Array<[string, readonly string[]]>;
}

const PREFIX = 'cur_';

/**
 * Finds out which page is asked for. A cursor remembers limit and filters, so it may come alone, as
 * in the vendor's links; filters that come along must be the ones of the first page.
 */
export function resolvePage(
	given: Query,
	path: string,
	rules: PageRules | undefined,
): { query: Query; page: Page } {
	if (!rules) return { query: given, page: { limit: 0, offset: 0 } };
	const limit = limitIn(given, rules);
	const cursor = one(given, 'cursor');
	const filters = new Map([...given].filter(([name]) => name !== 'limit' && name !== 'cursor'));
	if (cursor === undefined) {
		return { query: filters, page: { limit: limit ?? rules.default, offset: 0 } };
	}
	const known = recall(cursor);
	if (known?.path !== path) throw badParameter('cursor', 'is not one of this list');
	const query = new Map(known.filters);
	for (const [name, values] of filters) {
		if (String(values) !== String(query.get(name))) {
			throw badParameter(name, 'differs from the page before');
		}
	}
	return { query, page: { limit: limit ?? known.limit, offset: known.offset } };
}

/** One page of a list. */
export function pageOf(
	call: Call,
	{ baseUrl, options }: RouteContext,
	items: readonly unknown[],
	/** The wrong path of the next link, if `nextLink` is `wrong-path`. */
	wrongPath?: string,
): Answer {
	const { limit, offset } = call.page;
	const path = call.url.split('?', 1)[0] ?? '';
	const self = `${baseUrl()}${call.url}`;
	const links: Record<string, { href: string }> = { self: { href: self } };
	if (offset + limit < items.length) {
		const filters = [...call.query];
		const cursor = remember({ path, filters, limit, offset: offset + limit });
		const shown = options.nextLink === 'wrong-path' && wrongPath !== undefined ? wrongPath : path;
		links['next'] = { href: `${baseUrl()}${shown}?cursor=${cursor}` };
	} else if (options.nextLink === 'self') {
		links['next'] = { href: self };
	}
	const shown = listInForms(items.slice(offset, offset + limit), options);
	return ok({ _data: shown, _meta: { links } });
}

function remember(page: Remembered): string {
	return PREFIX + Buffer.from(JSON.stringify(page)).toString('base64url');
}

function recall(cursor: string): Remembered | undefined {
	if (!cursor.startsWith(PREFIX)) return undefined;
	try {
		const text = Buffer.from(cursor.slice(PREFIX.length), 'base64url').toString('utf8');
		return JSON.parse(text) as Remembered;
	} catch {
		return undefined;
	}
}

function limitIn(given: Query, { max }: PageRules): number | undefined {
	const text = one(given, 'limit');
	if (text === undefined) return undefined;
	const limit = /^\d+$/.test(text) ? Number(text) : 0;
	if (limit < 1 || limit > max) throw badParameter('limit', `is not between 1 and ${max}`);
	return limit;
}
