import { interpretationOf } from '../../shared/interpret/interpretation';
import type { Day } from '../../shared/model/dates';
import { termination } from '../../shared/model/termination';
import { periodBefore, endingOf, inEffect } from '../records/lifecycle';
import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';
import type { Effect } from './effect';
import { readEffect } from './effect';
import { accessEnded, isBackBy, isFollowedAtOnce, employmentEnded, withEnd } from './leaving';

/**
 * HiBob sends this event once: for the garden leave or for the termination, whichever is first. The event itself
 * states that the person has left. The rows say how, and whether the employment is over as well.
 */
export const employeeLeft = defineEvent({
	name: 'employee.left',
	label: 'Employee Left',
	description: 'The last day worked is over: a termination or a garden leave has taken effect',
	produces: ['employee.access_ended', 'employee.terminated'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const { employeeId, occurredOn } = notification;
		const effect = await readEffect(notification, ['terminated', 'garden_leave'], context);
		const described = await describePerson(employeeId, {}, context);
		const { periods, period } = effect;
		const ending = period === null ? null : endingOf(periods, period);
		// The delivery may come days late, when the person is back already and needs the access.
		const isBack =
			ending === null
				? isBackAtOnce(effect, occurredOn)
				: isFollowedAtOnce(ending) || isBackBy(ending, context.today);
		if (ending === null || isBack) {
			return interpretationOf(
				isBack ? [] : [accessEnded(termination({ accessEndDate: occurredOn }), occurredOn)],
				described,
				notification,
				isBack
					? 'HiBob says that the person has left, but the lifecycle shows another employment that begins the day after, or has begun by now.'
					: `It is not known whether the employment has ended. ${effect.whyNot}`,
			);
		}
		const { date, lastWorkingDate } = ending.termination;
		return interpretationOf(
			[
				accessEnded(ending.termination, lastWorkingDate ?? date ?? occurredOn),
				...(period?.stage === 'terminated' ? [employmentEnded(ending.termination)] : []),
			],
			withEnd(described, ending.termination),
			notification,
		);
	},
});

/**
 * Whether another employment of the person begins the day after. Such a person keeps the access, because the new
 * employment needs it.
 */
function isBackAtOnce({ periods }: Effect, day: Day): boolean {
	const now = inEffect(periods, ['employed'], day);
	const last = now === undefined ? undefined : periodBefore(periods, now);
	const ending = last === undefined ? null : endingOf(periods, last);
	return ending !== null && isFollowedAtOnce(ending);
}
