import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ACTION_SUBTITLE, actionDescription } from '../shared/actions/actionDescription';
import { runOperations } from '../shared/actions/runOperations';
import { authenticationField, credentials } from './authentication';
import { methods } from './methods';
import { operations } from './operations';
import { sensitiveFields } from './records/employee';
import { factorial } from './vendor';

/**
 * The node *Factorial*: reads people, contracts, leaves and HR events from Factorial. n8n loads the class by
 * the name of its file.
 */
export class Factorial implements INodeType {
	description: INodeTypeDescription = {
		icon: { light: 'file:factorial.svg', dark: 'file:factorial.dark.svg' },
		subtitle: ACTION_SUBTITLE,
		usableAsTool: true,
		...actionDescription(operations, {
			displayName: 'Factorial',
			name: 'factorial',
			description:
				'Reads employees, their contract versions, time off and HR events from Factorial',
			credentials,
			sensitiveOutputFields: sensitiveFields(''),
			before: [authenticationField],
		}),
	};

	methods = methods;

	execute = runOperations(factorial, operations);
}
