import { ok } from '../../kit/requests.mts';
import { csv, one, oneOf } from '../api.mts';
import type { Endpoint, RouteContext } from '../api.mts';
import { pageOf } from '../paging.mts';
import { badParameter, notFound } from '../problems.mts';
import { COST_CENTERS, DEPARTMENTS, LEGAL_ENTITIES, TEAMS, WORKPLACES } from '../reference.mts';
import type { OrgUnit } from '../reference.mts';

const PAGE = { max: 100, default: 100 };

/** Departments and teams, legal entities, cost centers, workplaces. */
export function organisationRoutes(endpoint: Endpoint, context: RouteContext): void {
	const orgUnits = { scope: 'personio:org-units:read' } as const;
	endpoint('GET', '/v2/org-units', { ...orgUnits, query: ['type'], page: PAGE }, (call) => {
		const type = oneOf(call.query, 'type', ['department', 'team']);
		if (type === undefined) throw badParameter('type', 'is required');
		return pageOf(call, context, type === 'team' ? TEAMS : DEPARTMENTS);
	});

	endpoint(
		'GET',
		'/v2/org-units/:id',
		{ ...orgUnits, query: ['type', 'include_parent_chain'] },
		({ params, query }) => {
			const type = oneOf(query, 'type', ['department', 'team']);
			if (type === undefined) throw badParameter('type', 'is required');
			const withParents = oneOf(query, 'include_parent_chain', ['true', 'false']) === 'true';
			const unit = unitOf(type, params['id']);
			if (!unit) return notFound('Org unit');
			return ok(withParents ? { ...unit, parent_chain: parentsOf(unit) } : unit);
		},
	);

	const legalEntities = { scope: 'personio:legal-entities:read' } as const;
	endpoint(
		'GET',
		'/v2/legal-entities',
		{ ...legalEntities, query: ['id', 'country'], page: PAGE },
		(call) => {
			const ids = csv(call.query, 'id');
			const country = one(call.query, 'country');
			const entities = LEGAL_ENTITIES.filter(
				(entity) =>
					(ids?.includes(entity.id) ?? true) &&
					(country === undefined || entity.country === country),
			);
			return pageOf(call, context, entities);
		},
	);

	endpoint('GET', '/v2/legal-entities/:id', legalEntities, ({ params }) => {
		const entity = LEGAL_ENTITIES.find(({ id }) => id === params['id']);
		return entity ? ok(entity) : notFound('Legal entity');
	});

	const costCenters = { scope: 'personio:cost-centers:read', page: PAGE, beta: true } as const;
	endpoint('GET', '/v2/cost-centers', costCenters, (call) => pageOf(call, context, COST_CENTERS));

	const workplaces = { scope: 'personio:workplaces:read', page: PAGE, beta: true } as const;
	endpoint('GET', '/v2/workplaces', workplaces, (call) => pageOf(call, context, WORKPLACES));
}

function unitOf(type: OrgUnit['type'], id: string | null | undefined): OrgUnit | undefined {
	return (type === 'team' ? TEAMS : DEPARTMENTS).find((unit) => unit.id === id);
}

function parentsOf({ parent_id: parentId }: OrgUnit): OrgUnit[] {
	const parent = unitOf('department', parentId);
	return parent ? [parent] : [];
}
