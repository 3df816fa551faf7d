import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';

/** A profile was added. The day of the event is the first day of the employment, if it can be read by then. */
export const personCreated = defineEvent({
	name: 'person.created',
	label: 'Person Created',
	description: 'A profile was added; its employment comes as an event of its own',
	produces: ['employee.created'],
	about: 'personId',
	interpret: async ({ personId, occurredAt }, context) => {
		const described = await describePerson(personId, {}, context);
		return {
			events: [
				{
					eventType: 'employee.created',
					effectiveDate: described.employee.startDate,
					occurredAt,
					...described,
				},
			],
		};
	},
});
