import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { leaveAfter, eventTypeOf } from '../../nodes/HiBob/records/timeOffChange';
import { normaliseRequest, requestSchema, statusOf } from '../../nodes/HiBob/records/timeOff';
import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import type {
	HiBobOptions,
	HiBobSimulator,
	RequestType,
	TimeOffWish,
} from '../../simulators/hibob/index.mts';
import { PRIVATE_MARK } from '../../simulators/hibob/index.mts';
import { eventJson, personCalled, records } from '../fixtures/hibob/read.mts';
import type { Outputs } from '../support/hibob';
import { offered, SECRET, startRoomyHiBob, through, triggerIn } from '../support/hibob';

/*
 * What a time-off request becomes, whatever kind of it it is and whatever its fields hold.
 */

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/none'));

const NOW = '2025-01-09T10:00:00.000Z';
const UMA = personCalled('Uma')['root.id'];

let hibob: HiBobSimulator;
async function start(options: HiBobOptions = {}): Promise<void> {
	await hibob?.close();
	// Requests say what each day takes; one test says that untidy days change nothing.
	hibob = await startRoomyHiBob({
		employees: 0,
		now: () => Date.parse(NOW),
		untidyDays: false,
		...options,
	});
	hibob.load(records());
}
beforeEach(async () => {
	await start();
	Settings.now = () => Date.parse(NOW);
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

async function told(delivery: object, options: IDataObject = {}): Promise<Outputs> {
	const parameters = {
		hrEvents: offered('hrEvents'),
		options: { skipRepeats: false, fetchDetails: false, ...options },
	};
	return await through(triggerIn(hibob, { parameters }), delivery, SECRET);
}

function sent(verb: string, timeoffRequestId: number, more: object = {}): object {
	return {
		...eventJson('timeoff.request.requested'),
		type: `timeoff.request.${verb}`,
		data: { timeoffRequestId, employeeId: UMA, getApi: 'https://api.hibob.com/v1/x', ...more },
	};
}

/** A request of the fixtures, with other fields; undefined takes one away. */
async function leaveOf(changes: object, verb = 'updated'): Promise<HrEvent['leave']> {
	const [request] = records().timeOff;
	if (request === undefined) throw new Error('The fixtures have no request');
	hibob.load({ timeOff: [{ ...request, ...changes }] });
	const { events } = await told(sent(verb, request.requestId));
	return events[0]?.leave ?? null;
}

describe('a request of every kind', () => {
	const from = '2025-02-10';
	const next = '2025-02-11';
	const third = '2025-02-12';
	const whole = { startPart: 'full', endPart: 'full', unit: 'days' };
	const each = (said: object, ...dates: string[]): object[] =>
		dates.map((date) => ({ date, part: null, hours: null, ...said }));
	const KINDS: Record<RequestType, [Omit<TimeOffWish, 'employeeId' | 'from'>, object]> = {
		days: [
			{ to: third },
			{ endDate: third, ...whole, amount: 3, days: each({ part: 'full' }, from, next, third) },
		],
		hours: [
			{ hours: 4, policyType: 'Hourly leave' },
			{
				endDate: from,
				startPart: null,
				endPart: null,
				unit: 'hours',
				amount: 4,
				days: each({ hours: 4 }, from),
			},
		],
		portionOnRange: [
			{ to: '2025-02-11', startPortion: 'afternoon' },
			{
				endDate: '2025-02-11',
				startPart: 'afternoon',
				endPart: 'afternoon',
				unit: 'days',
				amount: 1,
				days: each({ part: 'afternoon' }, from, next),
			},
		],
		hoursOnRange: [
			{ to: next, hours: 2, policyType: 'Hourly leave' },
			{
				endDate: next,
				startPart: null,
				unit: 'hours',
				amount: 4,
				days: each({ hours: 2 }, from, next),
			},
		],
		differentDayDurations: [
			{ to: '2025-02-11', hours: 3, policyType: 'Hourly leave' },
			{
				endDate: '2025-02-11',
				unit: 'hours',
				amount: 6,
				days: each({ hours: 3 }, from, next),
			},
		],
		specificHoursDayDurations: [
			{ to: from, policyType: 'Hourly leave' },
			{ endDate: from, unit: 'hours', days: each({ hours: 3.5 }, from) },
		],
		differentSpecificHoursDayDurations: [
			{ to: '2025-02-11', policyType: 'Hourly leave' },
			{ endDate: next, unit: 'hours', days: each({ hours: 3.5 }, from, next) },
		],
		percentageOnRange: [
			{ to: '2025-02-11' },
			{
				endDate: next,
				startPart: null,
				endPart: null,
				unit: 'days',
				amount: 1,
				// Half of each day, and nobody knows which.
				days: each({}, from, next),
			},
		],
		openEnded: [
			{ startPortion: 'afternoon' },
			{
				endDate: null,
				startPart: 'afternoon',
				endPart: null,
				unit: 'days',
				amount: null,
				days: [],
			},
		],
	};

	it.each(Object.entries(KINDS))('%s', async (type, [wish, expected]) => {
		const id = hibob.requestTimeOff({
			employeeId: UMA,
			from,
			type: type as RequestType,
			autoApprove: false,
			...wish,
		});
		const { events, unrecognised } = await told(sent('requested', id));
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([
			{
				eventType: 'leave.requested',
				effectiveDate: from,
				phase: 'scheduled',
				leave: {
					id: String(id),
					kind: 'request',
					status: 'requested',
					isConfirmed: false,
					startDate: from,
					...expected,
				},
			},
		]);
		expect(JSON.stringify(events)).not.toContain(PRIVATE_MARK);
	});
});

describe('a request with days', () => {
	it.each([true, false])('tells each once, come they untidily: %s', async (untidyDays) => {
		await start({ untidyDays });
		const id = hibob.requestTimeOff({
			...{ employeeId: UMA, from: '2025-02-07', to: '2025-02-11', startPortion: 'afternoon' },
		});
		const { events } = await told(sent('requested', id));
		expect(events[0]?.leave).toMatchObject({
			amount: 2.5,
			days: [
				{ date: '2025-02-07', part: 'afternoon' },
				{ date: '2025-02-10', part: 'full' },
				{ date: '2025-02-11', part: 'full' },
			],
		});
	});
});

describe('a request', () => {
	it.each([
		['approved', 'approved', true],
		['Approved', 'approved', true],
		['pending', 'requested', false],
		['pending_approval', 'requested', false],
		['pendingApproval', 'requested', false],
		['requested', 'requested', false],
		['declined', 'declined', false],
		['rejected', 'declined', false],
		['disapproved', 'declined', false],
		['Disapproved', 'declined', false],
		['canceled', 'cancelled', false],
		['cancelled', 'cancelled', false],
		['deleted', 'deleted', false],
		['escalated', 'unknown', null],
		['constructor', 'unknown', null],
		['', 'unknown', null],
		[null, 'unknown', null],
		[undefined, 'unknown', null],
	])('that is %j stands at %s', async (word, status, isConfirmed) => {
		await start({ deletedRequests: 'status' });
		const found = await leaveOf({ status: word, approved: false });
		expect(found).toMatchObject({ status, isConfirmed, statusRaw: word || null });
		expect(statusOf(word)).toBe(status);
	});

	it('of a status nobody knows stands at nothing that is known, also if it was approved', async () => {
		expect(await leaveOf({ status: 'granted', approved: true })).toMatchObject({
			status: 'unknown',
			statusRaw: 'granted',
			isConfirmed: null,
		});
	});

	it.each([
		['all_day', 'all_day', 'full', 'full'],
		['afternoon', 'morning', 'afternoon', 'morning'],
		['All_Day', 'AFTERNOON', 'full', 'afternoon'],
		['some', null, null, null],
		[undefined, undefined, null, null],
	])('from %j to %j', async (startPortion, endPortion, startPart, endPart) => {
		expect(await leaveOf({ startPortion, endPortion })).toMatchObject({ startPart, endPart });
	});

	it.each([
		['Holiday', 'vacation'],
		['Sick leave', 'sick'],
		['Maternity leave', 'parental'],
		['Work from home (days)', 'remote_work'],
		['Bank holiday', 'public_holiday'],
		['Jours fériés', 'public_holiday'],
		['Jours de la mairie', 'unknown'],
		[null, 'unknown'],
	])('of the kind %j is %s', async (policyTypeDisplayName, category) => {
		expect(await leaveOf({ policyTypeDisplayName })).toMatchObject({
			category,
			typeName: policyTypeDisplayName,
		});
	});

	it.each([
		[{ approvedBy: 'Zoe Clark' }, 'Zoe Clark'],
		[{ approvedBy: { id: '1', displayName: 'Zoe Clark' } }, 'Zoe Clark'],
		[{ approvedBy: { id: '1' } }, '1'],
		[{ approvedBy: ['Zoe Clark'] }, 'Zoe Clark'],
		[{ approvedBy: ['Zoe Clark', 'Ann'] }, null],
		[{ status: 'declined', approvedBy: 'Ann', declinedBy: 'Zoe Clark' }, 'Zoe Clark'],
		[{ status: 'disapproved', approvedBy: 'Ann', declinedBy: 'Zoe Clark' }, 'Zoe Clark'],
	])('with %j was decided by %j', async (fields, approver) => {
		expect(await leaveOf(fields)).toMatchObject({ approver });
	});

	it('tells instants in UTC, and days as they are written', async () => {
		const found = await leaveOf({
			createdOn: '2025-01-08T23:30:00.123456',
			approvedAt: '2025-01-09T00:30:00+01:00',
			startDate: '2025-02-10T00:00:00',
			endDate: '2025-02-14',
		});
		expect(found).toMatchObject({
			requestedAt: '2025-01-08T23:30:00.123Z',
			decidedAt: '2025-01-08T23:30:00.000Z',
			startDate: '2025-02-10',
			endDate: '2025-02-14',
		});
		expect(await leaveOf({ createdOn: 'today', startDate: '10/02/2025' })).toMatchObject({
			requestedAt: null,
			startDate: null,
		});
	});

	it('without a thing but its id is a leave all the same', () => {
		const bare = normaliseRequest(requestSchema.parse({ requestId: 7 }));
		expect(bare).toMatchObject({ id: '7', status: 'unknown', startDate: null, days: [] });
	});

	it('has single days only where their dates can be read', async () => {
		const durations = [
			{ date: '2025-02-10', duration: 2.5, dayPortion: 'morning' },
			{ date: 'someday', duration: 1 },
			{ duration: 1 },
		];
		expect(await leaveOf({ durations, durationUnit: 'hours' })).toMatchObject({
			days: [{ date: '2025-02-10', part: 'morning', hours: 2.5 }],
		});
		expect(await leaveOf({ durations: 'none' })).toMatchObject({ days: [] });
		const strange = [null, 'monday', { date: 7, hours: 2 }, { date: '2025-02-11', hours: 2 }];
		expect(await leaveOf({ durations: strange, durationUnit: 'hours' })).toMatchObject({
			days: [{ date: '2025-02-11', hours: 2 }],
		});
	});

	it.each(['description', 'declineReason', 'reasonCode', 'changeReason', 'attachmentLinks'])(
		'keeps its %s to itself',
		async (field) => {
			const found = await leaveOf({ [field]: [`${PRIVATE_MARK}words`] });
			expect(JSON.stringify(found)).not.toContain(PRIVATE_MARK);
		},
	);
});

describe('the name of an event', () => {
	it.each<[string, string, string, string, boolean]>([
		// A read that still shows what was before.
		['approved', 'pending', 'leave.approved', 'approved', true],
		['imported', 'pending', 'leave.approved', 'approved', true],
		['declined', 'pending', 'leave.declined', 'declined', false],
		['cancelled', 'approved', 'leave.cancelled', 'cancelled', false],
		['deleted', 'approved', 'leave.cancelled', 'deleted', false],
		// One that shows what it became since.
		['approved', 'canceled', 'leave.approved', 'cancelled', false],
		['declined', 'approved', 'leave.declined', 'approved', true],
		['requested', 'approved', 'leave.requested', 'approved', true],
		['requested', 'declined', 'leave.requested', 'declined', false],
		['updated', 'pending', 'leave.updated', 'requested', false],
		['setEndDate', 'approved', 'leave.updated', 'approved', true],
	])('%s, where the request is %s', async (verb, read, eventType, status, isConfirmed) => {
		const [request] = records().timeOff;
		if (request === undefined) throw new Error('The fixtures have no request');
		hibob.load({ timeOff: [{ ...request, status: read, approved: read === 'approved' }] });
		const { events } = await told(sent(verb, request.requestId));
		expect(events).toMatchObject([
			{ eventType, leave: { status, isConfirmed, statusRaw: read, startDate: '2025-02-10' } },
		]);
	});

	it.each(['requested', 'approved', 'declined', 'cancelled', 'deleted', 'updated', 'imported'])(
		'%s of a request that is not there is told by what it says',
		async (verb) => {
			const { events, unrecognised } = await told(sent(verb, 99));
			expect(unrecognised).toEqual([]);
			expect(events).toMatchObject([
				{
					effectiveDate: null,
					leave: { id: '99', startDate: null },
					refs: { leaveId: '99', employeeId: UMA },
					enrichment: { status: 'failed' },
				},
			]);
			const { status } = events[0]?.leave ?? {};
			const known: Record<string, string> = { imported: 'approved', requested: 'unknown' };
			expect(status).toBe(known[verb] ?? (verb === 'updated' ? 'unknown' : verb));
		},
	);

	it.each([
		['cancelled', { cancelledRequests: 'not-found' }, null],
		['cancelled', { cancelledRequests: 'status' }, '2025-05-05'],
		['deleted', { deletedRequests: 'not-found' }, null],
		['deleted', { deletedRequests: 'status' }, '2025-05-12'],
	] as Array<[string, HiBobOptions, string | null]>)(
		'%s with %j takes the days from the request, if it is still there',
		async (verb, options, startDate) => {
			await start(options);
			const { events } = await told(sent(verb, verb === 'deleted' ? 32832857 : 32832856));
			expect(events).toMatchObject([
				{ eventType: 'leave.cancelled', phase: 'cancelled', leave: { startDate, status: verb } },
			]);
		},
	);

	it('that somebody else is told of is not somebody’s', async () => {
		const data = { timeoffRequestId: 32832854, employeeId: personCalled('Lior')['root.id'] };
		const { events } = await told({ ...sent('approved', 1), data });
		expect(events[0]).toMatchObject({
			leave: { startDate: null },
			enrichment: { status: 'failed' },
		});
	});
});

describe('a request that was moved', () => {
	it('is told with the ids before, by the delivery and by the request', async () => {
		const old = hibob.requestTimeOff({ employeeId: UMA, from: '2025-02-10', to: '2025-02-14' });
		const id = hibob.moveTimeOff(old, { from: '2025-02-17', to: '2025-02-21' });
		const again = hibob.moveTimeOff(id, { from: '2025-02-24', to: '2025-02-28' });
		const links = { originalRequestId: old, previousRequestId: id };
		for (const more of [links, {}]) {
			const { events } = await told(sent('updated', again, more));
			expect(events).toMatchObject([
				{
					eventType: 'leave.updated',
					effectiveDate: '2025-02-24',
					leave: { id: String(again), originalId: String(old), previousId: String(id) },
				},
			]);
		}
	});

	it('is told with them by the delivery alone, where the request has none', async () => {
		const links = { originalRequestId: 32832850, previousRequestId: 32832851 };
		const { events } = await told(sent('updated', 32832854, links));
		expect(events[0]?.leave).toMatchObject({ originalId: '32832850', previousId: '32832851' });
	});

	it('has ids of its own for each move, and the same for each report', async () => {
		const old = hibob.requestTimeOff({ employeeId: UMA, from: '2025-02-10' });
		const id = hibob.moveTimeOff(old, { from: '2025-02-17' });
		const again = hibob.moveTimeOff(id, { from: '2025-02-10' });
		const idOf = async (requestId: number): Promise<string | undefined> =>
			(await told(sent('updated', requestId))).events[0]?.eventId;
		expect(await idOf(id)).toBe(await idOf(id));
		expect(await idOf(id)).not.toBe(await idOf(again));
	});
});

describe('a change of the feed', () => {
	const change = (changeType: string | null, more: object = {}) =>
		({
			...requestSchema.parse({ requestId: 7, status: 'pending', startDate: '2025-02-10', ...more }),
			employeeId: UMA,
			changeType,
		}) as Parameters<typeof eventTypeOf>[0];

	it.each([
		['Created', {}, 'leave.approved', 'approved', true],
		['created', {}, 'leave.approved', 'approved', true],
		['Created', { previousRequestId: 6 }, 'leave.updated', 'approved', true],
		['Pending', {}, 'leave.requested', 'requested', false],
		['Canceled', {}, 'leave.cancelled', 'cancelled', false],
		['Cancelled', {}, 'leave.cancelled', 'cancelled', false],
		['Deleted', {}, 'leave.cancelled', 'deleted', false],
		['Moved', {}, 'leave.created', 'requested', false],
		['constructor', {}, 'leave.created', 'requested', false],
		[null, {}, 'leave.created', 'requested', false],
	])('%j with %j', (changeType, more, eventType, status, isConfirmed) => {
		expect(eventTypeOf(change(changeType, more))).toBe(eventType);
		expect(leaveAfter(change(changeType, more))).toMatchObject({ status, isConfirmed });
	});
});
