import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { oneOf } from './choices';
import { field, valueOf } from './field';
import { recordLocator } from './records';

/** The person an operation is about. */
export const employee = recordLocator({
	displayName: 'Employee',
	name: 'employeeId',
	searchListMethod: 'searchEmployees',
	fromTrigger: '={{ $json.refs.employeeId }}',
	description:
		'Choose a person, or keep the ID of the person in the event that started the workflow',
});

const PEOPLE = [
	{ name: 'Everyone', value: 'everyone' },
	{ name: 'One Employee', value: 'one' },
] as const;

const people = field(
	{
		displayName: 'People',
		name: 'people',
		type: 'options',
		options: [...PEOPLE],
		default: 'one',
		description: 'Whose records to read',
	},
	oneOf(PEOPLE),
);

/**
 * The parameters that say whether an operation is about one person or about everyone. An empty field
 * never decides this.
 */
export const peopleFields: readonly INodeProperties[] = [
	people.property,
	{ ...employee.property, displayOptions: { show: { people: ['one'] } } },
];

/** The id of the person an operation is about. */
export function employeeIdOf(context: IExecuteFunctions, itemIndex: number): string {
	return valueOf(context, employee, itemIndex);
}

/** The id of the one person, or null for everyone. */
export function onePersonOf(context: IExecuteFunctions, itemIndex: number): string | null {
	const isEveryone = valueOf(context, people, itemIndex) === 'everyone';
	return isEveryone ? null : employeeIdOf(context, itemIndex);
}
