import { sleep } from 'n8n-workflow';

import { HiBobHrApi } from '../../credentials/HiBobHrApi.credentials';
import { HiBobScheduleTrigger } from '../../nodes/HiBob/HiBobScheduleTrigger.node';
import { credentialFor, startRoomyHiBob } from '../support/hibob';
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
	const acme = await startRoomyHiBob({ now: clock.now, employees: 0 });
	const hire = (startDate: string): string => acme.hire({ startDate });
	const [w, l, s] = [`${year - 3}${on(33).slice(4)}`, '2019-02-03', '2019-02-03'].map(hire);
	const [worker = '', leaver = '', stayer = ''] = [w, l, s];
	let n = '';
	let c = '';
	const steps: Story['steps'] = [
		{ day: 1, does: () => (n = hire(on(20))) },
		{
			day: 3,
			does: () => acme.scheduleTermination(leaver, { date: on(30), gardenLeaveFrom: on(24) }),
		},
		{ day: 8, does: () => acme.changeFields(n, { 'work.startDate': on(22) }) },
		{ day: 12, does: () => (c = hire(on(60))) },
		{ day: 12, does: () => acme.scheduleTermination(stayer, { date: on(34) }) },
		{ day: 15, does: () => acme.deleteEmployee(c) },
		{ day: 16, does: () => acme.withdrawTermination(stayer) },
		{
			day: 18,
			does: () => {
				const wish = { employeeId: worker, policyType: 'Holiday' };
				acme.importTimeOff({ ...wish, from: on(26), to: on(28) });
				acme.declineTimeOff(acme.requestTimeOff({ ...wish, from: on(29), to: on(29) }));
				acme.temporaryLeave(stayer, { from: on(23), status: 'Parental leave' });
			},
		},
		{ day: 19, does: () => acme.changeFields(worker, { 'work.title': 'Head of Care' }) },
		{ day: 22, does: () => acme.start(n) },
		{ day: 23, does: () => acme.becomeEffective('lifecycle', stayer, on(23)) },
		// Another day is entered, which makes another request of it.
		{
			day: 27,
			does: () => {
				const [id] = acme.timeOff.filter(({ status }) => status === 'approved');
				acme.moveTimeOff(id?.requestId ?? 0, { from: on(26), to: on(29) });
			},
		},
		{ day: 25, does: () => acme.leave(leaver) },
		{ day: 25, does: () => acme.endLeave(stayer, on(27)) },
		{ day: 31, does: () => acme.leave(leaver) },
	];
	const expected = (): Expected[] => [
		[`employee.created ${n} ${on(20)}`, 1, '12:00'],
		[`employee.hired ${n} ${on(20)}`, 1, '12:00'],
		[`employee.termination_scheduled ${l} ${on(30)}`, 3, '12:00'],
		[`employee.start_upcoming ${n} ${on(20)}`, 6, '06:00'],
		[`employee.start_changed ${n} ${on(22)}`, 8, '12:00'],
		[`employee.start_upcoming ${n} ${on(22)}`, 8, '12:00'],
		// The first day of all is another one as well.
		[`employee.updated ${n}`, 8, '12:00'],
		[`employee.last_day_upcoming ${l} ${on(24)}`, 10, '06:00'],
		[`employee.created ${c} ${on(60)}`, 12, '12:00'],
		[`employee.hired ${c} ${on(60)}`, 12, '12:00'],
		[`employee.termination_scheduled ${s} ${on(34)}`, 12, '12:00'],
		[`employee.hire_cancelled ${c} ${on(60)}`, 15, '12:00'],
		[`employee.deleted ${c}`, 15, '12:00'],
		[`employee.termination_cancelled ${s} ${on(34)}`, 16, '12:00'],
		[`employee.job_changed ${w}`, 19, '12:00'],
		[`employee.updated ${w}`, 19, '12:00'],
		[`employee.started ${n} ${on(22)}`, 22, '06:00'],
		[`leave.started ${s} ${on(23)}`, 23, '06:00'],
		[`employee.access_ended ${l} ${on(24)}`, 24, '24:00'],
		[`leave.started ${w} ${on(26)}`, 26, '06:00'],
		[`leave.ended ${s} ${on(26)}`, 26, '24:00'],
		[`leave.ended ${w} ${on(29)}`, 29, '24:00'],
		[`employee.terminated ${l} ${on(30)}`, 30, '24:00'],
		[`employee.anniversary ${w} ${on(33)}`, 33, '06:00'],
	];
	return {
		simulator: acme,
		steps,
		expected,
		published: {
			type: new HiBobScheduleTrigger(),
			credentialType: new HiBobHrApi(),
			credential: credentialFor(acme),
		},
	};
}

testStories(settle, { vendor: 'hibob' }, 0);
