import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { actionProperties } from '../shared/actions/actionProperties';
import { run } from '../shared/actions/run';
import { methods } from './methods';
import { operations, resources } from './operations';
import { SECRET_COLUMNS } from './records/tables';
import { hiBob } from './vendor';

export class HiBob implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HiBob',
		name: 'hiBob',
		icon: { light: 'file:hibob.svg', dark: 'file:hibob.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Reads employees, the rows of their tables, time off and HR events from HiBob',
		defaults: { name: 'HiBob' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		sensitiveOutputFields: SECRET_COLUMNS,
		credentials: [{ name: 'hiBobHrApi', required: true }],
		properties: actionProperties(resources, operations),
	};

	methods = methods;

	execute = run(hiBob, operations);
}
