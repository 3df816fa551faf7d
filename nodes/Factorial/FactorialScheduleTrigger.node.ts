import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { scheduleTriggerDescription } from '../shared/description/scheduleTriggerDescription';
import { SCHEDULE_SUBTITLE } from '../shared/description/subtitles';
import { interpretFound } from '../shared/schedule/interpretFound';
import { watch } from '../shared/schedule/watch';
import { authenticationField, credentials } from './authentication';
import { FILTERS } from './filters';
import { methods } from './methods';
import { factorial } from './vendor';

/**
 * The node *Factorial Schedule Trigger*: polls Factorial's lists. n8n loads the class by the name of its
 * file.
 */
export class FactorialScheduleTrigger implements INodeType {
	description: INodeTypeDescription = {
		icon: { light: 'file:factorial.svg', dark: 'file:factorial.dark.svg' },
		subtitle: SCHEDULE_SUBTITLE,
		...scheduleTriggerDescription(factorial, {
			displayName: 'Factorial Schedule Trigger',
			name: 'factorialScheduleTrigger',
			credentials,
			before: [authenticationField],
			wording: {
				notice:
					'Polls Factorial at the chosen times, and starts the workflow on the right day. Needs an API key, or OAuth2 with the scopes employees, contracts and time_off.',
				preselected: ['employee.started', 'employee.access_ended'],
				filters: FILTERS,
				remarks: {
					'employee.access_ended':
						'The day is the last day with access, which Factorial keeps apart from the end of the contract',
					'employee.probation_ending': 'The day is the end of the trial period of the contract',
					'employee.rehired': 'Comes when a new contract begins after a gap',
				},
			},
		}),
	};

	methods = methods;

	poll = watch(factorial);

	execute = interpretFound(factorial);
}
