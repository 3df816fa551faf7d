import { z } from 'zod/v4';

import { instantOf } from '../../shared/model/dates';
import { normaliseEmployee } from '../records/employee';
import { NO_DETAILS, readDetails } from '../records/read';
import { defineEvent } from './defineEvent';

/**
 * https://workable.readme.io/reference/employee-events: the draft is final. The data is the work
 * e-mail alone, in camel case; the person's id is only on the envelope.
 */
export const employeePublished = defineEvent({
	name: 'employee_published',
	label: 'Employee Published',
	description: 'An HR admin published the record of an employee',
	produces: ['employee.hired'],
	data: z.object({ workEmail: z.string().nullish() }),
	interpret: async (envelope, { workEmail }, { api, fetchDetails, today }) => {
		const { record, enrichment, ...details } = fetchDetails
			? await readDetails(api, envelope.id)
			: NO_DETAILS;
		const employee = normaliseEmployee(
			{ work_email: workEmail ?? null, ...record, id: envelope.id },
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
