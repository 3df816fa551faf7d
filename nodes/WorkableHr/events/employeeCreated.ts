import { instantOf } from '../../shared/model/dates';
import { deliveredEmployeeSchema, normaliseEmployee } from '../records/employee';
import { NO_DETAILS, readNames } from '../records/fetch/details';
import { defineEvent } from './defineEvent';

/** https://workable.readme.io/reference/employee-events: a minimal record, usually a draft. */
export const employeeCreated = defineEvent({
	name: 'employee_created',
	label: 'Employee Created',
	description: 'An HR admin created an employee, usually as a draft',
	produces: ['employee.created'],
	data: deliveredEmployeeSchema,
	personIn: ({ id }) => id,
	interpret: async (envelope, data, { api, fetchDetails, today }) => {
		const { directory, enrichment } = fetchDetails ? await readNames(api) : NO_DETAILS;
		const employee = normaliseEmployee({ ...data, id: envelope.id }, { directory, today });
		return {
			events: [
				{
					eventType: 'employee.created',
					effectiveDate: employee.startDate,
					occurredAt: instantOf(envelope.fired_at),
					employee,
					enrichment,
				},
			],
		};
	},
});
