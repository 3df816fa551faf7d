import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { oneOf } from '../../shared/actions/choices';
import { field, valueOf } from '../../shared/actions/field';
import { filters } from '../../shared/actions/filters';
import { yesOrNo } from '../../shared/actions/kind';
import { limitFields, limitOf } from '../../shared/actions/limit';
import { names } from '../../shared/actions/lists';
import { instant } from '../../shared/actions/moments';
import type { Operation } from '../../shared/actions/operation';
import { onePersonOf, peopleFields } from '../../shared/actions/people';
import { checkPeriod, requiredFirstDay, requiredLastDay } from '../../shared/actions/period';
import { recordChoice } from '../../shared/actions/records';
import type { Day, Instant } from '../../shared/model/dates';
import { now } from '../../shared/model/dates';
import type { Leave } from '../../shared/model/leave';
import { leaveItemSchema } from '../../shared/model/leave';
import type { Api } from '../../shared/outbound/api';
import { takeRecords } from '../../shared/outbound/paging';
import { inAnyCase, isOneOf, matchingRecords } from '../../shared/reading/matchingRecords';
import { ALL_READ } from '../../shared/reading/unread';
import type { TimeOffOut } from '../records/timeOff';
import { CHANGES, listOut, readChanges } from '../records/fetch/timeOff';
import { normaliseRequest } from '../records/timeOff';
import { leaveAfter, leaveReplaced } from '../records/timeOffChange';
import { leaveRecord } from './leaves';

const LISTS = [
	{
		name: 'Changed Requests',
		value: 'changes',
		description: 'Requests that were made, approved, cancelled or deleted since a date',
	},
	{
		name: 'Who Is Out',
		value: 'out',
		description: 'Time off in a period, of people who are active',
	},
] as const;

const list = field(
	{
		displayName: 'List',
		name: 'list',
		type: 'options',
		options: [...LISTS],
		default: 'out',
		description: 'Whether to list requests that changed, or who is out in a period',
	},
	oneOf(LISTS),
);

const onlyFor = (of: string): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { list: [of] } },
});

const since = field(
	{
		displayName: 'Changed Since',
		name: 'since',
		type: 'dateTime',
		required: true,
		default: '={{ $now.minus({ days: 7 }).toISO() }}',
		description:
			'Requests that changed at this time or later, such as 2026-01-31T09:00:00Z, each as it is now',
		...onlyFor('changes'),
	},
	instant,
);

const from = requiredFirstDay({ default: '={{ $today.toISODate() }}', ...onlyFor('out') });

const to = requiredLastDay({
	default: '={{ $today.plus({ days: 30 }).toISODate() }}',
	...onlyFor('out'),
});

const narrowedBy = filters(
	field(
		{
			displayName: 'Include Pending',
			name: 'includePending',
			type: 'boolean',
			default: true,
			description:
				'Whether to include requests that wait for approval; the service user needs a separate permission for this',
		},
		yesOrNo,
	),
	field(
		{
			displayName: 'Include Private',
			name: 'includePrivate',
			type: 'boolean',
			default: true,
			description:
				'Whether to include kinds of time off that colleagues do not see, if HiBob has such kinds; the service user needs a separate permission for this',
		},
		yesOrNo,
	),
	field(
		recordChoice({
			displayName: 'Policy Type Names or IDs',
			name: 'policyTypes',
			loadOptionsMethod: 'getPolicyTypes',
		}),
		names,
	),
);

/**
 * HiBob has no list of all requests. It has a list of what changed in a period, and a list of who is out in a
 * period. HiBob can filter neither list by person.
 */
export const timeOffGetAll: Operation = {
	resource: 'timeOff',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many time off requests',
	description: 'Retrieve a list of time off: what changed since a date, or who is out in a period',
	output: leaveItemSchema,
	fields: [
		...peopleFields,
		list.property,
		since.property,
		from.property,
		to.property,
		...limitFields,
		narrowedBy.property,
	],
	async run(context, itemIndex, api) {
		const employeeId = onePersonOf(context, itemIndex);
		const limit = limitOf(context, itemIndex);
		const { policyTypes, ...options } = narrowedBy.of(context, itemIndex);
		const found =
			valueOf(context, list, itemIndex) === 'changes'
				? await changedRequests(api, { ...options, since: valueOf(context, since, itemIndex) })
				: await requestsOut(api, { ...options, ...periodOf(context, itemIndex) });
		const passing = matchingRecords(
			found,
			{ unread: api.unread, what: 'a list of time off' },
			{
				employeeId: ({ request }) => employeeId === null || request.employeeId === employeeId,
				policyTypeDisplayName: ({ request }) =>
					isOneOf(policyTypes, request.policyTypeDisplayName, { bare: inAnyCase }),
			},
		);
		return (await takeRecords(passing, limit)).map(({ request, leave }) =>
			leaveRecord(request, request.employeeId, leave),
		);
	},
};

function periodOf(context: IExecuteFunctions, itemIndex: number): { from: Day; to: Day } {
	const period = { from: valueOf(context, from, itemIndex), to: valueOf(context, to, itemIndex) };
	checkPeriod(context, period, itemIndex);
	return period;
}

interface Found {
	readonly request: TimeOffOut;
	readonly leave: Leave;
}

/**
 * The requests that changed, each once and in its latest state. A request is left out if one of its changes cannot
 * be read or cannot be put in order, because its latest state is then not known.
 */
async function changedRequests(
	api: Api,
	{ since: start, includePending = false }: { since: Instant; includePending?: boolean },
): Promise<Found[]> {
	const asked = { since: start, until: now(), includePending };
	const answers = await takeRecords(readChanges(api, asked), null);
	const changes = answers.flatMap((answer) => answer.changes);
	const unordered = new Set(answers.flatMap((answer) => answer.unordered));
	api.unread.note(CHANGES, { ...ALL_READ, leftOut: unordered.size, leftOutFor: ['createdOn'] });
	const unknown = new Set([...answers.flatMap((answer) => answer.incomplete), ...unordered]);
	const latest = [...new Map(changes.map((change) => [change.requestId, change])).values()].filter(
		({ requestId }) => !unknown.has(requestId),
	);
	const replaced = new Set(
		changes.flatMap(({ requestId, previousRequestId, originalRequestId }) =>
			[previousRequestId, originalRequestId].map(String).filter((id) => id !== requestId),
		),
	);
	return latest.map((request) => ({
		request,
		leave: replaced.has(request.requestId) ? leaveReplaced(request) : leaveAfter(request),
	}));
}

async function requestsOut(
	api: Api,
	{
		includePending = false,
		includePrivate = false,
		...period
	}: { from: Day; to: Day; includePending?: boolean; includePrivate?: boolean },
): Promise<Found[]> {
	const requests = await listOut(api, { ...period, includePending, includePrivate });
	return requests.map((request) => ({ request, leave: normaliseRequest(request) }));
}
