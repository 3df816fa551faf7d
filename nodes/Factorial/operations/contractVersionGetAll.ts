import { field } from '../../shared/actions/field';
import { filters } from '../../shared/actions/filters';
import { limitFields, limitOf } from '../../shared/actions/limit';
import { day } from '../../shared/actions/moments';
import type { Operation } from '../../shared/actions/operation';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { updatedSince } from '../../shared/actions/updatedSince';
import { tableEntryItemSchema } from '../../shared/model/tableEntry';
import { takeMapped } from '../../shared/outbound/paging';
import { listContracts } from '../records/fetch/contracts';
import { contractRecord } from './contractVersions';

const narrowedBy = filters(
	field(
		{
			displayName: 'In Effect On or Before',
			name: 'date',
			type: 'dateTime',
			default: '',
			description: 'Only versions that took effect on this day or earlier, such as 2026-01-31',
		},
		day,
	),
	updatedSince('contract versions'),
);

/** https://apidoc.factorialhr.com/reference/get_contracts-contract-versions */
export const contractVersionGetAll: Operation = {
	resource: 'contractVersion',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many contract versions',
	description: 'Retrieve a list of contract versions of one person or of everyone',
	output: tableEntryItemSchema,
	fields: [...peopleFields, ...limitFields, narrowedBy.property],
	async run(context, itemIndex, api) {
		const personId = onePersonOf(context, itemIndex);
		const limit = limitOf(context, itemIndex);
		const filter = {
			...(personId === null ? {} : { employeeIds: [personId] }),
			...narrowedBy.of(context, itemIndex),
		};
		return takeMapped(listContracts(api, filter), limit, contractRecord);
	},
};
