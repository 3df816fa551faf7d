import { operations } from '../../nodes/WorkableHr/operations';
import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import { describeActionFields } from '../support/actionFields';
import { act, actionIn, startRoomyWorkable } from '../support/workable';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

let workable: WorkableSimulator;
beforeAll(async () => {
	workable = await startRoomyWorkable();
	workable.createEmployee();
	workable.offboard(workable.employees[2]?.id ?? '');
	for (const [index, category] of ['2f1', '2f2', '2f3'].entries()) {
		const employeeId = workable.employees[index]?.id ?? '';
		const id = workable.requestTimeOff({
			...{ employeeId, category },
			from: `2026-0${index + 2}-04`,
			to: `2026-0${index + 2}-05`,
		});
		if (index > 0) workable.approveTimeOff(id);
	}
});
afterAll(async () => {
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

describeActionFields(operations, () => ({
	run: async (parameters, items) => await act(actionIn(workable, { parameters }), items),
	requests: () => workable.requests,
	table: 'employment_group',
	values: {
		departmentIds: ['4d3', '4d4'],
		categoryIds: ['2f1', '2f2'],
		query: [workable.employees[1]?.firstname ?? '', workable.employees[2]?.firstname ?? ''],
	},
}));
