import type { Operation } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import { employeeField, employeeIdOf } from '../../shared/actions/people';
import { todayIn } from '../../shared/model/dates';
import { normaliseEmployee } from '../records/employee';
import { readPerson } from '../records/people';
import {
	employeeRecordSchema,
	extraFieldsField,
	extraFieldsOf,
	fieldsToRead,
	hintLeftOut,
} from './extraFields';

/** https://apidocs.hibob.com/reference/post_people-identifier */
export const employeeGet: Operation = {
	resource: 'employee',
	operation: 'get',
	name: 'Get',
	action: 'Get an employee',
	description: 'Retrieve one person, also one who has left or not started',
	output: employeeRecordSchema,
	fields: [employeeField, extraFieldsField],
	async run(context, itemIndex, api) {
		const fields = fieldsToRead(context, itemIndex);
		const person = await readPerson(api, employeeIdOf(context, itemIndex), fields);
		hintLeftOut(context, [person], fields);
		const today = todayIn(context.getTimezone());
		return [
			{
				normalised: {
					...normaliseEmployee(person, today),
					...extraFieldsOf(context, itemIndex, person),
				},
				raw: asData(person),
			},
		];
	},
};
