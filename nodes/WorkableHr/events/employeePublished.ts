import { interpretationOf } from '../../shared/interpret/interpretation';
import { instantOf } from '../../shared/model/dates';
import { orNull, text } from '../../shared/reading/fields';
import { record } from '../../shared/reading/record';
import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';

/**
 * A draft was published. The data has only the work e-mail address, under a name in camel case. The person's id is
 * only in the envelope. https://workable.readme.io/reference/employee-events
 */
export const employeePublished = defineEvent({
	name: 'employee_published',
	label: 'Employee Published',
	description: 'An HR admin published the record of an employee',
	produces: ['employee.hired'],
	data: record({ decides: {}, detail: { workEmail: text } }),
	interpret: async (envelope, { workEmail }, context) => {
		const { employee, enrichment } = await describePerson(envelope.id, {}, context);
		return interpretationOf(
			[{ eventType: 'employee.hired', effectiveDate: employee.startDate }],
			{
				employee: { ...employee, workEmail: employee.workEmail ?? orNull(workEmail) },
				enrichment,
			},
			{ occurredAt: instantOf(envelope.fired_at) },
		);
	},
});
