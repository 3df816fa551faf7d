import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ACTION_SUBTITLE, actionDescription } from '../shared/actions/actionDescription';
import { runOperations } from '../shared/actions/runOperations';
import { methods } from './methods';
import { operations } from './operations';
import { personio } from './vendor';

/**
 * The node *Personio*: reads people, employments, absences and HR events from Personio. n8n loads the class
 * by the name of its file.
 */
export class Personio implements INodeType {
	description: INodeTypeDescription = {
		icon: { light: 'file:personio.svg', dark: 'file:personio.dark.svg' },
		subtitle: ACTION_SUBTITLE,
		usableAsTool: true,
		...actionDescription(operations, {
			displayName: 'Personio',
			name: 'personio',
			description: 'Reads employees, their employments, absences and HR events from Personio',
			credentials: [{ name: 'personioHrApi', required: true }],
			sensitiveOutputFields: ['custom_attributes', 'customAttributes'],
		}),
	};

	methods = methods;

	execute = runOperations(personio, operations);
}
