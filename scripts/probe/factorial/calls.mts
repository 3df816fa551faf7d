import type { Api } from '../shared/api.mts';
import type { Call } from '../shared/calls.mts';
import type { Fields } from '../shared/values.mts';
import { daysLater, recordsAt } from '../shared/values.mts';

/** The version of the API that is asked, where a question is not about versions. */
export const VERSION = '2026-10-01';

/** The one before. */
export const EARLIER_VERSION = '2026-07-01';

/** A version that is over: it is said to be answered in the oldest shape that is still alive. */
export const RETIRED_VERSION = '2024-10-01';

/**
 * https://apidoc.factorialhr.com/docs/api-versioning
 * @param resource such as `employees/employees`
 */
export function pathOf(resource: string, version: string = VERSION): string {
	return `/api/${version}/resources/${resource}`;
}

/** An API key may do everything; an application needs this scope. */
const scope = (name: string): string => `an API key, or an application with the scope ${name}`;

export const CREDENTIALS: Call = {
	path: pathOf('api_public/credentials'),
	needs: 'a valid API key or access token',
};

export function employees(query: Record<string, string> = {}, version: string = VERSION): Call {
	return {
		path: pathOf('employees/employees', version),
		query: { only_active: 'false', only_managers: 'false', ...query },
		needs: scope('employees'),
	};
}

export function employee(id: string): Call {
	return { path: pathOf('employees/employees/{id}'), ids: { id }, needs: scope('employees') };
}

/** A year of leaves with what each of their days takes. */
export function leaves(today: string, version: string = VERSION): Call {
	return {
		path: pathOf('timeoff/leaves', version),
		query: {
			from: daysLater(today, -365),
			include_deleted_leaves: 'false',
			include_duration_by_day: 'true',
		},
		needs: scope('time_off'),
	};
}

export const LEGAL_ENTITIES: Call = {
	path: pathOf('companies/legal_entities'),
	needs: scope('company_legal_entities'),
};

export const WEBHOOKS: Call = {
	path: pathOf('api_public/webhook_subscriptions'),
	needs: 'a valid API key or access token',
};

/** The first page of people. */
export async function peopleOf(api: Api): Promise<Fields[]> {
	return recordsAt(await api.read(employees()), 'data');
}

/** The first page of a year of leaves. */
export async function leavesOf(api: Api, version?: string): Promise<Fields[]> {
	return recordsAt(await api.read(leaves(api.today, version)), 'data');
}
