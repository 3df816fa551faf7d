import { dayOf } from '../../shared/model/dates';
import { beginningOf } from './employmentCreated';
import { defineEmploymentEvent } from './defineEmploymentEvent';

/**
 * Personio sends this event on the first day, and "for a specific set of employees". It does not say
 * for which employees.
 */
export const employmentStarted = defineEmploymentEvent({
	name: 'employment.started',
	label: 'Employment Started',
	description: 'The first day of an employment is here',
	produces: ['employee.started', 'employee.transferred'],
	entry: null,
	means: (employment, employments) => {
		const begins = beginningOf(employment, employments);
		return [
			begins !== null && typeof begins !== 'string' && begins.eventType === 'employee.transferred'
				? begins
				: {
						eventType: 'employee.started',
						effectiveDate: dayOf(employment.employment_start_date),
					},
		];
	},
});
