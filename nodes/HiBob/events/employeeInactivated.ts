import { tell } from '../../shared/interpret/tell';
import { describePerson } from '../records/read';
import { defineEvent } from './defineEvent';

/** For a leave or for good; not for a leave on which somebody stays active. */
export const employeeInactivated = defineEvent({
	name: 'employee.inactivated',
	label: 'Employee Inactivated',
	description: 'Access of a person was disabled, for a leave or for good',
	produces: ['employee.deactivated'],
	about: ['employeeId'],
	interpret: async (notification, context) =>
		tell(
			[{ eventType: 'employee.deactivated' }],
			await describePerson(notification.employeeId, context),
			notification,
		),
});
