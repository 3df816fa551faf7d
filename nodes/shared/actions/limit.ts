import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { field, valueOf } from './field';
import { count, yesOrNo } from './kind';

const returnAll = field(
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	yesOrNo,
);

const limit = field(
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	count,
);

/** n8n's standard pair for operations that return many records. */
export const limitFields: readonly INodeProperties[] = [returnAll.property, limit.property];

/**
 * How many records are wanted; null for all.
 * @throws NodeOperationError if *Limit* is not a whole number from 1 on
 */
export function limitOf(context: IExecuteFunctions, itemIndex: number): number | null {
	return valueOf(context, returnAll, itemIndex) ? null : valueOf(context, limit, itemIndex);
}
