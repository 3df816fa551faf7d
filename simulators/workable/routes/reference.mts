import { ok } from '../../kit/requests.mts';
import type { Query } from '../../kit/requests.mts';
import { badParameter, notFound, one } from '../api.mts';
import type { Endpoint, RouteContext } from '../api.mts';
import {
	DEPARTMENTS,
	EMPLOYEE_FIELDS,
	FURTHER_LEGAL_ENTITIES,
	LEGAL_ENTITIES,
	MEMBERS,
	WORK_SCHEDULES,
} from '../reference.mts';
import type { Member } from '../reference.mts';
import { inOrder, recordsInForms } from '../sometimes.mts';

/** Look-up data: what the ids in the records stand for. */
export function referenceRoutes(
	endpoint: Endpoint,
	{ state, baseUrl, switches }: RouteContext,
): void {
	const scopes = ['r_account'] as const;
	endpoint('GET', '/departments', { scopes }, () =>
		ok(recordsInForms(inOrder(DEPARTMENTS, switches), switches)),
	);
	endpoint('GET', '/legal_entities', { scopes }, () =>
		ok(recordsInForms(inOrder([...LEGAL_ENTITIES, ...FURTHER_LEGAL_ENTITIES], switches), switches)),
	);
	endpoint('GET', '/work_schedules', { scopes }, () => ok(WORK_SCHEDULES));
	endpoint('GET', '/employee_fields', { scopes, query: ['member_id'] }, () => ok(EMPLOYEE_FIELDS));

	const account = {
		id: 'b4e8e',
		name: 'Acme',
		subdomain: state.subdomain,
		description: null,
		summary: null,
		website_url: 'https://acme.example',
	};
	const jobs = { scopes: ['r_jobs'] } as const;
	endpoint('GET', '/accounts', jobs, () => ok({ accounts: [account] }));
	endpoint('GET', '/accounts/:subdomain', jobs, ({ params }) =>
		params['subdomain'] === state.subdomain ? ok(account) : notFound(),
	);

	endpoint('GET', '/members', { ...jobs, query: MEMBER_QUERY }, ({ query }) => {
		const limit = Number(one(query, 'limit') ?? '50');
		if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
			throw badParameter('limit', 'is not a number from 1 to 100');
		}
		const members = MEMBERS.filter((member) => isWanted(member, query));
		const next = members[limit];
		return ok({
			members: members.slice(0, limit),
			...(next && { paging: { next: nextPage(baseUrl(), query, next.id) } }),
		});
	});
}

const MEMBER_QUERY = [
	...['limit', 'since_id', 'max_id', 'role', 'shortcode', 'email', 'name', 'status'],
];

function isWanted(member: Member, query: Query): boolean {
	const status = one(query, 'status') ?? 'active';
	const since = one(query, 'since_id') ?? '';
	const until = one(query, 'max_id');
	return (
		(status === 'all' || (status === 'active') === member.active) &&
		member.id >= since &&
		(until === undefined || member.id <= until) &&
		[undefined, member.role].includes(one(query, 'role')) &&
		[undefined, member.email].includes(one(query, 'email')) &&
		[undefined, member.name].includes(one(query, 'name'))
	);
}

/** A full URL to follow as it is. */
function nextPage(baseUrl: string, query: Query, sinceId: string): string {
	const next = new URLSearchParams([...query].map(([name, values]) => [name, values[0] ?? '']));
	next.set('since_id', sinceId);
	return `${baseUrl}/members?${next}`;
}
