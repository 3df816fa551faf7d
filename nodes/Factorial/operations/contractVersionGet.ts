import { eventRecordId } from '../../shared/actions/eventRecordId';
import { valueOf } from '../../shared/actions/field';
import type { Operation } from '../../shared/actions/operation';
import { tableEntryItemSchema } from '../../shared/model/tableEntry';
import { readContract } from '../records/fetch/contracts';
import { contractRecord } from './contractVersions';

const contractVersionId = eventRecordId(
	{ displayName: 'Contract Version ID', name: 'contractVersionId' },
	{ ref: 'entryId', record: 'version' },
);

/** https://apidoc.factorialhr.com/reference/get_contracts-contract-versions-id */
export const contractVersionGet: Operation = {
	resource: 'contractVersion',
	operation: 'get',
	name: 'Get',
	action: 'Get a contract version',
	description: 'Retrieve one version of a contract',
	output: tableEntryItemSchema,
	fields: [contractVersionId.property],
	async run(context, itemIndex, api) {
		const wanted = valueOf(context, contractVersionId, itemIndex);
		return [contractRecord(await readContract(api, wanted))];
	},
};
