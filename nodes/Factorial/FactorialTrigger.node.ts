import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { triggerProperties } from '../shared/description/triggerProperties';
import { TRIGGER_VERSION, triggerWebhook } from '../shared/description/triggerWebhook';
import { interpret } from '../shared/interpret/interpret';
import { receive } from '../shared/receive/receive';
import { register } from '../shared/register/register';
import { authenticationField, credentials } from './authentication';
import { factorial } from './vendor';

export class FactorialTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Factorial Trigger',
		name: 'factorialTrigger',
		icon: { light: 'file:factorial.svg', dark: 'file:factorial.dark.svg' },
		group: ['trigger'],
		version: TRIGGER_VERSION,
		subtitle:
			'={{ ($parameter["listenFor"] === "vendorEvents" ? $parameter["vendorEvents"] : $parameter["hrEvents"]).join(", ") }}',
		description:
			'Starts the workflow on hires, leaves, terminations and other HR events in Factorial',
		eventTriggerDescription: 'Waiting for Factorial to send an event',
		activationMessage:
			'Factorial now sends the chosen events to this workflow, and to no other: it has one listener per event. Unpublishing the workflow removes the webhooks again.',
		defaults: { name: 'Factorial Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Events', 'Unrecognised'],
		credentials,
		webhooks: [triggerWebhook],
		triggerPanel: {
			header: 'Get a real event from Factorial',
			executionsHelp: {
				inactive:
					'Click the button, then change something in Factorial, for example a preferred name. The webhooks for the test are removed afterwards.',
				active:
					'This workflow is published: each event of Factorial starts an execution, which you find in the list of executions. A test cannot listen beside it: Factorial has one listener per event.',
			},
			activationHint: {
				inactive: 'Publish the workflow to receive events all the time.',
				active: 'The published workflow receives events all the time.',
			},
		},
		properties: [
			authenticationField,
			...triggerProperties(factorial, {
				notice:
					'Factorial has one listener per event and company. Two workflows, or n8n beside Zapier or Make, cannot listen for the same event.',
				preselected: ['employee.hired', 'employee.termination_scheduled'],
				fetchDetails:
					'the person, the contract, the manager and the names of teams, locations and legal entities',
				fetchLeaveDays: 'one more request per event',
				hasPayTables: true,
				remarks: {
					'employee.access_ended':
						'Factorial tells it when a termination is entered for a day that is over, not on the day itself',
					'employee.terminated':
						'Factorial tells it when a termination is entered for a day that is over, not on the day itself',
				},
			}),
		],
	};

	webhookMethods = { default: register(factorial) };

	webhook = receive(factorial);

	execute = interpret(factorial);
}
