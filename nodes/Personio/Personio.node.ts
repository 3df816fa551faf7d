import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { actionProperties } from '../shared/actions/actionProperties';
import { run } from '../shared/actions/run';
import { methods } from './methods';
import { operations, resources } from './operations';
import { personio } from './vendor';

export class Personio implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Personio',
		name: 'personio',
		icon: { light: 'file:personio.svg', dark: 'file:personio.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Reads employees, their employments, absences and HR events from Personio',
		defaults: { name: 'Personio' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		sensitiveOutputFields: ['custom_attributes', 'customAttributes'],
		credentials: [{ name: 'personioHrApi', required: true }],
		properties: actionProperties(resources, operations),
	};

	methods = methods;

	execute = run(personio, operations);
}
