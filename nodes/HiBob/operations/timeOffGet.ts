import { field, valueOf } from '../../shared/actions/field';
import { id } from '../../shared/actions/kind';
import type { Operation } from '../../shared/actions/operation';
import { employee, employeeIdOf } from '../../shared/actions/people';
import { leaveItemSchema } from '../../shared/model/leave';
import { readRequest } from '../records/fetch/timeOff';
import { leaveRecord } from './leaves';

const leaveId = field(
	{
		displayName: 'Request ID',
		name: 'leaveId',
		type: 'string',
		required: true,
		default: '={{ $json.refs.leaveId }}',
		description: 'ID of the request; by default the one the event is about',
	},
	id,
);

/** https://apidocs.hibob.com/reference/get_timeoff-employees-id-requests-requestid */
export const timeOffGet: Operation = {
	resource: 'timeOff',
	operation: 'get',
	name: 'Get',
	action: 'Get a time off request',
	description: 'Retrieve one time-off request of an employee',
	output: leaveItemSchema,
	fields: [employee.property, leaveId.property],
	async run(context, itemIndex, api) {
		const employeeId = employeeIdOf(context, itemIndex);
		const wanted = valueOf(context, leaveId, itemIndex);
		return [leaveRecord(await readRequest(api, employeeId, wanted), employeeId)];
	},
};
