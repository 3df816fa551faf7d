import { NodeOperationError } from 'n8n-workflow';

import { daysAgo, now } from '../shared/model/dates';
import type { EventType } from '../shared/model/eventTypes';
import type { Api } from '../shared/outbound/api';
import { attemptRequiredRead } from '../shared/outbound/attempt';
import { takeRecords } from '../shared/outbound/paging';
import type { Selection } from '../shared/selection';
import type { GuidedSetup } from '../shared/vendor';
import type { HiBobEvent } from './events/defineEvent';
import { employeeActivated } from './events/employeeActivated';
import { employeeJoined } from './events/employeeJoined';
import { employeeLeft } from './events/employeeLeft';
import { temporaryLeave } from './events/temporaryLeave';
import { timeOffEvents } from './events/timeOff';
import { WORK_MEANS } from './events/workRow';
import { listFields } from './records/fetch/metadata';
import { REQUESTS } from './records/permissions';
import { listChanges, readRequest } from './records/fetch/timeOff';
import { listRows } from './records/fetch/rows';
import type { Table } from './records/tables';
import { LIFECYCLE, WORK } from './records/tables';

/**
 * HiBob has no API for webhooks: a user has to add them in Bob. The node can only check whether the service user may
 * read the records behind the events.
 * https://apidocs.hibob.com/reference/getting-started-webhooks
 */
export const registration: GuidedSetup = {
	async check(api, selection) {
		// This request needs no permission: if it fails, the credential or the address is wrong.
		await listFields(api);
		const missing = new Set([
			...(needs(selection, BY_LIFECYCLE) ? await missingForTable(api, LIFECYCLE) : []),
			...(needs(selection, BY_WORK) ? await missingForTable(api, WORK) : []),
			...(needs(selection, BY_REQUEST) ? await missingForTimeOff(api) : []),
		]);
		if (missing.size === 0) return;
		throw new NodeOperationError(
			api.node,
			'The service user may not read what the chosen events need',
			{
				description: `In Bob, give its permission group: ${[...missing].join(' · ')}.`,
			},
		);
	},
};

/** Events that cannot be decided without reading a record. */
interface Decided {
	readonly hrEvents: readonly EventType[];
	readonly nativeEvents: readonly HiBobEvent[];
}

const BY_LIFECYCLE: Decided = {
	hrEvents: [
		'employee.rehired',
		'employee.started',
		'employee.termination_scheduled',
		'employee.access_ended',
		'employee.terminated',
		'leave.started',
		'leave.ended',
	],
	nativeEvents: [employeeJoined, employeeLeft, employeeActivated, temporaryLeave],
};

const BY_WORK: Decided = { hrEvents: WORK_MEANS, nativeEvents: [] };

const BY_REQUEST: Decided = {
	hrEvents: timeOffEvents.flatMap(({ produces }) => produces),
	nativeEvents: timeOffEvents,
};

function needs(selection: Selection, { hrEvents, nativeEvents }: Decided): boolean {
	return selection.kind === 'hrEvents'
		? selection.eventTypes.some((type) => hrEvents.includes(type))
		: nativeEvents.some(({ name }) => selection.nativeEvents.includes(name));
}

/** The permissions that are missing for a table, found by reading the rows of one person. */
async function missingForTable(api: Api, table: Table): Promise<string[]> {
	const people = await attemptRequiredRead(
		api,
		async (patiently) => await takeRecords(listRows(patiently, table, { pageSize: 1 }), 1),
	);
	// If the list is missing or cannot be read, the rows of one person may still be readable.
	if ('reason' in people) return people.isForbidden ? [table.needs] : [];
	const [person] = people.value;
	if (person === undefined)
		return [
			"'Access data for' with the people that the events are about: the service user sees nobody",
		];
	return person.isHidden ? [table.needs] : [];
}

/** How far back to look for a request whose read shows which permissions are missing. */
const SAMPLE_DAYS = 30;

/**
 * The permissions that are missing for time off. A read of a request that changed recently shows them. If there is no
 * such request, or if the service user may not see the list of changes, nothing counts as missing.
 */
async function missingForTimeOff(api: Api): Promise<string[]> {
	const period = { since: daysAgo(SAMPLE_DAYS), until: now(), includePending: false };
	const changes = await attemptRequiredRead(
		api,
		async (patiently) => await takeRecords(listChanges(patiently, period), 1),
	);
	const [change] = 'value' in changes ? changes.value : [];
	if (change === undefined) return [];
	const request = await attemptRequiredRead(
		api,
		async (patiently) => await readRequest(patiently, change.employeeId, String(change.requestId)),
	);
	return 'isForbidden' in request && request.isForbidden ? [REQUESTS] : [];
}
