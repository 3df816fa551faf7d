import { ok } from '../../kit/requests.mts';
import type { Query } from '../../kit/requests.mts';
import type { Endpoint, RouteContext } from '../api.mts';
import { date, flag, isIn, many, notFound, requiredFlag } from '../api.mts';
import type { LeaveRecord } from '../leaves.mts';
import { withDays } from '../leaves.mts';
import { paged, PAGING } from '../paging.mts';

const PATH = '/timeoff/leaves';
/** There is none for what changed lately. */
const FILTERS = [
	...['ids[]', 'employee_ids[]', 'leave_type_id[]', 'from', 'to', 'only_active', 'approved'],
	...['include_pending', 'include_deleted_leaves', 'include_leave_type', 'include_duration'],
	...['include_duration_by_day', 'type_is_workable', 'type_is_payable', 'forced_finish_on'],
];

/** Leaves: the list and the single record. */
export function leaveRoutes(endpoint: Endpoint, { state, options }: RouteContext): void {
	const scope = 'time_off';

	endpoint('GET', PATH, { scope, query: [...FILTERS, ...PAGING] }, ({ query }) => {
		const areDaysWanted = flag(query, 'include_duration_by_day') === true;
		const rules = { freeDays: options.freeDays, forcedFinishOn: date(query, 'forced_finish_on') };
		const withDeleted = requiredFlag(query, 'include_deleted_leaves', options.requiresFlags);
		const leaves = matching(query, [...state.leaves.values()])
			.filter(({ deleted_at: at }) => withDeleted || at === null)
			.map((leave) => (areDaysWanted ? withDays(leave, rules) : leave));
		return ok(paged(query, leaves));
	});

	endpoint('GET', `${PATH}/:id`, { scope }, ({ params }) => {
		const leave = state.leaves.get(params['id'] ?? '');
		if (leave === undefined || leave.deleted_at !== null) throw notFound();
		return ok(leave);
	});
}

function matching(query: Query, leaves: LeaveRecord[]): LeaveRecord[] {
	const from = date(query, 'from')?.slice(0, 10);
	const to = date(query, 'to')?.slice(0, 10);
	return leaves.filter(
		(leave) =>
			isIn(many(query, 'ids'), leave.id) &&
			isIn(many(query, 'employee_ids'), leave.employee_id) &&
			// Several in spite of its name.
			isIn(many(query, 'leave_type_id'), leave.leave_type_id) &&
			(from === undefined || leave.finish_on === null || leave.finish_on >= from) &&
			(to === undefined || leave.start_on <= to) &&
			isDecidedAs(query, leave),
	);
}

function isDecidedAs(query: Query, { approved }: LeaveRecord): boolean {
	const wanted = flag(query, 'approved');
	const isPendingWanted = flag(query, 'include_pending') === true;
	if (wanted === undefined && !isPendingWanted) return true;
	return approved === null ? isPendingWanted : approved === wanted;
}
