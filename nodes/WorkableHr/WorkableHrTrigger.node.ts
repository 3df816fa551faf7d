import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { TRIGGER_SUBTITLE } from '../shared/description/subtitles';
import { triggerDescription } from '../shared/description/triggerDescription';
import { interpret } from '../shared/interpret/interpret';
import { receive } from '../shared/receive/receive';
import { register } from '../shared/register/register';
import { FILTERS } from './filters';
import { methods } from './methods';
import { sensitiveFields } from './records/tables';
import { workable } from './vendor';

/**
 * The node *Workable HR Trigger*: receives Workable's webhooks. n8n loads the class by the name of its file.
 */
export class WorkableHrTrigger implements INodeType {
	description: INodeTypeDescription = {
		icon: { light: 'file:workable.svg', dark: 'file:workable.dark.svg' },
		subtitle: TRIGGER_SUBTITLE,
		...triggerDescription(workable, {
			displayName: 'Workable HR Trigger',
			name: 'workableHrTrigger',
			credentials: [{ name: 'workableHrApi', required: true }],
			sensitiveOutputFields: [
				...sensitiveFields('raw.data.'),
				...sensitiveFields('raw.data.employeeFormStep.'),
			],
			activationMessage:
				'Workable now sends the chosen events to this workflow. Unpublishing the workflow removes the webhooks again.',
			toGetAnEvent: {
				inTest:
					'Click the button, then make one of the chosen events happen in Workable: for a hire, publish a new employee. The webhooks for the test are removed afterwards.',
				published:
					'This workflow is published: each event of Workable starts an execution, which you find in the list of executions. With the button you get one here as well.',
			},
			wording: {
				notice:
					'Needs an API token with the scopes r_employees and r_timeoff. Workable sends every edit of an employee; edits you did not choose show up as executions without items.',
				preselected: ['employee.hired', 'employee.access_ended'],
				filters: FILTERS,
				fetchDetails: 'the person, the manager and the names of departments',
				hasPayTables: true,
				remarks: {
					'employee.access_ended':
						'Not documented by Workable: expected when the status becomes inactive',
					'employee.terminated':
						'Not documented by Workable: expected when the status becomes inactive',
					'leave.declined': 'Workable does not document this event, and may not send it',
					'leave.requested': 'Workable does not document this event, and may not send it',
				},
			},
		}),
	};

	methods = methods;

	webhookMethods = { default: register(workable) };

	webhook = receive(workable);

	execute = interpret(workable);
}
