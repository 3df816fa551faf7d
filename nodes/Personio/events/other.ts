import { employee } from '../../shared/model/employee';
import type { PersonioEvent } from './defineEvent';
import { defineEvent } from './defineEvent';

/**
 * Time entries and documents are not HR events. They are passed on unchanged to workflows that ask
 * for them.
 */
function otherEvent(name: string, label: string, description: string): PersonioEvent {
	return defineEvent({
		name,
		label,
		description,
		produces: [],
		about: null,
		interpret: async ({ occurredAt, personId }) => ({
			events: [{ eventType: 'other', occurredAt, employee: employee({ id: personId }) }],
		}),
	});
}

/**
 * https://developer.personio.de/docs/attendance-and-absence-events
 * The documents are those that belong to an employee. Personio may send an event before the virus
 * scan allows the document to be read.
 */
export const otherEvents: readonly PersonioEvent[] = [
	otherEvent('attendance-period.created', 'Attendance Created', 'A time entry was added'),
	otherEvent('attendance-period.updated', 'Attendance Updated', 'A time entry was changed'),
	otherEvent('attendance-period.deleted', 'Attendance Deleted', 'A time entry was removed'),
	otherEvent('document.created', 'Document Created', 'A document of an employee was added'),
	otherEvent('document.updated', 'Document Updated', 'A document of an employee was changed'),
	otherEvent('document.deleted', 'Document Deleted', 'A document of an employee was removed'),
	otherEvent('document.signed', 'Document Signed', 'A document of an employee was signed'),
];
