import { ok } from '../../kit/requests.mts';
import type { Body, Call, Endpoint, RouteContext } from '../api.mts';
import { badRequest, notFound, texts } from '../api.mts';
import type { PersonRecord } from '../people.mts';
import type { DisplayMode } from '../personView.mts';
import { personView } from '../personView.mts';
import { maySee } from '../serviceUsers.mts';
import type { HiBobState } from '../state.mts';

const MOST_FIELDS = 400;
const FILTER_PATHS: readonly unknown[] = ['root.id', 'root.email'];

/** People: the search, one person, and the public profiles. */
export function peopleRoutes(endpoint: Endpoint, context: RouteContext): void {
	const { state, options } = context;
	const searchBody = ['fields', 'filters', 'showInactive', 'humanReadable'];

	endpoint('POST', '/people/search', { body: searchBody }, ({ user, body, violate }) => {
		const question = { user, fields: fieldsOf(body), mode: modeOf(body, violate) };
		const matches = filterOf(body);
		const withInactive = isSet(body, 'showInactive');
		const people = state.people
			.allSeen()
			.filter((person) => maySee(user, person['root.id']))
			.filter((person) => withInactive || person['internal.status'] === 'Active')
			.filter(matches);
		return ok({ employees: people.map((person) => personView(state, person, question, options)) });
	});

	const oneBody = ['fields', 'humanReadable'];
	endpoint('POST', '/people/{identifier}', { body: oneBody }, ({ params, user, body, violate }) => {
		const question = { user, fields: fieldsOf(body), mode: modeOf(body, violate) };
		const person = personCalled(state, params['identifier'] ?? '');
		if (person === undefined || !maySee(user, person['root.id'])) throw notFound();
		const view = personView(state, person, question, options);
		return ok(options.personAnswer === 'list' ? { employees: [view] } : view);
	});

	endpoint('GET', '/profiles', {}, ({ user }) => {
		const active = state.people
			.allSeen()
			.filter(
				(person) => person['internal.status'] === 'Active' && maySee(user, person['root.id']),
			);
		return ok({ employees: active.map((person) => profileOf(state, person)) });
	});
}

/** By id, or by e-mail. */
function personCalled(state: HiBobState, identifier: string): PersonRecord | undefined {
	if (!identifier.includes('@')) return state.people.seen(identifier);
	return state.people.allSeen().find((person) => person['root.email'] === identifier);
}

function fieldsOf(body: Body): string[] | undefined {
	const fields = texts(body, 'fields');
	if (fields && fields.length > MOST_FIELDS) {
		throw badRequest(`No more than ${MOST_FIELDS} fields.`, 'too-many-fields');
	}
	// An empty list counts as none.
	return fields?.length === 0 ? undefined : fields;
}

/** Anything else is ignored. */
function modeOf(body: Body, violate: Call['violate']): DisplayMode {
	const mode = body['humanReadable'];
	if (mode === 'APPEND' || mode === 'REPLACE') return mode;
	if (mode !== undefined) violate('bad-parameter');
	return 'machine';
}

function isSet(body: Body, name: string): boolean {
	const value = body[name] ?? false;
	if (typeof value !== 'boolean') throw badRequest(`${name} is not a boolean.`);
	return value;
}

/** There can be one filter, by id or e-mail, for equality with any of some values. */
function filterOf(body: Body): (person: PersonRecord) => boolean {
	const filters = body['filters'];
	if (filters === undefined) return () => true;
	if (!Array.isArray(filters) || filters.length !== 1) throw badRequest('One filter is expected.');
	const { fieldPath, operator, values } = Object(filters[0]) as Record<string, unknown>;
	if (!FILTER_PATHS.includes(fieldPath)) throw badRequest('Unsupported fieldPath.');
	if (operator !== 'equals') throw badRequest('Unsupported operator.');
	if (!Array.isArray(values) || values.length === 0) throw badRequest('Values are missing.');
	if (values.some((value) => typeof value !== 'string')) throw badRequest('Values are texts.');
	const wanted = new Set<unknown>(values);
	return (person) => wanted.has(person[String(fieldPath)]);
}

function profileOf(state: HiBobState, person: PersonRecord): object {
	const reportsTo = person['work.reportsTo'] as { id: string } | null | undefined;
	return {
		id: person['root.id'],
		companyId: person['root.companyId'],
		firstName: person['root.firstName'],
		surname: person['root.surname'],
		displayName: person['root.displayName'],
		email: person['root.email'],
		work: {
			title: state.nameIn('title', person['work.title']) ?? null,
			department: state.nameIn('department', person['work.department']) ?? null,
			site: person['work.site'] ?? null,
			startDate: person['work.startDate'] ?? null,
			manager: reportsTo?.id ?? null,
		},
	};
}
