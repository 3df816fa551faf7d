import { sleep } from 'n8n-workflow';

import { FactorialHrApi } from '../../credentials/FactorialHrApi.credentials';
import { FactorialScheduleTrigger } from '../../nodes/Factorial/FactorialScheduleTrigger.node';
import { credentialFor, startRoomyFactorial } from '../support/factorial';
import type { StoryCompany } from '../support/scheduleStories';
import { testStories } from '../support/scheduleStories';
import type { Expected, Story, StoryClock, StoryPlace } from '../support/scheduleStory';
import { dayOfStory, localTime } from '../support/scheduleStory';
import { skipTime } from '../support/skippedTime';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(),
}));

beforeEach(() => skipTime(sleep));
afterEach(() => jest.restoreAllMocks());

/** Five weeks in which somebody starts, leaves, stays after all, never comes, and is away. */
async function settle(where: StoryPlace, clock: StoryClock): Promise<StoryCompany> {
	const on = (day: number): string => dayOfStory(where, day);
	const year = Number(on(33).slice(0, 4));
	clock.set(localTime(where, -1, '12:00'));
	const acme = await startRoomyFactorial({ now: clock.now, employees: 0 });
	const hire = (startDay: string): string =>
		acme.createEmployee({}, { effective_on: startDay, starts_on: startDay });
	const [w, l, s] = [`${year - 3}${on(33).slice(4)}`, '2019-02-03', '2019-02-03'].map(hire);
	const [worker = '', leaver = '', stayer = ''] = [w, l, s];
	let n = '';
	let c = '';
	const move = (id: string, day: string): void => {
		const contract = acme.contracts.find(({ employee_id: owner }) => owner === id);
		acme.correctContract(contract?.id ?? '', { effective_on: day, starts_on: day });
	};
	const steps: Story['steps'] = [
		{ day: 1, does: () => (n = hire(on(20))) },
		{
			day: 3,
			does: () => acme.terminateEmployee(leaver, { on: on(28), contractEndsOn: on(24) }),
		},
		{ day: 8, does: () => move(n, on(22)) },
		{ day: 12, does: () => (c = hire(on(60))) },
		{ day: 12, does: () => acme.terminateEmployee(stayer, { on: on(34) }) },
		{ day: 15, does: () => acme.deleteEmployee(c) },
		{ day: 16, does: () => acme.unterminateEmployee(stayer) },
		{
			day: 18,
			does: () => {
				const wish = { employeeId: worker, type: 'Holidays' };
				acme.approveLeave(acme.enterLeave({ ...wish, from: on(26), to: on(28) }));
				acme.rejectLeave(acme.enterLeave({ ...wish, from: on(29), to: on(29) }));
			},
		},
		{
			day: 19,
			does: () => acme.changeContract(worker, { job_title: 'Lead', effective_on: on(19) }),
		},
	];
	// A deletion does not show in the list of changed people: the first poll of the next day, which reads
	// everybody, finds it.
	const expected = (): Expected[] => [
		[`employee.created ${n} ${on(20)}`, 1, '12:00'],
		[`employee.hired ${n} ${on(20)}`, 1, '12:00'],
		[`employee.termination_scheduled ${l} ${on(24)}`, 3, '12:00'],
		[`employee.start_upcoming ${n} ${on(20)}`, 6, '06:00'],
		[`employee.start_changed ${n} ${on(22)}`, 8, '12:00'],
		[`employee.start_upcoming ${n} ${on(22)}`, 8, '12:00'],
		// The first day of all is another one as well.
		[`employee.updated ${n}`, 8, '12:00'],
		[`employee.contract_ending ${l} ${on(24)}`, 10, '06:00'],
		[`employee.created ${c} ${on(60)}`, 12, '12:00'],
		[`employee.hired ${c} ${on(60)}`, 12, '12:00'],
		[`employee.termination_scheduled ${s} ${on(34)}`, 12, '12:00'],
		[`employee.last_day_upcoming ${l} ${on(28)}`, 14, '06:00'],
		[`employee.hire_cancelled ${c} ${on(60)}`, 16, '00:00'],
		[`employee.deleted ${c}`, 16, '00:00'],
		[`employee.termination_cancelled ${s} ${on(34)}`, 16, '12:00'],
		[`employee.job_changed ${w}`, 19, '12:00'],
		[`employee.updated ${w}`, 19, '12:00'],
		[`employee.started ${n} ${on(22)}`, 22, '06:00'],
		[`employee.terminated ${l} ${on(24)}`, 24, '24:00'],
		[`leave.started ${w} ${on(26)}`, 26, '06:00'],
		[`leave.ended ${w} ${on(28)}`, 28, '24:00'],
		[`employee.access_ended ${l} ${on(28)}`, 28, '24:00'],
		[`employee.anniversary ${w} ${on(33)}`, 33, '06:00'],
	];
	return {
		simulator: acme,
		steps,
		expected,
		published: {
			type: new FactorialScheduleTrigger(),
			credentialType: new FactorialHrApi(),
			credential: credentialFor(acme),
		},
	};
}

testStories(settle, { vendor: 'factorial', companyId: '55' }, 2);
