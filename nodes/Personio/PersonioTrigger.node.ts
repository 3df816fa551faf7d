import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { triggerProperties } from '../shared/description/triggerProperties';
import { TRIGGER_VERSION, triggerWebhook } from '../shared/description/triggerWebhook';
import { interpret } from '../shared/interpret/interpret';
import { receive } from '../shared/receive/receive';
import { register } from '../shared/register/register';
import { personio } from './vendor';

export class PersonioTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Personio Trigger',
		name: 'personioTrigger',
		icon: { light: 'file:personio.svg', dark: 'file:personio.dark.svg' },
		group: ['trigger'],
		version: TRIGGER_VERSION,
		subtitle:
			'={{ ($parameter["listenFor"] === "vendorEvents" ? $parameter["vendorEvents"] : $parameter["hrEvents"]).join(", ") }}',
		description:
			'Starts the workflow on hires, leaves, terminations and other HR events in Personio',
		eventTriggerDescription: 'Waiting for Personio to send an event',
		activationMessage:
			'Personio now sends the chosen events to this workflow. Unpublishing the workflow removes the webhook again.',
		defaults: { name: 'Personio Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Events', 'Unrecognised'],
		credentials: [{ name: 'personioHrApi', required: true }],
		webhooks: [triggerWebhook],
		triggerPanel: {
			header: 'Get a real event from Personio',
			executionsHelp: {
				inactive:
					'Click the button, then change something in Personio, for example a preferred name. The webhook for the test is removed afterwards.',
				active:
					'This workflow is published: each event of Personio starts an execution, which you find in the list of executions. With the button you get one here as well.',
			},
			activationHint: {
				inactive: 'Publish the workflow to receive events all the time.',
				active: 'The published workflow receives events all the time.',
			},
		},
		properties: triggerProperties(personio, {
			notice:
				'Needs an API credential of a custom integration with the scopes for persons, absences and webhooks, and with the attributes of employments: what it is not granted, Personio leaves out without a word.',
			preselected: ['employee.hired', 'employee.access_ended'],
			fetchDetails: 'the person, the employment, the manager and the names of departments',
			fetchLeaveDays: 'one more request per event',
			remarks: {
				'employee.started': 'Personio sends it for some employees only, and does not say which',
				'leave.cancelled': 'Comes when an absence was deleted, with its ID alone',
			},
		}),
	};

	webhookMethods = { default: register(personio) };

	webhook = receive(personio);

	execute = interpret(personio);
}
