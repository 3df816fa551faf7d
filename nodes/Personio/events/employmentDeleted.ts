import { employee } from '../../shared/model/employee';
import { employmentEntry } from '../records/employment';
import { defineEvent } from './defineEvent';

/**
 * The employment can no longer be read. When a person is deleted, Personio also sends this event for
 * each employment of the person.
 */
export const employmentDeleted = defineEvent({
	name: 'employment.deleted',
	label: 'Employment Deleted',
	description: 'An employment was deleted, or the person it belonged to',
	produces: ['table.entry_deleted'],
	about: 'employmentId',
	interpret: async ({ employmentId, personId, occurredAt }) => ({
		events: [
			{
				eventType: 'table.entry_deleted',
				occurredAt,
				employee: employee({ id: personId }),
				table: employmentEntry(employmentId, null),
			},
		],
	}),
});
