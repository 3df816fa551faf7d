import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';

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
