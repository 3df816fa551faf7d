import type { Api } from '../shared/api.mts';
import type { Call } from '../shared/calls.mts';
import type { Fields } from '../shared/values.mts';
import { daysLater, idAt, recordsAt } from '../shared/values.mts';

/** Half a year back, as people ask for time off long before and enter it long after. */
const DAYS_BACK = 180;

const scope = (name: string): string => `an API token with the scope ${name}`;

export const DEPARTMENTS: Call = { path: '/departments', needs: scope('r_account') };

export const LEGAL_ENTITIES: Call = { path: '/legal_entities', needs: scope('r_account') };

export const CATEGORIES: Call = { path: '/timeoff/categories', needs: scope('r_timeoff') };

export const WEBHOOKS: Call = { path: '/subscriptions', needs: 'a valid API token' };

/** The largest page that is documented. */
export function employees(memberId?: string): Call {
	return {
		path: '/employees',
		query: { limit: '100', ...(memberId === undefined ? {} : { member_id: memberId }) },
		needs: scope('r_employees'),
	};
}

export function employee(id: string, memberId?: string): Call {
	return {
		path: '/employees/{id}',
		ids: { id },
		...(memberId === undefined ? {} : { query: { member_id: memberId } }),
		needs: `${scope('r_employees')}, and perhaps WORKABLE_MEMBER_ID of an HR admin`,
	};
}

/** https://workable.readme.io/reference/timeoffrequests-1 */
export function timeOff(today: string, query: Record<string, string> = {}): Call {
	return {
		path: '/timeoff/requests',
		query: { from_date: daysLater(today, -DAYS_BACK), limit: '100', ...query },
		needs: scope('r_timeoff'),
	};
}

export function balances(employeeId: string): Call {
	return {
		path: '/timeoff/balances',
		query: { employee_id: employeeId },
		needs: scope('r_timeoff'),
	};
}

export async function peopleOf(api: Api): Promise<Fields[]> {
	return recordsAt(await api.read(employees(api.memberId)), 'employees');
}

/** Requests of everybody; of one person after the other where everybody's are refused. */
export async function requestsOf(api: Api): Promise<Fields[]> {
	const everybodys = await api.look(timeOff(api.today), [400, 422]);
	if (everybodys.status < 400) return recordsAt(everybodys.body, 'requests');
	const ids = (await peopleOf(api)).flatMap((person) => idAt(person, 'id') ?? []);
	const requests: Fields[] = [];
	for (const id of ids.slice(0, 10)) {
		const own = await api.read(timeOff(api.today, { employee_id: id }));
		requests.push(...recordsAt(own, 'requests'));
	}
	return requests;
}

/** Some people as they are read one by one, managers' reports among them. */
export async function recordsOf(api: Api): Promise<Fields[]> {
	const people = await peopleOf(api);
	const reporting = people.filter((person) => idAt(person, 'manager_id') !== undefined);
	const ids = [...reporting, ...people].flatMap((person) => idAt(person, 'id') ?? []);
	const records: unknown[] = [];
	for (const id of new Set(ids.slice(0, 4))) {
		records.push(await api.read(employee(id, api.memberId)));
	}
	return recordsAt(records);
}
