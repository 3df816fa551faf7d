import type { INodeProperties } from 'n8n-workflow';

import type { Field } from './field';
import { field } from './field';
import { id } from './kind';

/** A parameter to choose several records from a short list. A method of the node fills the list. */
export function recordChoice<const Name extends string>(choice: {
	displayName: string;
	name: Name;
	loadOptionsMethod: string;
}): INodeProperties & { name: Name } {
	return {
		displayName: choice.displayName,
		name: choice.name,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: choice.loadOptionsMethod },
		default: [],
		description:
			'A list, or a text with commas. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	};
}

/**
 * A parameter to choose a record from a list or by id. The default is the record that the trigger's
 * item is about.
 */
export function recordLocator<const Name extends string>(locator: {
	displayName: string;
	name: Name;
	searchListMethod: string;
	fromTrigger: string;
	description?: string;
}): Field<string, Name> {
	return field(
		{
			displayName: locator.displayName,
			name: locator.name,
			type: 'resourceLocator',
			required: true,
			default: { mode: 'id', value: locator.fromTrigger },
			...(locator.description === undefined ? {} : { description: locator.description }),
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: locator.searchListMethod, searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 19ff54',
				},
			],
		},
		id,
	);
}
