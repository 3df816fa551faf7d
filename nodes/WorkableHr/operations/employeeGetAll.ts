import { someOf } from '../../shared/actions/choices';
import { field } from '../../shared/actions/field';
import { filters } from '../../shared/actions/filters';
import { textOrNumber } from '../../shared/actions/kind';
import { limitFields, limitOf } from '../../shared/actions/limit';
import { ids } from '../../shared/actions/lists';
import type { Operation } from '../../shared/actions/operation';
import { recordChoice } from '../../shared/actions/records';
import { todayIn } from '../../shared/model/dates';
import { employeeSchema } from '../../shared/model/employee';
import { takeMapped } from '../../shared/outbound/paging';
import { isOneOf, matchingRecords } from '../../shared/reading/matchingRecords';
import { workflowTimeZone } from '../../shared/timeZone';
import { sentOf } from '../../shared/reading/sent';
import { readDirectory } from '../records/fetch/directory';
import { bareStatus, inOneSpelling, normaliseEmployee, statusIn } from '../records/employee';
import { EMPLOYEES, listEmployees } from '../records/fetch/employees';
import { idIn } from '../records/named';

const STATUSES = [
	{ name: 'Active', value: 'status_active' },
	{ name: 'Draft', value: 'status_draft' },
	{ name: 'Inactive', value: 'status_inactive' },
] as const;
const KNOWN_STATUSES = STATUSES.map(({ value }) => value);

const narrowedBy = filters(
	field(
		recordChoice({
			displayName: 'Department Names or IDs',
			name: 'departmentIds',
			loadOptionsMethod: 'getDepartments',
		}),
		ids,
	),
	field(
		{
			displayName: 'Search',
			name: 'query',
			type: 'string',
			default: '',
			description: 'Words in the first name, last name or e-mail address',
		},
		textOrNumber,
	),
	field(
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			options: [...STATUSES],
			default: [],
			description: 'Only people who are active, draft or inactive',
		},
		someOf(STATUSES),
	),
);

/** Workable filters only by words; the node applies the other filters. https://workable.readme.io/reference/employees */
export const employeeGetAll: Operation = {
	resource: 'employee',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many employees',
	description: 'Retrieve a list of employees, including drafts and people who have left',
	output: employeeSchema,
	fields: [...limitFields, narrowedBy.property],
	async run(context, itemIndex, api) {
		const limit = limitOf(context, itemIndex);
		const { departmentIds, statuses, ...asked } = narrowedBy.of(context, itemIndex);
		const today = todayIn(workflowTimeZone(context));
		const matching = matchingRecords(
			listEmployees(api, asked),
			{ unread: api.unread, what: EMPLOYEES.what },
			{
				department_id: (record) => {
					const { department } = inOneSpelling(record);
					// A person without a department does not match. If the field is missing, it is not known whether the
					// person matches.
					return isOneOf(departmentIds, idIn(department)) ?? (department === null ? false : null);
				},
				status_semantic_type: (record) =>
					isOneOf(statuses, statusIn(record), { known: KNOWN_STATUSES, bare: bareStatus }),
			},
		);
		const { directory } = await readDirectory(api);
		return takeMapped(matching, limit, (record) => ({
			normalised: { ...normaliseEmployee(record, { directory, today }) },
			raw: sentOf(record),
		}));
	},
};
