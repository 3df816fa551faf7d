import { ok } from '../../kit/requests.mts';
import type { Query } from '../../kit/requests.mts';
import type { Endpoint, RouteContext } from '../api.mts';
import { date, isIn, many, notFound, one, requiredFlag } from '../api.mts';
import { paged, PAGING } from '../paging.mts';
import type { EmployeeRecord } from '../people.mts';
import type { FactorialState } from '../state.mts';

const PATH = '/employees/employees';
const FILTERS = [
	...['ids[]', 'access_ids[]', 'emails[]', 'full_text_name', 'name_starts_with'],
	...['updated_at_gteq', 'legal_entity_ids[]', 'company_identifier', 'only_active'],
	...['only_managers', 'team_ids[]', 'location_ids[]'],
];

/** People: the list and the single record. */
export function employeeRoutes(endpoint: Endpoint, { state, options }: RouteContext): void {
	const scope = 'employees';

	endpoint('GET', PATH, { scope, query: [...FILTERS, ...PAGING] }, ({ query }) =>
		ok(paged(query, matching(query, state, options.requiresFlags))),
	);

	endpoint('GET', `${PATH}/:id`, { scope }, ({ params }) => {
		const employee = state.people.get(params['id'] ?? '');
		if (employee === undefined) throw notFound();
		return ok(employee);
	});
}

function matching(query: Query, state: FactorialState, requiresFlags: boolean): EmployeeRecord[] {
	const activeOnly = requiredFlag(query, 'only_active', requiresFlags);
	const managersOnly = requiredFlag(query, 'only_managers', requiresFlags);
	// Of an instant only the day counts.
	const since = date(query, 'updated_at_gteq')?.slice(0, 10);
	const inTeams = many(query, 'team_ids')?.flatMap(
		(id) => state.teams.find((team) => team.id === id)?.employee_ids ?? [],
	);
	const people = [...state.people.values()];
	return people.filter(
		(person) =>
			(!activeOnly || person.terminated_on === null || person.terminated_on >= state.day()) &&
			(!managersOnly || people.some(({ manager_id: id }) => id === person.id)) &&
			(since === undefined || person.updated_at.slice(0, 10) >= since) &&
			isIn(inTeams, person.id) &&
			isIn(many(query, 'ids'), person.id) &&
			isIn(many(query, 'access_ids'), person.access_id) &&
			isIn(many(query, 'emails'), person.email) &&
			isIn(many(query, 'legal_entity_ids'), person.legal_entity_id) &&
			isIn(many(query, 'location_ids'), person.location_id) &&
			isNamed(query, person),
	);
}

function isNamed(query: Query, { full_name: name, company_identifier: number }: EmployeeRecord) {
	const words = one(query, 'full_text_name')?.toLowerCase() ?? '';
	const beginning = one(query, 'name_starts_with')?.toLowerCase() ?? '';
	const identifier = one(query, 'company_identifier');
	const lower = name.toLowerCase();
	return (
		lower.includes(words) &&
		lower.startsWith(beginning) &&
		(identifier === undefined || number === identifier)
	);
}
