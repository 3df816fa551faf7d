import { ok } from '../../kit/requests.mts';
import type { Call, Endpoint, RouteContext } from '../api.mts';
import { isIn, many } from '../api.mts';
import { emptyPage, paged, PAGING } from '../paging.mts';
import { COMPANY_ID, LEAVE_TYPES, LEGAL_ENTITIES, LOCATIONS } from '../reference.mts';
import type { Scope } from '../state.mts';

const COMPANY = {
	company_id: COMPANY_ID,
	name: 'Acme',
	legal_name: 'Acme Iberia SL',
	tin: null,
	locale: 'en',
	subscription_plan: 'business',
};
const PERSON = {
	company_id: COMPANY_ID,
	email: 'admin@work.example',
	full_name: 'Ada Admin',
	role: 'admin',
};

/** What the company has besides people: who asks, and the names behind ids. */
export function companyRoutes(endpoint: Endpoint, { state }: RouteContext): void {
	endpoint('GET', '/api_public/credentials', { query: PAGING }, ({ credential }) =>
		ok({
			...emptyPage(),
			data: [{ id: 'access-1', ...(credential.kind === 'user' ? PERSON : COMPANY) }],
		}),
	);

	function list(path: string, scope: Scope, items: () => ReadonlyArray<{ id: string }>): void {
		endpoint('GET', path, { scope, query: ['ids[]', ...PAGING] }, ({ query }: Call) =>
			ok(
				paged(
					query,
					items().filter(({ id }) => isIn(many(query, 'ids'), id)),
				),
			),
		);
	}

	list('/timeoff/leave_types', 'time_off', () => LEAVE_TYPES);
	list('/locations/locations', 'company_locations', () => LOCATIONS);
	list('/companies/legal_entities', 'company_legal_entities', () => LEGAL_ENTITIES);
	list('/teams/teams', 'employees', () => state.teams);
	list('/teams/memberships', 'employees', () => [...state.memberships.values()]);
}
