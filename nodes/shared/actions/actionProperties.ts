import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from './operation';

interface Resource {
	readonly name: string;
	readonly value: string;
}

/** The parameters of an action node: resource, operation, the operations' own fields, output. */
export function actionProperties(
	resources: readonly Resource[],
	operations: readonly Operation[],
): INodeProperties[] {
	const first = resources.find(({ value }) => value === 'employee')?.value ?? '';
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: [...resources],
			default: first,
		},
		...resources.map((resource) => operationProperty(resource, operations)),
		...operations.flatMap((operation) =>
			operation.fields.map((field) => shownFor(operation, field)),
		),
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			options: [
				{
					name: 'Normalised',
					value: 'normalised',
					description:
						'The same fields for every vendor; leaves out pay, bank and other private data',
				},
				{
					name: 'Raw',
					value: 'raw',
					description: "The vendor's own record, with everything the credential may read",
				},
				{
					name: 'Selected Fields',
					value: 'selected',
					description: 'Some of the normalised fields',
				},
			],
			default: 'normalised',
		},
		{
			displayName: 'Fields',
			name: 'outputFields',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. displayName, workEmail',
			description: 'Names of normalised fields, separated by commas',
			displayOptions: { show: { output: ['selected'] } },
		},
	];
}

function operationProperty(resource: Resource, operations: readonly Operation[]): INodeProperties {
	const own = operations.filter((operation) => operation.resource === resource.value);
	const firstOperation = own[0]?.operation ?? '';
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
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
