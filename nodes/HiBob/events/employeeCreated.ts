import { interpretationOf } from '../../shared/interpret/interpretation';
import { attemptOptionalRead } from '../../shared/outbound/attempt';
import { lookAgain } from '../records/fetch/lookAgain';
import { readPerson } from '../records/fetch/people';
import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';

/**
 * A hire is about the first day. So the person is always read, even if *Fetch Details* is off. The event itself
 * states the hire: if HiBob cannot be read, the event is emitted all the same, and the account can be created.
 */
export const employeeCreated = defineEvent({
	name: 'employee.created',
	label: 'Employee Created',
	description: 'A person was added; the first day may be in the future',
	produces: ['employee.created', 'employee.hired'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const { employeeId } = notification;
		const person = await attemptOptionalRead(
			lookAgain(async () => await readPerson(context.api, employeeId)),
		);
		const described = await describePerson(employeeId, { person }, context);
		const effectiveDate = described.employee.startDate;
		return interpretationOf(
			[
				{ eventType: 'employee.created', effectiveDate },
				{ eventType: 'employee.hired', effectiveDate },
			],
			described,
			notification,
		);
	},
});
