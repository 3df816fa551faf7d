import { sleep } from 'n8n-workflow';

import { hiBob as vendor } from '../../nodes/HiBob/vendor';
import type { HiBobSimulator, Permissions } from '../../simulators/hibob/index.mts';
import { startHiBob } from '../../simulators/hibob/index.mts';
import { actionIn, failure } from '../support/hibob';
import type { RosterReader } from '../support/rosterPolls';
import { rosterReader, pollsBy } from '../support/rosterPolls';
import { skipTime } from '../support/skippedTime';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(),
}));

const TODAY = '2026-05-11';
const DAY_MS = 86_400_000;
const LIFECYCLE = '/bulk/people/lifecycle';

let hibob: HiBobSimulator;
/** The company's clock; the limits count by the time that is skipped. */
let days: number;
let reader: RosterReader;
beforeEach(async () => {
	skipTime(sleep);
	const begin = Date.now();
	days = 0;
	hibob = await startHiBob({
		now: () => Date.now() - begin + Date.parse(`${TODAY}T08:00:00Z`) + days * DAY_MS,
		employees: 3,
	});
	reader = rosterReader(vendor, actionIn(hibob));
});
afterEach(async () => {
	jest.restoreAllMocks();
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

const nth = (index: number): string => hibob.employees[index]?.['root.id'] ?? '';
const dayFrom = (count: number): string =>
	new Date(Date.parse(TODAY) + count * DAY_MS).toISOString().slice(0, 10);

async function entryOf(id: string) {
	const { records } = await reader.people(TODAY);
	return records.find(({ employee }) => employee.id === id);
}

async function daysOf(id: string) {
	const entry = await entryOf(id);
	const { startDate, originalStartDate, status } = entry?.employee ?? {};
	const { date, lastWorkingDate } = entry?.termination ?? {};
	return { startDate, originalStartDate, status, date, lastWorkingDate };
}

/** Replaces the lifecycle of a person. */
function lifecycleOf(
	employeeId: string,
	rows: ReadonlyArray<[day: string, status: string | null]>,
) {
	for (const { id } of hibob.rows('lifecycle', employeeId)) {
		hibob.deleteRow('lifecycle', employeeId, { id });
	}
	hibob.load({
		rows: rows.map(([effectiveDate, status], index) => ({
			...{ table: 'lifecycle', employeeId, effectiveDate, status, id: 7_000_000 + index },
		})),
	});
}

/** The service user loses permissions. */
function permit(permissions: Partial<Permissions>): void {
	const [user] = hibob.serviceUsers;
	hibob.setPermissions(user?.id ?? '', permissions);
}

describe('people', () => {
	it('are those who work here, who are to start, and who left in the last 60 days', async () => {
		const toStart = hibob.hire({ startDate: dayFrom(40) });
		lifecycleOf(nth(1), [
			['2024-05-11', 'Employed'],
			[dayFrom(-60), 'Terminated'],
		]);
		lifecycleOf(nth(2), [
			['2024-05-11', 'Employed'],
			[dayFrom(-61), 'Terminated'],
		]);
		const { records, companyId } = await reader.people(TODAY);
		expect(records.map(({ employee }) => employee.id)).toEqual([nth(0), nth(1), toStart]);
		expect(companyId).toBeNull();
	});

	it('come whole, with the names behind ids', async () => {
		const hire = { title: 'Nurse', department: 'Care', site: 'Berlin', managerId: nth(0) };
		const id = hibob.hire({ startDate: dayFrom(40), ...hire });
		expect(await entryOf(id)).toMatchObject({
			employee: {
				...{ jobTitle: 'Nurse', department: 'Care', location: 'Berlin', status: 'pending' },
				...{ startDate: dayFrom(40), originalStartDate: dayFrom(40) },
				manager: { id: nth(0) },
			},
			isWhole: true,
			termination: null,
		});
	});
});

describe('the employment', () => {
	it('ends with the row Terminated, after a garden leave', async () => {
		lifecycleOf(nth(0), [
			['2024-05-11', 'Employed'],
			[dayFrom(10), 'Garden leave'],
			[dayFrom(30), 'Terminated'],
		]);
		expect(await daysOf(nth(0))).toMatchObject({
			...{ date: dayFrom(30), lastWorkingDate: dayFrom(10), startDate: '2024-05-11' },
		});
	});

	it('begins anew after a termination', async () => {
		lifecycleOf(nth(0), [
			['2020-01-01', 'Employed'],
			['2022-12-31', 'Terminated'],
			['2024-05-11', 'Employed'],
		]);
		expect(await daysOf(nth(0))).toMatchObject({
			...{ startDate: '2024-05-11', originalStartDate: '2020-01-01', date: undefined },
		});
	});

	it('that has ended is shown for some days, and then the next one', async () => {
		const comesBack = (end: number) =>
			lifecycleOf(nth(0), [
				['2024-05-11', 'Employed'],
				[dayFrom(end), 'Terminated'],
				[dayFrom(-1), 'Alumni'],
				[dayFrom(20), 'Employed'],
			]);
		comesBack(-2);
		expect(await daysOf(nth(0))).toMatchObject({ startDate: '2024-05-11', date: dayFrom(-2) });
		comesBack(-20);
		expect(await daysOf(nth(0))).toMatchObject({
			...{ startDate: dayFrom(20), status: 'pending', date: undefined },
		});
	});

	it.each([
		['is to come', 10],
		['was yesterday', -1],
	])(
		'whose end %s still ends if the person is hired again, and no first day is known',
		async (_, end) => {
			lifecycleOf(nth(0), [
				['2024-05-11', 'Employed'],
				[dayFrom(end), 'Terminated'],
				[dayFrom(end + 1), 'Hired'],
			]);
			expect(await daysOf(nth(0))).toMatchObject({ startDate: '2024-05-11', date: dayFrom(end) });
		},
	);

	it('goes on if another one begins the day after', async () => {
		lifecycleOf(nth(0), [
			['2024-05-11', 'Employed'],
			[dayFrom(10), 'Terminated'],
			[dayFrom(11), 'Employed'],
		]);
		expect(await daysOf(nth(0))).toMatchObject({ startDate: '2024-05-11', date: undefined });
		expect(await entryOf(nth(0))).toMatchObject({ termination: null });
	});

	it('goes on if somebody comes back from a garden leave', async () => {
		lifecycleOf(nth(0), [
			['2024-05-11', 'Employed'],
			[dayFrom(-30), 'Garden leave'],
			[dayFrom(-20), 'Employed'],
		]);
		expect(await daysOf(nth(0))).toMatchObject({ startDate: '2024-05-11' });
		expect(await entryOf(nth(0))).toMatchObject({ termination: null });
	});

	it('begins on the day of the record where the lifecycle begins later', async () => {
		lifecycleOf(nth(0), [['2025-06-01', 'Parental leave']]);
		expect(await daysOf(nth(0))).toMatchObject({ startDate: '2024-05-11' });
	});

	it('of somebody who never comes ends before it begins', async () => {
		const id = hibob.hire({ startDate: dayFrom(30) });
		hibob.scheduleTermination(id, { date: dayFrom(3) });
		expect(await daysOf(id)).toMatchObject({ startDate: dayFrom(30), date: dayFrom(3) });
	});

	it('with a last status that is not known is not decided', async () => {
		lifecycleOf(nth(0), [
			['2024-05-11', 'Employed'],
			[dayFrom(10), 'On notice'],
		]);
		expect(await entryOf(nth(0))).not.toHaveProperty('termination');
	});
});

describe('what hides who leaves fails the poll, and names the permission', () => {
	const HISTORY = "People's data > Lifecycle > View selected employees' section histories";

	it('no lifecycle', async () => {
		permit({ tables: ['work'] });
		expect((await failure(reader.people(TODAY))).description).toContain(HISTORY);
	});

	it('only the current row of each person', async () => {
		hibob.scheduleTermination(nth(0), { date: dayFrom(-1) });
		hibob.leave(nth(0));
		permit({ currentRowOnly: ['lifecycle'] });
		const { description } = await failure(reader.people(TODAY));
		expect(description).toContain('only one row of the lifecycle of each person');
		expect(description).toContain(HISTORY);
	});

	it('hidden columns', async () => {
		const results = [...Array(3).keys()].map((index) => ({
			employeeId: nth(index),
			values: [{ id: index + 1, effectiveDate: '2024-05-11', status: null }],
		}));
		const restricted = { no_view_permission: ['status'] };
		hibob.faults.answer(LIFECYCLE, {
			...{ results, restricted_columns: restricted, response_metadata: { cursor: null } },
		});
		expect((await failure(reader.people(TODAY))).description).toContain('hides the column status');
	});

	it('no status that is known', async () => {
		const results = [...Array(3).keys()].map((index) => ({
			employeeId: nth(index),
			values: [{ id: index + 1, effectiveDate: '2024-05-11', status: null }],
		}));
		hibob.faults.answer(LIFECYCLE, { results, response_metadata: { cursor: null } });
		const { description } = await failure(reader.people(TODAY));
		expect(description).toContain('no status that is known');
	});

	it('the lifecycle of some', async () => {
		const values = [{ id: 1, effectiveDate: '2024-05-11', status: 'Employed' }];
		const results = [{ employeeId: nth(0), values }];
		hibob.faults.answer(LIFECYCLE, { results, response_metadata: { cursor: null } });
		const { description } = await failure(reader.people(TODAY));
		expect(description).toContain('no row of the lifecycle of 2 people');
		expect(description).toContain("'Access data for'");
	});

	it('everybody', async () => {
		permit({ people: [] });
		const { description } = await failure(reader.people(TODAY));
		expect(description).toContain('HiBob shows nobody');
	});

	it('the first day of everybody', async () => {
		hibob.faults.answer('/people/search', {
			employees: [{ id: nth(0), work: { title: '5' } }],
		});
		const { description } = await failure(reader.people(TODAY));
		expect(description).toContain('left out work.startDate');
	});

	it('who is out', async () => {
		permit({ timeOffLists: false });
		const { description } = await failure(reader.leaves(TODAY, { from: TODAY, to: TODAY }));
		expect(description).toContain("See who's out");
	});
});

describe('half a list', () => {
	it.each(['/people/search', LIFECYCLE])('(%s fails) fails', async (path) => {
		hibob.faults.add({ kind: 'status', status: 503, match: { path }, times: 99 });
		const { message } = await failure(reader.people(TODAY));
		expect(message).toBe('HiBob is not available at the moment');
	});

	it.each([
		['a row without a day', { status: 'Employed' }, 'effectiveDate'],
		['a status of a strange kind', { effectiveDate: TODAY, status: ['a', 'b'] }, 'status'],
	])('(%s) fails', async (_, row, field) => {
		const results = [...Array(3).keys()].map((index) => ({
			employeeId: nth(index),
			values: [{ id: index + 1, effectiveDate: '2024-05-11', status: 'Employed' }],
		}));
		results[0]?.values.push({ id: 9, ...row } as never);
		hibob.faults.answer(LIFECYCLE, { results, response_metadata: { cursor: null } });
		expect((await failure(reader.people(TODAY))).description).toContain(field);
	});

	it('(a first day that cannot be read) fails', async () => {
		hibob.changeFields(nth(0), { 'work.startDate': 'soon' });
		expect((await failure(reader.people(TODAY))).description).toContain('work.startDate');
	});
});

describe('leaves', () => {
	const period = { from: dayFrom(-7), to: TODAY };

	it('are those that touch the period, private ones included', async () => {
		const enter = (from: number, to: number, policyType = 'Sick leave') =>
			hibob.importTimeOff({ employeeId: nth(1), from: dayFrom(from), to: dayFrom(to), policyType });
		enter(-9, -8);
		const ids = [enter(-9, -7), enter(0, 3)];
		enter(1, 1);
		hibob.requestTimeOff({ employeeId: nth(1), from: TODAY, autoApprove: false });
		const { records } = await reader.leaves(TODAY, period);
		expect(records.map(({ leave }) => leave.id)).toEqual(ids.map(String));
		expect(records[0]).toMatchObject({
			employee: { id: nth(1), displayName: hibob.employees[1]?.['root.displayName'] },
			leave: { isConfirmed: true, startDate: dayFrom(-9), endDate: dayFrom(-7) },
		});
	});

	it('stay the same leave if their end is moved, which makes a new request', async () => {
		const id = hibob.importTimeOff({ employeeId: nth(1), from: TODAY, to: dayFrom(2) });
		const [before] = (await reader.leaves(TODAY, period)).records;
		hibob.moveTimeOff(id, { from: TODAY, to: dayFrom(5) });
		const [after] = (await reader.leaves(TODAY, period)).records;
		expect(after?.leave.id).not.toBe(before?.leave.id);
		expect(after?.key).toBe(before?.key);
	});

	it('of one day are several leaves, each with a key of its own', async () => {
		for (const hours of [1, 2]) hibob.importTimeOff({ employeeId: nth(1), from: TODAY, hours });
		const { records } = await reader.leaves(TODAY, period);
		expect(new Set(records.map(({ key }) => key)).size).toBe(2);
	});

	it('may be a half day', async () => {
		hibob.importTimeOff({ employeeId: nth(1), from: TODAY, startPortion: 'morning' });
		const { records } = await reader.leaves(TODAY, period);
		expect(records[0]?.leave).toMatchObject({ startPart: 'morning' });
	});

	it('that are entered as a status come with their end, once it is known', async () => {
		hibob.temporaryLeave(nth(1), { from: dayFrom(-3), status: 'Parental leave' });
		const asked = async () => (await reader.leaves(TODAY, period)).records;
		const [open] = await asked();
		expect(open?.leave).toMatchObject({
			...{ kind: 'status', category: 'parental', startDate: dayFrom(-3), endDate: null },
		});
		hibob.endLeave(nth(1), dayFrom(4));
		const [closed] = await asked();
		expect(closed?.leave.endDate).toBe(dayFrom(3));
		expect(closed?.key).toBe(open?.key);
	});
});

it('leaves out people who left before there was a lifecycle', async () => {
	hibob.changeFields(nth(1), { 'internal.lifecycleStatus': 'Terminated' });
	lifecycleOf(nth(1), []);
	const { records } = await reader.people(TODAY);
	expect(records.map(({ employee }) => employee.id)).toEqual([nth(0), nth(2)]);
});

it('makes only those less than whole whose details cannot be read', async () => {
	hibob.changeFields(nth(1), { 'work.reportsTo': { id: true } });
	const { records } = await reader.people(TODAY);
	expect(records.map(({ isWhole }) => isWhole)).toEqual([true, false, true]);
});

it('tells a last day that is entered months late', async () => {
	const pollAt = pollsBy(reader);
	const on = async (day: number): Promise<string[]> => {
		days = day;
		const told = await pollAt(`${dayFrom(day)}T08:00:00Z`);
		return told.filter((event) => event.includes(` ${nth(1)}`) && !event.includes('anniversary'));
	};
	expect(await on(0)).toEqual([]);
	lifecycleOf(nth(1), [
		['2024-05-11', 'Employed'],
		[dayFrom(-100), 'Terminated'],
	]);
	expect(await on(1)).toEqual([
		`employee.access_ended ${nth(1)} ${dayFrom(-100)}`,
		`employee.terminated ${nth(1)} ${dayFrom(-100)}`,
	]);
	expect(await on(2)).toEqual([]);
});

it('tells each event that it offers, in the story of a company', async () => {
	const told = await months();
	expect([...new Set(told.map((one) => one.split(' ')[0]))].sort()).toEqual(
		[...vendor.roster.produces].sort(),
	);
});

/** Some months at a company, with a poll each morning. */
async function months(): Promise<string[]> {
	const [, left = '', gone = ''] = hibob.employees.map((person) => person['root.id']);
	const [back] = hibob.seedPeople(1);
	const never = hibob.hire({ startDate: dayFrom(20) });
	const later = hibob.hire({ startDate: dayFrom(25) });
	const soon = hibob.hire({ startDate: dayFrom(10) });
	const pollAt = pollsBy(reader);
	const told: string[] = [];
	const until = async (day: number): Promise<void> => {
		for (; days <= day; days += 1) told.push(...(await pollAt(`${dayFrom(days)}T08:00:00Z`)));
	};
	await until(0);
	hibob.hire({ startDate: dayFrom(15) });
	hibob.changeFields(soon, { 'internal.probationEndDate': dayFrom(30) });
	hibob.scheduleTermination(left, { date: dayFrom(20) });
	hibob.scheduleTermination(back ?? '', { date: dayFrom(3) });
	hibob.scheduleTermination(never, { date: dayFrom(1) });
	hibob.changeFields(later, { 'work.startDate': dayFrom(30) });
	hibob.importTimeOff({ employeeId: gone, from: dayFrom(5), to: dayFrom(6) });
	await until(12);
	hibob.withdrawTermination(left);
	hibob.rehire(back ?? '', { startDate: dayFrom(40) });
	hibob.changeFields(left, { 'work.title': 'Team Lead' });
	hibob.deleteEmployee(gone);
	await until(45);
	return told;
}

it('takes few requests for 1,000 people, and keeps to the limits', async () => {
	hibob.seedPeople(997);
	const before = hibob.requests.length;
	const { records } = await reader.people(TODAY);
	expect(records).toHaveLength(1_000);
	const asked = hibob.requests.slice(before);
	expect(asked.filter(({ status }) => status !== 200)).toEqual([]);
	// One search, and five pages of lifecycles.
	expect(asked).toHaveLength(6);
});
