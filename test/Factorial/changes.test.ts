import type { IDataObject } from 'n8n-workflow';

import type { HrEvent } from '../../nodes/shared/model/hrEvent';
import { hrEventSchema } from '../../nodes/shared/model/hrEvent';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import { PRIVATE_MARK } from '../../simulators/factorial/index.mts';
import { act, actionIn, startRoomyFactorial } from '../support/factorial';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const DAY_MS = 86_400_000;

let factorial: FactorialSimulator;
let clock: number;
beforeEach(async () => {
	// The product looks at the real clock for what is over.
	clock = Date.now() - DAY_MS;
	factorial = await startRoomyFactorial({ now: () => clock });
	clock += DAY_MS / 2;
});
afterEach(async () => {
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

const nth = (index: number): string => factorial.employees[index]?.id ?? '';
const dayFromNow = (days: number): string =>
	new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const later = (ms = 60_000): number => (clock += ms);

async function since(moment: number, parameters: IDataObject = {}): Promise<HrEvent[]> {
	const node = actionIn(factorial, {
		parameters: {
			...{ resource: 'event', operation: 'getAllSince', returnAll: true },
			since: new Date(moment).toISOString(),
			...parameters,
		},
	});
	return (await act(node)).map(({ json }) => hrEventSchema.parse(json));
}
const told = (events: readonly HrEvent[]): Array<[string, string | null]> =>
	events.map(({ eventType, employee }) => [eventType, employee.id]);

it('finds what happened to people, contracts and leaves, the oldest first', async () => {
	const start = clock;
	const hired = factorial.createEmployee();
	later();
	factorial.updateEmployee(nth(1), { preferred_name: 'A' });
	later();
	factorial.terminateEmployee(nth(2), { on: dayFromNow(30) });
	later();
	factorial.terminateEmployee(nth(3), { on: dayFromNow(-3) });
	later();
	factorial.changeContract(nth(4), { job_title: 'Team Lead' });
	later();
	const leave = factorial.enterLeave({
		...{ employeeId: nth(5), from: dayFromNow(10), to: dayFromNow(12) },
	});
	later();
	factorial.approveLeave(leave);
	const found = await since(start);
	expect(told(found)).toEqual([
		['employee.created', hired],
		['employee.hired', hired],
		['table.entry_created', hired],
		['employee.updated', nth(1)],
		['employee.updated', nth(2)],
		['employee.termination_scheduled', nth(2)],
		['employee.updated', nth(3)],
		['employee.access_ended', nth(3)],
		['employee.terminated', nth(3)],
		['table.entry_created', nth(4)],
		['leave.approved', nth(5)],
	]);
	expect(found[0]?.source).toMatchObject({
		vendor: 'factorial',
		verifiedBy: 'api',
		companyId: '55',
	});
	expect(new Set(found.map(({ eventId }) => eventId)).size).toBe(found.length);
	expect(JSON.stringify(found)).not.toContain(PRIVATE_MARK);
});

it('finds leaves that were deleted, and those that go on without an end', async () => {
	const ill = factorial.enterLeave({
		...{ employeeId: nth(1), from: dayFromNow(-400), to: null, type: 'Sick leave' },
	});
	const gone = factorial.enterLeave({
		...{ employeeId: nth(2), from: dayFromNow(10), to: dayFromNow(12) },
	});
	const start = later();
	factorial.deleteLeave(gone);
	later();
	factorial.updateLeave(ill, { description: null });
	expect(told(await since(start))).toEqual([
		['leave.cancelled', nth(2)],
		['leave.approved', nth(1)],
	]);
});

it('takes an edit of someone who left long ago for an edit', async () => {
	factorial.terminateEmployee(nth(1), { on: dayFromNow(-200) });
	const start = later();
	factorial.updateEmployee(nth(1), { preferred_name: 'A' });
	expect(told(await since(start))).toEqual([['employee.updated', nth(1)]]);
	// Looking back further than that, it is news again.
	expect(told(await since(Date.now() - 100 * DAY_MS))).toContainEqual([
		'employee.terminated',
		nth(1),
	]);
});

it('finds a termination that was entered for a day long over', async () => {
	const start = clock;
	factorial.terminateEmployee(nth(1), { on: dayFromNow(-90) });
	expect(told(await since(start))).toContainEqual(['employee.terminated', nth(1)]);
});

it('finds nothing where nothing happened since', async () => {
	factorial.updateEmployee(nth(1), { preferred_name: 'A' });
	expect(await since(later())).toEqual([]);
});

it('gives no more than the limit', async () => {
	const start = clock;
	for (const index of [1, 2, 3]) factorial.updateEmployee(nth(index), { preferred_name: 'A' });
	expect(await since(start, { returnAll: false, limit: 2 })).toHaveLength(2);
});

it('reads no more than it takes for the limit', async () => {
	const start = clock;
	for (const index of [1, 2, 3, 4]) {
		factorial.updateEmployee(nth(index), { preferred_name: 'A' });
		later();
	}
	const before = factorial.requests.length;
	const found = await since(start, { returnAll: false, limit: 1 });
	expect(told(found)).toEqual([['employee.updated', nth(1)]]);
	const asked = factorial.requests.slice(before).map(({ path }) => path);
	expect(asked.filter((path) => path === '/contracts/contract_versions')).toHaveLength(1);
	expect(asked).not.toContain('/timeoff/leaves');
});

it('reads people, managers and contracts together, and describes everybody in full', async () => {
	const start = clock;
	factorial.createEmployee();
	for (const index of [1, 2, 3, 4]) {
		const employeeId = nth(index);
		factorial.enterLeave({ employeeId, from: dayFromNow(10), to: dayFromNow(12) });
		later();
	}
	factorial.changeContract(nth(5), { job_title: 'Team Lead' });
	const before = factorial.requests.length;
	const found = await since(start);
	expect(found).toHaveLength(8);
	expect(found.every(({ enrichment }) => enrichment.status === 'full')).toBe(true);
	// Of all people and managers, one was left over.
	const asked = factorial.requests.slice(before).map(({ path }) => path);
	expect(asked.filter((path) => path.startsWith('/employees/employees/'))).toHaveLength(1);
	const parameters = { resource: 'employee', operation: 'getAll', returnAll: true };
	const people = (await act(actionIn(factorial, { parameters }))).map(({ json }) => json);
	for (const { employee } of found) expect(people).toContainEqual(employee);
});

it('tells the first day of a new record and of the hire alike', async () => {
	const start = clock;
	factorial.createEmployee();
	const [created, hired] = await since(start);
	expect(created?.eventType).toBe('employee.created');
	expect(created?.effectiveDate).toEqual(expect.any(String));
	expect(created?.effectiveDate).toBe(hired?.effectiveDate);
});
