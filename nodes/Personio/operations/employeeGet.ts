import type { Operation } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import { employeeField, employeeIdOf } from '../../shared/actions/people';
import { todayIn } from '../../shared/model/dates';
import { normaliseEmployee } from '../records/employee';
import { readEmployments, readPerson, readSurroundings } from '../records/read';
import {
	customAttributesField,
	customAttributesOf,
	employeeRecordSchema,
} from './customAttributes';

/** https://developer.personio.de/reference/get_v2-persons-id */
export const employeeGet: Operation = {
	resource: 'employee',
	operation: 'get',
	name: 'Get',
	action: 'Get an employee',
	description: 'Retrieve one person with all employments',
	output: employeeRecordSchema,
	fields: [employeeField, customAttributesField],
	async run(context, itemIndex, api) {
		const id = employeeIdOf(context, itemIndex);
		const [person, employments] = await Promise.all([
			readPerson(api, id),
			readEmployments(api, id),
		]);
		const { file, names } = await readSurroundings(api, { person, employments });
		const today = todayIn(context.getTimezone());
		return [
			{
				normalised: {
					...normaliseEmployee(id, file, { names, today }),
					...customAttributesOf(context, itemIndex, person),
				},
				raw: asData({ ...person, employments }),
			},
		];
	},
};
