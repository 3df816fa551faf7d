import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { TRIGGER_SUBTITLE } from '../shared/description/subtitles';
import { triggerDescription } from '../shared/description/triggerDescription';
import { interpret } from '../shared/interpret/interpret';
import { receive } from '../shared/receive/receive';
import { register } from '../shared/register/register';
import { FILTERS } from './filters';
import { methods } from './methods';
import { personio } from './vendor';

/** The node *Personio Trigger*: receives Personio's webhooks. n8n loads the class by the name of its file. */
export class PersonioTrigger implements INodeType {
	description: INodeTypeDescription = {
		icon: { light: 'file:personio.svg', dark: 'file:personio.dark.svg' },
		subtitle: TRIGGER_SUBTITLE,
		...triggerDescription(personio, {
			displayName: 'Personio Trigger',
			name: 'personioTrigger',
			credentials: [{ name: 'personioHrApi', required: true }],
			activationMessage:
				'Personio now sends the chosen events to this workflow. Unpublishing the workflow removes the webhook again.',
			toGetAnEvent: {
				inTest:
					'Click the button, then make one of the chosen events happen in Personio: for a hire, add an employee. The webhook for the test is removed afterwards.',
				published:
					'This workflow is published: each event of Personio starts an execution, which you find in the list of executions. With the button you get one here as well.',
			},
			wording: {
				notice:
					'Needs an API credential of a custom integration with the scopes for persons, absences and webhooks, and with the attributes of employments. Personio leaves out what the credential may not read, and does not say so.',
				preselected: ['employee.hired', 'employee.access_ended'],
				filters: FILTERS,
				fetchDetails: 'the person, the employment, the manager and the names of departments',
				fetchLeaveDays: 'one more request per event',
				remarks: {
					'employee.started': 'Personio sends it for some employees only, and does not say which',
					'leave.cancelled': 'Comes when an absence was deleted, with its ID alone',
				},
			},
		}),
	};

	methods = methods;

	webhookMethods = { default: register(personio) };

	webhook = receive(personio);

	execute = interpret(personio);
}
