import { NodeOperationError } from 'n8n-workflow';

import { eventRecordId } from '../../shared/actions/eventRecordId';
import { field, optionalValueOf, valueOf } from '../../shared/actions/field';
import { day } from '../../shared/actions/moments';
import type { Operation } from '../../shared/actions/operation';
import { daysAgo, utcDayOf } from '../../shared/model/dates';
import { leaveItemSchema } from '../../shared/model/leave';
import { takeRecords, recordsWhere } from '../../shared/outbound/paging';
import { employee, employeeIdOf } from '../../shared/actions/people';
import { readLeaveCategories } from '../records/fetch/directory';
import { listTimeOff } from '../records/fetch/timeOff';
import { timeOffRecord } from './timeOffRecords';

/** How many days back the list of requests begins if the user enters no day. Leaves of last year are still edited. */
const SEARCHED_DAYS = 400;

const leaveId = eventRecordId(
	{ displayName: 'Request ID', name: 'leaveId' },
	{ ref: 'leaveId', record: 'request' },
);

const startingAfter = field(
	{
		displayName: 'Starting After',
		name: 'from',
		type: 'dateTime',
		default: '={{ $json.leave?.startDate ?? "" }}',
		description:
			'Only requests from this day on are searched, such as 2026-01-31. Empty means the last 400 days and all future requests.',
	},
	day,
);

/** Workable has no endpoint for one request. The request is taken from the list of the employee's requests. */
export const timeOffGet: Operation = {
	resource: 'timeOff',
	operation: 'get',
	name: 'Get',
	action: 'Get a time off request',
	description: 'Retrieve one time-off request of an employee',
	output: leaveItemSchema,
	fields: [employee.property, leaveId.property, startingAfter.property],
	async run(context, itemIndex, api) {
		const employeeId = employeeIdOf(context, itemIndex);
		const wanted = valueOf(context, leaveId, itemIndex);
		const from =
			optionalValueOf(context, startingAfter, itemIndex) ?? utcDayOf(daysAgo(SEARCHED_DAYS));
		const requests = recordsWhere(
			listTimeOff(api, { from_date: from, employee_id: employeeId }),
			(request) => request.id === wanted,
		);
		const [request] = await takeRecords(requests, 1);
		if (request === undefined) {
			throw new NodeOperationError(
				context.getNode(),
				"There is no request with this 'Request ID'",
				{
					itemIndex,
					description: `The employee has no time-off request ${wanted} from ${from} on. Check the employee, or choose an earlier 'Starting After'.`,
				},
			);
		}
		const directory = await readLeaveCategories(api);
		return [timeOffRecord(request, employeeId, { directory, unread: api.unread })];
	},
};
