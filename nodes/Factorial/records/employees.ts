import { dayOf } from '../../shared/model/dates';
import type { Api } from '../../shared/outbound/api';
import { where } from '../../shared/outbound/paging';
import type { EmployeeRecord } from './employee';
import { employeeSchema } from './employee';
import { listOf } from './lists';
import { EMPLOYEES } from './read';

/** What people can be asked for by. */
export interface EmployeeFilter {
	readonly ids?: readonly string[];
	readonly emails?: readonly string[];
	/** Words in the name. */
	readonly name?: string;
	readonly teamIds?: readonly string[];
	readonly locationIds?: readonly string[];
	/** Leaves out who has left; a day to come is still to be left. */
	readonly isActiveOnly?: boolean;
	/** ISO 8601 in UTC. */
	readonly updatedSince?: string;
}

/**
 * People, those who have left too. Factorial looks at the day of a change only, so the time is
 * looked at here. https://apidoc.factorialhr.com/reference/get_employees-employees
 */
export function listEmployees(
	api: Api,
	filter: EmployeeFilter = {},
): AsyncIterable<EmployeeRecord> {
	const { ids, emails, name, teamIds, locationIds, isActiveOnly, updatedSince } = filter;
	const query = {
		...(ids?.length ? { ids: [...ids] } : {}),
		...(emails?.length ? { emails: [...emails] } : {}),
		...(name ? { full_text_name: name } : {}),
		...(teamIds?.length ? { team_ids: [...teamIds] } : {}),
		...(locationIds?.length ? { location_ids: [...locationIds] } : {}),
		// Declared as required in places, and documented to change nothing when false.
		only_active: isActiveOnly === true,
		only_managers: false,
		...(updatedSince === undefined ? {} : { updated_at_gteq: dayOf(updatedSince) }),
	};
	const people = listOf(api, EMPLOYEES, employeeSchema, { query, what: 'a list of employees' });
	if (updatedSince === undefined) return people;
	return where(people, ({ updated_at: at }) => isSince(at, updatedSince));
}

/** Whether a record changed at an instant or later; one that does not say when may have. */
export function isSince(changedAt: string | null | undefined, since: string): boolean {
	return changedAt == null || new Date(changedAt) >= new Date(since);
}
