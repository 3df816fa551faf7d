import { tell } from '../../shared/interpret/tell';
import { before, statusLeave } from '../records/lifecycle';
import { describePerson } from '../records/read';
import { defineEvent } from './defineEvent';
import { readEffect } from './effect';

/** Access is given: after a leave, or as somebody starts. */
export const employeeActivated = defineEvent({
	name: 'employee.activated',
	label: 'Employee Activated',
	description: 'Access of a person was enabled, for example after a leave',
	produces: ['employee.activated', 'leave.ended'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const described = await describePerson(notification.employeeId, context);
		const activated = { eventType: 'employee.activated' } as const;
		if (!context.selects('leave.ended')) return tell([activated], described, notification);
		const effect = await readEffect(notification, ['employed'], context);
		if (effect.period === null) {
			const undecided = `It cannot be told whether a leave has ended. ${effect.whyNot}`;
			return tell([activated], described, notification, undecided);
		}
		const last = before(effect.periods, effect.period);
		// A company's own name for a leave need not look like one.
		const isLeave = last?.stage === 'leave' || last?.stage === 'unknown';
		if (last === undefined || !isLeave) return tell([activated], described, notification);
		const ended = statusLeave(effect.periods, last);
		return tell(
			[activated, { eventType: 'leave.ended', effectiveDate: ended.endDate, leave: ended }],
			described,
			notification,
		);
	},
});

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
