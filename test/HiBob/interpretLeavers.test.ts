import omit from 'lodash/omit';
import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { LoadedRow, HiBobSimulator } from '../../simulators/hibob/index.mts';
import { personCalled } from '../fixtures/hibob/read.mts';
import type { Outputs } from '../support/hibob';
import { offered, SECRET, startRoomyHiBob, through, triggerIn } from '../support/hibob';
import { datesOf } from '../support/outputs';

/*
 * Who comes and who leaves, when, and who does not: what the rows of a lifecycle make of a delivery,
 * and the ids of it.
 */

jest.mock('../../nodes/shared/outbound/account', () => jest.requireActual('../support/oneAddress'));
jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/none'));

const NOW = '2025-01-09T10:00:00.000Z';
/** Nobody of the fixtures: each case enters what is to be known of her. */
const NELE = '3332883912345670999';

function nele(more: IDataObject = {}): ReturnType<typeof personCalled> {
	return { ...personCalled('Otto'), 'root.id': NELE, 'root.displayName': 'Nele Voss', ...more };
}

let hibob: HiBobSimulator;
async function start(): Promise<void> {
	await hibob?.close();
	hibob = await startRoomyHiBob({ employees: 0 });
	hibob.load({ people: [nele()] });
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

/** The first day of the employment that was entered last, as the person's own record has it. */
function startOf(rows: readonly string[]): string | undefined {
	const latest = rows.slice(rows.slice(0, -1).findLastIndex((row) => /Terminated/.test(row)) + 1);
	return latest.find((row) => !/Hired|Terminated|Garden|Alumni/.test(row))?.split(' ')[0];
}

/** `2025-01-31 Terminated` for each row of the lifecycle. */
function lives(...rows: string[]): void {
	const startDate = startOf(rows);
	hibob.load({
		...(startDate === undefined ? {} : { people: [nele({ 'work.startDate': startDate })] }),
		rows: rows.map((row, index): LoadedRow => {
			const [effectiveDate = '', ...status] = row.split(' ');
			const id = 7000 + index;
			const columns = { status: status.join(' '), employeeStatus: 'Active', reasonType: null };
			return { table: 'lifecycle', employeeId: NELE, id, effectiveDate, ...columns };
		}),
	});
}

function sent(type: string, data: object = {}, triggeredAt = '2025-01-09T09:15:00.104233'): object {
	const by = { companyId: 636192, triggeredBy: 'system', triggeredAt, version: 'v2' };
	return { ...by, type, data: { employeeId: NELE, ...data } };
}

async function told(delivery: object, options: IDataObject = {}): Promise<Outputs> {
	const parameters = {
		hrEvents: offered('hrEvents'),
		options: { skipRepeats: false, fetchDetails: false, ...options },
	};
	return await through(triggerIn(hibob, { parameters }), delivery, SECRET);
}

const row = (verb: 'created' | 'updated', effectiveDate: string): object =>
	sent(`table.entry.${verb}`, { tableId: 'lifecycle', effectiveDate });

const idsOf = ({ events }: Outputs): Record<string, string> =>
	Object.fromEntries(events.map(({ eventType, eventId }) => [eventType, eventId]));

const HIRED = 'employee.hired';
const REHIRED = 'employee.rehired';
const SCHEDULED = 'employee.termination_scheduled';
const ENDED = 'employee.access_ended';
const LEFT = 'employee.terminated';
const LEAVE = 'leave.approved';
const STARTED = 'employee.started';

type Told = Array<[eventType: string, effectiveDate: string | null]>;

describe('a row of the lifecycle', () => {
	it.each<[string[], string, Told]>([
		[['2025-01-31 Employed'], '2025-01-31', [[HIRED, '2025-01-31']]],
		[['2025-01-09 Hired', '2025-02-03 Employed'], '2025-01-09', [[HIRED, '2025-02-03']]],
		[['2025-01-09 Hired', '2025-02-03 Employed'], '2025-02-03', []],
		[['2025-01-09 Hired', '2025-02-03 Leave'], '2025-02-03', [[LEAVE, '2025-02-03']]],
		[
			['2019-03-01 Employed', '2023-06-30 Terminated', '2025-01-20 Employed'],
			'2025-01-20',
			[[REHIRED, '2025-01-20']],
		],
		[
			['2019-03-01 Employed', '2023-06-30 Terminated', '2025-01-09 Hired', '2025-02-03 Employed'],
			'2025-01-09',
			[[REHIRED, '2025-02-03']],
		],
		[
			['2019-03-01 Employed', '2023-06-30 Terminated', '2025-01-09 Hired', '2025-02-03 Employed'],
			'2025-02-03',
			[],
		],
		// Back from a leave, or not leaving after all: nobody new.
		[['2020-02-03 Employed', '2024-07-01 Leave', '2025-01-09 Employed'], '2025-01-09', []],
		[['2020-02-03 Employed', '2024-12-20 Garden leave', '2025-01-09 Employed'], '2025-01-09', []],
		[['2020-02-03 Employed', '2024-12-20 Sabbatical', '2025-01-09 Employed'], '2025-01-09', []],
		[['2020-02-03 Employed', '2025-01-01 Employed'], '2025-01-01', []],
		[['2020-02-03 Employed', '2025-01-31 Terminated'], '2025-01-31', [[SCHEDULED, '2025-01-31']]],
		[['2020-02-03 Employed', '2025-01-09 Terminated'], '2025-01-09', [[SCHEDULED, '2025-01-09']]],
		[
			['2020-02-03 Employed', '2025-01-08 Terminated'],
			'2025-01-08',
			[
				[ENDED, '2025-01-08'],
				[LEFT, '2025-01-08'],
			],
		],
		[['2025-01-09 Hired', '2025-01-31 Terminated'], '2025-01-31', [[SCHEDULED, '2025-01-31']]],
		[
			['2020-02-03 Employed', '2025-02-14 Garden leave', '2025-03-31 Terminated'],
			'2025-02-14',
			[[SCHEDULED, '2025-03-31']],
		],
		[
			['2020-02-03 Employed', '2025-02-14 Garden leave', '2025-03-31 Terminated'],
			'2025-03-31',
			[[SCHEDULED, '2025-03-31']],
		],
		[
			['2020-02-03 Employed', '2024-11-29 Garden leave', '2025-01-08 Terminated'],
			'2025-01-08',
			[
				[ENDED, '2024-11-29'],
				[LEFT, '2025-01-08'],
			],
		],
		[['2020-02-03 Employed', '2025-02-14 Garden leave'], '2025-02-14', [[SCHEDULED, '2025-02-14']]],
		[['2020-02-03 Employed', '2025-01-31 Terminated', '2025-02-01 Employed'], '2025-01-31', []],
		// Alumni is a status of the company's own.
		[
			['2020-02-03 Employed', '2024-06-30 Terminated', '2024-07-01 Alumni', '2025-02-01 Employed'],
			'2025-02-01',
			[[REHIRED, '2025-02-01']],
		],
		[
			['2020-02-03 Employed', '2025-01-31 Terminated', '2025-02-01 Employed'],
			'2025-02-01',
			[[REHIRED, '2025-02-01']],
		],
		[['2020-02-03 Employed', '2024-06-30 Terminated', '2024-12-02 Employed'], '2024-06-30', []],
		[
			['2020-02-03 Employed', '2025-03-03 Maternity leave', '2025-09-01 Employed'],
			'2025-03-03',
			[[LEAVE, '2025-03-03']],
		],
	])('of %j, the one of %s', async (rows, day, expected) => {
		lives(...rows);
		const found = await told(row('created', day));
		expect(datesOf(found)).toEqual([...expected, ['table.entry_created', day]]);
		expect(found.unrecognised).toEqual([]);
		const edited = await told(row('updated', day));
		expect(datesOf(edited)).toEqual([...expected, ['table.entry_updated', day]]);
		// What it means has the same ids by either road.
		const rowsOnly = ['table.entry_created', 'table.entry_updated'];
		expect(omit(idsOf(edited), rowsOnly)).toEqual(omit(idsOf(found), rowsOnly));
	});

	it.each(['Sabbatical', 'On hold', 'custom_4'])(
		'whose status is "%s" is told, and that nobody knows what it means',
		async (status) => {
			lives('2020-02-03 Employed', `2025-01-09 ${status}`);
			const found = await told(row('created', '2025-01-09'));
			expect(datesOf(found)).toEqual([['table.entry_created', '2025-01-09']]);
			expect(found.unrecognised).toMatchObject([
				{
					employee: { id: NELE },
					enrichment: { reason: expect.stringContaining(`The status "${status}"`) },
				},
			]);
		},
	);

	it('that was long over as it was edited makes nobody new', async () => {
		lives('2019-07-01 Employed', '2021-04-01 Leave', '2021-09-01 Employed');
		expect(datesOf(await told(row('updated', '2019-07-01')))).toEqual([
			['table.entry_updated', '2019-07-01'],
		]);
	});

	it('of somebody long gone makes nobody leave again as it is edited', async () => {
		lives('2016-07-01 Employed', '2021-08-31 Terminated');
		expect(datesOf(await told(row('updated', '2021-08-31')))).toEqual([
			['table.entry_updated', '2021-08-31'],
		]);
	});

	it('belongs to the last day in the time zone of the company', async () => {
		lives('2020-02-03 Employed', '2025-01-09 Terminated');
		Settings.now = () => Date.parse('2025-01-09T23:30:00.000Z');
		const typesIn = async (timeZone: string): Promise<string[]> =>
			(await told(row('created', '2025-01-09'), { timeZone })).events.map(
				({ eventType }) => eventType,
			);
		expect(await typesIn('Europe/Berlin')).toEqual([ENDED, LEFT, 'table.entry_created']);
		expect(await typesIn('America/Los_Angeles')).toEqual([SCHEDULED, 'table.entry_created']);
	});

	it('that was moved away is not found: the end is told as it is now', async () => {
		lives('2020-02-03 Employed', '2025-02-28 Terminated');
		const found = await told(row('updated', '2025-01-31'));
		expect(datesOf(found)).toEqual([[SCHEDULED, '2025-02-28']]);
		expect(found.unrecognised).toHaveLength(1);
		const sent = await told(row('updated', '2025-02-28'));
		expect(idsOf(sent)[SCHEDULED]).toBe(idsOf(found)[SCHEDULED]);
	});

	it('that was deleted in the meantime ends nothing', async () => {
		lives('2020-02-03 Employed');
		const found = await told(row('created', '2025-01-31'));
		expect(found.events).toEqual([]);
		expect(found.unrecognised).toHaveLength(1);
	});

	it('of two on one day tells each fact once', async () => {
		lives('2020-02-03 Employed', '2025-03-31 Garden leave', '2025-03-31 Terminated');
		const { events } = await told(row('created', '2025-03-31'));
		expect(events.map(({ eventType }) => eventType)).toEqual([
			SCHEDULED,
			'table.entry_created',
			'table.entry_created',
		]);
	});

	it('without a key is not found, and never the first one there is', async () => {
		lives('2020-02-03 Employed', '2025-01-31 Terminated');
		const found = await told(sent('table.entry.created', { tableId: 'lifecycle' }));
		expect(found.unrecognised).toHaveLength(1);
		expect(found.events.map(({ eventType }) => eventType)).not.toContain('table.entry_created');
	});
});

describe('employee.left', () => {
	const MIDNIGHT = '2025-01-08T23:00:00.000311';
	const left = (triggeredAt = MIDNIGHT): object => sent('employee.left', {}, triggeredAt);

	it.each<[string[], Told]>([
		[
			['2020-02-03 Employed', '2025-01-08 Terminated'],
			[
				[ENDED, '2025-01-08'],
				[LEFT, '2025-01-08'],
			],
		],
		[['2020-02-03 Employed', '2025-01-08 Garden leave'], [[ENDED, '2025-01-08']]],
		[
			['2020-02-03 Employed', '2025-01-08 Garden leave', '2025-03-31 Terminated'],
			[[ENDED, '2025-01-08']],
		],
		// Entered too late: of a day that was over.
		[
			['2020-02-03 Employed', '2024-12-31 Terminated'],
			[
				[ENDED, '2024-12-31'],
				[LEFT, '2024-12-31'],
			],
		],
		[
			['2020-02-03 Employed', '2024-11-29 Garden leave', '2025-01-08 Terminated'],
			[
				[ENDED, '2024-11-29'],
				[LEFT, '2025-01-08'],
			],
		],
	])('with the rows %j', async (rows, expected) => {
		lives(...rows);
		const found = await told(left());
		expect(datesOf(found)).toEqual(expected);
		expect(found.unrecognised).toEqual([]);
		for (const { phase, termination } of found.events) {
			expect([phase, termination === null]).toEqual(['effective', false]);
		}
	});

	it.each([
		// Midnight at a site far in the east: at the company it is the last day itself.
		['Pacific/Auckland', '2025-01-08T11:00:00.000311', '2025-01-08'],
		['America/Los_Angeles', '2025-01-09T08:00:00.000311', '2025-01-08'],
	])('of a site in %s means the same', async (_site, triggeredAt, day) => {
		lives('2020-02-03 Employed', '2025-01-08 Terminated');
		expect(datesOf(await told(left(triggeredAt)))).toEqual([
			[ENDED, day],
			[LEFT, day],
		]);
	});

	it.each([
		['nobody who leaves', ['2020-02-03 Employed']],
		['an end to come', ['2020-02-03 Employed', '2025-02-28 Terminated']],
		['nothing at all', []],
	])('is believed where the rows show %s; the rest is for somebody to look at', async (_, rows) => {
		lives(...rows);
		const found = await told(left());
		expect(found.events).toMatchObject([
			{
				eventType: ENDED,
				effectiveDate: '2025-01-09',
				termination: { date: null, accessEndDate: '2025-01-09', type: 'unknown' },
			},
		]);
		expect(found.unrecognised[0]?.enrichment.reason).toMatch(
			/^It is not known whether the employment has ended\./,
		);
	});

	it('has the ids of the row that told of it before', async () => {
		lives('2020-02-03 Employed', '2025-01-08 Terminated');
		const byRow = idsOf(await told(row('created', '2025-01-08')));
		const byEvent = idsOf(await told(left()));
		expect(byEvent[ENDED]).toMatch(/^[0-9a-f]{64}$/);
		expect([byRow[ENDED], byRow[LEFT]]).toEqual([byEvent[ENDED], byEvent[LEFT]]);
	});
});

describe('employee.access.revoked.immediately', () => {
	const revoked = sent('employee.access.revoked.immediately');

	it.each<[string[], object]>([
		[
			['2020-02-03 Employed', '2025-01-31 Terminated'],
			{ date: '2025-01-31', lastWorkingDate: null, gardenLeave: false },
		],
		[
			['2020-02-03 Employed', '2025-01-10 Garden leave', '2025-03-31 Terminated'],
			{ date: '2025-03-31', lastWorkingDate: '2025-01-10', gardenLeave: true },
		],
		[['2020-02-03 Employed'], { date: null, lastWorkingDate: null, gardenLeave: null }],
	])('with the rows %j ends access on the day, whatever is to come', async (rows, termination) => {
		lives(...rows);
		const found = await told(revoked);
		expect(found.unrecognised).toEqual([]);
		expect(found.events).toMatchObject([
			{
				eventType: ENDED,
				effectiveDate: '2025-01-09',
				phase: 'effective',
				termination: { ...termination, accessEndDate: '2025-01-09' },
			},
		]);
	});

	it('has the day of the company', async () => {
		lives('2020-02-03 Employed', '2025-01-31 Terminated');
		const late = sent('employee.access.revoked.immediately', {}, '2025-01-08T23:30:00.104233');
		expect(datesOf(await told(late))).toEqual([[ENDED, '2025-01-09']]);
		expect(datesOf(await told(late, { timeZone: 'America/New_York' }))).toEqual([
			[ENDED, '2025-01-08'],
		]);
	});
});

describe('employee.updated', () => {
	const updated = (ids: string[], name = 'fieldUpdatesIds', at?: string): object =>
		sent('employee.updated', { [name]: ids.map((id) => ({ id })) }, at);
	const GARDEN = ['2020-02-03 Employed', '2024-11-29 Garden leave', '2025-01-08 Terminated'];
	const UPDATED: [string, null] = ['employee.updated', null];

	it.each(['internal.lifecycleStatus', 'internal.status', 'internal.terminationDate'])(
		'with %s tells the end that comes after a garden leave',
		async (field) => {
			lives(...GARDEN);
			for (const name of ['fieldUpdatesIds', 'fieldUpdates']) {
				const found = await told(updated(['work.title', field], name));
				expect(datesOf(found)).toEqual([UPDATED, [LEFT, '2025-01-08']]);
				expect(found.events[1]?.termination).toMatchObject({ lastWorkingDate: '2024-11-29' });
			}
		},
	);

	it('with other fields tells nothing of the sort, and asks for nothing', async () => {
		lives(...GARDEN);
		expect(datesOf(await told(updated(['work.title', 'internal.notice'])))).toEqual([UPDATED]);
		expect(hibob.requests).toEqual([]);
	});

	it.each([
		[['2020-02-03 Employed', '2025-01-08 Terminated']],
		[['2020-02-03 Employed', '2025-01-08 Garden leave', '2025-03-31 Terminated']],
		[['2020-02-03 Employed', '2025-01-08 Parental leave']],
		[['2025-01-09 Hired', '2025-02-03 Employed']],
		[[...GARDEN, '2025-01-09 Employed']],
	])('of a status with the rows %j is an edit', async (rows) => {
		lives(...rows);
		const found = await told(updated(['internal.lifecycleStatus', 'internal.status']));
		expect(datesOf(found)).toEqual([UPDATED]);
		expect(found.unrecognised).toEqual([]);
	});

	it('is no end on the last day itself, where only the day of it is edited', async () => {
		lives('2020-02-03 Employed', '2024-11-29 Garden leave', '2025-01-09 Terminated');
		expect(datesOf(await told(updated(['internal.terminationDate'])))).toEqual([UPDATED]);
	});

	it.each([
		[{ fieldUpdatesIds: ['work.title'] }, ['work.title']],
		[{ fieldUpdatesIds: [], fieldUpdates: [{ id: 'a.b' }] }, ['a.b']],
		[{ fieldUpdatesIds: null, fieldUpdates: null }, []],
		[{ fieldUpdatesIds: [{ id: 'a.b' }, { id: 'a.b' }, { name: 'x' }] }, ['a.b']],
		[{ fieldUpdatesIds: 'work.title' }, []],
		[{}, []],
	])('with the data %j has changed the fields %j', async (data, changedFields) => {
		const { events } = await told(sent('employee.updated', data));
		expect(events).toMatchObject([{ eventType: 'employee.updated', changedFields }]);
	});
});

describe('somebody who goes on in another employment the day after', () => {
	it.each([
		// Midnight in Auckland, in Berlin and in Los Angeles.
		'2025-01-08T11:00:00.01',
		'2025-01-08T23:00:00.01',
		'2025-01-09T08:00:00.01',
	])('has not left, whatever is said at %s', async (at) => {
		lives('2020-02-03 Employed', '2025-01-08 Terminated', '2025-01-09 Employed');
		const { events, unrecognised } = await told(sent('employee.left', {}, at));
		expect(events).toEqual([]);
		expect(unrecognised).toMatchObject([
			{
				employee: { id: NELE },
				enrichment: { reason: expect.stringMatching(/another employment/) },
			},
		]);
	});

	it('has not left either if the person is back by the time the delivery comes', async () => {
		const late = sent('employee.left', {}, '2025-01-05T23:00:00.01');
		lives('2020-02-03 Employed', '2025-01-05 Terminated', '2025-01-09 Employed');
		const { events, unrecognised } = await told(late);
		expect(events).toEqual([]);
		expect(unrecognised[0]?.enrichment.reason).toMatch(/another employment.*has begun by now/);
		await start();
		lives('2020-02-03 Employed', '2025-01-05 Terminated', '2025-01-10 Employed');
		expect(datesOf(await told(late))).toEqual([
			['employee.access_ended', '2025-01-05'],
			['employee.terminated', '2025-01-05'],
		]);
	});

	it('is no one who is only to be hired again later', async () => {
		lives(
			'2020-02-03 Employed',
			'2025-01-08 Terminated',
			'2025-01-09 Hired',
			'2025-03-03 Employed',
		);
		const { events } = await told(sent('employee.left', {}, '2025-01-08T23:00:00.01'));
		expect(datesOf({ events, unrecognised: [] })).toEqual([
			['employee.access_ended', '2025-01-08'],
			['employee.terminated', '2025-01-08'],
		]);
	});
});

describe('the first day', () => {
	const joined = (triggeredAt = '2025-01-08T23:00:00.000311'): object =>
		sent('employee.joined', {}, triggeredAt);

	it.each<[string[], string]>([
		[['2025-01-09 Employed'], '2025-01-09'],
		[['2024-12-02 Hired', '2025-01-09 Employed'], '2025-01-09'],
		[['2019-03-01 Employed', '2023-06-30 Terminated', '2025-01-09 Employed'], '2025-01-09'],
		// Access was granted after the first day, or before the row is read.
		[['2025-01-06 Employed'], '2025-01-06'],
		// By the person's own record: these rows show no employment.
		[['2024-12-02 Hired', '2025-02-03 Employed'], '2025-02-03'],
		[[], '2019-07-01'],
	])('with the rows %j is %s', async (rows, day) => {
		lives(...rows);
		const { events, unrecognised } = await told(joined());
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([
			{ eventType: STARTED, effectiveDate: day, employee: { startDate: day } },
		]);
	});

	it('of a person nobody can read is the day of the event', async () => {
		hibob.faults.add({ kind: 'status', status: 403, match: {}, times: 99 });
		const { events } = await told(joined());
		expect(events).toMatchObject([{ eventType: STARTED, effectiveDate: '2025-01-09' }]);
	});

	it('is the same for a site in the east and one in the west', async () => {
		lives('2025-01-09 Employed');
		const ids = [];
		for (const at of [
			'2025-01-08T11:00:00.01',
			'2025-01-08T23:00:00.01',
			'2025-01-09T08:00:00.01',
		]) {
			const found = await told(joined(at));
			expect(datesOf(found)).toEqual([[STARTED, '2025-01-09']]);
			ids.push(idsOf(found)[STARTED]);
		}
		expect(new Set(ids).size).toBe(1);
	});
});

describe('a leave that is a status', () => {
	const AWAY = ['2020-02-03 Employed', '2024-07-01 Parental leave'];
	const begun = sent('employee.temporaryLeave', {}, '2024-06-30T22:00:00.000311');
	const back = sent('employee.activated', {}, '2025-01-08T23:00:00.000311');

	it('begins with its row', async () => {
		lives(...AWAY);
		expect((await told(begun)).events).toMatchObject([
			{
				eventType: 'leave.started',
				effectiveDate: '2024-07-01',
				phase: 'effective',
				leave: { kind: 'status', typeName: 'Parental leave', endDate: null, id: null },
			},
		]);
	});

	it('without a row begins on the day of the event', async () => {
		lives('2020-02-03 Employed');
		const { events, unrecognised } = await told(begun);
		expect(unrecognised).toEqual([]);
		expect(events).toMatchObject([
			{
				eventType: 'leave.started',
				effectiveDate: '2024-07-01',
				leave: { kind: 'status', status: 'approved', typeName: null, startDate: '2024-07-01' },
			},
		]);
	});

	it('ends on the day before somebody is back', async () => {
		lives(...AWAY, '2025-01-09 Employed');
		expect((await told(back)).events).toMatchObject([
			{ eventType: 'employee.activated', effectiveDate: null },
			{
				eventType: 'leave.ended',
				effectiveDate: '2025-01-08',
				leave: { startDate: '2024-07-01', endDate: '2025-01-08' },
			},
		]);
	});

	it.each([
		[['2025-01-09 Employed']],
		[['2024-12-02 Hired', '2025-01-09 Employed']],
		[['2019-03-01 Employed', '2023-06-30 Terminated', '2025-01-09 Employed']],
	])('does not end with the rows %j: somebody starts', async (rows) => {
		lives(...rows);
		const found = await told(back);
		expect(datesOf(found)).toEqual([['employee.activated', null]]);
		expect(found.unrecognised).toEqual([]);
	});

	it('with a name of the company’s own begins, and ends as well', async () => {
		lives('2020-02-03 Employed', '2024-07-01 Sabbatical', '2025-01-09 Employed');
		expect(datesOf(await told(begun))).toEqual([['leave.started', '2024-07-01']]);
		expect(datesOf(await told(back))).toEqual([
			['employee.activated', null],
			['leave.ended', '2025-01-08'],
		]);
	});
});

describe('ids', () => {
	it('of facts do not hang on the delivery', async () => {
		const rows = ['2019-03-01 Employed', '2023-06-30 Terminated', '2025-01-09 Employed'];
		lives(...rows);
		const at = (time: string): object => ({ ...row('created', '2025-01-09'), triggeredAt: time });
		const [first, later] = [
			await told(at('2025-01-09T09:15:00.104233')),
			await told(at('2025-01-09T09:15:00.104234')),
		];
		expect(idsOf(first)[REHIRED]).toBe(idsOf(later)[REHIRED]);
		expect(idsOf(first)['table.entry_created']).not.toBe(idsOf(later)['table.entry_created']);
	});

	it('of an end differ by its days', async () => {
		const ids: Array<string | undefined> = [];
		for (const rows of [
			['2020-02-03 Employed', '2025-01-31 Terminated'],
			['2020-02-03 Employed', '2025-02-28 Terminated'],
			['2020-02-03 Employed', '2025-01-20 Garden leave', '2025-02-28 Terminated'],
			['2020-02-03 Employed', '2025-01-21 Garden leave', '2025-02-28 Terminated'],
		]) {
			await start();
			lives(...rows);
			const [day = ''] = rows.at(-1)?.split(' ') ?? [];
			ids.push(idsOf(await told(row('created', day)))[SCHEDULED]);
		}
		expect(new Set(ids).size).toBe(4);
	});

	it('of a first day are the same, moved or not, for the hire; another one for a rehire', async () => {
		lives('2025-01-09 Hired', '2025-02-03 Employed');
		const hired = idsOf(await told(row('created', '2025-01-09')))[HIRED];
		await start();
		lives('2025-01-09 Hired', '2025-02-10 Employed');
		expect(idsOf(await told(row('updated', '2025-01-09')))[HIRED]).toBe(hired);
		// And as the person is added.
		expect(idsOf(await told(sent('employee.created')))[HIRED]).toBe(hired);
	});
});
