import { employee } from '../../shared/model/employee';
import { defineEvent } from './defineEvent';

/** Nothing is left to be read: only the id is sure. */
export const personDeleted = defineEvent({
	name: 'person.deleted',
	label: 'Person Deleted',
	description: 'A profile was deleted; some companies delete the profiles of those who leave',
	produces: ['employee.deleted'],
	about: 'personId',
	interpret: async ({ personId, occurredAt }) => ({
		events: [{ eventType: 'employee.deleted', occurredAt, employee: employee({ id: personId }) }],
	}),
});
