import { requiredTextOf } from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { employeeField, employeeIdOf } from '../../shared/actions/people';
import { leaveRecordSchema } from '../../shared/model/leave';
import { readRequest } from '../records/requests';
import { leaveRecord } from './leaves';

const idField = { displayName: 'Request ID', name: 'leaveId' } as const;

/** https://apidocs.hibob.com/reference/get_timeoff-employees-id-requests-requestid */
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
			...idField,
			type: 'string',
			required: true,
			default: '={{ $json.refs.leaveId }}',
			description: 'ID of the request; by default the one the event is about',
		},
	],
	async run(context, itemIndex, api) {
		const employeeId = employeeIdOf(context, itemIndex);
		const id = requiredTextOf(context, idField, itemIndex);
		return [leaveRecord(await readRequest(api, employeeId, id), employeeId)];
	},
};
