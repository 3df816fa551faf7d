import { interpretationOf, withFailedRead } from '../../shared/interpret/interpretation';
import { attemptOptionalRead } from '../../shared/outbound/attempt';
import { startOf } from '../records/lifecycle';
import { readPerson } from '../records/fetch/people';
import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';
import { readEffect } from './effect';

/** The first day of the person has come. The event also comes after a rehire. */
export const employeeJoined = defineEvent({
	name: 'employee.joined',
	label: 'Employee Joined',
	description: 'The first day of a person is here, and access is granted',
	produces: ['employee.started'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const { employeeId, occurredOn } = notification;
		const effect = await readEffect(notification, ['employed'], context);
		const begun = effect.period === null ? null : startOf(effect.periods, effect.period);
		const person =
			begun === null ? await attemptOptionalRead(readPerson(context.api, employeeId)) : undefined;
		const described = await describePerson(employeeId, { person }, context);
		const startDate = begun ?? described.employee.startDate ?? occurredOn;
		return interpretationOf(
			[
				{
					eventType: 'employee.started',
					effectiveDate: startDate,
					employee: { ...described.employee, startDate },
				},
			],
			effect.isRead ? described : withFailedRead(described, effect.whyNot),
			notification,
		);
	},
});
