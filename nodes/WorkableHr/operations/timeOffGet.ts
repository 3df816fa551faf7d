import { DateTime } from 'luxon';
import { NodeOperationError } from 'n8n-workflow';

import { textOf } from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { dayOf } from '../../shared/model/dates';
import { leaveRecordSchema } from '../../shared/model/leave';
import { take, where } from '../../shared/outbound/paging';
import { readDirectory } from '../records/directory';
import { listTimeOff } from '../records/lists';
import { employeeField, employeeIdOf } from '../../shared/actions/people';
import { timeOffRecord } from './timeOffRecords';

/** How far back to look when the user does not say: leaves of last year are still edited. */
const LOOK_BACK_DAYS = 400;

/** Workable has no endpoint for one request: it is found among those of the employee. */
export const timeOffGet: Operation = {
	resource: 'timeOff',
	operation: 'get',
	name: 'Get',
	action: 'Get a time off request',
	description: 'Retrieve one time-off request of an employee',
	output: leaveRecordSchema,
	fields: [
		employeeField,
		{
			displayName: 'Request ID',
			name: 'leaveId',
			type: 'string',
			required: true,
			default: '={{ $json.refs.leaveId }}',
			description: 'ID of the request; by default the one the event is about',
		},
		{
			displayName: 'Starting After',
			name: 'from',
			type: 'dateTime',
			default: '={{ $json.leave?.startDate ?? "" }}',
			description:
				'Only requests from this day on are looked through. Empty means the last 400 days and everything to come.',
		},
	],
	async run(context, itemIndex, api) {
		const employeeId = employeeIdOf(context, itemIndex);
		const leaveId = textOf(context, 'leaveId', itemIndex);
		const from =
			dayOf(textOf(context, 'from', itemIndex)) ??
			DateTime.utc().minus({ days: LOOK_BACK_DAYS }).toISODate();
		const requests = where(
			listTimeOff(api, { from_date: from, employee_id: employeeId }),
			({ id }) => id === leaveId,
		);
		const [request] = await take(requests, 1);
		if (request === undefined) {
			throw new NodeOperationError(
				context.getNode(),
				"There is no request with this 'Request ID'",
				{
					itemIndex,
					description: `The employee has no time-off request ${leaveId} from ${from} on. Check the employee, or choose an earlier 'Starting After'.`,
				},
			);
		}
		const { directory } = await readDirectory(api, { categories: true });
		return [timeOffRecord(request, employeeId, directory)];
	},
};
