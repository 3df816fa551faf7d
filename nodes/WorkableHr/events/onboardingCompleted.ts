import { interpretationOf } from '../../shared/interpret/interpretation';
import { instantOf } from '../../shared/model/dates';
import { answer } from '../../shared/reading/record';
import { deliveredEmployeeSchema } from '../records/employee';
import { describePerson } from '../records/fetch/describePerson';
import { defineEvent } from './defineEvent';

/** The data has the employee's record under the form. https://workable.readme.io/reference/employee-events */
export const onboardingCompleted = defineEvent({
	name: 'onboarding_completed',
	label: 'Onboarding Completed',
	description: 'An employee finished the onboarding workflow',
	produces: ['employee.onboarding_completed'],
	data: answer({ employeeFormStep: deliveredEmployeeSchema }),
	personIn: ({ employeeFormStep }) => employeeFormStep.id,
	interpret: async (envelope, { employeeFormStep: delivered }, context) =>
		interpretationOf(
			[{ eventType: 'employee.onboarding_completed' }],
			await describePerson(envelope.id, { delivered }, context),
			{ occurredAt: instantOf(envelope.fired_at) },
		),
});
