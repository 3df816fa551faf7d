import pick from 'lodash/pick';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { connect } from '../outbound/connect';
import type { Api } from '../outbound/api';
import type { Vendor } from '../vendor';
import { textOf } from './fields';
import type { FoundRecord, Operation } from './operation';

/**
 * The execute method of a vendor's action node: the chosen operation for every input item, one
 * output item per record.
 */
export function run(
	vendor: Vendor,
	operations: readonly Operation[],
): (this: IExecuteFunctions) => Promise<INodeExecutionData[][]> {
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const api = await connect(this, vendor);
		const items: INodeExecutionData[] = [];
		for (const item of this.getInputData().keys()) {
			const records = await readRecords(this, operations, item, api);
			items.push(...records.map((json) => ({ json, pairedItem: { item } })));
		}
		return [items];
	};
}

async function readRecords(
	context: IExecuteFunctions,
	operations: readonly Operation[],
	itemIndex: number,
	api: Api,
): Promise<IDataObject[]> {
	const operation = operationFor(context, operations, itemIndex);
	return await operation.run(context, itemIndex, api).then(
		(records) => records.map((record) => shape(context, itemIndex, record)),
		(error: unknown) => {
			if (error instanceof NodeApiError || error instanceof NodeOperationError) {
				error.context.itemIndex = itemIndex;
				if (context.continueOnFail()) return [{ error: error.message }];
			}
			throw error;
		},
	);
}

function operationFor(
	context: IExecuteFunctions,
	operations: readonly Operation[],
	itemIndex: number,
): Operation {
	const resource = context.getNodeParameter('resource', itemIndex);
	const chosen = context.getNodeParameter('operation', itemIndex);
	const found = operations.find(
		(operation) => operation.resource === resource && operation.operation === chosen,
	);
	if (found !== undefined) return found;
	throw new NodeOperationError(context.getNode(), "'Operation' is not one of this node's", {
		itemIndex,
		description: 'Open the node and choose a resource and an operation again.',
	});
}

function shape(context: IExecuteFunctions, itemIndex: number, record: FoundRecord): IDataObject {
	switch (context.getNodeParameter('output', itemIndex, 'normalised')) {
		case 'raw':
			return record.raw;
		case 'selected': {
			const fields = textOf(context, 'outputFields', itemIndex).split(',');
			return pick(
				record.normalised,
				fields.map((field) => field.trim()),
			);
		}
		default:
			return record.normalised;
	}
}
