import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod/v4';

import { dayOf } from '../model/dates';

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

/** What an operation may be narrowed down by; each is added by the user who needs it. */
export function filters(...options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options,
	};
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
export function locatedId(context: IExecuteFunctions, field: Field, itemIndex: number): string {
	const value = context.getNodeParameter(field.name, itemIndex, '', { extractValue: true });
	const id = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (id !== '') return id;
	throw emptyField(context, field, itemIndex);
}

/** A text parameter; empty if it is not set. */
export function textOf(context: IExecuteFunctions, name: string, itemIndex: number): string {
	const value = context.getNodeParameter(name, itemIndex, '');
	// What an expression like {{ $today }} gives.
	if (DateTime.isDateTime(value)) return value.toISO() ?? '';
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A parameter, by the name in the node and the one the user sees. */
type Field = Readonly<Record<'name' | 'displayName', string>>;

/**
 * A text parameter that may not be empty.
 * @throws NodeOperationError if it is
 */
export function requiredTextOf(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
): string {
	const value = textOf(context, field.name, itemIndex);
	if (value === '') throw emptyField(context, field, itemIndex);
	return value;
}

/**
 * A date and time; one without a zone is in the workflow's.
 * @returns ISO 8601 in UTC, or null if nothing was entered
 * @throws NodeOperationError if it is something else
 */
export function instantIn(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
): string | null {
	const entered = textOf(context, field.name, itemIndex);
	if (entered === '') return null;
	const time = DateTime.fromISO(entered, { zone: context.getTimezone() });
	if (time.isValid) return time.toUTC().toISO();
	throw notA(context, field, itemIndex, 'date and time', '2026-01-31T00:00:00Z');
}

/**
 * A calendar day.
 * @returns `YYYY-MM-DD`, or null if nothing was entered
 * @throws NodeOperationError if it is something else
 */
export function dayFrom(
	context: IExecuteFunctions,
	field: Field,
	itemIndex: number,
): string | null {
	const entered = textOf(context, field.name, itemIndex);
	const day = dayOf(entered);
	if (entered === '' || day !== null) return day;
	throw notA(context, field, itemIndex, 'date', '2026-01-31');
}

function notA(
	context: IExecuteFunctions,
	{ displayName }: Field,
	itemIndex: number,
	kind: string,
	example: string,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), `'${displayName}' is not a ${kind}`, {
		itemIndex,
		description: `Choose a date, or enter one such as ${example}.`,
	});
}

/** What to tell of a field that has to be filled in. */
export function emptyField(
	context: IExecuteFunctions,
	{ displayName }: Field,
	itemIndex: number,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), `'${displayName}' is empty`, {
		itemIndex,
		description:
			'Choose or enter a value. If it is an expression, the item before this node does not have the value.',
	});
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
