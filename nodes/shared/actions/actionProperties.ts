import uniq from 'lodash/uniq';
import startCase from 'lodash/startCase';
import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from './operation';
import { outputProperties } from './output';

/** The resource that most people look for. */
const BY_DEFAULT = 'employee';

/** The parameters of an action node: resource, operation, the operations' own fields, output. */
export function actionProperties(operations: readonly Operation[]): INodeProperties[] {
	const resources = uniq(operations.map(({ resource }) => resource)).sort();
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map((value) => ({ name: startCase(value), value })),
			default: BY_DEFAULT,
		},
		...resources.map((resource) => operationProperty(resource, operations)),
		...operations.flatMap((operation) =>
			operation.fields.map((field) => shownFor(operation, field)),
		),
		...outputProperties,
	];
}

function operationProperty(resource: string, operations: readonly Operation[]): INodeProperties {
	const own = operations.filter((operation) => operation.resource === resource);
	const firstOperation = own[0]?.operation ?? '';
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: own.map(({ operation, name, action, description }) => ({
			name,
			value: operation,
			action,
			description,
		})),
		default: firstOperation,
	};
}

function shownFor({ resource, operation }: Operation, field: INodeProperties): INodeProperties {
	return {
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, resource: [resource], operation: [operation] },
		},
	};
}
