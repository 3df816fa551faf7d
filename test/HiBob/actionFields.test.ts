import { operations } from '../../nodes/HiBob/operations';
import type { HiBobSimulator } from '../../simulators/hibob/index.mts';
import { describeActionFields } from '../support/actionFields';
import { act, actionIn, startRoomyHiBob } from '../support/hibob';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const TODAY = Date.parse('2026-03-02T08:00:00.000Z');

let hibob: HiBobSimulator;
const nth = (index: number, field: 'root.id' | 'root.email' | 'root.displayName'): string =>
	String(hibob.employees[index]?.[field] ?? '');
beforeAll(async () => {
	hibob = await startRoomyHiBob({ now: () => TODAY });
	hibob.scheduleTermination(nth(2, 'root.id'), { date: '2026-02-01', reasonType: 'Voluntary' });
	hibob.leave(nth(2, 'root.id'));
	const leaves = [
		{ policyType: 'Holiday', autoApprove: true },
		{ policyType: 'Work from home (days)', autoApprove: true },
		{ policyType: 'Sick leave', autoApprove: true },
		{ policyType: 'Holiday' },
	];
	for (const leave of leaves) {
		hibob.requestTimeOff({ employeeId: nth(1, 'root.id'), from: '2026-05-04', ...leave });
	}
});
afterAll(async () => {
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

describeActionFields(operations, () => ({
	run: async (parameters, items) => await act(actionIn(hibob, { parameters }), items),
	requests: () => hibob.requests,
	table: 'work',
	values: {
		emails: [nth(1, 'root.email'), nth(2, 'root.email')],
		name: [nth(1, 'root.displayName'), nth(2, 'root.displayName')],
		policyTypes: ['Holiday', 'Sick leave'],
	},
}));
