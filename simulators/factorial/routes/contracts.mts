import { ok } from '../../kit/requests.mts';
import type { Query } from '../../kit/requests.mts';
import type { Endpoint, RouteContext } from '../api.mts';
import { date, isIn, many, notFound } from '../api.mts';
import type { ContractVersion } from '../contracts.mts';
import { paged, PAGING } from '../paging.mts';

const PATH = '/contracts/contract_versions';
const FILTERS = [
	...['ids[]', 'employee_ids[]', 'date', 'updated_at_gteq', 'updated_at_lteq'],
	'job_catalog_tree_node_uuids[]',
];

/** Contract versions: the list and the single record. */
export function contractRoutes(endpoint: Endpoint, { state }: RouteContext): void {
	const scope = 'contracts';

	endpoint('GET', PATH, { scope, query: [...FILTERS, ...PAGING] }, ({ query }) =>
		ok(paged(query, matching(query, [...state.contracts.values()]))),
	);

	endpoint('GET', `${PATH}/:id`, { scope }, ({ params }) => {
		const contract = state.contracts.get(params['id'] ?? '');
		if (contract === undefined) throw notFound();
		return ok(contract);
	});
}

function matching(query: Query, contracts: ContractVersion[]): ContractVersion[] {
	const day = date(query, 'date')?.slice(0, 10);
	const since = instant(query, 'updated_at_gteq');
	const until = instant(query, 'updated_at_lteq');
	return contracts.filter(
		({ id, employee_id: employeeId, effective_on: from, updated_at: at }) =>
			isIn(many(query, 'ids'), id) &&
			isIn(many(query, 'employee_ids'), employeeId) &&
			(day === undefined || from <= day) &&
			(since === undefined || Date.parse(at) >= since) &&
			(until === undefined || Date.parse(at) <= until),
	);
}

function instant(query: Query, name: string): number | undefined {
	const value = date(query, name);
	return value === undefined ? undefined : Date.parse(value);
}
