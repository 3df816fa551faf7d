import { eventRecordId } from '../../shared/actions/eventRecordId';
import { valueOf } from '../../shared/actions/field';
import type { Operation } from '../../shared/actions/operation';
import { employee, employeeIdOf } from '../../shared/actions/people';
import { tableEntryItemSchema } from '../../shared/model/tableEntry';
import { readEmployment } from '../records/fetch/employments';
import { employmentRecord } from './employments';

const entryId = eventRecordId(
	{ displayName: 'Employment ID', name: 'entryId' },
	{ ref: 'entryId', record: 'employment' },
);

/** https://developer.personio.de/reference/get_v2-persons-person-id-employments-id */
export const employmentGet: Operation = {
	resource: 'employment',
	operation: 'get',
	name: 'Get',
	action: 'Get an employment',
	description: 'Retrieve one employment of a person',
	output: tableEntryItemSchema,
	fields: [employee.property, entryId.property],
	async run(context, itemIndex, api) {
		const personId = employeeIdOf(context, itemIndex);
		const wanted = valueOf(context, entryId, itemIndex);
		return [employmentRecord(personId, await readEmployment(api, personId, wanted))];
	},
};
