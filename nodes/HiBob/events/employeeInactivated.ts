import { interpretationOf } from '../../shared/interpret/interpretation';
import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';

/** A person loses access, for a leave or for good. HiBob sends none for a leave during which the person stays active. */
export const employeeInactivated = defineEvent({
	name: 'employee.inactivated',
	label: 'Employee Inactivated',
	description: 'Access of a person was disabled, for a leave or for good',
	produces: ['employee.deactivated'],
	about: ['employeeId'],
	interpret: async (notification, context) =>
		interpretationOf(
			[{ eventType: 'employee.deactivated' }],
			await describePerson(notification.employeeId, {}, context),
			notification,
		),
});
