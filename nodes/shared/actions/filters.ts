import get from 'lodash/get';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Field } from './field';
import { understoodValue } from './field';

/** The values of the filters that were added, by name. */
type Given<F extends Field<unknown>> = {
	readonly [One in F as One['property']['name']]?: One extends Field<infer T> ? T : never;
};

/** The filters of an operation. The user adds those that are needed. */
export interface Filters<F extends Field<unknown>> {
	readonly property: INodeProperties;
	/**
	 * Reads the filters that were added. A filter is never dropped because of its value: a user who
	 * asked for a few people would then get everybody.
	 * @throws NodeOperationError if the value of a filter is empty, or the filter does not take it
	 */
	of(context: IExecuteFunctions, itemIndex: number): Given<F>;
}

const NAME = 'filters';

/** @param fields the filters, in the order in which they are offered */
export function filters<All extends ReadonlyArray<Field<unknown>>>(
	...fields: All
): Filters<All[number]> {
	return {
		property: {
			displayName: 'Filters',
			name: NAME,
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			description:
				'Fill in each filter that you add: the node stops if a filter is empty, or has a value that it does not understand',
			options: fields.map(({ property }) => property),
		},
		of(context, itemIndex) {
			const given = fields
				.filter(({ property: { name } }) => isAdded(context, name, itemIndex))
				.map((field) => [field.property.name, valueOf(context, field, itemIndex)] as const);
			return Object.fromEntries(given) as Given<All[number]>;
		},
	};
}

function isAdded(context: IExecuteFunctions, name: string, itemIndex: number): boolean {
	const raw: unknown = context.getNodeParameter(NAME, itemIndex, {}, { rawExpressions: true });
	return get(raw, [name]) !== undefined;
}

function valueOf<T>(context: IExecuteFunctions, field: Field<T>, itemIndex: number): T {
	const value: unknown = context.getNodeParameter(`${NAME}.${field.property.name}`, itemIndex, '');
	return understoodValue(context, { ...field, value, itemIndex, wayOut: ', or remove the filter' });
}
