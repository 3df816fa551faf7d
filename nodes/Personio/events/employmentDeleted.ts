import { employee } from '../../shared/model/employee';
import { employmentEntry } from '../records/employment';
import { defineEvent } from './defineEvent';

/** Nothing is left to be read. It comes for each employment when a person is deleted, too. */
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
