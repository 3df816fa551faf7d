import { filters, limitFields, limitOf, textOf } from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import { todayIn } from '../../shared/model/dates';
import { normaliseEmployee } from '../records/employee';
import { searchPeople } from '../records/people';
import {
	employeeRecordSchema,
	extraFieldsField,
	extraFieldsOf,
	fieldsToRead,
	hintLeftOut,
} from './extraFields';

/** https://apidocs.hibob.com/reference/post_people-search; everybody comes in one answer. */
export const employeeGetAll: Operation = {
	resource: 'employee',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many employees',
	description: 'Retrieve a list of employees; those who have left or not started on request',
	output: employeeRecordSchema,
	fields: [
		...limitFields,
		extraFieldsField,
		filters(
			{
				displayName: 'Emails',
				name: 'emails',
				type: 'string',
				default: '',
				placeholder: 'e.g. nathan@example.com',
				description: 'E-mail addresses, separated by commas',
			},
			{
				displayName: 'Include Inactive',
				name: 'includeInactive',
				type: 'boolean',
				default: true,
				description: 'Whether to include those who have left or not started',
			},
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				description: 'Words in the name',
			},
		),
	],
	async run(context, itemIndex, api) {
		const fields = fieldsToRead(context, itemIndex);
		const emails = textOf(context, 'filters.emails', itemIndex).split(',');
		const people = await searchPeople(
			api,
			{
				emails: emails.map((email) => email.trim()).filter((email) => email !== ''),
				showInactive:
					context.getNodeParameter('filters.includeInactive', itemIndex, false) === true,
			},
			fields,
		);
		hintLeftOut(context, people, fields);
		const today = todayIn(context.getTimezone());
		const words = textOf(context, 'filters.name', itemIndex).toLowerCase().split(/\s+/);
		return people
			.map((person) => ({ person, employee: normaliseEmployee(person, today) }))
			.filter(({ employee: { displayName } }) =>
				words.every((word) => (displayName ?? '').toLowerCase().includes(word)),
			)
			.slice(0, limitOf(context, itemIndex) ?? undefined)
			.map(({ person, employee }) => ({
				normalised: { ...employee, ...extraFieldsOf(context, itemIndex, person) },
				raw: asData(person),
			}));
	},
};
