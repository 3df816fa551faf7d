import { z } from 'zod/v4';

import { instantOf } from '../../shared/model/dates';
import { employeeRecordSchema, normaliseEmployee } from '../records/employee';
import { NO_DETAILS, readNames } from '../records/read';
import { defineEvent } from './defineEvent';

/** https://workable.readme.io/reference/employee-events: the record is nested under the form. */
export const onboardingCompleted = defineEvent({
	name: 'onboarding_completed',
	label: 'Onboarding Completed',
	description: 'An employee finished the onboarding workflow',
	produces: ['employee.onboarding_completed'],
	data: z.object({ employeeFormStep: employeeRecordSchema }),
	interpret: async (envelope, { employeeFormStep }, { api, fetchDetails, today }) => {
		const { directory, enrichment } = fetchDetails ? await readNames(api) : NO_DETAILS;
		const record = { ...employeeFormStep, id: envelope.id };
		return {
			events: [
				{
					eventType: 'employee.onboarding_completed',
					occurredAt: instantOf(envelope.fired_at),
					employee: normaliseEmployee(record, { directory, today }),
					enrichment,
				},
			],
		};
	},
});
