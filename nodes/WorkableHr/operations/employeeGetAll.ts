import {
	filters,
	isOneOf,
	limitFields,
	limitOf,
	listOf,
	recordChoice,
	textOf,
} from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { asData } from '../../shared/actions/operation';
import { todayIn } from '../../shared/model/dates';
import { employeeSchema } from '../../shared/model/employee';
import { take, where } from '../../shared/outbound/paging';
import { readDirectory } from '../records/directory';
import { normaliseEmployee } from '../records/employee';
import { listEmployees } from '../records/lists';

/** https://workable.readme.io/reference/employees; it filters by nothing but the search words. */
export const employeeGetAll: Operation = {
	resource: 'employee',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many employees',
	description: 'Retrieve a list of employees, including drafts and people who have left',
	output: employeeSchema,
	fields: [
		...limitFields,
		filters(
			recordChoice({
				displayName: 'Department Names or IDs',
				name: 'departmentIds',
				loadOptionsMethod: 'getDepartments',
			}),
			{
				displayName: 'Search',
				name: 'query',
				type: 'string',
				default: '',
				description: 'Words in the first name, last name or e-mail address',
			},
			{
				displayName: 'Statuses',
				name: 'statuses',
				type: 'multiOptions',
				options: [
					{ name: 'Active', value: 'status_active' },
					{ name: 'Draft', value: 'status_draft' },
					{ name: 'Inactive', value: 'status_inactive' },
				],
				default: [],
			},
		),
	],
	async run(context, itemIndex, api) {
		const query = textOf(context, 'filters.query', itemIndex);
		const departments = listOf(context, 'filters.departmentIds', itemIndex);
		const statuses = listOf(context, 'filters.statuses', itemIndex);
		const today = todayIn(context.getTimezone());
		const matching = where(
			listEmployees(api, query === '' ? {} : { query }),
			(record) =>
				isOneOf(departments, record.department_id) &&
				isOneOf(statuses, record.status_semantic_type),
		);
		const records = await take(matching, limitOf(context, itemIndex));
		const { directory } = await readDirectory(api);
		return records.map((record) => ({
			normalised: { ...normaliseEmployee(record, { directory, today }) },
			raw: asData(record),
		}));
	},
};
