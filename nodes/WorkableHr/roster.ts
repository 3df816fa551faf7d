import type { Roster } from '../shared/vendor';
import { listedLeaves } from './records/fetch/listedLeaves';
import { listedPart } from './records/fetch/listedPeople';

/**
 * Who works for the company and who is away. Workable has no last day and no end of a probation. Its list has no end of
 * a contract and no first day of an earlier employment. So events that need one of these are not offered. A deletion is
 * not offered either: people who were offboarded are missing from this list too.
 */
export const roster: Roster = {
	produces: [
		...(['employee.start_upcoming', 'employee.started', 'employee.anniversary'] as const),
		...(['leave.started', 'leave.ended'] as const),
		...(['employee.created', 'employee.hired'] as const),
		...(['employee.start_changed', 'employee.hire_cancelled'] as const),
		...(['employee.job_changed', 'employee.updated'] as const),
	],
	everybody: listedPart,
	leaves: async (period, { api }) => ({
		records: await listedLeaves(api, period),
		companyId: null,
	}),
};
