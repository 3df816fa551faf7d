import { Settings } from 'luxon';
import { sleep } from 'n8n-workflow';

import { FactorialHrApi } from '../../credentials/FactorialHrApi.credentials';
import { FactorialScheduleTrigger } from '../../nodes/Factorial/FactorialScheduleTrigger.node';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import { credentialFor, startRoomyFactorial } from '../support/factorial';
import { dayOfStory, localTime, play, StoryClock } from '../support/scheduleStory';
import { skipTime } from '../support/skippedTime';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(),
}));

let factorial: FactorialSimulator;
beforeEach(() => skipTime(sleep));
afterEach(async () => {
	jest.restoreAllMocks();
	Settings.now = () => Date.now();
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

it('a hire that is called off and on, twice, is told at each step', async () => {
	const where = { zone: 'Europe/Berlin', begins: '2026-05-11' };
	const on = (day: number): string => dayOfStory(where, day);
	const clock = new StoryClock();
	clock.set(localTime(where, -1, '12:00'));
	factorial = await startRoomyFactorial({ now: clock.now, employees: 1 });
	const start = on(30);
	let id = '';
	const callOff = (day: number) => ({
		day,
		does: () => factorial.terminateEmployee(id, { on: on(day - 1) }),
	});
	const goOn = (day: number) => ({ day, does: () => factorial.unterminateEmployee(id) });
	const steps = [
		{ day: 1, does: () => (id = factorial.createEmployee({}, { starts_on: start })) },
		...[callOff(3), goOn(5), callOff(7), goOn(9)],
	];
	const published = {
		type: new FactorialScheduleTrigger(),
		credentialType: new FactorialHrApi(),
		credential: credentialFor(factorial),
	};
	const { emitted } = await play({ ...where, days: 31, steps }, clock, published);
	const told = emitted
		.filter(({ event }) => event.includes(` ${id}`))
		.map(
			({ event, at }) =>
				`${at.toISODate()} ${event.replace('employee.', '').replace(` ${id}`, '')}`,
		);
	expect(told).toEqual([
		`${on(1)} created ${start}`,
		`${on(1)} hired ${start}`,
		`${on(3)} hire_cancelled ${start}`,
		`${on(3)} access_ended ${on(2)}`,
		`${on(5)} hired ${start}`,
		`${on(7)} hire_cancelled ${start}`,
		`${on(7)} access_ended ${on(6)}`,
		`${on(9)} hired ${start}`,
		`${on(16)} start_upcoming ${start}`,
		`${on(30)} started ${start}`,
	]);
});
