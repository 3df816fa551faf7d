import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { hrEventSchema } from '../../nodes/shared/model/hrEvent';
import { operations } from '../../nodes/WorkableHr/operations';
import type { WorkableOptions, WorkableSimulator } from '../../simulators/workable/index.mts';
import { privateValues } from '../../simulators/workable/index.mts';
import { useDeduplicator } from '../support/n8n';
import {
	act,
	actionIn,
	credentialFor,
	offered,
	startRoomyWorkable,
	through,
	tokenOf,
	triggerIn,
	failure,
} from '../support/workable';
import { operationRunner } from '../support/vendorNodes';
import { inOneForm } from '../support/inOneForm';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

// The pauses between tries belong to the limiter, whose clock is real.
jest.mock('../../nodes/shared/outbound/retry', () => {
	const actual = jest.requireActual<typeof import('../../nodes/shared/outbound/retry')>(
		'../../nodes/shared/outbound/retry',
	);
	return { ...actual, IN_A_RUN: { ...actual.IN_A_RUN, triesOverLimit: 2 } };
});

let workable: WorkableSimulator;
async function start(options: WorkableOptions = {}): Promise<void> {
	await workable?.close();
	workable = await startRoomyWorkable(options);
}
beforeEach(async () => {
	await useDeduplicator();
	await start();
});
afterEach(async () => {
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

const doing = operationRunner({ act }, operations, (given) => actionIn(workable, given));

const jsons = (items: INodeExecutionData[]): IDataObject[] => items.map(({ json }) => json);
const asked = (path: string): number =>
	workable.requests.filter((request) => request.path === path).length;
const people = (): string[] => workable.employees.map(({ id }) => id);
const sorted = (ids: readonly unknown[]): string[] => ids.map(String).sort();
const someone = (index = 0): string => people()[index] ?? '';
const byId = (value: unknown): IDataObject => ({
	people: 'one',
	employeeId: { __rl: true, mode: 'id', value } as IDataObject,
});

describe('Employee: Get', () => {
	const GET = ['employee', 'get'] as const;

	it('gives the full record, with names for ids', async () => {
		const [item] = await doing(GET, byId(someone(1)));
		expect(item?.json).toEqual({
			id: someone(1),
			employeeNumber: '2',
			displayName: "Obediah O'Halloran",
			firstName: 'Obediah',
			lastName: "O'Halloran",
			preferredName: 'Obediah',
			workEmail: 'Obediah.OHalloran.2@work.example'.toLowerCase(),
			jobTitle: 'Account Manager',
			department: 'Sales',
			departmentId: '4d4',
			team: null,
			location: null,
			locationId: null,
			country: 'Greece',
			legalEntity: 'Acme Hellas',
			legalEntityId: '0b1f7a52-3c55-4a2e-8f0e-5a6a1c9c7d11',
			costCenter: null,
			timezone: 'Europe/Athens',
			manager: {
				id: someone(0),
				displayName: 'Zoë Núñez',
				workEmail: workable.employees[0]?.work_email,
			},
			status: 'active',
			statusRaw: 'status_active',
			relationship: 'employee',
			schedule: 'full_time',
			typeRaw: 'employement_type_full_time',
			startDate: '2016-02-01',
			originalStartDate: '2016-02-01',
			probationEndDate: null,
			contractEndDate: null,
			terminationDate: null,
			url: null,
		});
	});

	it('gives raw records and selected fields', async () => {
		await start({ sometimes: 'none' });
		const raw = jsons(await doing(GET, { ...byId(someone()), output: 'raw' }))[0];
		expect(raw).toMatchObject({ ...workable.employees[0], direct_reports: expect.any(Array) });
		const outputFields = ' id, workEmail ,manager.id';
		const selected = await doing(GET, { ...byId(someone(1)), output: 'selected', outputFields });
		expect(jsons(selected)).toEqual([
			{
				id: someone(1),
				workEmail: workable.employees[1]?.work_email,
				manager: { id: someone(0) },
			},
		]);
	});

	it('reads the id of the item by default', async () => {
		const items = [someone(2), someone(1)].map((id) => ({ refs: { employeeId: id } }));
		const output = await doing(GET, {}, { items });
		expect(jsons(output).map(({ id }) => id)).toEqual([someone(2), someone(1)]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('asks with the member of the credential, and says what to do without one', async () => {
		await start({ requireMember: true });
		const error = await failure(doing(GET, byId(someone())));
		expect(error.message).toBe('Workable does not allow this with the credential');
		expect(error.description).toMatch(/r_employees/);
		const credential = credentialFor(workable, { memberId: 'a11' });
		expect(await doing(GET, byId(someone()), { credential })).toHaveLength(1);
	});

	// The one likely reason, an empty 'Member ID', is not named.
	it('names the Member ID when it is missing', async () => {
		await start({ requireMember: true });
		expect((await failure(doing(GET, byId(someone())))).description).toMatch(/Member ID/);
	});

	it('of an unknown id fails in plain words, naming the item', async () => {
		const items = [{}, {}];
		const error = await failure(
			doing(GET, byId(`={{ $itemIndex === 0 ? "${someone()}" : "ffffff" }}`), { items }),
		);
		expect(error.message).toBe('Workable has no such record');
		expect(error.context.itemIndex).toBe(1);
	});

	it('of an id with a slash asks for nothing else', async () => {
		const error = await failure(doing(GET, byId('../subscriptions')));
		expect(error.message).toBe('Workable has no such record');
		expect(workable.requests.every(({ path }) => path.startsWith('/employees/'))).toBe(true);
	});

	// An expression without a value, as for an event without a person.
	it('without an id fails in plain words, without a request', async () => {
		workable.violations.expect('unknown-path');
		const error = await failure(doing(GET, byId(''), {}));
		expect(error.message).toMatch(/Employee/);
		expect(workable.requests).toEqual([]);
	});

	it('goes on after a failure where that is wanted', async () => {
		const output = await doing(GET, byId(`={{ $itemIndex === 1 ? "ffffff" : "${someone()}" }}`), {
			items: [{}, {}, {}],
			continueOnFail: true,
		});
		expect(jsons(output).map(({ id, error }) => id ?? error)).toEqual([
			someone(),
			'Workable has no such record',
			someone(),
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('waits as long as Workable asks when the limit is used up', async () => {
		const reset = Math.ceil(Date.now() / 1000) + 1;
		workable.faults.add({
			kind: 'status',
			status: 429,
			headers: {
				'X-Rate-Limit-Limit': '1000',
				'X-Rate-Limit-Remaining': '0',
				'X-Rate-Limit-Reset': String(reset),
			},
		});
		const began = Date.now();
		expect(await doing(GET, byId(someone()))).toHaveLength(1);
		const times = workable.requests
			.filter(({ path }) => path.startsWith('/employees/'))
			.map(({ at }) => at);
		expect(times).toHaveLength(2);
		expect(times[1]).toBeGreaterThanOrEqual(reset * 1000 - 20);
		expect(Date.now() - began).toBeLessThan(4_000);
	});

	it('says so when the limit stays used up', async () => {
		workable.faults.add({
			kind: 'status',
			status: 429,
			headers: { 'X-Rate-Limit-Reset': '1' },
			times: 99,
		});
		const error = await failure(doing(GET, byId(someone())));
		expect(error.message).toBe('Workable is receiving too many requests');
	});

	it('keeps ids where names cannot be read', async () => {
		workable.addToken('example-hr-only', ['r_employees']);
		const credential = credentialFor(workable, { accessToken: 'example-hr-only' });
		const [json] = jsons(await doing(GET, byId(someone(0)), { credential }));
		expect(json).toMatchObject({ department: '4d3', timezone: null });
	});

	it('never gives away anything private', async () => {
		const items = people().map((id) => ({ refs: { employeeId: id } }));
		const output = JSON.stringify(jsons(await doing(GET, {}, { items })));
		const values = workable.employees.flatMap((record) => privateValues(record));
		expect(values.filter((value) => output.includes(value))).toEqual([]);
	});
});

describe('Employee: Get Many', () => {
	const ALL = ['employee', 'getAll'] as const;

	it('reads all pages', async () => {
		workable.seedPeople(244);
		const output = await doing(ALL, { returnAll: true });
		expect(sorted(jsons(output).map(({ id }) => id))).toEqual(sorted(people()));
		expect(
			workable.requests.filter(({ path }) => path === '/employees').map(({ query }) => query),
		).toEqual(['0', '100', '200'].map((offset) => ({ limit: '100', offset })));
	});

	it.each([
		[1, 1],
		[100, 1],
		[101, 2],
	])('reads %i in no more requests than it takes', async (limit, requests) => {
		workable.seedPeople(244);
		expect(await doing(ALL, { limit })).toHaveLength(limit);
		expect(asked('/employees')).toBe(requests);
	});

	it('has a limit of 50 by default', async () => {
		workable.seedPeople(60);
		expect(await doing(ALL)).toHaveLength(50);
	});

	it('filters by words, departments and statuses', async () => {
		workable.seedPeople(100);
		const draft = workable.createEmployee({ firstname: 'Quentin' });
		const filtered = async (filters: IDataObject): Promise<unknown[]> =>
			jsons(await doing(ALL, { returnAll: true, filters })).map(({ id }) => id);
		expect(await filtered({ query: 'quentin' })).toEqual([draft]);
		expect(await filtered({ statuses: ['status_draft'] })).toEqual([draft]);
		const sales = workable.employees.filter(({ department }) => department === '4d4');
		expect(await filtered({ departmentIds: ['4d4'] })).toHaveLength(sales.length);
		expect(sorted(await filtered({ departmentIds: ['4d4'] }))).toEqual(
			sorted(sales.map(({ id }) => id)),
		);
		expect(await filtered({ departmentIds: ['4d4'], statuses: ['status_inactive'] })).toEqual([]);
	});

	it('limits what passes the filters, not what is looked through', async () => {
		workable.seedPeople(150);
		const draft = workable.createEmployee();
		const filters = { statuses: ['status_draft'] };
		expect(jsons(await doing(ALL, { limit: 1, filters }))).toMatchObject([
			{ id: draft, status: 'pending', statusRaw: 'status_draft', workEmail: null },
		]);
	});

	it('uses the same words as a single record, as far as the list goes', async () => {
		const [one] = jsons(await doing(['employee', 'get'], byId(someone(3))));
		const listed = jsons(await doing(ALL, { returnAll: true })).find(({ id }) => id === someone(3));
		const beyondTheList = [
			'country',
			'manager',
			'relationship',
			'schedule',
			'typeRaw',
			'originalStartDate',
		];
		for (const [name, value] of Object.entries(listed ?? {})) {
			if (!beyondTheList.includes(name)) expect([name, value]).toEqual([name, one?.[name]]);
		}
		expect(JSON.stringify(listed)).not.toContain('private.example');
	});

	it('asks with the member of the credential', async () => {
		const credential = credentialFor(workable, { memberId: 'a11' });
		await doing(ALL, {}, { credential });
		expect(workable.requests.find(({ path }) => path === '/employees')?.query).toMatchObject({
			member_id: 'a11',
		});
	});

	it('reads the total by the documented spelling, too, and refuses a list that stops before it', async () => {
		const one = { id: '1', firstname: 'Ada' };
		const page = (body: object): void =>
			workable.faults.add({ kind: 'status', status: 200, body, match: { path: '/employees' } });
		page({ totalCount: 2, employees: [one] });
		page({ totalCount: 2, employees: [one, { id: '2' }] });
		expect(jsons(await doing(ALL, { returnAll: true })).map(({ id }) => id)).toEqual(['1', '2']);
		page({ total_count: 99, employees: [one] });
		page({ total_count: 99, employees: [] });
		const error = await failure(doing(ALL, { returnAll: true }));
		expect(error.message).toBe('Workable did not give a complete list');
	});
});

describe('Table Entry', () => {
	const GET = ['tableEntry', 'get'] as const;
	const ALL = ['tableEntry', 'getAll'] as const;

	it('gives one row', async () => {
		const row = workable.employees[0]?.employment_group[0];
		const parameters = { ...byId(someone()), table: 'employment_group', entryId: row?.row_id };
		expect(jsons(await doing(GET, parameters as IDataObject))).toEqual([
			{
				employeeId: someone(),
				name: 'employment_group',
				entryId: row?.row_id,
				effectiveDate: '2015-01-01',
				record: row?.value,
			},
		]);
		const raw = await doing(GET, { ...parameters, output: 'raw' } as IDataObject);
		expect(inOneForm(jsons(raw))).toEqual(inOneForm([{ employeeId: someone(), ...row }]));
	});

	it('reads what the event of the item is about', async () => {
		const row = workable.employees[1]?.salary_group[0];
		const refs = { employeeId: someone(1), tableName: 'salary_group', entryId: row?.row_id ?? '' };
		const output = await doing(GET, { table: 'salary_group' }, { items: [{ refs }] });
		// Whoever chooses a pay table here has asked for it.
		expect(jsons(output)).toMatchObject([{ record: row?.value }]);
	});

	it('of a row that is not there fails in plain words', async () => {
		const parameters = { ...byId(someone()), table: 'employment_group', entryId: 'nope' };
		const error = await failure(doing(GET, parameters));
		expect(error.message).toMatch(/no row with this 'Entry ID'/);
		expect(error.context.itemIndex).toBe(0);
	});

	it('gives all rows of one person', async () => {
		const parameters = { ...byId(someone()), table: 'employment_group' };
		expect(await doing(ALL, parameters)).toHaveLength(1);
		expect(await doing(ALL, { ...parameters, table: 'education_group' })).toEqual([]);
		expect(asked('/employees')).toBe(0);
	});

	it('gives the rows of everyone', async () => {
		workable.seedPeople(120);
		const output = await doing(ALL, { people: 'everyone', table: 'salary_group', returnAll: true });
		expect(sorted(jsons(output).map(({ employeeId }) => employeeId))).toEqual(sorted(people()));
		expect(asked('/employees')).toBe(2);
	});

	it('stops asking when the limit is reached', async () => {
		workable.seedPeople(40);
		workable.faults.clear();
		expect(
			await doing(ALL, { people: 'everyone', table: 'employment_group', limit: 12 }),
		).toHaveLength(12);
		const records = workable.requests.filter(({ path }) => path.startsWith('/employees/'));
		expect(records.length).toBeLessThanOrEqual(20);
	});

	it('reads no more of the list than the limit takes', async () => {
		workable.seedPeople(294);
		expect(
			await doing(ALL, { people: 'everyone', table: 'employment_group', limit: 5 }),
		).toHaveLength(5);
		expect(asked('/employees')).toBe(1);
		expect(workable.requests.filter(({ path }) => path.startsWith('/employees/'))).toHaveLength(5);
	});

	it('leaves out who was deleted meanwhile', async () => {
		const path = `/employees/${someone(2)}`;
		workable.faults.add({ kind: 'status', status: 404, match: { path }, times: 2 });
		const output = await doing(ALL, {
			people: 'everyone',
			table: 'employment_group',
			returnAll: true,
		});
		expect(sorted(jsons(output).map(({ employeeId }) => employeeId))).toEqual(
			sorted(people().filter((id) => id !== someone(2))),
		);
	});

	it('fails when someone cannot be read for another reason', async () => {
		const path = `/employees/${someone(2)}`;
		workable.faults.add({ kind: 'status', status: 403, match: { path }, times: 9 });
		const error = await failure(
			doing(ALL, { people: 'everyone', table: 'employment_group', returnAll: true }),
		);
		expect(error.message).toMatch(/does not allow this/);
	});
});

describe('Time Off', () => {
	const GET = ['timeOff', 'get'] as const;
	const ALL = ['timeOff', 'getAll'] as const;
	let ids: string[];
	beforeEach(() => {
		const wish = (index: number, from: string, to: string, category = 'Paid time off'): string =>
			workable.requestTimeOff({ employeeId: someone(index), from, to, category });
		ids = [
			wish(0, '2026-05-04', '2026-05-08'),
			wish(1, '2026-06-01', '2026-06-02', 'Unpaid leave'),
			wish(1, '2026-07-01', '2026-07-02'),
		];
		workable.approveTimeOff(ids[0] ?? '');
		workable.rejectTimeOff(ids[1] ?? '');
	});

	const list = async (parameters: IDataObject): Promise<unknown[]> =>
		jsons(
			await doing(ALL, { people: 'everyone', from: '2026-01-01', returnAll: true, ...parameters }),
		).map(({ id }) => id);

	it('gives one request', async () => {
		const parameters = { ...byId(someone(1)), leaveId: ids[1] ?? '', from: '2026-06-01' };
		expect(jsons(await doing(GET, parameters))).toMatchObject([
			{
				employeeId: someone(1),
				id: ids[1],
				status: 'declined',
				statusRaw: 'rejected',
				category: 'unpaid',
				typeId: '2f3',
				typeName: 'Unpaid leave',
				isPaid: false,
				startDate: '2026-06-01',
				endDate: '2026-06-02',
				amount: 2,
				unit: 'days',
			},
		]);
		const raw = jsons(await doing(GET, { ...parameters, output: 'raw' }));
		const wanted = workable.timeOffRequests.filter(({ id }) => id === ids[1]);
		expect(inOneForm(raw)).toEqual(inOneForm(wanted));
	});

	it('reads the leave of an event', async () => {
		const item = {
			refs: { employeeId: someone(0), leaveId: ids[0] ?? '' },
			leave: { startDate: '2026-05-04' },
		};
		expect(jsons(await doing(GET, {}, { items: [item] }))).toMatchObject([{ id: ids[0] }]);
		expect(workable.requests[0]?.query).toMatchObject({
			from_date: '2026-05-04',
			employee_id: someone(0),
		});
	});

	it('of another person is not found, in plain words', async () => {
		const parameters = { ...byId(someone(0)), leaveId: ids[1] ?? '', from: '2026-01-01' };
		const error = await failure(doing(GET, parameters));
		expect(error.message).toMatch(/no request with this 'Request ID'/);
		expect(error.context.itemIndex).toBe(0);
	});

	it('of another person is no one’s, where Workable does not keep to the person', async () => {
		const requests = workable.timeOffRequests.map((one) => ({ ...one }));
		const everybodys = { total_count: requests.length, requests };
		workable.faults.add({
			...{ kind: 'status', status: 200, match: { path: /timeoff\/requests$/ }, times: 99 },
			body: everybodys,
		} as never);
		const parameters = { ...byId(someone(0)), leaveId: ids[1] ?? '', from: '2026-01-01' };
		expect((await failure(doing(GET, parameters))).message).toMatch(/no request with this/);
		expect(await list(byId(someone(1)))).toEqual([ids[1], ids[2]]);
		expect(await list({})).toEqual(ids);
	});

	it('lists with filters', async () => {
		expect(sorted(await list({}))).toEqual(ids);
		expect(sorted(await list(byId(someone(1))))).toEqual([ids[1], ids[2]]);
		expect(sorted(await list({ from: '2026-05-20' }))).toEqual([ids[1], ids[2]]);
		expect(await list({ filters: { to: '2026-05-20' } })).toEqual([ids[0]]);
		expect(sorted(await list({ filters: { states: ['pending', 'rejected'] } }))).toEqual([
			ids[1],
			ids[2],
		]);
		expect(await list({ filters: { categoryIds: ['2f3'] } })).toEqual([ids[1]]);
		expect(await list({ returnAll: false, limit: 2 })).toHaveLength(2);
	});

	it('pages', async () => {
		for (let more = 0; more < 120; more++) {
			workable.requestTimeOff({
				employeeId: someone(2),
				from: '2026-08-03',
				to: '2026-08-03',
				category: '2f1',
			});
		}
		expect(await list({})).toHaveLength(123);
		expect(asked('/timeoff/requests')).toBe(2);
	});

	it('cuts a date and time to its day', async () => {
		await list({ from: '2026-05-20T00:00:00.000+02:00' });
		const listed = workable.requests.find(({ path }) => path === '/timeoff/requests');
		expect(listed?.query['from_date']).toBe('2026-05-20');
	});

	it('refuses a first day that is none', async () => {
		expect((await failure(doing(ALL, { from: 'soon' }))).message).toBe("'From' is not a date");
		expect(workable.requests).toEqual([]);
	});

	it('works where Workable wants the person to be named', async () => {
		await start({ timeoffNeedsEmployee: true });
		expect(await list(byId(someone(1)))).toEqual([]);
	});

	// Documented as required for account tokens: then everyone has to be asked for one by one.
	it('lists everyone where Workable wants the person to be named', async () => {
		await start({ timeoffNeedsEmployee: true });
		workable.violations.expect('bad-parameter');
		expect(await list({})).toEqual([]);
	});

	it('balances are numbers', async () => {
		const balances = jsons(await doing(['timeOff', 'getBalances'], byId(someone(0))));
		expect(balances).toHaveLength(4);
		expect(balances[0]).toEqual({
			employeeId: someone(0),
			categoryId: '2f1',
			categoryName: 'Paid time off',
			available: 15,
			used: 5,
			carriedOver: 0,
			isUnlimited: false,
			unit: 'days',
		});
		expect(balances[2]).toMatchObject({ categoryName: 'Unpaid leave', isUnlimited: true });
	});

	it('balances may be negative, empty or in hours', async () => {
		workable.faults.add({
			kind: 'status',
			status: 200,
			body: {
				balances: [
					{ category_id: '1', units_available: '-1.50', time_off_tracking_unit: 'hours' },
					{ category_id: '2', units_available: null },
				],
			},
		});
		expect(jsons(await doing(['timeOff', 'getBalances'], byId(someone(0))))).toMatchObject([
			{ available: -1.5, unit: 'hours', categoryName: null, used: null },
			{ available: null, isUnlimited: null },
		]);
	});

	it('balances of nobody are no record', async () => {
		const error = await failure(doing(['timeOff', 'getBalances'], byId('ffffff')));
		expect(error.message).toBe('Workable has no such record');
	});

	it('names the scope that is missing', async () => {
		workable.addToken('example-people-only', ['r_employees']);
		const credential = credentialFor(workable, { accessToken: 'example-people-only' });
		const error = await failure(
			doing(ALL, { people: 'everyone', from: '2026-01-01' }, { credential }),
		);
		expect(error.description).toMatch(/r_timeoff/);
	});

	it('lists without categories where those cannot be read', async () => {
		const match = { path: '/timeoff/categories' };
		workable.faults.add({ kind: 'status', status: 200, body: {}, match, times: 9 });
		expect(jsons(await doing(ALL, { people: 'everyone', from: '2026-01-01' }))[0]).toMatchObject({
			typeName: 'Paid time off',
			typeId: null,
			isPaid: null,
		});
	});
});

describe('Event: Get Many Since', () => {
	const SINCE = ['event', 'getAllSince'] as const;
	let clock: number;
	beforeEach(async () => {
		clock = Date.parse('2026-03-01T08:00:00.000Z');
		await start({ now: () => clock });
	});

	function leaves(): string[] {
		return [1, 2, 3, 4].map((day) => {
			clock += 3_600_000;
			return workable.requestTimeOff({
				employeeId: someone(day),
				from: `2026-03-0${day + 1}`,
				to: `2026-03-0${day + 2}`,
				category: 'Sick leave',
			});
		});
	}

	it('finds the same events, with the same ids, as the webhook tells', async () => {
		const [one = '', two = '', three = '', four = ''] = leaves();
		clock += 1000;
		workable.approveTimeOff(one);
		clock += 1000;
		workable.rejectTimeOff(two);
		clock += 1000;
		workable.revertTimeOff(three);
		const found = jsons(await doing(SINCE, { since: '2026-03-01T00:00:00Z', returnAll: true }));
		const events = found.map((json) => hrEventSchema.parse(json));
		expect(events.map(({ eventType, leave }) => [eventType, leave?.id])).toEqual([
			['leave.requested', four],
			['leave.approved', one],
			['leave.declined', two],
			['leave.cancelled', three],
		]);
		const node = triggerIn(workable, {
			parameters: { hrEvents: offered('hrEvents'), options: { skipRepeats: false } },
		});
		for (const event of events) {
			const request = workable.timeOffRequests.find(({ id }) => id === event.leave?.id);
			const { employee_id: id = '' } = request ?? {};
			const data: IDataObject = { ...request };
			delete data['employee_id'];
			delete data['pending_approvals'];
			const body = {
				data,
				id,
				resource_type: 'employee',
				event_type: 'timeoff_request_approved',
				fired_at: '2026-03-02T00:00:00.000Z',
			};
			const [told] = (await through(node, body, tokenOf(workable))).events;
			expect(told?.eventId).toBe(event.eventId);
			expect(told?.leave).toEqual(event.leave);
			expect(event.source).toMatchObject({ verifiedBy: 'api', delivery: 'manual' });
			expect(event.refs).toEqual(told?.refs);
		}
	});

	it('gives only what changed since, oldest first; with a limit, the first that are found', async () => {
		const ids = leaves();
		workable.approveTimeOff(ids[0] ?? '');
		const since = '2026-03-01T11:00:00.000Z';
		const found = async (parameters: IDataObject): Promise<unknown[]> =>
			jsons(await doing(SINCE, { since, ...parameters })).map(
				({ leave }) => (leave as IDataObject)['id'],
			);
		// The last two changed in the same instant.
		const [first, ...others] = await found({});
		expect([first, sorted(others)]).toEqual([ids[2], [ids[0], ids[3]]]);
		// Workable does not sort its list by the time of the change.
		expect(await found({ limit: 1 })).toHaveLength(1);
		expect(sorted(await found({ limit: 3 }))).toEqual(sorted([ids[0], ids[2], ids[3]]));
		expect(sorted(await found({ since: '2026-03-01T13:00:00' }))).toEqual([ids[0], ids[3]]);
		expect(await found({ since: '2026-03-02T00:00:00Z' })).toEqual([]);
	});

	it('gives the requests themselves as raw', async () => {
		const [id] = leaves();
		const since = '2026-03-01';
		const [oldest] = jsons(await doing(SINCE, { since, returnAll: true, output: 'raw' }));
		const wanted = workable.timeOffRequests.filter((request) => request.id === id);
		expect(inOneForm([oldest])).toEqual(inOneForm(wanted));
	});

	it('refuses a date that is none', async () => {
		const error = await failure(doing(SINCE, { since: 'yesterday' }));
		expect(error.message).toBe("'Since' is not a date and time");
	});
});

it('has an operation for every choice, and refuses what is none', async () => {
	expect(operations.map(({ resource, operation }) => `${resource}.${operation}`)).toEqual([
		'employee.get',
		'employee.getAll',
		'event.getAllSince',
		'tableEntry.get',
		'tableEntry.getAll',
		'timeOff.get',
		'timeOff.getAll',
		'timeOff.getBalances',
	]);
	const node = actionIn(workable, { parameters: { resource: 'employee', operation: 'delete' } });
	await expect(act(node)).rejects.toThrow("'Operation' is not one of this node's");
});
