import {
	dayFrom,
	emptyField,
	filters,
	isOneOf,
	limitFields,
	limitOf,
	listOf,
	recordChoice,
	textOf,
} from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import { dayOf } from '../../shared/model/dates';
import { leaveRecordSchema } from '../../shared/model/leave';
import { take, where } from '../../shared/outbound/paging';
import { readDirectory } from '../records/directory';
import { listTimeOff, listTimeOffOfEveryone } from '../records/lists';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { timeOffRecord } from './timeOffRecords';

const fromField = { displayName: 'From', name: 'from' } as const;

/** https://workable.readme.io/reference/timeoffrequests-1 */
export const timeOffGetAll: Operation = {
	resource: 'timeOff',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many time off requests',
	description: 'Retrieve a list of time-off requests of one employee or of everyone',
	output: leaveRecordSchema,
	fields: [
		{
			...fromField,
			type: 'dateTime',
			required: true,
			default: '={{ $today.minus({ days: 30 }).toISODate() }}',
			description: 'First day of the period; Workable does not list requests without one',
		},
		...peopleFields,
		...limitFields,
		filters(
			recordChoice({
				displayName: 'Category Names or IDs',
				name: 'categoryIds',
				loadOptionsMethod: 'getTimeOffCategories',
			}),
			{
				displayName: 'States',
				name: 'states',
				type: 'multiOptions',
				options: [
					{ name: 'Approved', value: 'approved' },
					{ name: 'Canceled', value: 'canceled' },
					{ name: 'Pending', value: 'pending' },
					{ name: 'Rejected', value: 'rejected' },
				],
				default: [],
			},
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '',
				description: 'Last day of the period',
			},
		),
	],
	async run(context, itemIndex, api) {
		const from = dayFrom(context, fromField, itemIndex);
		if (from === null) throw emptyField(context, fromField, itemIndex);
		const filter = {
			from_date: from,
			to_date: dayOf(textOf(context, 'filters.to', itemIndex)) ?? '',
			states: listOf(context, 'filters.states', itemIndex),
			category_ids: listOf(context, 'filters.categoryIds', itemIndex),
		};
		const employeeId = onePersonOf(context, itemIndex);
		const found =
			employeeId === null
				? listTimeOffOfEveryone(api, filter)
				: listTimeOff(api, { ...filter, employee_id: employeeId });
		// Workable does not say how several values are written; what it lets through is checked.
		const matching = where(found, ({ state }) => isOneOf(filter.states, state));
		const requests = await take(matching, limitOf(context, itemIndex));
		const { directory } = await readDirectory(api, { categories: true });
		return requests.map((request) => timeOffRecord(request, employeeId, directory));
	},
};
