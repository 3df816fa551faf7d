import { Settings } from 'luxon';
import { sleep } from 'n8n-workflow';

import { FactorialHrApi } from '../../credentials/FactorialHrApi.credentials';
import { FactorialScheduleTrigger } from '../../nodes/Factorial/FactorialScheduleTrigger.node';
import { factorial as vendor } from '../../nodes/Factorial/vendor';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import { credentialFor, startRoomyFactorial } from '../support/factorial';
import type { Expected, Story } from '../support/scheduleStory';
import {
	dayOfStory,
	expectOnTheDay,
	localTime,
	play,
	STORY_ZONES,
	StoryClock,
} from '../support/scheduleStory';
import { skipTime } from '../support/skippedTime';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(),
}));

const type = new FactorialScheduleTrigger();
const clock = new StoryClock();
let factorial: FactorialSimulator | undefined;

beforeEach(() => skipTime(sleep));
afterEach(async () => {
	jest.restoreAllMocks();
	Settings.now = () => Date.now();
	await factorial?.close();
	expect(factorial?.violations.list ?? []).toEqual([]);
	factorial = undefined;
});

it('offers the events that the lists can show, and no others', () => {
	const events = type.description.properties.find(({ name }) => name === 'hrEvents');
	const offered = events?.options?.map((one) => ('value' in one ? one.value : null));
	expect(offered?.toSorted()).toEqual([...vendor.roster.produces].sort());
});

/** Five weeks in which somebody starts, leaves, stays after all, never comes, and is away. */
async function company(where: Pick<Story, 'zone' | 'begins'>) {
	const on = (day: number): string => dayOfStory(where, day);
	const year = Number(on(33).slice(0, 4));
	clock.set(localTime(where, -1, '12:00'));
	const acme = await startRoomyFactorial({ now: clock.now, employees: 0 });
	factorial = acme;
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
		[`employee.hire_cancelled ${c} ${on(60)}`, 15, '12:00'],
		[`employee.deleted ${c}`, 15, '12:00'],
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
		steps,
		expected,
		published: { type, credentialType: new FactorialHrApi(), credential: credentialFor(acme) },
	};
}

describe('each event comes once, at the first look after it is due', () => {
	it.each(STORY_ZONES)('in %s from %s, with two looks a day', async (zone, begins) => {
		const where = { zone, begins };
		const { steps, expected, published } = await company(where);
		const { emitted, events } = await play({ ...where, days: 36, steps }, clock, published);
		expectOnTheDay(emitted, expected(), where);
		const leave = events.find(({ eventType }) => eventType === 'leave.started');
		expect(leave?.employee.displayName).toMatch(/./);
		expect(leave?.source).toMatchObject({ delivery: 'schedule', companyId: factorial?.companyId });
	});

	it.each([
		['2026-03-07', [22, 24]],
		['2026-10-01', [24, 28]],
	])('in Berlin from %s, with a hundred looks on some days', async (begins, busyDays) => {
		const where = { zone: 'Europe/Berlin', begins };
		const { steps, expected, published } = await company(where);
		const looksOn = (day: number): number => (busyDays.includes(day) ? 100 : 2);
		const { emitted } = await play({ ...where, days: 36, steps, looksOn }, clock, published);
		expectOnTheDay(emitted, expected(), where);
	});
});
