import { eventRecordId } from '../../shared/actions/eventRecordId';
import { valueOf } from '../../shared/actions/field';
import type { Operation } from '../../shared/actions/operation';
import { employee, employeeIdOf } from '../../shared/actions/people';
import { leaveItemSchema } from '../../shared/model/leave';
import { readRequest } from '../records/fetch/timeOff';
import { leaveRecord } from './leaves';

const leaveId = eventRecordId(
	{ displayName: 'Request ID', name: 'leaveId' },
	{ ref: 'leaveId', record: 'request' },
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
