import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { operations } from '../../nodes/HiBob/operations';
import type {
	HiBobOptions,
	HiBobSimulator,
	Permissions,
	TimeOffWish,
} from '../../simulators/hibob/index.mts';
import { PRIVATE_MARK } from '../../simulators/hibob/index.mts';
import { act, actionIn, credentialFor, failure, startRoomyHiBob } from '../support/hibob';
import { operationRunner } from '../support/vendorNodes';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const GET = ['timeOff', 'get'] as const;
const ALL = ['timeOff', 'getAll'] as const;
const CHANGES = '/timeoff/requests/changes';
const OUT = '/timeoff/whosout';
const DAY_MS = 86_400_000;
const WHO_IS_OUT = "People's data > Time off > See who's out today > See who's out";
const REQUESTS =
	"People's data > Time off > Requests > Create, edit and cancel people's not-yet-approved requests";

let hibob: HiBobSimulator;
/** HiBob's clock: what happens, happens then; the product asks up to its own present. */
let clock: number;
async function start(options: HiBobOptions = {}): Promise<void> {
	await hibob?.close();
	hibob = await startRoomyHiBob({ now: () => clock, ...options });
}
beforeEach(async () => {
	clock = Date.now();
	await start();
});
afterEach(async () => {
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

const run = operationRunner({ act }, operations, (given) => actionIn(hibob, given));
const doing = async (...asked: Parameters<typeof run>): Promise<IDataObject[]> =>
	(await run(...asked)).map(({ json }) => json);

const people = (): string[] => hibob.employees.map((person) => person['root.id']);
const nth = (index: number): string => people()[index] ?? '';
const byId = (value: unknown): IDataObject => ({
	employeeId: { __rl: true, mode: 'id', value } as IDataObject,
});
const queries = (path: string): Array<Record<string, unknown>> =>
	hibob.requests.filter((one) => one.path === path).map(({ query }) => query);
const request = (index: number, wish: Omit<TimeOffWish, 'employeeId'>): number =>
	hibob.requestTimeOff({ employeeId: nth(index), ...wish });
const approved = { autoApprove: true };

/** A day this many days from now. */
const day = (offset: number): string =>
	new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 10);
const moment = (offset: number): string => new Date(Date.now() + offset * DAY_MS).toISOString();

/** Makes something happen at HiBob some days ago. */
function ago<T>(days: number, happen: () => T): T {
	clock = Date.now() - days * DAY_MS;
	const result = happen();
	clock = Date.now();
	return result;
}

/** A credential of a service user who may not do everything. */
function limited(permissions: Partial<Permissions>): { credential: IDataObject } {
	hibob.addServiceUser({ id: 'SERVICE-1', token: 'example-poor-token', permissions });
	const user = { serviceUserId: 'SERVICE-1', serviceUserToken: 'example-poor-token' };
	return { credential: credentialFor(hibob, user) };
}

describe('Time Off: Get', () => {
	const get = async (index: number, leaveId: unknown, ...more: [IDataObject?]) =>
		await doing(GET, { ...byId(nth(index)), leaveId: leaveId as string, ...more[0] });

	it.each([
		['of another person', { employeeId: '1000000000000000009' }],
		['with another id', { requestId: 900_900 }],
	])('refuses a request %s', async (_, other) => {
		const id = request(1, { from: '2026-05-04', to: '2026-05-08' });
		const found = hibob.timeOff.find(({ requestId }) => requestId === id);
		const match = { path: `/timeoff/employees/${nth(1)}/requests/${id}` };
		hibob.faults.add({ kind: 'status', status: 200, match, body: { ...found, ...other } });
		const error = await failure(get(1, id));
		expect(error.message).toMatch(/something other than a time-off request with the ID/);
	});

	it('gives one request', async () => {
		const id = request(1, {
			from: '2026-05-04',
			to: '2026-05-08',
			startPortion: 'afternoon',
			endPortion: 'morning',
		});
		hibob.approveTimeOff(id);
		const [found, ...others] = await get(1, id);
		expect(others).toEqual([]);
		expect(found).toEqual({
			employeeId: nth(1),
			id: String(id),
			originalId: null,
			previousId: null,
			kind: 'request',
			status: 'approved',
			statusRaw: 'approved',
			isConfirmed: true,
			category: 'vacation',
			typeId: null,
			typeName: 'Holiday',
			startDate: '2026-05-04',
			endDate: '2026-05-08',
			startPart: 'afternoon',
			endPart: 'morning',
			startTime: null,
			endTime: null,
			timezone: null,
			days: [
				{ date: '2026-05-04', part: 'afternoon', hours: null },
				{ date: '2026-05-05', part: 'full', hours: null },
				{ date: '2026-05-06', part: 'full', hours: null },
				{ date: '2026-05-07', part: 'full', hours: null },
				{ date: '2026-05-08', part: 'morning', hours: null },
			],
			amount: 4,
			unit: 'days',
			isPaid: null,
			approver: 'Zoe Clark',
			requestedAt: expect.stringMatching(/Z$/),
			decidedAt: expect.stringMatching(/Z$/),
		});
		expect(hibob.requests.map(({ path }) => path)).toEqual([
			`/timeoff/employees/${nth(1)}/requests/${id}`,
		]);
	});

	it.each<[string, (id: number) => void, IDataObject]>([
		['pending', () => undefined, { status: 'requested', isConfirmed: false, approver: null }],
		['approved', (id) => hibob.approveTimeOff(id), { status: 'approved', isConfirmed: true }],
		[
			'declined',
			(id) => hibob.declineTimeOff(id),
			{ status: 'declined', isConfirmed: false, approver: 'Zoe Clark' },
		],
		['cancelled', (id) => hibob.cancelTimeOff(id), { status: 'cancelled', isConfirmed: false }],
	])('that is %s', async (_, happen, expected) => {
		const id = request(1, { from: '2026-05-04' });
		happen(id);
		expect(await get(1, id)).toMatchObject([expected]);
	});

	it.each<[Partial<TimeOffWish>, IDataObject]>([
		[{ to: '2026-05-08' }, { startPart: 'full', endPart: 'full', amount: 5, unit: 'days' }],
		[
			{ type: 'openEnded', policyType: 'Sick leave' },
			{ startDate: '2026-05-04', endDate: null, amount: null, category: 'sick' },
		],
		[
			{ type: 'hours', hours: 3, policyType: 'Hourly leave' },
			{
				startDate: '2026-05-04',
				endDate: '2026-05-04',
				amount: 3,
				unit: 'hours',
				startPart: null,
				days: [{ date: '2026-05-04', part: null, hours: 3 }],
			},
		],
		[
			{ type: 'portionOnRange', to: '2026-05-05', startPortion: 'morning' },
			{ endDate: '2026-05-05', startPart: 'morning', endPart: 'morning', amount: 1 },
		],
		[
			{ type: 'hoursOnRange', to: '2026-05-05', hours: 2, policyType: 'Hourly leave' },
			{ endDate: '2026-05-05', amount: 4, unit: 'hours' },
		],
		[
			{ type: 'percentageOnRange', to: '2026-05-05' },
			{ endDate: '2026-05-05', amount: 1 },
		],
		[
			{ type: 'differentDayDurations', to: '2026-05-05', hours: 2, policyType: 'Hourly leave' },
			{ endDate: '2026-05-05', amount: 4, unit: 'hours' },
		],
		[
			{ policyType: 'Work from home (days)' },
			{ category: 'remote_work', typeName: 'Work from home (days)' },
		],
		[{ policyType: 'Parental leave' }, { category: 'parental' }],
	])('of the kind %j', async (wish, expected) => {
		const id = request(1, { from: '2026-05-04', ...wish });
		expect(await get(1, id)).toMatchObject([expected]);
	});

	it('that was moved names the ones before it', async () => {
		const first = request(1, { from: '2026-05-04' });
		const second = hibob.moveTimeOff(first, { from: '2026-05-11' });
		const third = hibob.moveTimeOff(second, { from: '2026-05-18' });
		expect(await get(1, third)).toMatchObject([
			{ id: String(third), previousId: String(second), originalId: String(first) },
		]);
	});

	it('never gives away what anybody wrote, nor why', async () => {
		const id = request(1, { from: '2026-05-04', policyType: 'Sick leave' });
		hibob.declineTimeOff(id);
		const text = JSON.stringify(await get(1, id));
		expect(text).not.toContain(PRIVATE_MARK);
		expect(text).not.toContain('Illness');
		expect(await get(1, id, { output: 'raw' })).toMatchObject([
			{ employeeId: nth(1), requestId: id, reasonCode: 'Illness' },
		]);
		const outputFields = 'id, status';
		expect(await get(1, id, { output: 'selected', outputFields })).toEqual([
			{ id: String(id), status: 'declined' },
		]);
	});

	it('reads what the item of the trigger is about by default', async () => {
		const ids = [request(2, { from: '2026-05-04' }), request(1, { from: '2026-05-04' })];
		const items = ids.map((id, index) => ({
			refs: { employeeId: nth(2 - index), leaveId: String(id) },
		}));
		const output = await run(GET, {}, { items });
		expect(output.map(({ json }) => json['id'])).toEqual(ids.map(String));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it.each<[string, () => [number, unknown]]>([
		['that is not there', () => [1, '7']],
		['of somebody else', () => [2, request(1, { from: '2026-05-04' })]],
		[
			'that was deleted',
			() => {
				const id = request(1, { from: '2026-05-04' });
				hibob.deleteTimeOff(id);
				return [1, id];
			},
		],
	])('%s is told as such', async (_, find) => {
		const [index, id] = find();
		expect((await failure(get(index, id))).message).toBe('HiBob has no such record');
	});

	it('names the permission that is missing', async () => {
		const id = request(1, { from: '2026-05-04' });
		const poor = limited({ timeOffRequests: false });
		const error = await failure(doing(GET, { ...byId(nth(1)), leaveId: String(id) }, poor));
		expect(error.message).toBe('HiBob does not allow this with the credential');
		expect(error.description).toContain(REQUESTS);
	});

	it.each(['', ' '])('without an id (%j) fails in plain words, without a request', async (id) => {
		expect((await failure(get(1, id))).message).toBe("'Request ID' is empty");
		expect((await failure(doing(GET, { ...byId(''), leaveId: '7' }))).message).toBe(
			"'Employee' is empty",
		);
		expect(hibob.requests).toEqual([]);
	});

	it('of an id with a slash asks for nothing else', async () => {
		// What is no number is refused there.
		hibob.violations.expect('bad-parameter');
		await failure(get(1, '../../../requests/changes'));
		expect(hibob.requests.map(({ path }) => path)).not.toContain(CHANGES);
	});

	it('goes on after a failure where that is wanted', async () => {
		const id = String(request(1, { from: '2026-05-04' }));
		const items = [id, '7', id].map((leaveId) => ({ refs: { employeeId: nth(1), leaveId } }));
		const output = await run(GET, {}, { items, continueOnFail: true });
		expect(output.map(({ json }) => json['id'] ?? json['error'])).toEqual([
			id,
			'HiBob has no such record',
			id,
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});
});

describe('Time Off: Get Many, changed requests', () => {
	const changed = async (
		since: string,
		more: IDataObject = {},
		given: { credential?: IDataObject } = {},
	): Promise<IDataObject[]> =>
		await doing(
			ALL,
			{ people: 'everyone', list: 'changes', since, returnAll: true, ...more },
			given,
		);
	const pending = { filters: { includePending: true } };
	const idsSince = async (since: string, more: IDataObject = {}): Promise<unknown[]> =>
		(await changed(since, more)).map(({ id }) => Number(id));

	it('gives what changed since, whatever the days of the leave', async () => {
		const before = ago(10, () => request(1, { from: '2039-05-04', ...approved }));
		const far = ago(5, () => request(2, { from: '2039-05-04', ...approved }));
		const past = ago(4, () => request(3, { from: '2020-05-04', ...approved }));
		expect(await idsSince(moment(-7))).toEqual([far, past]);
		expect(await idsSince(moment(-11))).toEqual([before, far, past]);
		expect(await idsSince(moment(-1))).toEqual([]);
	});

	it('gives each once, as it was left', async () => {
		const kept = ago(6, () => request(1, { from: '2039-05-04' }));
		const gone = ago(6, () => request(1, { from: '2039-06-04' }));
		const deleted = ago(6, () => request(1, { from: '2039-07-04' }));
		const open = ago(6, () => request(1, { from: '2039-08-04' }));
		ago(5, () => hibob.approveTimeOff(kept));
		ago(5, () => hibob.approveTimeOff(gone));
		ago(4, () => hibob.cancelTimeOff(gone));
		ago(4, () => hibob.deleteTimeOff(deleted));
		expect(
			(await changed(moment(-7), pending)).map(({ id, status, isConfirmed }) => [
				Number(id),
				status,
				isConfirmed,
			]),
		).toEqual([
			[kept, 'approved', true],
			[gone, 'cancelled', false],
			[deleted, 'deleted', false],
			[open, 'requested', false],
		]);
	});

	it('gives a request that was moved at its new days', async () => {
		const first = ago(6, () => request(1, { from: '2039-05-04', ...approved }));
		const second = ago(5, () => hibob.moveTimeOff(first, { from: '2039-06-04' }));
		expect(await changed(moment(-7))).toMatchObject([
			{ id: String(first), status: 'cancelled', startDate: '2039-05-04' },
			{
				id: String(second),
				status: 'approved',
				startDate: '2039-06-04',
				previousId: String(first),
				originalId: String(first),
			},
		]);
	});

	it('gives a request that was moved as gone, also where HiBob does not say so', async () => {
		await start({ editRemovesOld: false });
		const first = ago(6, () => request(1, { from: '2039-05-04', ...approved }));
		ago(5, () => hibob.moveTimeOff(first, { from: '2039-06-04' }));
		expect(await changed(moment(-7))).toMatchObject([
			{ id: String(first), status: 'deleted', isConfirmed: false },
			{ status: 'approved', previousId: String(first) },
		]);
	});

	it('tells how each was left also where HiBob answers newest first', async () => {
		await start({ newestFirst: true });
		const kept = ago(6, () => request(1, { from: '2039-05-04' }));
		const gone = ago(6, () => request(1, { from: '2039-06-04', ...approved }));
		ago(5, () => hibob.approveTimeOff(kept));
		const moved = ago(5, () => hibob.moveTimeOff(gone, { from: '2039-07-04' }));
		ago(4, () => hibob.cancelTimeOff(moved));
		const found = await changed(moment(-7), pending);
		expect(found.map(({ id, status, isConfirmed }) => [Number(id), status, isConfirmed])).toEqual([
			[kept, 'approved', true],
			[gone, 'cancelled', false],
			[moved, 'cancelled', false],
		]);
	});

	it('gives what waits for approval only where that is asked for', async () => {
		const waiting = ago(2, () => request(1, { from: '2039-05-04' }));
		const done = ago(1, () => request(1, { from: '2039-06-04', ...approved }));
		expect(await idsSince(moment(-3))).toEqual([done]);
		expect(await idsSince(moment(-3), pending)).toEqual([waiting, done]);
		expect(queries(CHANGES)).toEqual([
			{ since: expect.any(String), to: expect.any(String) },
			{ since: expect.any(String), to: expect.any(String), includePending: 'true' },
		]);
	});

	it('asks for two years by windows that HiBob takes, without a gap', async () => {
		const ids = Array.from({ length: 24 }, (_, index) =>
			ago(725 - index * 30, () => request(index % 6, { from: '2039-05-04', ...approved })),
		);
		expect(await idsSince(moment(-730))).toEqual(ids);
		const windows = queries(CHANGES).map(({ since, to }) => [String(since), String(to)] as const);
		expect(windows).toHaveLength(5);
		for (const [index, [since, to]] of windows.entries()) {
			const next = windows[index + 1];
			if (next !== undefined) expect(to).toBe(next[0]);
			expect((Date.parse(to) - Date.parse(since)) / DAY_MS).toBeLessThanOrEqual(181);
			expect(to).toMatch(/Z$/);
		}
		const [last] = windows.slice(-1);
		expect(Math.abs(Date.parse(last?.[1] ?? '') - Date.now())).toBeLessThan(60_000);
	});

	it('gives a change on the border of two windows once', async () => {
		const since = Date.now() - 300 * DAY_MS;
		clock = since + 180 * DAY_MS;
		const id = request(1, { from: '2039-05-04', ...approved });
		clock = Date.now();
		expect(await idsSince(new Date(since).toISOString())).toEqual([id]);
		expect(queries(CHANGES)).toHaveLength(2);
	});

	it.each([
		['2026-03-02T09:00:00+01:00', '2026-03-02T08:00:00.000Z'],
		['2026-03-02T08:00:00Z', '2026-03-02T08:00:00.000Z'],
		// Without a zone it is the workflow's.
		['2026-03-02T09:00:00', '2026-03-02T08:00:00.000Z'],
		['2026-03-02', '2026-03-01T23:00:00.000Z'],
	])('reads %s as %s', async (since, expected) => {
		await changed(since);
		expect(queries(CHANGES)[0]).toMatchObject({ since: expected });
	});

	it('of a time to come asks for nothing', async () => {
		expect(await changed(moment(7))).toEqual([]);
		expect(queries(CHANGES)).toEqual([]);
	});

	it.each([
		['soon', "'Changed Since' is not a date and time"],
		['', "'Changed Since' is empty"],
	])('refuses %j', async (since, message) => {
		expect((await failure(changed(since))).message).toBe(message);
		expect(hibob.requests).toEqual([]);
	});

	it('filters by person and by kind', async () => {
		const mine = ago(3, () => request(1, { from: '2039-05-04', ...approved }));
		const sick = ago(2, () => request(1, { from: '2039-05-04', policyType: 'Sick leave' }));
		const other = ago(1, () => request(2, { from: '2039-05-04', ...approved }));
		const found = async (filters: IDataObject, more: IDataObject = {}) =>
			await idsSince(moment(-7), { filters, ...more });
		const of = (id: string): IDataObject => ({ people: 'one', ...byId(id) });
		expect(await found({}, of(nth(1)))).toEqual([mine, sick]);
		expect(await found({}, of(` ${nth(2)} `))).toEqual([other]);
		expect(await found({})).toEqual([mine, sick, other]);
		expect(await found({ policyTypes: ['Holiday'] })).toEqual([mine, other]);
		expect(await found({ policyTypes: ['Sick leave', 'Holiday'] })).toEqual([mine, sick, other]);
		expect(await found({ policyTypes: ['Sick leave'] }, of(nth(2)))).toEqual([]);
	});

	it('is about the person of the event until everyone is chosen', async () => {
		ago(3, () => request(1, { from: '2039-05-04', ...approved }));
		const asked = { list: 'changes', since: moment(-7) };
		expect((await failure(doing(ALL, asked))).message).toBe("'Employee' is empty");
		expect(hibob.requests).toEqual([]);
		const items = [{ refs: { employeeId: nth(2) } }];
		expect(await doing(ALL, asked, { items })).toEqual([]);
	});

	it('has a limit of 50 by default, after filtering', async () => {
		for (let number = 0; number < 60; number++) {
			ago(2, () => request(number % 2, { from: '2039-05-04', ...approved }));
		}
		const since = moment(-3);
		expect(await changed(since, { returnAll: false })).toHaveLength(50);
		expect(await changed(since, { returnAll: false, limit: 1 })).toHaveLength(1);
		const one = { people: 'one', ...byId(nth(1)) };
		expect(await changed(since, { returnAll: false, limit: 30, ...one })).toHaveLength(30);
	});

	it('gives raw records, and nothing of what anybody wrote otherwise', async () => {
		const id = ago(1, () => request(1, { from: '2039-05-04', ...approved }));
		expect(await changed(moment(-3), { output: 'raw' })).toMatchObject([
			{ employeeId: nth(1), requestId: id, changeType: 'Created' },
		]);
		const text = JSON.stringify(await changed(moment(-3)));
		expect(text).not.toContain(PRIVATE_MARK);
		expect(text).not.toContain('work.example');
	});

	it('names the permission that is missing', async () => {
		const poor = limited({ timeOffLists: false, timeOffRequests: false });
		const one = await failure(changed(moment(-3), {}, poor));
		expect(one.message).toBe('HiBob does not allow this with the credential');
		expect(one.description).toContain(WHO_IS_OUT);
		expect(one.description).not.toContain(REQUESTS);
		const both = await failure(changed(moment(-3), pending, poor));
		expect(both.description).toContain(WHO_IS_OUT);
		expect(both.description).toContain(REQUESTS);
	});

	it('reads the moment of each item', async () => {
		const early = ago(5, () => request(1, { from: '2039-05-04', ...approved }));
		const late = ago(1, () => request(1, { from: '2039-06-04', ...approved }));
		const items = [{ since: moment(-2) }, { since: 'soon' }, { since: moment(-6) }];
		const parameters = {
			people: 'everyone',
			list: 'changes',
			since: '={{ $json.since }}',
			returnAll: true,
		};
		const output = await run(ALL, parameters, { items, continueOnFail: true });
		const told = ({ json, pairedItem }: INodeExecutionData): unknown[] => [
			json['error'] ?? Number(json['id']),
			pairedItem,
		];
		expect(output.map(told)).toEqual([
			[late, { item: 0 }],
			["'Changed Since' is not a date and time", { item: 1 }],
			[early, { item: 2 }],
			[late, { item: 2 }],
		]);
	});
});

describe('Time Off: Get Many, who is out', () => {
	const out = async (
		more: IDataObject = {},
		given: { credential?: IDataObject } = {},
	): Promise<IDataObject[]> =>
		await doing(
			ALL,
			{
				people: 'everyone',
				list: 'out',
				from: day(10),
				to: day(20),
				returnAll: true,
				...more,
			},
			given,
		);
	const idsOut = async (filters: IDataObject = {}, more: IDataObject = {}): Promise<unknown[]> =>
		(await out({ filters, ...more })).map(({ id }) => Number(id));

	it('gives time off that falls into the period, hours as well', async () => {
		const before = request(1, { from: day(1), to: day(9), ...approved });
		const into = request(1, { from: day(9), to: day(10), ...approved });
		const within = request(2, { from: day(12), to: day(13), ...approved });
		const beyond = request(3, { from: day(20), to: day(30), ...approved });
		const around = request(4, { from: day(1), to: day(40), ...approved });
		const hours = request(5, { from: day(15), hours: 2, policyType: 'Hourly leave', ...approved });
		const endless = request(5, { from: day(5), type: 'openEnded', ...approved });
		const after = request(2, { from: day(21), to: day(22), ...approved });
		const found = await idsOut();
		expect(found).toEqual([into, within, beyond, around, hours, endless]);
		expect(found).not.toContain(before);
		expect(found).not.toContain(after);
		expect(queries(OUT)).toEqual([{ from: day(10), to: day(20), includeHourly: 'true' }]);
	});

	it('gives whole records', async () => {
		const id = request(1, { from: day(12), to: day(13), ...approved });
		expect(await out()).toMatchObject([
			{
				employeeId: nth(1),
				id: String(id),
				status: 'approved',
				isConfirmed: true,
				typeName: 'Holiday',
				startDate: day(12),
				endDate: day(13),
				// What it takes is not in this list.
				amount: null,
				unit: 'days',
			},
		]);
		expect(await out({ output: 'raw' })).toMatchObject([{ employeeId: nth(1), requestId: id }]);
		expect(JSON.stringify(await out())).not.toContain(PRIVATE_MARK);
	});

	it('tells the unit by the type, and minutes beside hours', async () => {
		const hourly = { policyType: 'Hourly leave', ...approved };
		request(1, { from: day(12), hours: 2.25, ...hourly });
		request(2, { from: day(12), to: day(13), type: 'hoursOnRange', hours: 3, ...hourly });
		request(3, { from: day(12), startPortion: 'afternoon', ...approved });
		expect(await out()).toMatchObject([
			{ unit: 'hours', amount: 2.25, startPart: null, days: [{ date: day(12), hours: 2.25 }] },
			{ unit: 'hours', amount: 6, days: [{ date: day(12), hours: 3 }, { hours: 3 }] },
			{ unit: 'days', amount: 0.5, startPart: 'afternoon', days: [{ part: 'afternoon' }] },
		]);
	});

	it('gives what is pending, and what is private, only where that is asked for', async () => {
		const plain = request(1, { from: day(12), ...approved });
		const pending = request(2, { from: day(12) });
		const secret = request(3, { from: day(12), policyType: 'Sick leave' });
		expect(await idsOut()).toEqual([plain]);
		expect(await idsOut({ includePending: false, includePrivate: false })).toEqual([plain]);
		expect(await idsOut({ includePending: true })).toEqual([plain, pending]);
		expect(await idsOut({ includePrivate: true })).toEqual([plain, secret]);
		expect(await idsOut({ includePending: true, includePrivate: true })).toEqual([
			plain,
			pending,
			secret,
		]);
		expect(queries(OUT).at(-1)).toEqual({
			from: day(10),
			to: day(20),
			includeHourly: 'true',
			includePrivate: 'true',
			includePending: 'true',
		});
	});

	it('filters by person and by kind', async () => {
		const mine = request(1, { from: day(12), ...approved });
		const home = request(1, { from: day(13), policyType: 'Work from home (days)' });
		const other = request(2, { from: day(12), ...approved });
		expect(await idsOut({}, { people: 'one', ...byId(nth(1)) })).toEqual([mine, home]);
		expect(await idsOut({ policyTypes: ['Holiday'] })).toEqual([mine, other]);
		expect(await idsOut({ policyTypes: ['Holiday'] }, { people: 'one', ...byId(nth(1)) })).toEqual([
			mine,
		]);
	});

	it('has a limit of 50 by default', async () => {
		for (let number = 0; number < 60; number++) {
			request(number % 6, { from: day(12), ...approved });
		}
		expect(await out({ returnAll: false })).toHaveLength(50);
		expect(await out({ returnAll: false, limit: 2 })).toHaveLength(2);
	});

	it('cuts days out of dates and times, whatever their zone', async () => {
		await out({ from: `${day(10)}T00:00:00.000-11:00`, to: `${day(20)}T23:59:59.000+14:00` });
		expect(queries(OUT)).toMatchObject([{ from: day(10), to: day(20) }]);
	});

	it('is about the days from today by default', async () => {
		const node = actionIn(hibob, {
			parameters: { resource: 'timeOff', operation: 'getAll', people: 'everyone' },
			timezone: 'UTC',
		});
		await act(node);
		const [asked] = queries(OUT);
		const days = (Date.parse(String(asked?.['to'])) - Date.parse(String(asked?.['from']))) / DAY_MS;
		expect(days).toBe(30);
		expect(asked?.['from']).toBe(day(0));
	});

	it.each<[string, IDataObject]>([
		["'From' is empty", { from: '' }],
		["'To' is empty", { to: '' }],
		["'From' is not a date", { from: 'soon' }],
		["'To' is not a date", { to: '31.12.2026' }],
		["'To' is before 'From'", { from: '2026-03-02', to: '2026-03-01' }],
	])('refuses what says nothing: %s', async (message, parameters) => {
		expect((await failure(out(parameters))).message).toBe(message);
		expect(hibob.requests).toEqual([]);
	});

	it('names the permission that is missing', async () => {
		const poor = limited({ timeOffLists: false, timeOffRequests: false });
		const one = await failure(out({}, poor));
		expect(one.description).toContain(WHO_IS_OUT);
		expect(one.description).not.toContain(REQUESTS);
		const both = await failure(out({ filters: { includePending: true } }, poor));
		expect(both.description).toContain(REQUESTS);
	});

	it.each([
		['a page', '<!DOCTYPE html>', 'something other than a list of who is out'],
		['something else', { outs: 'none' }, 'a list of who is out that cannot be read'],
		[
			'somebody without an id',
			{ outs: [{ requestId: 7 }] },
			'a list of who is out that cannot be read',
		],
	])('that is answered with %s fails in plain words', async (_, body, what) => {
		hibob.faults.add({ kind: 'status', status: 200, body, match: { path: OUT } });
		expect((await failure(out())).message).toBe(`HiBob answered with ${what}`);
	});
});
