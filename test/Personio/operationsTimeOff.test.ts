import type { IDataObject } from 'n8n-workflow';

import { operations } from '../../nodes/Personio/operations';
import type {
	AbsenceWish,
	PersonioOptions,
	PersonioSimulator,
	Scope,
} from '../../simulators/personio/index.mts';
import { ABSENCE_TYPES } from '../../simulators/personio/index.mts';
import { act, actionIn, credentialFor, failure, startRoomyPersonio } from '../support/personio';
import { operationRunner } from '../support/vendorNodes';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const GET = ['timeOff', 'get'] as const;
const ALL = ['timeOff', 'getAll'] as const;
const TYPES = ['absenceType', 'getAll'] as const;

/** For tests of records as they were sent, and of their order. */
const AS_DOCUMENTED = { sometimes: 'none' } as const;

let personio: PersonioSimulator;
let clock: number;
async function start(options: PersonioOptions = {}): Promise<void> {
	await personio?.close();
	personio = await startRoomyPersonio({ now: () => clock, ...options });
}
beforeEach(async () => {
	clock = Date.parse('2026-03-02T08:00:00.000Z');
	await start();
});
afterEach(async () => {
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

const run = operationRunner({ act }, operations, (given) => actionIn(personio, given));
const doing = async (...asked: Parameters<typeof run>): Promise<IDataObject[]> =>
	(await run(...asked)).map(({ json }) => json);

const byId = (value: string): IDataObject => ({
	people: 'one',
	employeeId: { __rl: true, mode: 'id', value } as IDataObject,
});
const list = async (parameters: IDataObject = {}): Promise<unknown[]> =>
	(await doing(ALL, { people: 'everyone', returnAll: true, ...parameters })).map(({ id }) => id);
const typeId = (name: string): string => ABSENCE_TYPES.find((one) => one.name === name)?.id ?? '';
const request = (personId: string, from: string, to: string, more: Partial<AbsenceWish> = {}) =>
	personio.requestAbsence({ personId, from, to, ...more });
const queries = (path: string | RegExp): Array<Record<string, unknown>> =>
	personio.requests
		.filter((one) => (typeof path === 'string' ? one.path === path : path.test(one.path)))
		.map(({ query }) => query);
const LIST = '/v2/absence-periods';
const BREAKDOWNS = /\/breakdowns$/;

function limited(scopes: readonly Scope[]): { credential: IDataObject } {
	const client = { clientId: 'papi-poor', clientSecret: 'papi-poor-secret' };
	personio.addClient({ ...client, scopes });
	return { credential: credentialFor(personio, client) };
}

describe('Time Off: Get', () => {
	it('gives one absence, with the last day as a day that is taken', async () => {
		const leaveId = request('3004', '2026-05-04', '2026-05-08', {
			status: 'APPROVED',
			comment: 'example-gossip',
		});
		const output = await doing(GET, { leaveId });
		expect(output).toEqual([
			{
				employeeId: '3004',
				id: leaveId,
				originalId: null,
				previousId: null,
				kind: 'request',
				status: 'approved',
				statusRaw: 'APPROVED',
				isConfirmed: true,
				category: 'vacation',
				typeId: typeId('Paid vacation'),
				typeName: 'Paid vacation',
				startDate: '2026-05-04',
				endDate: '2026-05-08',
				startPart: 'full',
				endPart: 'full',
				startTime: null,
				endTime: null,
				timezone: 'Europe/Berlin',
				days: [],
				amount: null,
				unit: 'days',
				isPaid: null,
				approver: null,
				requestedAt: '2026-03-02T08:00:00.000Z',
				decidedAt: null,
			},
		]);
		expect(queries(BREAKDOWNS)).toEqual([]);
	});

	it('refuses the absence of another id', async () => {
		const [leaveId, other] = [
			request('3004', '2026-05-04', '2026-05-08'),
			request('3005', '2026-05-04', '2026-05-08'),
		];
		const body = personio.absences.find(({ id }) => id === other);
		const match = { path: `${LIST}/${leaveId}` };
		personio.faults.add({ kind: 'status', status: 200, match, body });
		const error = await failure(doing(GET, { leaveId }));
		expect(error.message).toMatch(/something other than an absence with the ID/);
	});

	it.each([
		['PENDING', 'requested', false],
		['SUBSTITUTE_REQUESTED', 'requested', false],
		['APPROVED', 'approved', true],
		['DELETION_PENDING', 'approved', true],
		['REJECTED', 'declined', false],
		['SOMETHING_NEW', 'unknown', null],
	])('tells %s as %s', async (statusRaw, status, isConfirmed) => {
		const leaveId = request('3004', '2026-05-04', '2026-05-08', { status: statusRaw });
		expect(await doing(GET, { leaveId })).toMatchObject([{ statusRaw, status, isConfirmed }]);
	});

	it.each([
		['Paid vacation', 'vacation'],
		['Sick leave', 'sick'],
		['Unpaid vacation', 'unpaid'],
		['Parental leave', 'parental'],
	])('tells %s as %s', async (name, category) => {
		const leaveId = request('3004', '2026-05-04', '2026-05-08', { typeId: typeId(name) });
		expect(await doing(GET, { leaveId })).toMatchObject([{ typeName: name, category }]);
	});

	it('fetches the days, and with them the amount, when asked to', async () => {
		// Friday noon to Tuesday noon.
		const leaveId = request('3004', '2026-05-08', '2026-05-12', {
			startPart: 'SECOND_HALF',
			endPart: 'FIRST_HALF',
		});
		expect(await doing(GET, { leaveId, fetchLeaveDays: true })).toMatchObject([
			{
				startDate: '2026-05-08',
				endDate: '2026-05-12',
				startPart: 'afternoon',
				endPart: 'morning',
				amount: 2,
				unit: 'days',
				days: [
					{ date: '2026-05-08', part: 'afternoon', hours: null },
					{ date: '2026-05-11', part: 'full', hours: null },
					{ date: '2026-05-12', part: 'morning', hours: null },
				],
			},
		]);
	});

	it('gives times and hours of what is counted in hours', async () => {
		const leaveId = request('3004', '2026-05-08T09:30:00', '2026-05-08', {
			hours: 2.5,
			typeId: typeId('Overtime compensation'),
		});
		expect(await doing(GET, { leaveId, fetchLeaveDays: true })).toMatchObject([
			{
				startDate: '2026-05-08',
				endDate: '2026-05-08',
				startPart: null,
				endPart: null,
				startTime: '09:30',
				endTime: '12:00',
				unit: 'hours',
				amount: 2.5,
				days: [{ date: '2026-05-08', part: null, hours: 2.5 }],
			},
		]);
	});

	it('gives a long-term leave without an end', async () => {
		const leaveId = personio.addLongTermLeave({ personId: '3004', from: '2026-05-04' });
		expect(await doing(GET, { leaveId })).toMatchObject([
			{ category: 'parental', startDate: '2026-05-04', endDate: null, endTime: null },
		]);
	});

	it('gives the record itself, with its days where they were fetched', async () => {
		await start(AS_DOCUMENTED);
		const leaveId = request('3004', '2026-05-07', '2026-05-08');
		const [absence] = personio.absences;
		expect(await doing(GET, { leaveId, output: 'raw' })).toEqual([absence]);
		expect(await doing(GET, { leaveId, output: 'raw', fetchLeaveDays: true })).toEqual([
			{
				...absence,
				breakdowns: ['2026-05-07', '2026-05-08'].map((date) => ({
					date,
					effective_duration: { unit: 'DAY', value: 1 },
				})),
			},
		]);
		const outputFields = 'employeeId, startDate';
		expect(await doing(GET, { leaveId, output: 'selected', outputFields })).toEqual([
			{ employeeId: '3004', startDate: '2026-05-07' },
		]);
	});

	it('reads the leave of an event', async () => {
		const leaveId = request('3004', '2026-05-04', '2026-05-08');
		expect(await doing(GET, {}, { items: [{ refs: { leaveId } }] })).toMatchObject([
			{ id: leaveId },
		]);
	});

	it('of nobody, or of nothing, fails in plain words', async () => {
		const error = await failure(doing(GET, { leaveId: 'nope' }));
		expect(error.message).toBe('Personio has no such record');
		expect((await failure(doing(GET, { leaveId: '' }))).message).toBe("'Absence ID' is empty");
		const leaveId = '={{ $itemIndex === 1 ? "nope" : $json.id }}';
		const id = request('3004', '2026-05-04', '2026-05-08');
		const output = await doing(
			GET,
			{ leaveId },
			{ items: [{ id }, {}, { id }], continueOnFail: true },
		);
		expect(output.map((json) => json['error'] ?? json['id'])).toEqual([
			id,
			'Personio has no such record',
			id,
		]);
	});

	it('works where Personio wants to be told of the beta', async () => {
		await start({ absencesNeedBeta: true });
		const leaveId = request('3004', '2026-05-07', '2026-05-08');
		expect(await doing(GET, { leaveId, fetchLeaveDays: true })).toMatchObject([
			{ id: leaveId, typeName: 'Paid vacation', amount: 2 },
		]);
	});

	it('comes without the name of its type where the types cannot be read', async () => {
		const leaveId = request('3004', '2026-05-07', '2026-05-08');
		const match = { path: '/v2/absence-types' };
		personio.faults.add({ kind: 'status', status: 403, match, times: 9 });
		expect(await doing(GET, { leaveId })).toMatchObject([
			{ typeName: null, typeId: typeId('Paid vacation'), category: 'unknown' },
		]);
	});

	it('fails where the days that were asked for cannot be read', async () => {
		const leaveId = request('3004', '2026-05-07', '2026-05-08');
		personio.faults.add({ kind: 'status', status: 403, match: { path: BREAKDOWNS } });
		const error = await failure(doing(GET, { leaveId, fetchLeaveDays: true }));
		expect(error.description).toContain("'personio:absences:read'");
	});
});

describe.each<PersonioOptions>([
	{},
	{ absenceFilterZone: 'refused' },
	{ absencesNeedBeta: true },
	{ absencesNeedBeta: true, absenceFilterZone: 'refused' },
	{ nextLink: 'self' },
])('Time Off: Get Many, in an account of the kind %j', (options) => {
	let ids: string[];
	beforeEach(async () => {
		await start(options);
		ids = [
			request('3003', '2026-05-04', '2026-05-08', { status: 'APPROVED' }),
			request('3004', '2026-05-09', '2026-05-09', { typeId: typeId('Sick leave') }),
		];
		clock = Date.parse('2026-03-02T10:00:00.000Z');
		ids.push(request('3004', '2026-06-01', '2026-06-02', { status: 'REJECTED' }));
		clock = Date.parse('2026-03-02T11:00:00.000Z');
		ids.push(personio.addLongTermLeave({ personId: '3005', from: '2026-07-01' }));
	});
	const [FIRST, SECOND, THIRD, FOURTH] = [0, 1, 2, 3];

	it.each<[string, IDataObject, Array<number | undefined>]>([
		['nothing', {}, [FIRST, SECOND, THIRD, FOURTH]],
		['a person', byId('3004'), [SECOND, THIRD]],
		['a person without any', byId('3006'), []],
		['a type', { filters: { typeIds: [typeId('Sick leave')] } }, [SECOND]],
		[
			'types',
			{ filters: { typeIds: [typeId('Sick leave'), typeId('Parental leave')] } },
			[SECOND, FOURTH],
		],
		['a person and a type', { ...byId('3003'), filters: { typeIds: [typeId('Sick leave')] } }, []],
		[
			'a first day, the last of one',
			{ filters: { from: '2026-05-08' } },
			[FIRST, SECOND, THIRD, FOURTH],
		],
		['a first day, after one', { filters: { from: '2026-05-09' } }, [SECOND, THIRD, FOURTH]],
		['a first day, after all that end', { filters: { from: '2030-01-01' } }, [FOURTH]],
		['a last day, the first of one', { filters: { to: '2026-05-09' } }, [FIRST, SECOND]],
		['a last day, before one', { filters: { to: '2026-05-08' } }, [FIRST]],
		['one day', { filters: { from: '2026-05-09', to: '2026-05-09' } }, [SECOND]],
		['a day between', { filters: { from: '2026-05-10', to: '2026-05-31' } }, []],
		[
			'a time of day',
			{ filters: { from: '2026-05-09T23:00:00.000+02:00' } },
			[SECOND, THIRD, FOURTH],
		],
		['a change since', { filters: { updatedSince: '2026-03-02T10:00:00Z' } }, [THIRD, FOURTH]],
		['a change just after', { filters: { updatedSince: '2026-03-02T10:00:01Z' } }, [FOURTH]],
		['a change, local', { filters: { updatedSince: '2026-03-02T12:00:00' } }, [FOURTH]],
		['no change', { filters: { updatedSince: '2026-03-03' } }, []],
		[
			'all at once',
			{
				...byId('3004'),
				filters: {
					typeIds: [typeId('Paid vacation')],
					from: '2026-05-01',
					to: '2026-06-30',
					updatedSince: '2026-03-02',
				},
			},
			[THIRD],
		],
	])('by %s', async (_, parameters, expected) => {
		expect(await list(parameters)).toEqual(expected.map((index) => ids[index ?? -1]));
	});
});

describe('Time Off: Get Many', () => {
	function many(count: number): string[] {
		return Array.from({ length: count }, () => request('3004', '2026-05-04', '2026-05-04'));
	}

	it('reads all pages, and no more than the limit takes', async () => {
		const ids = many(230);
		expect(await list()).toEqual(ids);
		expect(queries(LIST)).toHaveLength(3);
		expect(await list({ returnAll: false, limit: 100 })).toEqual(ids.slice(0, 100));
		expect(queries(LIST)).toHaveLength(4);
		expect(await list({ returnAll: false })).toHaveLength(50);
	});

	it('keeps to the filters on later pages, also if Personio does not', async () => {
		const [mine = ''] = many(101);
		const stranger = { id: 'stranger', person: { id: '3005' }, absence_type: { id: 'other' } };
		const own = personio.absences.find(({ id }) => id === mine);
		const match = { path: LIST };
		const body = { _data: [own, stranger, { id: 'nameless' }], _meta: { links: {} } };
		personio.faults.add({ kind: 'status', status: 200, body, match });
		expect(await list(byId('3004'))).toEqual([mine]);
		personio.faults.add({ kind: 'status', status: 200, body, match });
		expect(await list({ filters: { typeIds: ['other'] } })).toEqual(['stranger', 'nameless']);
	});

	it('asks Personio for what is wanted, with a zone, and only once', async () => {
		const filters = {
			typeIds: ['a', 'b'],
			from: '2026-05-01',
			to: '2026-05-31',
			updatedSince: '2026-03-02T11:00:00',
		};
		await doing(ALL, { ...byId('3004'), filters });
		expect(queries(LIST)).toEqual([
			{
				limit: '100',
				'person.id': '3004',
				'absence_type.id': 'a,b',
				// A day more at both ends, whatever zone Personio counts in.
				'ends_at.date_time.gte': '2026-04-30T00:00:01Z',
				'starts_from.date_time.lte': '2026-06-01T23:59:59Z',
				'updated_at.gte': '2026-03-02T10:00:00Z',
			},
		]);
	});

	it('fetches the days of each when asked to', async () => {
		request('3003', '2026-05-04', '2026-05-08');
		request('3004', '2026-05-09', '2026-05-10');
		const output = await doing(ALL, { people: 'everyone', fetchLeaveDays: true });
		// A weekend takes nothing.
		expect(output).toMatchObject([{ amount: 5 }, { amount: 0, days: [] }]);
		expect(queries(BREAKDOWNS)).toHaveLength(2);
		expect(queries('/v2/absence-types')).toHaveLength(1);
	});

	it('reads the person of the item by default, and never everyone for an empty field', async () => {
		const ids = many(2);
		request('3003', '2026-05-04', '2026-05-08');
		const output = await doing(ALL, {}, { items: [{ refs: { employeeId: '3004' } }] });
		expect(output.map(({ id }) => id)).toEqual(ids);
		expect((await failure(doing(ALL, byId('')))).message).toBe("'Employee' is empty");
	});

	it.each([
		['from', "'From' is not a date"],
		['to', "'To' is not a date"],
		['updatedSince', "'Updated Since' is not a date and time"],
	])('refuses a date that is none (%s)', async (name, message) => {
		const error = await failure(doing(ALL, { people: 'everyone', filters: { [name]: 'soon' } }));
		expect(error.message).toBe(message);
		expect(personio.requests).toEqual([]);
	});

	it.each([403, 401] as const)('names the scope that is missing (%s)', async (missingScope) => {
		await start({ missingScope });
		const error = await failure(
			doing(ALL, { people: 'everyone' }, limited(['personio:persons:read'])),
		);
		expect(error.description).toContain("'personio:absences:read'");
	});

	it('gives no comment anybody wrote', async () => {
		request('3004', '2026-05-04', '2026-05-08', { comment: 'example-gossip' });
		expect(JSON.stringify(await doing(ALL, { people: 'everyone' }))).not.toContain('gossip');
	});
});

describe('Absence Type: Get Many', () => {
	it('gives them, in the words of the model and of Personio', async () => {
		expect(await doing(TYPES)).toEqual(
			[
				['Paid vacation', 'vacation', 'PAID_VACATION', 'DAY'],
				['Sick leave', 'sick', 'SICK_LEAVE', 'DAY'],
				['Unpaid vacation', 'unpaid', 'UNPAID_VACATION', 'DAY'],
				['Parental leave', 'parental', 'PARENTAL_LEAVE', 'DAY'],
				['Overtime compensation', expect.any(String), 'OVERTIME', 'HOUR'],
			].map(([name = '', category, categoryRaw, unitRaw]) => ({
				id: typeId(String(name)),
				name,
				category,
				categoryRaw,
				unitRaw,
			})),
		);
	});

	it('up to a limit, raw, and with some fields', async () => {
		expect(await doing(TYPES, { limit: 2 })).toHaveLength(2);
		expect(await doing(TYPES, { returnAll: true, output: 'raw' })).toEqual([...ABSENCE_TYPES]);
		const selected = { output: 'selected', outputFields: 'name', limit: 1 };
		expect(await doing(TYPES, selected)).toEqual([{ name: 'Paid vacation' }]);
	});

	it('works where Personio wants to be told of the beta', async () => {
		await start({ absencesNeedBeta: true });
		expect(await doing(TYPES)).toHaveLength(ABSENCE_TYPES.length);
	});

	it('names the scope that is missing', async () => {
		const error = await failure(doing(TYPES, {}, limited(['personio:persons:read'])));
		expect(error.description).toContain("'personio:absences:read'");
	});
});
