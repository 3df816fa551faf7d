import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { TRIGGER_SUBTITLE } from '../shared/description/subtitles';
import { triggerDescription } from '../shared/description/triggerDescription';
import { interpret } from '../shared/interpret/interpret';
import { receive } from '../shared/receive/receive';
import { register } from '../shared/register/register';
import { authenticationField, credentials } from './authentication';
import { FILTERS } from './filters';
import { methods } from './methods';
import { sensitiveFields } from './records/employee';
import { factorial } from './vendor';

/** The node *Factorial Trigger*: receives Factorial's webhooks. n8n loads the class by the name of its file. */
export class FactorialTrigger implements INodeType {
	description: INodeTypeDescription = {
		icon: { light: 'file:factorial.svg', dark: 'file:factorial.dark.svg' },
		subtitle: TRIGGER_SUBTITLE,
		...triggerDescription(factorial, {
			displayName: 'Factorial Trigger',
			name: 'factorialTrigger',
			credentials,
			sensitiveOutputFields: sensitiveFields('raw.'),
			activationMessage:
				'Factorial now sends the chosen events to this workflow, and to no other: it has one listener per event. Unpublishing the workflow removes the webhooks again.',
			toGetAnEvent: {
				inTest:
					'Click the button, then make one of the chosen events happen in Factorial: for a hire, add an employee with a contract. The webhooks for the test are removed afterwards.',
				published:
					'This workflow is published: each event of Factorial starts an execution, which you find in the list of executions. A test cannot listen at the same time: Factorial has one listener per event.',
			},
			before: [authenticationField],
			wording: {
				notice:
					'Factorial has one listener per event and company. Two workflows, or n8n beside Zapier or Make, cannot listen for the same event.',
				preselected: ['employee.hired', 'employee.termination_scheduled'],
				filters: FILTERS,
				fetchDetails:
					'the person, the contract, the manager and the names of teams, locations and legal entities',
				fetchLeaveDays: 'one more request per event where details are not fetched',
				hasPayTables: true,
				remarks: {
					'employee.access_ended':
						'Factorial reports it when a termination is entered for a day that is over, not on the day itself',
					'employee.terminated':
						'Factorial reports it when a termination is entered for a day that is over, not on the day itself',
				},
			},
		}),
	};

	methods = methods;

	webhookMethods = { default: register(factorial) };

	webhook = receive(factorial);

	execute = interpret(factorial);
}
