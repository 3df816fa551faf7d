import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';

import {
	dayFrom,
	emptyField,
	filters,
	instantIn,
	isOneOf,
	limitFields,
	limitOf,
	listOf,
	recordChoice,
	textOf,
} from '../../shared/actions/fields';
import type { Operation } from '../../shared/actions/operation';
import type { Leave } from '../../shared/model/leave';
import { leaveRecordSchema } from '../../shared/model/leave';
import type { Api } from '../../shared/outbound/api';
import { take } from '../../shared/outbound/paging';
import type { TimeOffOut } from '../records/requests';
import { listChanges, listOut } from '../records/requests';
import { normaliseRequest } from '../records/timeOff';
import { leaveAfter, leaveReplaced } from '../records/timeOffChange';
import { leaveRecord } from './leaves';

const sinceField = { displayName: 'Changed Since', name: 'since' } as const;
const fromField = { displayName: 'From', name: 'from' } as const;
const toField = { displayName: 'To', name: 'to' } as const;

const onlyFor = (list: string): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { list: [list] } },
});

/**
 * HiBob has no list of requests. It has one of what changed, whatever the days of the leave, and one
 * of who is out on which days.
 */
export const timeOffGetAll: Operation = {
	resource: 'timeOff',
	operation: 'getAll',
	name: 'Get Many',
	action: 'Get many time off requests',
	description: 'Retrieve a list of time off: what changed since a date, or who is out in a period',
	output: leaveRecordSchema,
	fields: [
		{
			displayName: 'List',
			name: 'list',
			type: 'options',
			options: [
				{
					name: 'Changed Requests',
					value: 'changes',
					description: 'Requests that were made, approved, cancelled or deleted since a date',
				},
				{
					name: 'Who Is Out',
					value: 'out',
					description: 'Time off that falls into a period, of those who are active',
				},
			],
			default: 'out',
			description: 'Which of the two lists that HiBob has',
		},
		{
			...sinceField,
			type: 'dateTime',
			required: true,
			default: '={{ $now.minus({ days: 7 }).toISO() }}',
			description: 'Requests that changed at this time or later, each as it is now',
			...onlyFor('changes'),
		},
		{
			...fromField,
			type: 'dateTime',
			required: true,
			default: '={{ $today.toISODate() }}',
			description: 'First day of the period',
			...onlyFor('out'),
		},
		{
			...toField,
			type: 'dateTime',
			required: true,
			default: '={{ $today.plus({ days: 30 }).toISODate() }}',
			description: 'Last day of the period',
			...onlyFor('out'),
		},
		...limitFields,
		filters(
			{
				displayName: 'Employee ID',
				name: 'employeeId',
				type: 'string',
				default: '',
				description: 'Only time off of this person',
			},
			{
				displayName: 'Include Pending',
				name: 'includePending',
				type: 'boolean',
				default: true,
				description:
					'Whether to include what waits for approval; the service user needs a permission of its own for it',
			},
			{
				displayName: 'Include Private',
				name: 'includePrivate',
				type: 'boolean',
				default: true,
				description:
					'Whether to include kinds of time off that colleagues do not see, where HiBob offers it; the service user needs a permission of its own for it',
			},
			recordChoice({
				displayName: 'Policy Type Names or IDs',
				name: 'policyTypes',
				loadOptionsMethod: 'getPolicyTypes',
			}),
		),
	],
	async run(context, itemIndex, api) {
		const isChanges = context.getNodeParameter('list', itemIndex) === 'changes';
		const found = isChanges
			? await changedRequests(context, itemIndex, api)
			: await requestsOut(context, itemIndex, api);
		const employeeId = textOf(context, 'filters.employeeId', itemIndex);
		const policyTypes = listOf(context, 'filters.policyTypes', itemIndex);
		return found
			.filter(
				({ request }) =>
					(employeeId === '' || request.employeeId === employeeId) &&
					isOneOf(policyTypes, request.policyTypeDisplayName),
			)
			.slice(0, limitOf(context, itemIndex) ?? undefined)
			.map(({ request, leave }) => leaveRecord(request, request.employeeId, leave));
	},
};

interface Found {
	readonly request: TimeOffOut;
	readonly leave: Leave;
}

/** A request that changed several times comes once, as it was left. */
async function changedRequests(
	context: IExecuteFunctions,
	itemIndex: number,
	api: Api,
): Promise<Found[]> {
	const since = instantIn(context, sinceField, itemIndex);
	if (since === null) throw emptyField(context, sinceField, itemIndex);
	const until = DateTime.utc().toISO();
	const includePending = isOn(context, 'includePending', itemIndex);
	const changes = await take(listChanges(api, { since, until, includePending }), null);
	const latest = [...new Map(changes.map((change) => [String(change.requestId), change])).values()];
	const replaced = new Set(latest.map(({ previousRequestId: id }) => String(id)));
	return latest.map((request) => ({
		request,
		leave: replaced.has(String(request.requestId)) ? leaveReplaced(request) : leaveAfter(request),
	}));
}

async function requestsOut(
	context: IExecuteFunctions,
	itemIndex: number,
	api: Api,
): Promise<Found[]> {
	const from = dayFrom(context, fromField, itemIndex);
	const to = dayFrom(context, toField, itemIndex);
	if (from === null) throw emptyField(context, fromField, itemIndex);
	if (to === null) throw emptyField(context, toField, itemIndex);
	const requests = await listOut(api, {
		from,
		to,
		includePending: isOn(context, 'includePending', itemIndex),
		includePrivate: isOn(context, 'includePrivate', itemIndex),
	});
	return requests.map((request) => ({ request, leave: normaliseRequest(request) }));
}

function isOn(context: IExecuteFunctions, name: string, itemIndex: number): boolean {
	return context.getNodeParameter(`filters.${name}`, itemIndex, false) === true;
}
