import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod/v4';

/** n8n's standard pair for operations that return many records. */
export const limitFields: readonly INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** How many records are wanted; null for all. */
export function limitOf(context: IExecuteFunctions, itemIndex: number): number | null {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return null;
	return z
		.number()
		.int()
		.min(1)
		.catch(50)
		.parse(context.getNodeParameter('limit', itemIndex, 50));
}

/** Several records to choose from a short list that a method of the node fills. */
export function recordChoice(field: {
	displayName: string;
	name: string;
	loadOptionsMethod: string;
}): INodeProperties {
	return {
		displayName: field.displayName,
		name: field.name,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: field.loadOptionsMethod },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}

/** A record to choose from a list or by id; by default the one the trigger's item is about. */
export function recordLocator(field: {
	displayName: string;
	name: string;
	searchListMethod: string;
	fromTrigger: string;
	description?: string;
}): INodeProperties {
	return {
		displayName: field.displayName,
		name: field.name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'id', value: field.fromTrigger },
		...(field.description === undefined ? {} : { description: field.description }),
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: field.searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 19ff54',
			},
		],
	};
}

/**
 * The id a {@link recordLocator} names.
 * @throws NodeOperationError if it names none: an expression that finds nothing must not read
 *   something else than was meant
 */
export function locatedId(
	context: IExecuteFunctions,
	field: { name: string; displayName: string },
	itemIndex: number,
): string {
	const value = context.getNodeParameter(field.name, itemIndex, '', { extractValue: true });
	const id = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (id !== '') return id;
	throw new NodeOperationError(context.getNode(), `'${field.displayName}' is empty`, {
		itemIndex,
		description:
			'Choose a record or enter an ID. If it is an expression, the item before this node does not have the value.',
	});
}

/** A text parameter; empty if it is not set. */
export function textOf(context: IExecuteFunctions, name: string, itemIndex: number): string {
	const value = context.getNodeParameter(name, itemIndex, '');
	// What an expression like {{ $today }} gives.
	if (DateTime.isDateTime(value)) return value.toISO() ?? '';
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A parameter that takes several values. */
export function listOf(context: IExecuteFunctions, name: string, itemIndex: number): string[] {
	return z
		.array(z.string())
		.catch([])
		.parse(context.getNodeParameter(name, itemIndex, []));
}

/** Whether a value passes a filter that takes several; an empty filter lets everything pass. */
export function isOneOf(wanted: readonly string[], value: string | null | undefined): boolean {
	return wanted.length === 0 || (value != null && wanted.includes(value));
}
