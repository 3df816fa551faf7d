import { interpretationOf } from '../../shared/interpret/interpretation';
import type { Period } from '../records/lifecycle';
import { periodBefore, statusLeave } from '../records/lifecycle';
import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';
import { readEffect } from './effect';

/** A person gets access: after a leave, or when the person starts. */
export const employeeActivated = defineEvent({
	name: 'employee.activated',
	label: 'Employee Activated',
	description: 'Access of a person was enabled, for example after a leave',
	produces: ['employee.activated', 'leave.ended'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const described = await describePerson(notification.employeeId, {}, context);
		const activated = { eventType: 'employee.activated' } as const;
		if (!context.selects('leave.ended'))
			return interpretationOf([activated], described, notification);
		const effect = await readEffect(notification, ['employed'], context);
		if (effect.period === null) {
			const undecided = `It is not known whether a leave has ended. ${effect.whyNot}`;
			return interpretationOf([activated], described, notification, undecided);
		}
		const last = periodBefore(effect.periods, effect.period);
		if (last === undefined || !isLeave(effect.periods, last)) {
			return interpretationOf([activated], described, notification);
		}
		const ended = statusLeave(effect.periods, last);
		return interpretationOf(
			[activated, { eventType: 'leave.ended', effectiveDate: ended.endDate, leave: ended }],
			described,
			notification,
		);
	},
});

/**
 * Whether a status is a leave. A company may give a leave a name that does not look like one. So an unknown status
 * counts as a leave too, except before the first day: nobody is on leave then.
 */
function isLeave(periods: readonly Period[], period: Period): boolean {
	if (period.stage === 'leave') return true;
	const earlier = periods.slice(0, periods.indexOf(period));
	return period.stage === 'unknown' && earlier.some(({ stage }) => stage === 'employed');
}
