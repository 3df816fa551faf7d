import { defineEmploymentEvent } from './defineEmploymentEvent';
import { endOnTheDay } from './leaving';

/**
 * Where someone goes on in another employment, nobody leaves: it is but a change of the row. On the
 * day, and "for a specific set of employees": Personio does not say which.
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
	means: endOnTheDay,
});
