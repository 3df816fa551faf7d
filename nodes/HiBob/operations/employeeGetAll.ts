import { emailFilter, nameFilter } from '../../shared/actions/employeeFilters';
import { field } from '../../shared/actions/field';
import { filters } from '../../shared/actions/filters';
import { yesOrNo } from '../../shared/actions/kind';
import { limitFields, limitOf } from '../../shared/actions/limit';
import type { Operation } from '../../shared/actions/operation';
import { todayIn } from '../../shared/model/dates';
import { workflowTimeZone } from '../../shared/timeZone';
import { sentOf } from '../../shared/reading/sent';
import { normaliseEmployee } from '../records/employee';
import { searchPeople } from '../records/fetch/people';
import {
	askedFieldsOf,
	employeeItemSchema,
	extraFields,
	extraFieldsOf,
	fieldsToRead,
	hintLeftOut,
} from './extraFields';

const narrowedBy = filters(
	emailFilter,
	field(
		{
			displayName: 'Include Inactive',
			name: 'includeInactive',
			type: 'boolean',
			default: true,
			description: 'Whether to include people who have left or have not started',
		},
		yesOrNo,
	),
	nameFilter,
);

/** HiBob gives everybody in one answer. https://apidocs.hibob.com/reference/post_people-search */
export const employeeGetAll: Operation = {
	resource: 'employee',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many employees',
	description:
		'Retrieve a list of employees; people who have left or have not started are an option',
	output: employeeItemSchema,
	fields: [...limitFields, extraFields.property, narrowedBy.property],
	async run(context, itemIndex, api) {
		const limit = limitOf(context, itemIndex);
		const asked = askedFieldsOf(context, itemIndex);
		const fields = fieldsToRead(context, itemIndex, asked);
		const { includeInactive = false, name, ...filter } = narrowedBy.of(context, itemIndex);
		const people = await searchPeople(api, { ...filter, showInactive: includeInactive }, fields);
		hintLeftOut(context, people, fields);
		const today = todayIn(workflowTimeZone(context));
		const words = name?.toLowerCase().split(/\s+/) ?? [];
		return people
			.map((person) => ({ person, employee: normaliseEmployee(person, today) }))
			.filter(({ employee: { displayName } }) =>
				words.every((word) => (displayName ?? '').toLowerCase().includes(word)),
			)
			.slice(0, limit ?? undefined)
			.map(({ person, employee }) => ({
				normalised: { ...employee, ...extraFieldsOf(person, asked) },
				raw: sentOf(person),
			}));
	},
};
