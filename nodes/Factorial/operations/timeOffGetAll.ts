import { someOf } from '../../shared/actions/choices';
import { field } from '../../shared/actions/field';
import { filters } from '../../shared/actions/filters';
import { yesOrNo } from '../../shared/actions/kind';
import { limitFields, limitOf } from '../../shared/actions/limit';
import { numericIds } from '../../shared/actions/lists';
import type { Operation } from '../../shared/actions/operation';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { checkPeriod, firstDay, lastDay } from '../../shared/actions/period';
import { recordChoice } from '../../shared/actions/records';
import { updatedSince } from '../../shared/actions/updatedSince';
import { leaveItemSchema } from '../../shared/model/leave';
import { takeMapped } from '../../shared/outbound/paging';
import { isOneOf, matchingRecords } from '../../shared/reading/matchingRecords';
import { readLeaveTypes } from '../records/fetch/directory';
import { statusOf } from '../records/leave';
import { LIST_OF_LEAVES, listLeaves } from '../records/fetch/leaves';
import { includeDays, leaveRecord, wantsDays } from './leaves';

const STATUSES = [
	{ name: 'Approved', value: 'approved' },
	{ name: 'Declined', value: 'declined' },
	{ name: 'Deleted', value: 'deleted' },
	{ name: 'Requested', value: 'requested' },
] as const;
const KNOWN_STATUSES = STATUSES.map(({ value }) => value);

const narrowedBy = filters(
	firstDay('leaves'),
	field(
		{
			displayName: 'Include Deleted',
			name: 'includeDeleted',
			type: 'boolean',
			default: true,
			description: 'Whether to include leaves that were deleted',
		},
		yesOrNo,
	),
	field(
		recordChoice({
			displayName: 'Leave Type Names or IDs',
			name: 'leaveTypeIds',
			loadOptionsMethod: 'getLeaveTypes',
		}),
		numericIds,
	),
	field(
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: [...STATUSES],
			default: [],
			description: 'Only leaves that are approved, declined, deleted or requested',
		},
		someOf(STATUSES),
	),
	lastDay,
	updatedSince('leaves'),
);

/** https://apidoc.factorialhr.com/reference/get_timeoff-leaves */
export const timeOffGetAll: Operation = {
	resource: 'timeOff',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many time off leaves',
	description: 'Retrieve a list of leaves of one person or of everyone',
	output: leaveItemSchema,
	fields: [...peopleFields, ...limitFields, includeDays.property, narrowedBy.property],
	async run(context, itemIndex, api) {
		const personId = onePersonOf(context, itemIndex);
		const limit = limitOf(context, itemIndex);
		const withDays = wantsDays(context, itemIndex);
		const { statuses, includeDeleted, ...filter } = narrowedBy.of(context, itemIndex);
		checkPeriod(context, filter, itemIndex);
		const { types } = await readLeaveTypes(api);
		const leaves = listLeaves(api, {
			...filter,
			...(personId === null ? {} : { employeeIds: [personId] }),
			withDeleted: includeDeleted === true || statuses?.includes('deleted') === true,
		});
		const matching = matchingRecords(
			leaves,
			{ unread: api.unread, what: LIST_OF_LEAVES },
			{
				approved: (leave) => isOneOf(statuses, statusOf(leave), { known: KNOWN_STATUSES }),
				// Factorial was asked to filter by type, so a leave without a type is kept.
				leave_type_id: (leave) => isOneOf(filter.leaveTypeIds, leave.leave_type_id) ?? true,
			},
		);
		return takeMapped(matching, limit, (leave) => leaveRecord(leave, types, { withDays }));
	},
};
