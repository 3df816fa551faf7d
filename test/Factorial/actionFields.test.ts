import { operations } from '../../nodes/Factorial/operations';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import { describeActionFields } from '../support/actionFields';
import { act, actionIn, startRoomyFactorial } from '../support/factorial';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const YESTERDAY = Date.parse('2026-03-01T08:00:00.000Z');
const DAY_MS = 86_400_000;

let factorial: FactorialSimulator;
let clock: number;
const nth = (index: number): string => factorial.employees[index]?.id ?? '';
beforeAll(async () => {
	clock = YESTERDAY;
	factorial = await startRoomyFactorial({ now: () => clock });
	factorial.terminateEmployee(nth(2), { on: '2026-02-01' });
	factorial.joinTeam(nth(1), '501');
	factorial.joinTeam(nth(4), '502');
	const gone = factorial.enterLeave({ employeeId: nth(1), from: '2026-05-04', to: '2026-05-05' });
	factorial.deleteLeave(gone);
	factorial.enterLeave({ employeeId: nth(1), from: '2026-04-06', to: '2026-04-10' });
	clock += DAY_MS;
	factorial.enterLeave({ employeeId: nth(2), from: '2026-03-02', to: null, type: 'Sick leave' });
});
afterAll(async () => {
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

describeActionFields(operations, () => ({
	run: async (parameters, items) => await act(actionIn(factorial, { parameters }), items),
	requests: () => factorial.requests,
	values: {
		emails: [factorial.employees[1]?.email ?? '', factorial.employees[3]?.email ?? ''],
		locationIds: ['301', '302'],
		name: [factorial.employees[1]?.full_name ?? '', factorial.employees[2]?.full_name ?? ''],
		teamIds: ['501', '502'],
		leaveTypeIds: ['901', '902'],
	},
}));
