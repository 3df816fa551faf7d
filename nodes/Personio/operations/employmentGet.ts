import { requiredTextOf } from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { employeeField, employeeIdOf } from '../../shared/actions/people';
import { tableEntryRecordSchema } from '../../shared/model/tableEntry';
import { readEmployment } from '../records/read';
import { employmentRecord } from './employments';

const idField = { displayName: 'Employment ID', name: 'entryId' } as const;

/** https://developer.personio.de/reference/get_v2-persons-person-id-employments-id */
export const employmentGet: Operation = {
	resource: 'employment',
	operation: 'get',
	name: 'Get',
	action: 'Get an employment',
	description: 'Retrieve one employment of a person',
	output: tableEntryRecordSchema,
	fields: [
		employeeField,
		{
			...idField,
			type: 'string',
			required: true,
			default: '={{ $json.refs.entryId }}',
			description: 'ID of the employment; by default the one the event is about',
		},
	],
	async run(context, itemIndex, api) {
		const personId = employeeIdOf(context, itemIndex);
		const id = requiredTextOf(context, idField, itemIndex);
		return [employmentRecord(personId, await readEmployment(api, personId, id))];
	},
};
