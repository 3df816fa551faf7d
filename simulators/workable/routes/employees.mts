import { ok, Refusal } from '../../kit/requests.mts';
import type { Query } from '../../kit/requests.mts';
import { badParameter, forbidden, notFound, one, paged } from '../api.mts';
import type { Endpoint, RouteContext } from '../api.mts';
import { listItem, singleRecord } from '../people.mts';
import type { Person } from '../people.mts';
import { MEMBERS } from '../reference.mts';
import { employeeInForms, inOrder, recordsInForms, totalInForms } from '../sometimes.mts';

/** `/employees`: the list and the single record, whose keys differ. */
export function employeeRoutes(
	endpoint: Endpoint,
	{ state, options, switches }: RouteContext,
): void {
	const scopes = ['r_employees'] as const;

	endpoint(
		'GET',
		'/employees',
		{ scopes, query: ['limit', 'offset', 'query', 'order_by', 'member_id'] },
		({ query }) => {
			checkMember(query);
			const people = ordered(query, matching(query, inOrder([...state.people.values()], switches)));
			const employees = paged(query, people).map((person) =>
				employeeInForms(listItem(person, state.people), switches, { isRepeated: false }),
			);
			return ok({
				...totalInForms(people.length, switches),
				employees: recordsInForms(employees, switches),
			});
		},
	);

	endpoint('GET', '/employees/:id', { scopes, query: ['member_id'] }, ({ params, query }) => {
		checkMember(query);
		if (options.requireMember && one(query, 'member_id') === undefined) return forbidden();
		const person = state.people.get(params['id'] ?? '');
		if (!person) return notFound();
		const record = singleRecord(person, state.people.values());
		return ok(employeeInForms(record, switches, { isRepeated: true }));
	});
}

/** Refuses a `member_id` that is no active member. */
function checkMember(query: Query): void {
	const id = one(query, 'member_id');
	if (id === undefined) return;
	if (!MEMBERS.some((member) => member.id === id && member.active)) throw new Refusal(forbidden());
}

function matching(query: Query, people: Person[]): Person[] {
	const text = one(query, 'query')?.toLowerCase();
	if (!text) return people;
	return people.filter(({ record }) =>
		[record.firstname, record.lastname, record.work_email, record.personal_email[0]?.value].some(
			(value) => value?.toLowerCase().includes(text),
		),
	);
}

function ordered(query: Query, people: Person[]): Person[] {
	const key = one(query, 'order_by');
	if (key === undefined) return people;
	if (key !== 'division' && key !== 'department') {
		throw badParameter('order_by', 'is not included in the list');
	}
	// Nobody in the invented company has a division.
	if (key === 'division') return people;
	return people.toSorted((a, b) => a.record.department.localeCompare(b.record.department));
}
