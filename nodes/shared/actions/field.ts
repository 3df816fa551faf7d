import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { workflowTimeZone } from '../timeZone';
import type { Kind } from './kind';
import { isNothing } from './kind';

/** A parameter of an operation: how it is shown, and which values it takes. */
export interface Field<T, Name extends string = string> {
	readonly property: INodeProperties & { readonly name: Name };
	readonly kind: Kind<T>;
}

/** A parameter of an operation, from how it is shown and which values it takes. */
export function field<T, const Name extends string>(
	property: INodeProperties & { readonly name: Name },
	kind: Kind<T>,
): Field<T, Name> {
	return { property, kind };
}

/**
 * The value of a field.
 * @throws NodeOperationError if the value is empty, or the field does not take it
 */
export function valueOf<T>(
	context: IExecuteFunctions,
	{ property, kind }: Field<T>,
	itemIndex: number,
): T {
	const value: unknown = context.getNodeParameter(property.name, itemIndex, property.default, {
		extractValue: property.type === 'resourceLocator',
	});
	return understoodValue(context, { property, kind, value, itemIndex });
}

/**
 * The value of a field that may be left empty.
 * @returns undefined if the field is empty. An expression that finds nothing is not an empty field: it
 *   is refused
 * @throws NodeOperationError if an expression finds nothing, or the field does not take the value
 */
export function optionalValueOf<T>(
	context: IExecuteFunctions,
	{ property, kind }: Field<T>,
	itemIndex: number,
): T | undefined {
	const value: unknown = context.getNodeParameter(property.name, itemIndex, property.default);
	const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
	return isEmpty ? undefined : understoodValue(context, { property, kind, value, itemIndex });
}

interface Filled<T> extends Field<T> {
	readonly value: unknown;
	readonly itemIndex: number;
	/** What else the user can do about an empty field, for the message. */
	readonly wayOut?: string;
}

/**
 * Reads the value of a field.
 * @throws NodeOperationError if the value is empty, or the field does not take it
 */
export function understoodValue<T>(
	context: IExecuteFunctions | IHookFunctions | IPollFunctions,
	{ property: { displayName }, kind, value, itemIndex, wayOut = '' }: Filled<T>,
): T {
	if (isNothing(value)) {
		throw new NodeOperationError(context.getNode(), `'${displayName}' is empty`, {
			itemIndex,
			description: `'${displayName}' takes ${kind.takes}. Choose or enter a value${wayOut}. If it is an expression, the item before this node does not have the value.`,
		});
	}
	const read = kind.read(value, { timeZone: () => workflowTimeZone(context) });
	if (read !== undefined) return read;
	throw new NodeOperationError(context.getNode(), `'${displayName}' is not ${kind.noun}`, {
		itemIndex,
		description: `'${displayName}' takes ${kind.takes}.`,
	});
}
