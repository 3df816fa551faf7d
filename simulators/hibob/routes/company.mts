import { ok } from '../../kit/requests.mts';
import type { Endpoint, RouteContext } from '../api.mts';
import { flag, notFound } from '../api.mts';
import type { NamedList } from '../reference.mts';

const ARCHIVED = 'includeArchived';

/** What the company has besides people: the fields there are, and the names behind ids. */
export function companyRoutes(endpoint: Endpoint, { state }: RouteContext): void {
	endpoint('GET', '/company/people/fields', {}, () => ok(state.fields));

	endpoint('GET', '/company/named-lists', { query: [ARCHIVED] }, ({ query }) => {
		const withArchived = flag(query, ARCHIVED);
		const lists = state.lists.map((list) => [list.name, shown(list, withArchived)]);
		return ok(Object.fromEntries(lists));
	});

	endpoint('GET', '/company/named-lists/{name}', { query: [ARCHIVED] }, ({ params, query }) => {
		const list = state.lists.find(({ name }) => name === params['name']);
		if (!list) throw notFound();
		return ok(shown(list, flag(query, ARCHIVED)));
	});
}

function shown({ name, items }: NamedList, withArchived: boolean): NamedList {
	return { name, items: items.filter(({ archived }) => withArchived || !archived) };
}
