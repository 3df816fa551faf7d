import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { locatedId, recordLocator } from './fields';

/** The person an operation is about. */
export const employeeField: INodeProperties = recordLocator({
	displayName: 'Employee',
	name: 'employeeId',
	searchListMethod: 'searchEmployees',
	fromTrigger: '={{ $json.refs.employeeId }}',
	description: 'Choose a person, or leave the ID of the event that started the workflow',
});

/** Whether an operation is about one person or about everyone: never decided by an empty field. */
export const peopleFields: readonly INodeProperties[] = [
	{
		displayName: 'People',
		name: 'people',
		type: 'options',
		options: [
			{ name: 'Everyone', value: 'everyone' },
			{ name: 'One Employee', value: 'one' },
		],
		default: 'one',
		description: 'Whose records to read',
	},
	{ ...employeeField, displayOptions: { show: { people: ['one'] } } },
];

/** The id of the person an operation is about. */
export function employeeIdOf(context: IExecuteFunctions, itemIndex: number): string {
	return locatedId(context, employeeField, itemIndex);
}

/** The id of the one person, or null for everyone. */
export function onePersonOf(context: IExecuteFunctions, itemIndex: number): string | null {
	const isEveryone = context.getNodeParameter('people', itemIndex, 'one') === 'everyone';
	return isEveryone ? null : employeeIdOf(context, itemIndex);
}
