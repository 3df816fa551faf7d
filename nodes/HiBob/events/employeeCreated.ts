import { interpretationOf } from '../../shared/interpret/interpretation';
import { attemptOptionalRead } from '../../shared/outbound/attempt';
import { lookAgain } from '../records/fetch/lookAgain';
import { readPerson } from '../records/fetch/people';
import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';

/**
 * A hire is about the first day, so the person is read in any case, also without *Fetch Details*. The event itself
 * states the hire, so an outage of HiBob does not keep an account from being created.
 */
export const employeeCreated = defineEvent({
	name: 'employee.created',
	label: 'Employee Created',
	description: 'A person was added; the first day may lie ahead',
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
