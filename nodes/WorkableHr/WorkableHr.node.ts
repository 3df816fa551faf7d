import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ACTION_SUBTITLE, actionDescription } from '../shared/actions/actionDescription';
import { runOperations } from '../shared/actions/runOperations';
import { methods } from './methods';
import { operations } from './operations';
import { sensitiveFields } from './records/tables';
import { workable } from './vendor';

/**
 * The node *Workable HR*: reads employees, tables, time off and HR events from Workable. n8n loads the class
 * by the name of its file.
 */
export class WorkableHr implements INodeType {
	description: INodeTypeDescription = {
		icon: { light: 'file:workable.svg', dark: 'file:workable.dark.svg' },
		subtitle: ACTION_SUBTITLE,
		usableAsTool: true,
		...actionDescription(operations, {
			displayName: 'Workable HR',
			name: 'workableHr',
			description: 'Reads employees, their employment and pay rows, and time off from Workable',
			credentials: [{ name: 'workableHrApi', required: true }],
			sensitiveOutputFields: sensitiveFields(''),
		}),
	};

	methods = methods;

	execute = runOperations(workable, operations);
}
