import { defineEmploymentEvent } from './defineEmploymentEvent';
import { leaverEventsOnTheDay } from './leaving';

/**
 * If the person continues in another employment, nobody leaves: the event is only a change of the
 * row. Personio sends this event on the day, and "for a specific set of employees". It does not say
 * for which employees.
 */
export const employmentTerminated = defineEmploymentEvent({
	name: 'employment.terminated',
	label: 'Employment Terminated',
	description: 'The day a termination takes effect is here',
	produces: [
		'employee.access_ended',
		'employee.terminated',
		'employee.transferred',
		'table.entry_updated',
	],
	entry: 'table.entry_updated',
	isEntryLast: true,
	means: leaverEventsOnTheDay,
});
