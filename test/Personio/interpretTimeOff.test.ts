import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import type { PersonioOptions, PersonioSimulator } from '../../simulators/personio/index.mts';
import { eventJson } from '../fixtures/personio/read.mts';
import { answer, answerWith, serveRecords } from '../fixtures/personio/serve.mts';
import type { Outputs } from '../support/personio';
import { failure, offered, startRoomyPersonio, through, triggerIn } from '../support/personio';

/*
 * What an absence becomes, whatever its fields hold.
 */

const SECRET = 'papi-example-secret-of-acme';
const NOW = '2026-03-18T10:00:00.000Z';

let personio: PersonioSimulator;
async function start(options: PersonioOptions = {}): Promise<void> {
	await personio?.close();
	personio = await startRoomyPersonio({ people: 0, ...options });
}
beforeEach(async () => {
	await start();
	Settings.now = () => Date.parse(NOW);
});
afterEach(async () => {
	Settings.now = () => Date.now();
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

async function told(delivery: string | object, options: IDataObject = {}): Promise<Outputs> {
	const parameters = {
		hrEvents: offered('hrEvents'),
		options: { skipRepeats: false, ...options },
	};
	const sent = typeof delivery === 'string' ? eventJson(delivery) : delivery;
	return await through(triggerIn(personio, { parameters }), sent, SECRET);
}

describe('an absence', () => {
	const PATH = '/v2/absence-periods/a5e0f1c2-3b47-4d98-9e10-000000000002';
	const TIMERANGE = 'absence-period.updated.timerange';

	async function leaveOf(changes: object, options: IDataObject = {}): Promise<HrEvent['leave']> {
		answerWith(personio, PATH, changes);
		serveRecords(personio);
		return (await told(TIMERANGE, options)).events[0]?.leave ?? null;
	}
	const at = (date_time: string, type?: string): object =>
		type === undefined ? { date_time } : { date_time, type };

	it.each([
		['2026-06-13T00:00:00', '2026-06-12'],
		['2026-06-13T00:00', '2026-06-12'],
		['2026-06-13T00:00:00.000', '2026-06-12'],
		// Whatever the vendor means by a midnight before the end of its first day.
		['2026-06-10T00:00:00', '2026-06-10'],
		['2026-06-13T17:00:00', '2026-06-13'],
		['2026-06-13', '2026-06-13'],
		['2027-01-01T00:00:00', '2026-12-31'],
		['2028-03-01T00:00:00', '2028-02-29'],
	])('that ends at %s has the last day %s', async (end, endDate) => {
		expect(await leaveOf({ ends_at: at(end, 'SECOND_HALF') })).toMatchObject({
			startDate: '2026-06-10',
			endDate,
		});
	});

	it('is not moved by the hours of summer time', async () => {
		const berlin = { starts_from: at('2026-03-29T00:00:00'), ends_at: at('2026-03-30T00:00:00') };
		for (const timeZone of ['Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland']) {
			await start();
			expect(await leaveOf(berlin, { timeZone })).toMatchObject({
				startDate: '2026-03-29',
				endDate: '2026-03-29',
			});
		}
	});

	it.each([
		['FIRST_HALF', 'SECOND_HALF', 'full', 'full'],
		['SECOND_HALF', 'SECOND_HALF', 'afternoon', 'full'],
		['FIRST_HALF', 'FIRST_HALF', 'full', 'morning'],
		['SECOND_HALF', 'FIRST_HALF', 'afternoon', 'morning'],
	])('from %s to %s of two days starts %s and ends %s', async (from, to, startPart, endPart) => {
		const changes = {
			starts_from: at('2026-06-10T00:00:00', from),
			ends_at: at('2026-06-12T00:00:00', to),
		};
		expect(await leaveOf(changes)).toMatchObject({ startPart, endPart });
	});

	it.each([
		['FIRST_HALF', 'SECOND_HALF', 'full'],
		['FIRST_HALF', 'FIRST_HALF', 'morning'],
		['SECOND_HALF', 'SECOND_HALF', 'afternoon'],
	])('from %s to %s of one day takes the %s', async (from, to, part) => {
		const changes = {
			starts_from: at('2026-06-10T00:00:00', from),
			ends_at: at('2026-06-11T00:00:00', to),
		};
		expect(await leaveOf(changes)).toMatchObject({ startPart: part, endPart: part });
	});

	it('in hours is known by its times where its type cannot be read', async () => {
		answer(personio, '/v2/absence-types', {}, { status: 403 });
		expect(
			await leaveOf({ starts_from: at('2026-06-10T08:30:00'), ends_at: at('2026-06-10T12:00:00') }),
		).toMatchObject({
			endDate: '2026-06-10',
			startTime: '08:30',
			endTime: '12:00',
			startPart: null,
			endPart: null,
			unit: 'unknown',
		});
	});

	it.each(['24:00:00', '99:99:00'])(
		'at %s, which no clock shows, has no such time',
		async (time) => {
			const leave = await leaveOf({
				absence_type: { id: '7f0d2b61-1111-4a5e-9c3d-000000000003' },
				starts_from: at('2026-06-10T08:30:00'),
				ends_at: at(`2026-06-10T${time}`),
			});
			expect(leave).toMatchObject({ endDate: '2026-06-10', startTime: '08:30', endTime: null });
		},
	);

	it('with a day that is in no calendar goes out without it', async () => {
		const duration = { effective_duration: { unit: 'DAY', value: 1 } };
		answer(personio, `${PATH}/breakdowns`, {
			_data: ['2026-02-30', '2026-06-10'].map((date) => ({ date, ...duration })),
		});
		expect(await leaveOf({}, { fetchLeaveDays: true })).toMatchObject({
			startDate: '2026-06-10',
			endDate: '2026-06-12',
		});
	});

	it.each([
		['approved', 'leave.approved', 'APPROVED'],
		[' Deletion_Pending', 'leave.updated', 'DELETION_PENDING'],
		['Rejected ', 'leave.declined', 'REJECTED'],
	])('with the status %j is %s', async (status, eventType, statusRaw) => {
		answerWith(personio, PATH, { approval: { status } });
		serveRecords(personio);
		const { events } = await told(eventJson('absence-period.updated.status'));
		expect(events).toMatchObject([{ eventType, leave: { statusRaw } }]);
	});

	it.each([
		['PENDING', 'leave.requested', 'requested', false],
		['SUBSTITUTE_REQUESTED', 'leave.requested', 'requested', false],
		['APPROVED', 'leave.approved', 'approved', true],
		['REJECTED', 'leave.declined', 'declined', false],
		['DELETION_PENDING', 'leave.updated', 'approved', true],
		['approved by nobody', 'leave.created', 'unknown', null],
		['__proto__', 'leave.created', 'unknown', null],
		['toString', 'leave.created', 'unknown', null],
	])('with the status %s is %s', async (status, eventType, expected, isConfirmed) => {
		answerWith(personio, PATH, { approval: { status } });
		serveRecords(personio);
		for (const name of ['absence-period.created', 'absence-period.updated.status']) {
			const sent = { ...eventJson('absence-period.updated.status'), event_name: name };
			const { events } = await told(sent);
			expect(events).toMatchObject([
				{ eventType, leave: { status: expected, statusRaw: status, isConfirmed } },
			]);
		}
		// Moving it is an update, whatever its status.
		const { events } = await told(TIMERANGE);
		expect(events).toMatchObject([{ eventType: 'leave.updated', leave: { isConfirmed } }]);
	});

	it.each([null, {}, { status: null }, undefined])(
		'with the approval %j is of unknown status',
		async (approval) => {
			answerWith(personio, PATH, { approval });
			serveRecords(personio);
			const { events } = await told('absence-period.updated.status');
			expect(events).toMatchObject([
				{ eventType: 'leave.created', leave: { status: 'unknown', statusRaw: null } },
			]);
		},
	);

	it('under approval where the header Beta is wanted is read all the same', async () => {
		await start({ people: 1, absencesNeedBeta: true });
		const [person] = personio.people;
		const id = personio.requestAbsence({
			personId: person?.id ?? '',
			from: '2026-06-10',
			to: '2026-06-11',
		});
		const sent = {
			...eventJson('absence-period.created'),
			payload: { absence_period: { id } },
		};
		const { events } = await told(sent, { fetchLeaveDays: true });
		expect(events).toMatchObject([
			{
				eventType: 'leave.requested',
				leave: { typeName: 'Paid vacation', amount: 2, unit: 'days' },
			},
		]);
	});

	it('that reads as another one than was asked for is not told: the execution fails', async () => {
		answerWith(personio, PATH, { id: 'another', person: null });
		serveRecords(personio);
		const failed = await failure(told('absence-period.updated.status'));
		expect(failed.message).toMatch(/other than an absence with the ID that was asked for/);
	});
});
