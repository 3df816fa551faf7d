import type { Day, Instant } from '../../../shared/model/dates';
import type { Api } from '../../../shared/outbound/api';
import { isAskedFor } from '../../../shared/outbound/askedFor';
import { recordsWhere } from '../../../shared/outbound/paging';
import type { LeaveRecord } from '../leave';
import { LEAVES, leaveRecordSchema } from '../leave';
import { isSince } from './employees';
import { pageOf, readList } from './lists';

/** What a list of leaves is, in words. */
export const LIST_OF_LEAVES = 'a list of leaves';

const pageOfLeaves = pageOf(leaveRecordSchema);

/** The filters for leaves. */
export interface LeaveFilter {
	readonly ids?: readonly string[];
	readonly employeeIds?: readonly string[];
	readonly leaveTypeIds?: readonly string[];
	/** Leaves that are not over before `from`, and have not begun after `to`. */
	readonly from?: Day;
	readonly to?: Day;
	readonly withDeleted?: boolean;
	readonly updatedSince?: Instant;
}

/**
 * Lists leaves. Factorial has no filter for the time of the last change, so that time is checked
 * here.
 * https://apidoc.factorialhr.com/reference/get_timeoff-leaves
 */
export function listLeaves(api: Api, filter: LeaveFilter = {}): AsyncIterable<LeaveRecord> {
	const { ids, employeeIds, leaveTypeIds, from, to, withDeleted, updatedSince } = filter;
	const query = {
		...(ids?.length ? { ids: [...ids] } : {}),
		...(employeeIds?.length ? { employee_ids: [...employeeIds] } : {}),
		// This takes several ids, in spite of its name.
		...(leaveTypeIds?.length ? { leave_type_id: [...leaveTypeIds] } : {}),
		...(from === undefined ? {} : { from }),
		...(to === undefined ? {} : { to }),
		include_deleted_leaves: withDeleted === true,
		// If the days of each leave are not asked for, its total includes days off.
		include_duration: true,
		include_duration_by_day: true,
	};
	const leaves = readList(api, LEAVES, pageOfLeaves, { query, what: LIST_OF_LEAVES });
	return recordsWhere(
		leaves,
		({ id, employee_id: employeeId, updated_at: changed, deleted_at: deleted }) =>
			isAskedFor(ids, id) &&
			isAskedFor(employeeIds, employeeId) &&
			(updatedSince === undefined || isSince(deleted ?? changed, updatedSince)),
	);
}
