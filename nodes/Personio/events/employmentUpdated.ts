import { defineEmploymentEvent } from './defineEmploymentEvent';
import { leaverEventsOfEmployment } from './leaving';

/**
 * Something in an employment was changed. `leaving.ts` decides whether that means the end of the employment.
 */
export const employmentUpdated = defineEmploymentEvent({
	name: 'employment.updated',
	label: 'Employment Updated',
	description: 'An employment was changed; a termination that is entered shows here',
	produces: [
		'employee.termination_scheduled',
		'employee.access_ended',
		'employee.terminated',
		'employee.transferred',
		'table.entry_updated',
	],
	entry: 'table.entry_updated',
	mayEnd: true,
	means: leaverEventsOfEmployment,
});

/**
 * Personio reports a termination by `employment.updated` as well, so nobody needs this event to
 * learn of a termination.
 */
export const costCentersUpdated = defineEmploymentEvent({
	name: 'employment.updated.cost-centers',
	label: 'Employment Updated: Cost Centers',
	description: 'The cost centers of an employment were changed',
	produces: ['table.entry_updated'],
	entry: 'table.entry_updated',
	means: () => [],
});
