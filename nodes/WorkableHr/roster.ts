import type { Roster } from '../shared/vendor';
import { listedLeaves } from './records/fetch/listedLeaves';
import { listedPeople } from './records/fetch/listedPeople';

/**
 * Who is with the company and who is away. Workable keeps no last day and no end of a probation, and its
 * list has no end of a contract and no first day of an earlier employment: what needs one of these is
 * not offered. Nor is a deletion, because whoever is offboarded is not listed here either.
 */
export const roster: Roster = {
	produces: [
		...(['employee.start_upcoming', 'employee.started', 'employee.anniversary'] as const),
		...(['leave.started', 'leave.ended'] as const),
		...(['employee.created', 'employee.hired'] as const),
		...(['employee.start_changed', 'employee.hire_cancelled'] as const),
		...(['employee.job_changed', 'employee.updated'] as const),
	],
	// The credential names the company.
	people: async (context) => ({ records: await listedPeople(context), companyId: null }),
	leaves: async (period, { api }) => ({
		records: await listedLeaves(api, period),
		companyId: null,
	}),
};
