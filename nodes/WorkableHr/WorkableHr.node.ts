import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { actionProperties } from '../shared/actions/actionProperties';
import { run } from '../shared/actions/run';
import { methods } from './methods';
import { operations, resources } from './operations';
import { sensitiveFields } from './records/tables';
import { workable } from './vendor';

export class WorkableHr implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Workable HR',
		name: 'workableHr',
		icon: { light: 'file:workable.svg', dark: 'file:workable.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Reads employees, their employment and pay rows, and time off from Workable',
		defaults: { name: 'Workable HR' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		sensitiveOutputFields: sensitiveFields(''),
		credentials: [{ name: 'workableHrApi', required: true }],
		properties: actionProperties(resources, operations),
	};

	methods = methods;

	execute = run(workable, operations);
}
