import { interpretationOf } from '../../shared/interpret/interpretation';
import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';

/** Access ends for a leave or for good. A leave during which the person stays active has no such event. */
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
