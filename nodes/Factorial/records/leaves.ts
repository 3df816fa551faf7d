import type { Api } from '../../shared/outbound/api';
import { where } from '../../shared/outbound/paging';
import { isSince } from './employees';
import type { LeaveRecord } from './leave';
import { LEAVES, leaveRecordSchema } from './leave';
import { listOf } from './lists';

/** What leaves can be asked for by. */
export interface LeaveFilter {
	readonly ids?: readonly string[];
	readonly employeeIds?: readonly string[];
	readonly leaveTypeIds?: readonly string[];
	/** `YYYY-MM-DD`: not over before, not begun after. */
	readonly from?: string;
	readonly to?: string;
	readonly withDeleted?: boolean;
	readonly withDays?: boolean;
	/** ISO 8601 in UTC. */
	readonly updatedSince?: string;
}

/**
 * Leaves. Factorial has no filter for what changed lately, so that is looked at here.
 * https://apidoc.factorialhr.com/reference/get_timeoff-leaves
 */
export function listLeaves(api: Api, filter: LeaveFilter = {}): AsyncIterable<LeaveRecord> {
	const { ids, employeeIds, leaveTypeIds, from, to, withDeleted, withDays, updatedSince } = filter;
	const query = {
		...(ids?.length ? { ids: [...ids] } : {}),
		...(employeeIds?.length ? { employee_ids: [...employeeIds] } : {}),
		// Several in spite of its name.
		...(leaveTypeIds?.length ? { leave_type_id: [...leaveTypeIds] } : {}),
		...(from === undefined ? {} : { from }),
		...(to === undefined ? {} : { to }),
		include_deleted_leaves: withDeleted === true,
		...(withDays === true ? { include_duration: true, include_duration_by_day: true } : {}),
	};
	const what = 'a list of leaves';
	const leaves = listOf(api, LEAVES, leaveRecordSchema, { query, what });
	if (updatedSince === undefined) return leaves;
	return where(leaves, ({ updated_at: changed, deleted_at: deleted }) =>
		isSince(deleted ?? changed, updatedSince),
	);
}
