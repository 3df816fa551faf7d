import type { IExecuteFunctions } from 'n8n-workflow';

import {
	dayFrom,
	filters,
	isOneOf,
	limitFields,
	limitOf,
	listOf,
	recordChoice,
} from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { updatedSinceField, updatedSinceOf } from '../../shared/actions/updatedSince';
import { leaveRecordSchema } from '../../shared/model/leave';
import { take, where } from '../../shared/outbound/paging';
import { readLeaveTypes } from '../records/directory';
import { normaliseLeave } from '../records/leave';
import type { LeaveFilter } from '../records/leaves';
import { listLeaves } from '../records/leaves';
import { leaveRecord, wantsDays, withDaysField } from './leaves';

/** https://apidoc.factorialhr.com/reference/get_timeoff-leaves */
export const timeOffGetAll: Operation = {
	resource: 'timeOff',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many time off leaves',
	description: 'Retrieve a list of leaves of one person or of everyone',
	output: leaveRecordSchema,
	fields: [
		...peopleFields,
		...limitFields,
		withDaysField,
		filters(
			{
				displayName: 'From',
				name: 'from',
				type: 'dateTime',
				default: '',
				description: 'First day of the period; leaves that reach into it are included',
			},
			{
				displayName: 'Include Deleted',
				name: 'includeDeleted',
				type: 'boolean',
				default: false,
				description: 'Whether to include leaves that were deleted',
			},
			recordChoice({
				displayName: 'Leave Type Names or IDs',
				name: 'leaveTypeIds',
				loadOptionsMethod: 'getLeaveTypes',
			}),
			{
				displayName: 'Statuses',
				name: 'statuses',
				type: 'multiOptions',
				options: [
					{ name: 'Approved', value: 'approved' },
					{ name: 'Declined', value: 'declined' },
					{ name: 'Deleted', value: 'deleted' },
					{ name: 'Requested', value: 'requested' },
				],
				default: [],
			},
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '',
				description: 'Last day of the period',
			},
			updatedSinceField('leaves'),
		),
	],
	async run(context, itemIndex, api) {
		const { types } = await readLeaveTypes(api);
		const statuses = listOf(context, 'filters.statuses', itemIndex);
		const leaves = where(listLeaves(api, filterOf(context, itemIndex, statuses)), (leave) =>
			isOneOf(statuses, normaliseLeave(leave, types).status),
		);
		const found = await take(leaves, limitOf(context, itemIndex));
		return found.map((leave) => leaveRecord(leave, types));
	},
};

function filterOf(
	context: IExecuteFunctions,
	itemIndex: number,
	statuses: readonly string[],
): LeaveFilter {
	const personId = onePersonOf(context, itemIndex);
	const from = dayFrom(context, { name: 'filters.from', displayName: 'From' }, itemIndex);
	const to = dayFrom(context, { name: 'filters.to', displayName: 'To' }, itemIndex);
	const withDeleted = context.getNodeParameter('filters.includeDeleted', itemIndex, false) === true;
	return {
		...(personId === null ? {} : { employeeIds: [personId] }),
		leaveTypeIds: listOf(context, 'filters.leaveTypeIds', itemIndex),
		...(from === null ? {} : { from }),
		...(to === null ? {} : { to }),
		withDeleted: withDeleted || statuses.includes('deleted'),
		withDays: wantsDays(context, itemIndex),
		...updatedSinceOf(context, itemIndex),
	};
}
