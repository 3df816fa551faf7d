import type { Api } from '../shared/api.mts';
import type { Call } from '../shared/calls.mts';
import type { Fields } from '../shared/values.mts';
import { daysLater, idAt, recordsAt, textAt } from '../shared/values.mts';

const PERSONS_SCOPE = 'the scope personio:persons:read';
const ABSENCES_SCOPE = 'the scope personio:absences:read';
const WEBHOOKS_SCOPE = 'the scope personio:webhooks:read';

/** The largest page of persons and employments. */
const PAGE = '50';

/** https://developer.personio.de/reference/get_v2-persons */
export function persons(query: Record<string, string> = { limit: PAGE }): Call {
	return { path: '/v2/persons', query, needs: PERSONS_SCOPE };
}

export function employments(
	personId: string,
	query: Record<string, string> = { limit: PAGE },
): Call {
	return {
		path: '/v2/persons/{person_id}/employments',
		ids: { person_id: personId },
		query,
		needs: `${PERSONS_SCOPE}, as far as is known`,
	};
}

export function employment(personId: string, id: string): Call {
	return {
		path: '/v2/persons/{person_id}/employments/{id}',
		ids: { person_id: personId, id },
		needs: `${PERSONS_SCOPE}, as far as is known`,
	};
}

/** Of the last three months on, those to come included. */
export function absences(today: string, headers: Record<string, string> = {}): Call {
	return {
		path: '/v2/absence-periods',
		query: { 'ends_at.date_time.gte': `${daysLater(today, -90)}T00:00:00`, limit: '100' },
		headers,
		needs: ABSENCES_SCOPE,
	};
}

export function absenceTypes(headers: Record<string, string> = {}): Call {
	return { path: '/v2/absence-types', query: { limit: '100' }, headers, needs: ABSENCES_SCOPE };
}

export function breakdowns(id: string, headers: Record<string, string> = {}): Call {
	return {
		path: '/v2/absence-periods/{id}/breakdowns',
		ids: { id },
		headers,
		needs: ABSENCES_SCOPE,
	};
}

export function orgUnits(type: 'department' | 'team'): Call {
	return {
		path: '/v2/org-units',
		query: { type },
		needs: 'the scope personio:org-units:read',
	};
}

export const LEGAL_ENTITIES: Call = {
	path: '/v2/legal-entities',
	needs: 'a scope whose name is not known (probably personio:legal-entities:read)',
};

export const WEBHOOKS: Call = {
	path: '/v2/webhooks',
	query: { limit: '200' },
	needs: WEBHOOKS_SCOPE,
};

export function history(webhookId: string): Call {
	return {
		path: '/v2/webhooks/{id}/events',
		ids: { id: webhookId },
		query: { limit: '200' },
		needs: WEBHOOKS_SCOPE,
	};
}

export async function personsOf(api: Api): Promise<Fields[]> {
	return recordsAt(await api.read(persons()), '_data');
}

/** A person with the employments that are listed. */
export interface Employed {
	personId: string;
	/** The ids that the person's own record names. */
	named: string[];
	listed: Fields[];
}

/** As many people's employments are read. */
const MOST = 15;

/** Some people: those with several employments first, then those who came last. */
export async function employedOf(api: Api): Promise<Employed[]> {
	const byNumber = (await personsOf(api)).toSorted(
		(a, b) =>
			recordsAt(b, 'employments').length - recordsAt(a, 'employments').length ||
			(textAt(b, 'created_at') ?? '').localeCompare(textAt(a, 'created_at') ?? ''),
	);
	const employed: Employed[] = [];
	for (const person of byNumber.slice(0, MOST)) {
		const personId = idAt(person, 'id');
		if (personId === undefined) continue;
		const named = recordsAt(person, 'employments').flatMap((one) => idAt(one, 'id') ?? []);
		const listed = recordsAt(await api.read(employments(personId)), '_data');
		employed.push({ personId, named, listed });
	}
	return employed;
}

export async function employmentsOf(api: Api): Promise<Fields[]> {
	return (await employedOf(api)).flatMap(({ listed }) => listed);
}

/** The header that absences once took. */
export const BETA = { Beta: 'true' };

/** The headers without which absences are not found. */
export async function absenceHeadersOf(api: Api): Promise<Record<string, string>> {
	const { status } = await api.look(absences(api.today), [400, 404]);
	return status === 404 ? BETA : {};
}

/** Where their filter is not taken, those that come without one. */
export async function absencesOf(api: Api): Promise<Fields[]> {
	const call = absences(api.today, await absenceHeadersOf(api));
	const answer = await api.look(call, [400]);
	const body = answer.status < 400 ? answer.body : await api.read({ ...call, query: ALL });
	return recordsAt(body, '_data');
}

const ALL = { limit: '100' };

export async function webhooksOf(api: Api): Promise<Fields[]> {
	const body = await api.read(WEBHOOKS);
	return Array.isArray(body) ? recordsAt(body) : recordsAt(body, '_data');
}

/** As many webhooks' events are read. */
const HISTORIES = 3;

/** What the webhooks there are have sent lately. */
export async function eventsOf(api: Api): Promise<Fields[]> {
	const ids = (await webhooksOf(api)).flatMap((one) => idAt(one, 'id') ?? []);
	const asked = ids.slice(0, HISTORIES);
	const answers = [];
	for (const id of asked) answers.push(await api.look(history(id), [403]));
	const granted = answers.filter(({ status }) => status < 400);
	const [first] = asked;
	// Where no history may be read, the question is refused and not answered.
	if (first !== undefined && granted.length === 0) await api.read(history(first));
	return granted.flatMap(({ body }) => recordsAt(body, '_data'));
}
