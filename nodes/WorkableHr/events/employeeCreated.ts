import { interpretationOf } from '../../shared/interpret/interpretation';
import { instantOf } from '../../shared/model/dates';
import { deliveredEmployeeSchema } from '../records/employee';
import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';

/** A record with few fields was made, usually a draft. https://workable.readme.io/reference/employee-events */
export const employeeCreated = defineEvent({
	name: 'employee_created',
	label: 'Employee Created',
	description: 'An HR admin created an employee, usually as a draft',
	produces: ['employee.created'],
	data: deliveredEmployeeSchema,
	personIn: ({ id }) => id,
	interpret: async (envelope, delivered, context) => {
		const described = await describePerson(envelope.id, { delivered }, context);
		return interpretationOf(
			[{ eventType: 'employee.created', effectiveDate: described.employee.startDate }],
			described,
			{ occurredAt: instantOf(envelope.fired_at) },
		);
	},
});
