import { instantOf } from '../../shared/model/dates';
import { orNull, text } from '../../shared/reading/fields';
import { record as recordOf } from '../../shared/reading/record';
import { normaliseEmployee } from '../records/employee';
import { NO_DETAILS, readDetails } from '../records/fetch/details';
import { defineEvent } from './defineEvent';

/**
 * https://workable.readme.io/reference/employee-events: the draft is final. The data holds only the work e-mail
 * address, in camel case. The person's id is only in the envelope.
 */
export const employeePublished = defineEvent({
	name: 'employee_published',
	label: 'Employee Published',
	description: 'An HR admin published the record of an employee',
	produces: ['employee.hired'],
	data: recordOf({ decides: {}, detail: { workEmail: text } }),
	interpret: async (envelope, { workEmail }, { api, fetchDetails, today }) => {
		const { record, enrichment, ...details } = fetchDetails
			? await readDetails(api, envelope.id)
			: NO_DETAILS;
		const employee = normaliseEmployee(
			{ ...record, work_email: orNull(record?.work_email) ?? workEmail, id: envelope.id },
			{ ...details, today },
		);
		return {
			events: [
				{
					eventType: 'employee.hired',
					effectiveDate: employee.startDate,
					occurredAt: instantOf(envelope.fired_at),
					employee,
					enrichment,
				},
			],
		};
	},
});
