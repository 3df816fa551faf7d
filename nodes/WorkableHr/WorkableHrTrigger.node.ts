import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { triggerProperties } from '../shared/description/triggerProperties';
import { TRIGGER_VERSION, triggerWebhook } from '../shared/description/triggerWebhook';
import { interpret } from '../shared/interpret/interpret';
import { receive } from '../shared/receive/receive';
import { register } from '../shared/register/register';
import { sensitiveFields } from './records/tables';
import { workable } from './vendor';

export class WorkableHrTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Workable HR Trigger',
		name: 'workableHrTrigger',
		icon: { light: 'file:workable.svg', dark: 'file:workable.dark.svg' },
		group: ['trigger'],
		version: TRIGGER_VERSION,
		subtitle:
			'={{ ($parameter["listenFor"] === "vendorEvents" ? $parameter["vendorEvents"] : $parameter["hrEvents"]).join(", ") }}',
		description:
			'Starts the workflow on hires, leaves, terminations and other HR events in Workable',
		eventTriggerDescription: 'Waiting for Workable to send an event',
		activationMessage:
			'Workable now sends the chosen events to this workflow. Unpublishing the workflow removes the webhooks again.',
		defaults: { name: 'Workable HR Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Events', 'Unrecognised'],
		sensitiveOutputFields: [
			...sensitiveFields('raw.data.'),
			...sensitiveFields('raw.data.employeeFormStep.'),
		],
		credentials: [{ name: 'workableHrApi', required: true }],
		webhooks: [triggerWebhook],
		triggerPanel: {
			header: 'Get a real event from Workable',
			executionsHelp: {
				inactive:
					'Click the button, then change something in Workable, for example a job title. The webhooks for the test are removed afterwards.',
				active:
					'This workflow is published: each event of Workable starts an execution, which you find in the list of executions. With the button you get one here as well.',
			},
			activationHint: {
				inactive: 'Publish the workflow to receive events all the time.',
				active: 'The published workflow receives events all the time.',
			},
		},
		properties: triggerProperties(workable, {
			notice:
				'Needs an API token with the scopes r_employees and r_timeoff. Workable sends every edit of an employee; edits you did not choose show up as executions without items.',
			preselected: ['employee.hired', 'employee.access_ended'],
			fetchDetails: 'the person, the manager and the names of departments',
			hasPayTables: true,
			remarks: {
				'employee.access_ended':
					'Not documented by Workable: expected when the status becomes inactive',
				'employee.terminated':
					'Not documented by Workable: expected when the status becomes inactive',
				'leave.declined': 'Not documented by Workable: comes if Workable sends it',
				'leave.requested': 'Not documented by Workable: comes if Workable sends it',
			},
		}),
	};

	webhookMethods = { default: register(workable) };

	webhook = receive(workable);

	execute = interpret(workable);
}
