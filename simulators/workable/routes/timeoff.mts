import { ok, Refusal } from '../../kit/requests.mts';
import type { Query } from '../../kit/requests.mts';
import { badParameter, invalid, many, notFound, one, paged } from '../api.mts';
import type { Endpoint, RouteContext, RouteOptions } from '../api.mts';
import { CATEGORIES } from '../reference.mts';
import { inOrder, recordsInForms, totalInForms } from '../sometimes.mts';
import type { TimeOffRequest } from '../timeoff.mts';

const SCOPES = ['r_timeoff'] as const;
const STATES = ['pending', 'approved', 'rejected', 'canceled'];
const YEARLY_ALLOWANCE = 20;

/** `/timeoff/*`: requests, balances, categories. */
export function timeOffRoutes(
	endpoint: Endpoint,
	{ state, options, switches }: RouteContext,
): void {
	endpoint(
		'GET',
		'/timeoff/requests',
		{
			scopes: SCOPES,
			query: [
				...['from_date', 'to_date', 'states[]', 'category_ids[]', 'employee_id', 'employee_ids[]'],
				...['limit', 'offset'],
			],
		},
		({ query }) => {
			if (options.timeoffNeedsEmployee && one(query, 'employee_id') === undefined) {
				throw new Refusal(invalid({ employee_id: 'is required' }));
			}
			const all = inOrder([...state.timeOff.values()], switches);
			const requests = matching(query, all, options.timeoffPeriod);
			return ok({
				...totalInForms(requests.length, switches),
				requests: recordsInForms(
					paged(query, requests).map((request) => ({ ...request })),
					switches,
				),
			});
		},
	);

	endpoint('GET', '/timeoff/balances', { scopes: SCOPES, query: ['employee_id'] }, ({ query }) => {
		const employeeId = one(query, 'employee_id');
		if (!employeeId) throw badParameter('employee_id', 'is required');
		if (!state.people.has(employeeId)) return notFound();
		const balances = balancesOf(employeeId, [...state.timeOff.values()]);
		return ok({ balances: recordsInForms(balances, switches) });
	});

	endpoint('GET', '/timeoff/categories', { scopes: SCOPES }, () =>
		ok({ categories: recordsInForms(inOrder(CATEGORIES, switches), switches) }),
	);
}

/** The requests of the period asked for that pass the other filters. */
function matching(
	query: Query,
	requests: TimeOffRequest[],
	timeoffPeriod: RouteOptions['timeoffPeriod'],
): TimeOffRequest[] {
	const from = day(query, 'from_date');
	const to = day(query, 'to_date');
	if (from === undefined) throw badParameter('from_date', 'is required');
	const states = many(query, 'states');
	if (states.some((state) => !STATES.includes(state))) {
		throw badParameter('states', 'is not included in the list');
	}
	const employeeId = one(query, 'employee_id');
	const employees = [...many(query, 'employee_ids'), ...(employeeId ? [employeeId] : [])];
	const names = many(query, 'category_ids').map(
		(wanted) => CATEGORIES.find(({ id }) => id === wanted)?.name ?? '',
	);
	const isOfPeriod = (request: TimeOffRequest): boolean => {
		const [first, last] = [request.from_date.slice(0, 10), request.to_date.slice(0, 10)];
		return timeoffPeriod === 'touching'
			? last >= from && (to === undefined || first <= to)
			: first >= from && (to === undefined || last <= to);
	};
	return requests.filter(
		(request) =>
			isOfPeriod(request) &&
			isIn(states, request.state) &&
			isIn(employees, request.employee_id) &&
			isIn(names, request.category_name),
	);
}

function isIn(wanted: readonly string[], value: string): boolean {
	return wanted.length === 0 || wanted.includes(value);
}

function day(query: Query, name: string): string | undefined {
	const value = one(query, name);
	if (value === undefined) return undefined;
	if (
		!/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\.\d{3})?$/.test(value) ||
		Number.isNaN(Date.parse(value))
	) {
		throw badParameter(name, 'is not a date');
	}
	return value.slice(0, 10);
}

function balancesOf(employeeId: string, requests: TimeOffRequest[]) {
	return CATEGORIES.map(({ id, name, type, description }) => {
		const used = requests
			.filter((request) => request.employee_id === employeeId && request.state === 'approved')
			.filter((request) => request.category_name === name)
			.reduce((sum, request) => sum + request.requesting_total, 0);
		return {
			category_id: id,
			name,
			description,
			units_available: (YEARLY_ALLOWANCE - used).toFixed(2),
			units_carry_over_available: '0.00',
			units_used: used.toFixed(2),
			has_unlimited_timeoff: type === 'unpaid',
			time_off_tracking_unit: 'full_days',
		};
	});
}
