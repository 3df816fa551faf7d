import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { connect } from '../outbound/connect';
import type { Api } from '../outbound/api';
import { withNotes } from '../outbound/api';
import { sentencesOf, unreadNotes } from '../reading/unread';
import type { Vendor } from '../vendor';
import { showHint } from './showHint';
import type { Operation } from './operation';
import { outputOf } from './output';

/**
 * The execute method of a vendor's action node. It runs the chosen operation for every input item, and
 * returns one output item per record.
 */
export function runOperations(
	vendor: Vendor,
	operations: readonly Operation[],
): (this: IExecuteFunctions) => Promise<INodeExecutionData[][]> {
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const api = await connect(this, vendor);
		const items: INodeExecutionData[] = [];
		for (const item of this.getInputData().keys()) {
			const records = await readRecords(this, operations, item, api);
			for (const json of records) items.push({ json, pairedItem: { item } });
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
	return await shaped(context, operation, itemIndex, api).catch((error: unknown) => {
		if (error instanceof NodeApiError || error instanceof NodeOperationError) {
			error.context.itemIndex = itemIndex;
			if (context.continueOnFail()) return [{ error: error.message }];
		}
		throw error;
	});
}

async function shaped(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
	api: Api,
): Promise<IDataObject[]> {
	// Checked before the first request, like all parameters.
	const shape = outputOf(context, itemIndex, operation.output);
	const unread = unreadNotes();
	const items: IDataObject[] = [];
	for await (const record of await operation.run(context, itemIndex, withNotes(api, unread))) {
		items.push(shape(record));
	}
	for (const sentence of sentencesOf(unread, api.vendor)) showHint(context, `${sentence}.`);
	return items;
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
