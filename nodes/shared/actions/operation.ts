import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';
import type { z } from 'zod/v4';

import type { Api } from '../outbound/api';

/** One record, in the shape that all vendors share and in the vendor's own. */
export interface FoundRecord {
	readonly normalised: IDataObject;
	/** As the vendor sent it: see `sentOf`. It becomes item data only if the user asks for it. */
	readonly raw: object;
}

/** One operation of an action node: the fields it shows and what it does with them. */
export interface Operation {
	readonly resource: string;
	/** The value of the operation, such as `getAll`. */
	readonly operation: string;
	/** Title Case, without the resource. */
	readonly name: string;
	/** Sentence case, names the object. */
	readonly action: string;
	readonly description: string;
	/** What a normalised record looks like; the editor's preview is generated from it. */
	readonly output: z.ZodType;
	/** Shown for this operation only. */
	readonly fields: readonly INodeProperties[];
	/**
	 * Reads records for one input item. A long list comes record by record, so that it is not in memory
	 * besides its items.
	 * @throws NodeApiError, NodeOperationError in plain words, also while the records come
	 */
	run(
		context: IExecuteFunctions,
		itemIndex: number,
		api: Api,
	): Promise<Iterable<FoundRecord> | AsyncIterable<FoundRecord>>;
}

/** A parsed record as item data. It came as JSON and is passed on as JSON. */
export function asData(record: object): IDataObject {
	return jsonParse(JSON.stringify(record));
}
