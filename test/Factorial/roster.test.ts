import omit from 'lodash/omit';
import { sleep } from 'n8n-workflow';

import { factorial as vendor } from '../../nodes/Factorial/vendor';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import { actionIn, failure, startRoomyFactorial } from '../support/factorial';
import type { RosterReader } from '../support/rosterPolls';
import { rosterReader, pollsBy } from '../support/rosterPolls';
import { skipTime } from '../support/skippedTime';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(),
}));

const TODAY = '2026-05-11';
const DAY_MS = 86_400_000;

let factorial: FactorialSimulator;
let clock: number;
let reader: RosterReader;
beforeEach(async () => {
	skipTime(sleep);
	clock = Date.parse(`${TODAY}T08:00:00Z`);
	factorial = await startRoomyFactorial({ now: () => clock, employees: 3 });
	reader = rosterReader(vendor, actionIn(factorial));
});
afterEach(async () => {
	jest.restoreAllMocks();
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

const nth = (index: number): string => factorial.employees[index]?.id ?? '';
const dayFrom = (days: number): string =>
	new Date(Date.parse(TODAY) + days * DAY_MS).toISOString().slice(0, 10);

/** The person as the list of people shows them. */
async function entryOf(id: string, today = TODAY) {
	const { records } = await reader.people(today);
	return records.find(({ employee }) => employee.id === id);
}

/** The days that count of the person. */
async function daysOf(id: string, today = TODAY) {
	const entry = await entryOf(id, today);
	const { startDate, originalStartDate, contractEndDate, status } = entry?.employee ?? {};
	const { date, accessEndDate } = entry?.termination ?? {};
	return { startDate, originalStartDate, contractEndDate, status, date, accessEndDate };
}

/** Replaces the contract of a person by versions. */
function contractOf(
	id: string,
	versions: Array<Parameters<FactorialSimulator['changeContract']>[1]>,
) {
	for (const version of versions) factorial.changeContract(id, version);
	const [first] = factorial.contracts.filter(({ employee_id: owner }) => owner === id);
	if (first !== undefined) factorial.deleteContract(first.id);
}

describe('people', () => {
	it('are those who work here, who are to start, and who left in the last 60 days', async () => {
		const toStart = factorial.createEmployee({}, { starts_on: dayFrom(40) });
		factorial.terminateEmployee(nth(1), { on: dayFrom(-60) });
		factorial.terminateEmployee(nth(2), { on: dayFrom(-61) });
		const { records, companyId } = await reader.people(TODAY);
		expect(records.map(({ employee }) => employee.id)).toEqual([nth(0), nth(1), toStart]);
		expect(companyId).toBe(factorial.companyId);
	});

	it('come whole, with the names behind ids', async () => {
		const id = factorial.createEmployee({ manager_id: nth(0) }, { job_title: 'Nurse' });
		const [team] = factorial.teams;
		factorial.joinTeam(id, team?.id ?? '');
		const entry = await entryOf(id);
		expect(entry?.employee).toMatchObject({
			...{ jobTitle: 'Nurse', team: team?.name, legalEntity: 'Acme Iberia SL' },
			manager: { id: nth(0), displayName: factorial.employees[0]?.full_name },
			status: 'pending',
		});
		expect(entry).toMatchObject({ isWhole: true, termination: null });
	});

	it('without a contract have no first day', async () => {
		const [contract] = factorial.contracts;
		factorial.deleteContract(contract?.id ?? '');
		expect(await daysOf(nth(0))).toMatchObject({ startDate: null, contractEndDate: null });
	});

	it('are of no company if the credential shows several', async () => {
		const [first] = factorial.employees;
		if (first !== undefined) factorial.load({ employees: [{ ...first, company_id: '99' }] });
		expect((await reader.people(TODAY)).companyId).toBeNull();
	});
});

describe('the employment', () => {
	it('begins with the first of the versions that follow each other without a gap', async () => {
		contractOf(nth(0), [
			{ effective_on: '2024-03-01', starts_on: '2024-03-01', ends_on: '2024-12-31' },
			{ effective_on: '2025-01-01', starts_on: '2025-01-01', ends_on: '2026-08-31' },
			{ effective_on: '2026-02-01', starts_on: '2025-01-01', ends_on: '2026-08-31' },
			{ effective_on: '2026-09-01', starts_on: '2026-09-01', ends_on: '2027-08-31' },
		]);
		expect(await daysOf(nth(0))).toMatchObject({
			...{ startDate: '2024-03-01', originalStartDate: '2024-03-01' },
			contractEndDate: '2027-08-31',
		});
	});

	it('begins anew after a gap', async () => {
		contractOf(nth(0), [
			{ effective_on: '2024-03-01', starts_on: '2024-03-01', ends_on: '2024-12-31' },
			{ effective_on: '2025-01-02', starts_on: '2025-01-02', ends_on: null },
		]);
		expect(await daysOf(nth(0))).toMatchObject({
			...{ startDate: '2025-01-02', originalStartDate: '2024-03-01', contractEndDate: null },
		});
	});

	it('does not end by a last day before it', async () => {
		contractOf(nth(0), [
			{ effective_on: '2024-03-01', starts_on: '2024-03-01', ends_on: dayFrom(-30) },
			{ effective_on: dayFrom(20), starts_on: dayFrom(20), ends_on: null },
		]);
		factorial.terminateEmployee(nth(0), { on: dayFrom(-30) });
		expect(await daysOf(nth(0))).toMatchObject({ startDate: dayFrom(20), status: 'pending' });
		expect(await entryOf(nth(0))).toMatchObject({ termination: null });
	});

	it('that has just ended is shown before the next one', async () => {
		contractOf(nth(0), [
			{ effective_on: '2024-03-01', starts_on: '2024-03-01', ends_on: dayFrom(-2) },
			{ effective_on: dayFrom(20), starts_on: dayFrom(20), ends_on: null },
		]);
		factorial.terminateEmployee(nth(0), { on: dayFrom(-2) });
		expect(await daysOf(nth(0))).toMatchObject({ startDate: '2024-03-01', date: dayFrom(-2) });
	});

	it('of somebody who never comes ends before it begins', async () => {
		const id = factorial.createEmployee({}, { starts_on: dayFrom(30) });
		factorial.terminateEmployee(id, { on: dayFrom(3) });
		expect(await daysOf(id)).toMatchObject({ startDate: dayFrom(30), date: dayFrom(3) });
	});

	it('ends with the contract, while access may end later', async () => {
		factorial.terminateEmployee(nth(0), { on: dayFrom(30), contractEndsOn: dayFrom(20) });
		expect(await daysOf(nth(0))).toMatchObject({ date: dayFrom(20), accessEndDate: dayFrom(30) });
	});
});

describe('half a list', () => {
	it.each([
		['employees/employees', '/employees/employees'],
		['contract versions', '/contracts/contract_versions'],
	])('(a page of %s fails) fails', async (_, path) => {
		factorial.faults.add({ kind: 'status', status: 503, match: { path }, times: 99 });
		const error = await failure(reader.people(TODAY));
		expect(error.message).toBe('Factorial is not available at the moment');
	});

	it('(a last day cannot be read) fails, and names the field', async () => {
		const [first] = factorial.employees;
		if (first !== undefined) {
			factorial.load({ employees: [{ ...first, terminated_on: 'soon' }] });
		}
		const error = await failure(reader.people(TODAY));
		expect(error.message).toBe('Factorial answered with a list of employees that cannot be read');
		expect(error.description).toContain(': terminated_on.');
	});

	it('(a leave cannot be read) fails', async () => {
		const ids = [0, 1].map((index) =>
			factorial.enterLeave({ employeeId: nth(index), from: TODAY, to: TODAY }),
		);
		const [leave] = factorial.leaves;
		if (leave !== undefined) factorial.load({ leaves: [{ ...leave, finish_on: 'soon' }] });
		expect(ids).toHaveLength(2);
		const error = await failure(reader.leaves(TODAY, { from: TODAY, to: TODAY }));
		expect(error.description).toContain(': finish_on.');
	});
});

describe('leaves', () => {
	it('are those that touch the period, with the person they belong to', async () => {
		const enter = (from: string, to: string | null, type = 'Sick leave') =>
			factorial.enterLeave({ employeeId: nth(1), from, to, type });
		enter(dayFrom(-9), dayFrom(-8));
		const ids = [enter(dayFrom(-9), dayFrom(-7)), enter(dayFrom(0), null)];
		const asked = enter(dayFrom(-1), dayFrom(1), 'Holidays');
		enter(dayFrom(1), dayFrom(1));
		factorial.deleteLeave(enter(dayFrom(0), dayFrom(0)));
		const { records } = await reader.leaves(TODAY, { from: dayFrom(-7), to: TODAY });
		expect(records.map(({ key, leave }) => [key, leave.isConfirmed])).toEqual([
			...ids.map((id) => [id, true]),
			[asked, false],
		]);
		expect(records[0]).toMatchObject({
			employee: { id: nth(1) },
			leave: { category: 'sick', startDate: dayFrom(-9), endDate: dayFrom(-7) },
		});
	});

	it('may be a half day', async () => {
		factorial.enterLeave({ employeeId: nth(1), from: TODAY, to: TODAY, halfDay: 'end_of_day' });
		const { records } = await reader.leaves(TODAY, { from: TODAY, to: TODAY });
		expect(records[0]?.leave).toMatchObject({
			...{ startPart: 'afternoon', endPart: 'afternoon' },
			days: [{ date: TODAY, part: 'afternoon' }],
		});
	});

	it('of people who left long ago are not told: the list names these people', async () => {
		factorial.terminateEmployee(nth(1), { on: dayFrom(-90) });
		const { records, left } = await reader.some(TODAY, [nth(0), nth(1)]);
		expect([records.map(({ employee }) => employee.id), left]).toEqual([[nth(0)], [nth(1)]]);
	});
});

describe('details', () => {
	it('that cannot be read make one person less than whole', async () => {
		const [first] = factorial.employees;
		const odd = { first_name: { odd: true } };
		if (first !== undefined) factorial.load({ employees: [Object.assign(first, odd)] });
		const { records } = await reader.people(TODAY);
		expect(records.map(({ isWhole }) => isWhole)).toEqual([false, true, true]);
	});

	it('that the credential may never read leave everybody whole', async () => {
		forbid('/locations/locations', 403);
		const { records } = await reader.people(TODAY);
		expect(records.map(({ isWhole }) => isWhole)).toEqual([true, true, true]);
		expect(records[0]?.employee.location).toBe('301');
	});

	it('that are missing for now make everybody less than whole', async () => {
		forbid('/locations/locations', 503);
		const { records } = await reader.people(TODAY);
		expect(records.map(({ isWhole }) => isWhole)).toEqual([false, false, false]);
	});
});

it('fails if the last day of everybody is left out', async () => {
	const people = factorial.employees.map((person) => omit(person, 'terminated_on'));
	factorial.faults.answer('/employees/employees', {
		data: people,
		meta: { has_next_page: false },
	});
	const error = await failure(reader.people(TODAY));
	expect(error.message).toBe('Factorial does not allow this with the credential');
	expect(error.description).toContain('leaves out the last day (terminated_on) of everybody');
});

it('fails if nobody is shown', async () => {
	for (const { id } of factorial.employees) factorial.deleteEmployee(id);
	const error = await failure(reader.people(TODAY));
	expect(error.description).toContain('leaves out everybody');
});

it('tells each event that it offers, in the story of a company', async () => {
	const told = await months();
	expect([...new Set(told.map((one) => one.split(' ')[0]))].sort()).toEqual(
		[...vendor.roster.produces].sort(),
	);
});

/** Some months at a company, with a poll each morning. */
async function months(): Promise<string[]> {
	const [, left = '', gone = ''] = factorial.employees.map(({ id }) => id);
	const back = factorial.createEmployee({}, { starts_on: '2024-05-20' });
	const [never, later] = [dayFrom(20), dayFrom(25)].map((start) =>
		factorial.createEmployee({}, { starts_on: start }),
	);
	const pollAt = pollsBy(reader);
	const told: string[] = [];
	const until = async (day: number): Promise<void> => {
		for (; clock <= Date.parse(`${dayFrom(day)}T08:00:00Z`); clock += DAY_MS) {
			told.push(...(await pollAt(new Date(clock).toISOString())));
		}
	};
	await until(0);
	const probation = { has_trial_period: true, trial_period_ends_on: dayFrom(30) };
	factorial.createEmployee({}, { starts_on: dayFrom(10), ends_on: dayFrom(60), ...probation });
	factorial.terminateEmployee(left, { on: dayFrom(20) });
	factorial.terminateEmployee(back, { on: dayFrom(3), contractEndsOn: dayFrom(3) });
	factorial.terminateEmployee(never ?? '', { on: dayFrom(1) });
	const contract = factorial.contracts.find(({ employee_id: id }) => id === later)?.id ?? '';
	factorial.correctContract(contract, { effective_on: dayFrom(30), starts_on: dayFrom(30) });
	factorial.enterLeave({ employeeId: gone, from: dayFrom(5), to: dayFrom(6), type: 'Sick leave' });
	await until(12);
	factorial.unterminateEmployee(left);
	factorial.unterminateEmployee(back);
	factorial.changeContract(back, {
		...{ effective_on: dayFrom(40), starts_on: dayFrom(40), ends_on: null },
		job_title: 'Team Lead',
	});
	factorial.changeContract(left, { job_title: 'Team Lead' });
	factorial.deleteEmployee(gone);
	await until(50);
	return told;
}

describe('polls', () => {
	let pollAt: (at: string) => Promise<string[]>;
	beforeEach(() => {
		pollAt = pollsBy(reader);
	});
	/** What the poll of a day tells, without anniversaries and reminders of a last day. */
	const on = async (day: number): Promise<string[]> => {
		clock = Date.parse(`${dayFrom(day)}T08:00:00Z`);
		const told = await pollAt(new Date(clock).toISOString());
		return told.filter((event) => !/anniversary|last_day_upcoming|contract_ending/.test(event));
	};

	it('tell a last day that is entered months late', async () => {
		expect(await on(0)).toEqual([]);
		factorial.terminateEmployee(nth(1), { on: dayFrom(-100) });
		expect(await on(1)).toEqual([
			`employee.access_ended ${nth(1)} ${dayFrom(-100)}`,
			`employee.terminated ${nth(1)} ${dayFrom(-100)}`,
		]);
		expect(await on(2)).toEqual([]);
	});

	it('tell that somebody comes back, and not that they did not leave', async () => {
		factorial.terminateEmployee(nth(1), { on: dayFrom(1), contractEndsOn: dayFrom(1) });
		expect(await on(0)).toEqual([]);
		expect(await on(2)).toEqual([
			`employee.access_ended ${nth(1)} ${dayFrom(1)}`,
			`employee.terminated ${nth(1)} ${dayFrom(1)}`,
		]);
		factorial.unterminateEmployee(nth(1));
		const start = dayFrom(20);
		factorial.changeContract(nth(1), { effective_on: start, starts_on: start, ends_on: null });
		expect(await on(3)).toEqual([]);
		expect(await on(9)).toEqual(
			expect.arrayContaining([
				`employee.rehired ${nth(1)} ${start}`,
				`employee.start_upcoming ${nth(1)} ${start}`,
			]),
		);
		expect(await on(20)).toEqual([`employee.started ${nth(1)} ${start}`]);
	});
});

describe('changes', () => {
	it('are those of people and of their contract versions', async () => {
		const since = new Date(clock + 1).toISOString();
		clock += DAY_MS;
		factorial.updateEmployee(nth(0), { first_name: 'Ada' });
		factorial.changeContract(nth(2), { job_title: 'Nurse' });
		expect(await reader.changed(TODAY, since)).toEqual([nth(0), nth(2)]);
	});

	it('some people come like in the list of everybody, with a manager who is not among them', async () => {
		const id = factorial.createEmployee({ manager_id: nth(0) }, { job_title: 'Nurse' });
		const { records } = await reader.some(TODAY, [id]);
		expect(records).toEqual([await entryOf(id)]);
		expect(records[0]?.employee.manager.displayName).toBe(factorial.employees[0]?.full_name);
	});
});

it('takes few requests for 1,000 people, and keeps to the pace', async () => {
	factorial.seedPeople(997);
	const before = factorial.requests.length;
	const { records } = await reader.people(TODAY);
	expect(records).toHaveLength(1_000);
	const asked = factorial.requests.slice(before);
	expect(asked.filter(({ status }) => status !== 200)).toEqual([]);
	// Ten pages of people, 20 groups of contract versions, three lists of names.
	expect(asked.length).toBeLessThanOrEqual(33);
});

function forbid(path: string, status: number): void {
	factorial.faults.add({ kind: 'status', status, match: { path }, times: 99 });
}
