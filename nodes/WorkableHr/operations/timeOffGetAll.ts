import { someOf } from '../../shared/actions/choices';
import { field, valueOf } from '../../shared/actions/field';
import { filters } from '../../shared/actions/filters';
import { limitFields, limitOf } from '../../shared/actions/limit';
import { ids } from '../../shared/actions/lists';
import type { Operation } from '../../shared/actions/operation';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { checkPeriod, lastDay, requiredFirstDay } from '../../shared/actions/period';
import { recordChoice } from '../../shared/actions/records';
import { leaveItemSchema } from '../../shared/model/leave';
import { takeMapped } from '../../shared/outbound/paging';
import type { Passes } from '../../shared/reading/matchingRecords';
import { inAnyCase, isOneOf, matchingRecords } from '../../shared/reading/matchingRecords';
import { readLeaveCategories } from '../records/fetch/directory';
import { listTimeOff, listTimeOffOfEveryone, REQUESTS } from '../records/fetch/timeOff';
import { timeOffRecord } from './timeOffRecords';

const from = requiredFirstDay(
	{ default: '={{ $today.minus({ days: 30 }).toISODate() }}' },
	'Workable does not list requests without one',
);

const STATES = [
	{ name: 'Approved', value: 'approved' },
	{ name: 'Canceled', value: 'canceled' },
	{ name: 'Pending', value: 'pending' },
	{ name: 'Rejected', value: 'rejected' },
] as const;
const KNOWN_STATES = STATES.map(({ value }) => value);

const narrowedBy = filters(
	field(
		recordChoice({
			displayName: 'Category Names or IDs',
			name: 'categoryIds',
			loadOptionsMethod: 'getTimeOffCategories',
		}),
		ids,
	),
	field(
		{
			displayName: 'States',
			name: 'states',
			type: 'multiOptions',
			options: [...STATES],
			default: [],
			description: 'Only requests that are approved, canceled, pending or rejected',
		},
		someOf(STATES),
	),
	lastDay,
);

/** https://workable.readme.io/reference/timeoffrequests-1 */
export const timeOffGetAll: Operation = {
	resource: 'timeOff',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many time off requests',
	description: 'Retrieve a list of time-off requests of one employee or of everyone',
	output: leaveItemSchema,
	fields: [from.property, ...peopleFields, ...limitFields, narrowedBy.property],
	async run(context, itemIndex, api) {
		const firstDay = valueOf(context, from, itemIndex);
		const employeeId = onePersonOf(context, itemIndex);
		const limit = limitOf(context, itemIndex);
		const { categoryIds, states, to } = narrowedBy.of(context, itemIndex);
		checkPeriod(context, { from: firstDay, ...(to === undefined ? {} : { to }) }, itemIndex);
		const filter = {
			from_date: firstDay,
			...(to === undefined ? {} : { to_date: to }),
			...(states === undefined ? {} : { states }),
			...(categoryIds === undefined ? {} : { category_ids: categoryIds }),
		};
		const found =
			employeeId === null
				? listTimeOffOfEveryone(api, filter)
				: listTimeOff(api, { ...filter, employee_id: employeeId });
		const directory = await readLeaveCategories(api);
		// Workable does not document how several values of a filter are written. So the requests that it returns are
		// filtered again here.
		const isOfCategory = (name: string | null | undefined): Passes => {
			const id = directory.categories.get(name?.trim() ?? '')?.id;
			return id === undefined || isOneOf(categoryIds, id);
		};
		const matching = matchingRecords(
			found,
			{ unread: api.unread, what: REQUESTS.what },
			{
				state: ({ state }) => isOneOf(states, state, { known: KNOWN_STATES, bare: inAnyCase }),
				category_name: ({ category_name: name }) => isOfCategory(name),
			},
		);
		const surroundings = { directory, unread: api.unread };
		return takeMapped(matching, limit, (request) =>
			timeOffRecord(request, employeeId, surroundings),
		);
	},
};
