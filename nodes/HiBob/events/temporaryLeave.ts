import { interpretationOf, withFailedRead } from '../../shared/interpret/interpretation';
import { leave } from '../../shared/model/leave';
import { statusLeave } from '../records/lifecycle';
import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';
import { readEffect } from './effect';

/** A leave that is entered as a status has begun. The rows say which leave it is, and until when. */
export const temporaryLeave = defineEvent({
	name: 'employee.temporaryLeave',
	label: 'Employee Temporary Leave',
	description: 'A leave that is entered as a status, such as parental leave, has begun',
	produces: ['leave.started'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		// A company may give a leave a name that does not look like one. The event itself says that it is a leave.
		const effect = await readEffect(notification, ['leave', 'unknown'], context);
		const described = await describePerson(notification.employeeId, {}, context);
		const begun =
			effect.period === null
				? leave({
						kind: 'status',
						status: 'approved',
						isConfirmed: true,
						startDate: notification.occurredOn,
					})
				: statusLeave(effect.periods, effect.period);
		return interpretationOf(
			[{ eventType: 'leave.started', effectiveDate: begun.startDate, leave: begun }],
			effect.isRead ? described : withFailedRead(described, effect.whyNot),
			notification,
		);
	},
});
