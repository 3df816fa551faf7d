import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { TRIGGER_SUBTITLE } from '../shared/description/subtitles';
import { triggerDescription } from '../shared/description/triggerDescription';
import { interpret } from '../shared/interpret/interpret';
import { receive } from '../shared/receive/receive';
import { register } from '../shared/register/register';
import { FILTERS } from './filters';
import { methods } from './methods';
import { hiBob } from './vendor';

/** The node *HiBob Trigger*: receives HiBob's webhooks. n8n loads the class by the name of its file. */
export class HiBobTrigger implements INodeType {
	description: INodeTypeDescription = {
		icon: { light: 'file:hibob.svg', dark: 'file:hibob.dark.svg' },
		subtitle: TRIGGER_SUBTITLE,
		...triggerDescription(hiBob, {
			displayName: 'HiBob Trigger',
			name: 'hiBobTrigger',
			credentials: [{ name: 'hiBobHrApi', required: true }],
			// A link to a signed document: everybody who has the link can open the document.
			sensitiveOutputFields: ['raw.data.downloadUrl'],
			activationMessage:
				'This workflow listens now. If you have not added the webhook yet: in Bob, open System Settings > Integrations > Webhooks > Manage, add a webhook with the Production URL of the trigger and the events that the trigger lists, and enter the secret that Bob then shows in the credential. HiBob has no way for n8n to do this. Unpublishing does not remove the webhook: deactivate it in Bob.',
			toGetAnEvent: {
				inTest:
					'The easiest way is to publish the workflow and to look at the executions. To test before: click the button, add a webhook with the Test URL in Bob while n8n waits, enter its secret in the credential, then make one of the chosen events happen in Bob: for a hire, add an employee.',
				published:
					'This workflow is published: each event of HiBob starts an execution, which you find in the list of executions. The button waits for a webhook with the Test URL, which has to be added in Bob.',
				toPublish:
					'Publish the workflow, then add a webhook with the Production URL in Bob, and enter its secret in the credential.',
				onceThere:
					'The published workflow receives events all the time, as long as the webhook in Bob is active.',
			},
			wording: {
				notice: 'HiBob has no way for n8n to add webhooks, so it takes these steps:',
				steps: [
					'Choose the events below, publish the workflow, and copy the Production URL from Webhook URLs above.',
					'In Bob, open System Settings > Integrations > Webhooks > Manage, and add a webhook with this URL and the events to tick that are listed below.',
					'Copy the secret that Bob then shows with the webhook into Webhook Secrets of the credential.',
				],
				preselected: ['employee.hired', 'employee.access_ended'],
				filters: FILTERS,
				fetchDetails: 'the person with manager, department and status',
				hasPayTables: true,
				remarks: {
					'employee.access_ended':
						'Comes at the midnight after the last day, where the person works',
					'employee.termination_scheduled':
						'No event comes if a termination is withdrawn: HiBob does not report deleted rows',
					'leave.started': 'Comes for a leave that is entered as a status, such as parental leave',
					'leave.ended': 'Comes for a leave that is entered as a status, such as parental leave',
				},
			},
		}),
	};

	methods = methods;

	webhookMethods = { default: register(hiBob) };

	webhook = receive(hiBob);

	execute = interpret(hiBob);
}
