import { ok, Refusal } from '../../kit/requests.mts';
import { csv, one, oneOf } from '../api.mts';
import type { Call, Endpoint, RouteContext } from '../api.mts';
import { changedFilter } from '../filters.mts';
import { pageOf } from '../paging.mts';
import { notFound } from '../problems.mts';
import type { EmploymentRecord } from '../employments.mts';
import type { StoredPerson } from '../people.mts';
import { inForms } from '../sometimes.mts';
import { employmentView, personView, alsoWithoutIds, withoutIds } from '../views.mts';

const SCOPE = 'personio:persons:read';
const PAGE = { max: 50, default: 10 };
const NAMES = ['first_name', 'last_name', 'preferred_name'] as const;

/** `/v2/persons` and the employments below a person. There is no list of all employments. */
export function personRoutes(endpoint: Endpoint, context: RouteContext): void {
	const { state, options, baseUrl } = context;

	endpoint(
		'GET',
		'/v2/persons',
		{
			scope: SCOPE,
			query: [
				'id',
				'email',
				...NAMES,
				...changed('created_at'),
				...changed('updated_at'),
				'status',
			],
			page: PAGE,
		},
		(call) => {
			const isWanted = personFilter(call);
			const people = [...state.people.values()].filter(isWanted);
			// Only the records of this page are written out, because there may be thousands.
			const { offset, limit } = call.page;
			const shown = people.map((person, index) =>
				index >= offset && index < offset + limit ? view(person, call) : undefined,
			);
			return pageOf(call, context, shown);
		},
	);

	endpoint('GET', '/v2/persons/:id', { scope: SCOPE }, (call) =>
		ok(inForms(view(personOf(call), call), options)),
	);

	endpoint(
		'GET',
		'/v2/persons/:id/employments',
		{ scope: SCOPE, query: ['id', ...changed('updated_at')], page: PAGE },
		(call) => {
			const ids = csv(call.query, 'id');
			const isChanged = changedFilter(call.query, 'updated_at', options.dateFilters);
			const employments = state
				.employmentsOf(personOf(call).id)
				.filter(({ id, updated_at: at }) => (ids?.includes(id) ?? true) && isChanged(at))
				.filter(isListed)
				.map((employment) => employmentShown(employment, call));
			const ordered = options.order === 'newest-first' ? employments : employments.reverse();
			return pageOf(call, context, ordered, '/v2/employments');
		},
	);

	endpoint('GET', '/v2/persons/:id/employments/:employmentId', { scope: SCOPE }, (call) => {
		const employment = state
			.employmentsOf(personOf(call).id)
			.find(({ id }) => id === call.params['employmentId']);
		if (!employment) return notFound('Employment');
		return ok(inForms(employmentShown(employment, call), options));
	});

	function isListed({ employment_start_date: start }: EmploymentRecord): boolean {
		return options.comingEmployments === 'listed' || start <= state.today();
	}

	function employmentShown(employment: EmploymentRecord, { client }: Call) {
		const view = employmentView(employment, client.attributes, baseUrl());
		switch (options.references) {
			case 'with-id':
				return view;
			case 'without-id':
				return withoutIds(view);
			case 'also-without':
				return alsoWithoutIds(view);
		}
	}

	function view(person: StoredPerson, { client }: Call): Record<string, unknown> {
		return personView(state.personRecord(person), client.attributes, baseUrl());
	}

	function personOf({ params }: Call): StoredPerson {
		const person = state.people.get(params['id'] ?? '');
		if (!person) throw new Refusal(notFound('Person'));
		return person;
	}

	function personFilter({ query }: Call): (person: StoredPerson) => boolean {
		const ids = csv(query, 'id');
		const emails = csv(query, 'email');
		const status = oneOf(query, 'status', ['ACTIVE', 'INACTIVE']);
		const names = NAMES.map((name) => ({ name, wanted: one(query, name) }));
		const isCreated = changedFilter(query, 'created_at', options.dateFilters);
		const isUpdated = changedFilter(query, 'updated_at', options.dateFilters);
		return (person) =>
			(ids?.includes(person.id) ?? true) &&
			(emails?.includes(person.email) ?? true) &&
			names.every(({ name, wanted }) => wanted === undefined || person[name] === wanted) &&
			isCreated(person.created_at) &&
			isUpdated(person.updated_at) &&
			(status === undefined || state.personRecord(person).status === status);
	}
}

function changed(name: string): string[] {
	return [name, `${name}.gt`, `${name}.lt`];
}
