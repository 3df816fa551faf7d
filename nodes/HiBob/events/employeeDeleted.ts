import { employee } from '../../shared/model/employee';
import { defineEvent } from './defineEvent';

/** The record no longer exists, so nothing is read. */
export const employeeDeleted = defineEvent({
	name: 'employee.deleted',
	label: 'Employee Deleted',
	description: 'A person was deleted; only the ID is known',
	produces: ['employee.deleted'],
	about: ['employeeId'],
	interpret: async ({ employeeId, occurredAt, actor }) => ({
		events: [
			{
				eventType: 'employee.deleted',
				occurredAt,
				actor,
				employee: employee({ id: employeeId }),
			},
		],
	}),
});
