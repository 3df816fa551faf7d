import { tell } from '../../shared/interpret/tell';
import { leave } from '../../shared/model/leave';
import { statusLeave } from '../records/lifecycle';
import { describePerson } from '../records/read';
import { defineEvent } from './defineEvent';
import { readEffect } from './effect';

/** A leave that is a status has begun; which one, and until when, say the rows. */
export const temporaryLeave = defineEvent({
	name: 'employee.temporaryLeave',
	label: 'Employee Temporary Leave',
	description: 'A leave that is entered as a status, such as parental leave, has begun',
	produces: ['leave.started'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		// A company's own name for a leave need not look like one: that it is one says the event.
		const effect = await readEffect(notification, ['leave', 'unknown'], context);
		const described = await describePerson(notification.employeeId, context);
		const begun =
			effect.period === null
				? leave({
						kind: 'status',
						status: 'approved',
						isConfirmed: true,
						startDate: notification.occurredOn,
					})
				: statusLeave(effect.periods, effect.period);
		return tell(
			[{ eventType: 'leave.started', effectiveDate: begun.startDate, leave: begun }],
			described,
			notification,
		);
	},
});
