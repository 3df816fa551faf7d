import { operations } from '../../nodes/Personio/operations';
import type { PersonioSimulator } from '../../simulators/personio/index.mts';
import { ABSENCE_TYPES } from '../../simulators/personio/reference.mts';
import { describeActionFields } from '../support/actionFields';
import { act, actionIn, startRoomyPersonio } from '../support/personio';

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

const TODAY = Date.parse('2026-03-02T08:00:00.000Z');

let personio: PersonioSimulator;
beforeAll(async () => {
	personio = await startRoomyPersonio({ now: () => TODAY });
	personio.setInactive('3005');
});
afterAll(async () => {
	await personio.close();
	expect(personio.violations.list).toEqual([]);
});

describeActionFields(operations, () => ({
	run: async (parameters, items) => await act(actionIn(personio, { parameters }), items),
	requests: () => personio.requests.filter(({ path }) => path !== '/v2/auth/token'),
	values: {
		emails: [personio.people[0]?.email ?? '', personio.people[1]?.email ?? ''],
		typeIds: [ABSENCE_TYPES[0]?.id ?? '', ABSENCE_TYPES[1]?.id ?? ''],
	},
}));
