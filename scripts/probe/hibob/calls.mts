import type { Api } from '../shared/api.mts';
import type { Call } from '../shared/calls.mts';
import type { Fields } from '../shared/values.mts';
import { daysLater, idAt, recordsAt, textAt } from '../shared/values.mts';

/** Needs no permission. */
export const FIELDS: Call = { path: '/company/people/fields', needs: 'a valid service user' };

/** https://apidocs.hibob.com/reference/post_people-search */
export const PEOPLE: Call = {
	method: 'POST',
	path: '/people/search',
	body: {
		fields: [
			'root.id',
			'work.startDate',
			'work.title',
			'internal.status',
			'internal.lifecycleStatus',
		],
		showInactive: true,
	},
	needs: "People's data > Default employee fields, and Access data for the people",
};

export type Table = 'lifecycle' | 'work' | 'employment';

export function rows(table: Table, id: string, query: Record<string, string> = {}): Call {
	return {
		path: `/people/{id}/${table}`,
		ids: { id },
		query,
		needs: `People's data > (the category of the table ${table}) > view selected employees' section histories`,
	};
}

export function bulkRows(table: Table, query: Record<string, string> = { limit: '50' }): Call {
	return {
		path: `/bulk/people/${table}`,
		query,
		needs: `People's data > (the category of the table ${table}) > view selected employees' section histories`,
	};
}

/** Without saying whose: what is asked is whether that is refused. */
export const PAYMENTS_OF_NOBODY: Call = {
	method: 'POST',
	path: '/people/actual-payments/search',
	body: { pagination: { limit: 1 } },
	needs: "People's data > (the category of actual payments) > view",
};

/** What has changed in the last five months; six are the most that HiBob allows. */
export function changes(today: string): Call {
	return {
		path: '/timeoff/requests/changes',
		query: { since: `${daysLater(today, -150)}T00:00:00Z`, includePending: 'true' },
		needs: "People's data > Time off > See who's out today > See who's out",
	};
}

export function whoIsOut(today: string): Call {
	return {
		path: '/timeoff/whosout',
		query: { from: daysLater(today, -30), to: daysLater(today, 30), includeHourly: 'true' },
		needs: "People's data > Time off > See who's out today > See who's out",
	};
}

/** A request by its id, with what each of its days takes. */
export function request(id: string, requestId: string): Call {
	return {
		path: '/timeoff/employees/{id}/requests/{requestId}',
		ids: { id, requestId },
		query: { includeDailyDurations: 'true' },
		needs:
			"People's data > Time off > Requests > create, edit and cancel people's requests that are not yet approved",
	};
}

export function balance(id: string, policyType: string, today: string): Call {
	return {
		path: '/timeoff/employees/{id}/balance',
		ids: { id },
		query: { policyType, date: today },
		needs: "People's data > Time off > Balance > see selected people's balances",
	};
}

export async function peopleOf(api: Api): Promise<Fields[]> {
	return recordsAt(await api.read(PEOPLE), 'employees');
}

export async function firstPersonOf(api: Api): Promise<string | undefined> {
	return (await peopleOf(api)).flatMap((person) => idAt(person, 'id') ?? [])[0];
}

export async function changesOf(api: Api): Promise<Fields[]> {
	return recordsAt(await api.read(changes(api.today)), 'changes');
}

/** Requests as they are read by id, those of several days first; gone ones are left out. */
export async function requestsOf(api: Api, most = 6): Promise<Fields[]> {
	const listed = (await changesOf(api)).filter((one) => one['changeType'] === 'Created');
	const isLong = (one: Fields): boolean => textAt(one, 'startDate') !== textAt(one, 'endDate');
	const found: unknown[] = [];
	for (const one of [...listed.filter(isLong), ...listed].slice(0, most)) {
		const [id, requestId] = [idAt(one, 'employeeId'), idAt(one, 'requestId')];
		if (id === undefined || requestId === undefined) continue;
		const answer = await api.look(request(id, requestId), [404]);
		if (answer.status !== 404) found.push(answer.body);
	}
	const byId = new Map(recordsAt(found).map((one) => [idAt(one, 'requestId'), one]));
	return [...byId.values()];
}

/** The rows of each person in a bulk read, whether each is in a wrapper or not. */
export async function rowsByPerson(api: Api, table: Table): Promise<Fields[][]> {
	const results = recordsAt(await api.read(bulkRows(table)), 'results');
	return results.map((result) =>
		recordsAt(result, 'values').flatMap((row) =>
			Array.isArray(row['values']) ? recordsAt(row, 'values') : [row],
		),
	);
}
