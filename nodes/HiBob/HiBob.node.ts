import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ACTION_SUBTITLE, actionDescription } from '../shared/actions/actionDescription';
import { runOperations } from '../shared/actions/runOperations';
import { methods } from './methods';
import { operations } from './operations';
import { SECRET_COLUMNS } from './records/tables';
import { hiBob } from './vendor';

/**
 * The node *HiBob*: reads people, tables, time off and HR events from HiBob. n8n loads the class by the name
 * of its file.
 */
export class HiBob implements INodeType {
	description: INodeTypeDescription = {
		icon: { light: 'file:hibob.svg', dark: 'file:hibob.dark.svg' },
		subtitle: ACTION_SUBTITLE,
		usableAsTool: true,
		...actionDescription(operations, {
			displayName: 'HiBob',
			name: 'hiBob',
			description: 'Reads employees, the rows of their tables, time off and HR events from HiBob',
			credentials: [{ name: 'hiBobHrApi', required: true }],
			sensitiveOutputFields: SECRET_COLUMNS,
		}),
	};

	methods = methods;

	execute = runOperations(hiBob, operations);
}
