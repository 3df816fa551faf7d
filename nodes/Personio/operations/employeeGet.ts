import { valueOf } from '../../shared/actions/field';
import type { Operation } from '../../shared/actions/operation';
import { employee, employeeIdOf } from '../../shared/actions/people';
import { todayIn } from '../../shared/model/dates';
import { workflowTimeZone } from '../../shared/timeZone';
import { sentOf } from '../../shared/reading/sent';
import { normaliseEmployee } from '../records/employee';
import { readEmployments } from '../records/fetch/employments';
import { readPerson } from '../records/fetch/people';
import { readSurroundings } from '../records/fetch/describePerson';
import {
	customAttributesOf,
	employeeItemSchema,
	includeCustomAttributes,
} from './customAttributes';

/** https://developer.personio.de/reference/get_v2-persons-id */
export const employeeGet: Operation = {
	resource: 'employee',
	operation: 'get',
	name: 'Get',
	action: 'Get an employee',
	description: 'Retrieve one person with all employments',
	output: employeeItemSchema,
	fields: [employee.property, includeCustomAttributes.property],
	async run(context, itemIndex, api) {
		const id = employeeIdOf(context, itemIndex);
		const withAttributes = valueOf(context, includeCustomAttributes, itemIndex);
		const [person, employments] = await Promise.all([
			readPerson(api, id),
			readEmployments(api, id),
		]);
		const today = todayIn(workflowTimeZone(context));
		const { file, names } = await readSurroundings(api, { person, employments }, today);
		return [
			{
				normalised: {
					...normaliseEmployee(id, file, { names, today }),
					...customAttributesOf(person, withAttributes),
				},
				raw: { ...sentOf(person), employments: employments.map(sentOf) },
			},
		];
	},
};
