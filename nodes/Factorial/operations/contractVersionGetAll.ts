import { dayFrom, filters, limitFields, limitOf } from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { updatedSinceField, updatedSinceOf } from '../../shared/actions/updatedSince';
import { tableEntryRecordSchema } from '../../shared/model/tableEntry';
import { take } from '../../shared/outbound/paging';
import { listContracts } from '../records/contracts';
import { contractRecord } from './contractVersions';

/** https://apidoc.factorialhr.com/reference/get_contracts-contract-versions */
export const contractVersionGetAll: Operation = {
	resource: 'contractVersion',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many contract versions',
	description: 'Retrieve a list of contract versions of one person or of everyone',
	output: tableEntryRecordSchema,
	fields: [
		...peopleFields,
		...limitFields,
		filters(
			{
				displayName: 'In Effect On or Before',
				name: 'date',
				type: 'dateTime',
				default: '',
				description: 'Only versions that count on this day or did before',
			},
			updatedSinceField('contract versions'),
		),
	],
	async run(context, itemIndex, api) {
		const personId = onePersonOf(context, itemIndex);
		const field = { name: 'filters.date', displayName: 'In Effect On or Before' };
		const date = dayFrom(context, field, itemIndex);
		const filter = {
			...(personId === null ? {} : { employeeIds: [personId] }),
			...(date === null ? {} : { date }),
			...updatedSinceOf(context, itemIndex),
		};
		const contracts = await take(listContracts(api, filter), limitOf(context, itemIndex));
		return contracts.map(contractRecord);
	},
};
