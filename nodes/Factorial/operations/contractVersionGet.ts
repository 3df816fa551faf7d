import { requiredTextOf } from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { tableEntryRecordSchema } from '../../shared/model/tableEntry';
import { CONTRACT_VERSIONS, contractSchema } from '../records/contract';
import { readOne } from '../records/lists';
import { contractRecord } from './contractVersions';

const idField = { displayName: 'Contract Version ID', name: 'contractVersionId' } as const;

/** https://apidoc.factorialhr.com/reference/get_contracts-contract-versions-id */
export const contractVersionGet: Operation = {
	resource: 'contractVersion',
	operation: 'get',
	name: 'Get',
	action: 'Get a contract version',
	description: 'Retrieve one version of a contract',
	output: tableEntryRecordSchema,
	fields: [
		{
			...idField,
			type: 'string',
			required: true,
			default: '={{ $json.refs.entryId }}',
			description: 'ID of the version; by default the one the event is about',
		},
	],
	async run(context, itemIndex, api) {
		const id = requiredTextOf(context, idField, itemIndex);
		const what = 'a contract version';
		return [contractRecord(await readOne(api, CONTRACT_VERSIONS, id, contractSchema, what))];
	},
};
