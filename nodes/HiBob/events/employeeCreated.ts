import { tell } from '../../shared/interpret/tell';
import { attemptRequired } from '../../shared/outbound/attempt';
import { lookAgain } from '../records/lookAgain';
import { readPerson } from '../records/people';
import { describePerson } from '../records/read';
import { defineEvent } from './defineEvent';

/** The day somebody starts is what a hire is about, so the person is read in any case. */
export const employeeCreated = defineEvent({
	name: 'employee.created',
	label: 'Employee Created',
	description: 'A person was added; the first day may lie ahead',
	produces: ['employee.created', 'employee.hired'],
	about: ['employeeId'],
	interpret: async (notification, context) => {
		const { employeeId } = notification;
		const person = await attemptRequired(
			lookAgain(async () => await readPerson(context.api, employeeId)),
		);
		const described = await describePerson(employeeId, context, person);
		const effectiveDate = described.employee.startDate;
		return tell(
			[
				{ eventType: 'employee.created', effectiveDate },
				{ eventType: 'employee.hired', effectiveDate },
			],
			described,
			notification,
		);
	},
});
