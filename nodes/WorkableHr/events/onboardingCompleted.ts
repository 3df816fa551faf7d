import { z } from 'zod/v4';

import { instantOf } from '../../shared/model/dates';
import { EMPTY_DIRECTORY } from '../records/directory';
import { employeeRecordSchema, normaliseEmployee } from '../records/employee';
import { defineEvent } from './defineEvent';

/** https://workable.readme.io/reference/employee-events: the record is nested under the form. */
export const onboardingCompleted = defineEvent({
	name: 'onboarding_completed',
	label: 'Onboarding Completed',
	description: 'An employee finished the onboarding workflow',
	produces: ['employee.onboarding_completed'],
	data: z.object({ employeeFormStep: employeeRecordSchema }),
	interpret: async (envelope, { employeeFormStep }, { today }) => ({
		events: [
			{
				eventType: 'employee.onboarding_completed',
				occurredAt: instantOf(envelope.fired_at),
				employee: normaliseEmployee(
					{ ...employeeFormStep, id: envelope.id },
					EMPTY_DIRECTORY,
					today,
				),
			},
		],
	}),
});
