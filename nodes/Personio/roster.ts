import type { Roster } from '../shared/vendor';
import { listedLeaves } from './records/fetch/listedLeaves';
import { changedPeople, listedPart, listedSome } from './records/fetch/listedPeople';

/**
 * Who is with the company and who is away. Personio keeps every day that the shared code needs, so the
 * lists can show every event of a schedule trigger.
 */
export const roster: Roster = {
	produces: [
		...(['employee.start_upcoming', 'employee.started', 'employee.anniversary'] as const),
		...(['employee.last_day_upcoming', 'employee.access_ended', 'employee.terminated'] as const),
		...(['employee.contract_ending', 'employee.probation_ending'] as const),
		...(['leave.started', 'leave.ended'] as const),
		...(['employee.created', 'employee.hired', 'employee.rehired'] as const),
		...(['employee.start_changed', 'employee.hire_cancelled'] as const),
		...(['employee.termination_scheduled', 'employee.termination_cancelled'] as const),
		...(['employee.job_changed', 'employee.updated', 'employee.deleted'] as const),
	],
	// Personio does not name the company in its lists.
	everybody: listedPart,
	selective: { changedSince: changedPeople, some: listedSome },
	leaves: async (period, { api }) => ({
		records: await listedLeaves(api, period),
		companyId: null,
	}),
};
