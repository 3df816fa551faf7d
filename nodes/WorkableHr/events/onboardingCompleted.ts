import { instantOf } from '../../shared/model/dates';
import { deliveredEmployeeSchema, normaliseEmployee } from '../records/employee';
import { answer } from '../../shared/reading/record';
import { NO_DETAILS, readNames } from '../records/fetch/details';
import { defineEvent } from './defineEvent';

/** https://workable.readme.io/reference/employee-events: the record is nested under the form. */
export const onboardingCompleted = defineEvent({
	name: 'onboarding_completed',
	label: 'Onboarding Completed',
	description: 'An employee finished the onboarding workflow',
	produces: ['employee.onboarding_completed'],
	data: answer({ employeeFormStep: deliveredEmployeeSchema }),
	personIn: ({ employeeFormStep }) => employeeFormStep.id,
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
