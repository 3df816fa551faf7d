import type { Operation } from '../../shared/actions/operation';
import { employee, employeeIdOf } from '../../shared/actions/people';
import { todayIn } from '../../shared/model/dates';
import { workflowTimeZone } from '../../shared/timeZone';
import { sentOf } from '../../shared/reading/sent';
import { normaliseEmployee } from '../records/employee';
import { readPerson } from '../records/fetch/people';
import {
	askedFieldsOf,
	employeeItemSchema,
	extraFields,
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
	description: 'Retrieve one person, even one who has left or has not started',
	output: employeeItemSchema,
	fields: [employee.property, extraFields.property],
	async run(context, itemIndex, api) {
		const id = employeeIdOf(context, itemIndex);
		const asked = askedFieldsOf(context, itemIndex);
		const fields = fieldsToRead(context, itemIndex, asked);
		const person = await readPerson(api, id, fields);
		hintLeftOut(context, [person], fields);
		const today = todayIn(workflowTimeZone(context));
		return [
			{
				normalised: {
					...normaliseEmployee(person, today),
					...extraFieldsOf(person, asked),
				},
				raw: sentOf(person),
			},
		];
	},
};
