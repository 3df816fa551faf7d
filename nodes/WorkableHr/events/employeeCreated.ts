import { instantOf } from '../../shared/model/dates';
import { EMPTY_DIRECTORY } from '../records/directory';
import { employeeRecordSchema, normaliseEmployee } from '../records/employee';
import { defineEvent } from './defineEvent';

/** https://workable.readme.io/reference/employee-events: a minimal record, usually a draft. */
export const employeeCreated = defineEvent({
	name: 'employee_created',
	label: 'Employee Created',
	description: 'An HR admin created an employee, usually as a draft',
	produces: ['employee.created'],
	data: employeeRecordSchema,
	interpret: async (envelope, data, { today }) => {
		const employee = normaliseEmployee({ ...data, id: envelope.id }, EMPTY_DIRECTORY, today);
		return {
			events: [
				{
					eventType: 'employee.created',
					effectiveDate: employee.startDate,
					occurredAt: instantOf(envelope.fired_at),
					employee,
				},
			],
		};
	},
});
