import { WorkableHrApi } from '../../credentials/WorkableHrApi.credentials';
import { WorkableHrScheduleTrigger } from '../../nodes/WorkableHr/WorkableHrScheduleTrigger.node';
import type { StoryCompany } from '../support/scheduleStories';
import { testStories } from '../support/scheduleStories';
import type { Expected, Story, StoryClock, StoryPlace } from '../support/scheduleStory';
import { dayOfStory, localTime } from '../support/scheduleStory';
import { credentialFor, startRoomyWorkable } from '../support/workable';

/** Five weeks in which somebody is prepared, starts, never comes, is away, and is offboarded. */
async function settle(where: StoryPlace, clock: StoryClock): Promise<StoryCompany> {
	const on = (day: number): string => dayOfStory(where, day);
	const year = Number(on(33).slice(0, 4));
	clock.set(localTime(where, -1, '12:00'));
	const company = await startRoomyWorkable({ now: clock.now, employees: 0 });
	const dateOf = (day: string) => ({ start_date: `${day}T00:00:00.000Z` });
	const prepare = (startDay: string): string => company.createEmployee(dateOf(startDay));
	const hire = (startDay: string): string => {
		const id = prepare(startDay);
		company.publishEmployee(id);
		return id;
	};
	const [w, l] = [hire(`${year - 3}${on(33).slice(4)}`), hire('2019-02-03')];
	/** They get these ids, as they come next. */
	const [n, c] = [1, 2].map((more) => (parseInt(l, 16) + more).toString(16));
	let newcomer = w;
	let cancelled = w;
	const steps: Story['steps'] = [
		{ day: 1, does: () => (newcomer = prepare(on(20))) },
		{ day: 4, does: () => company.publishEmployee(newcomer) },
		{ day: 8, does: () => company.updateEmployee(newcomer, dateOf(on(22))) },
		{ day: 12, does: () => (cancelled = hire(on(60))) },
		{ day: 15, does: () => company.deleteEmployee(cancelled) },
		{
			day: 18,
			does: () => {
				const wish = { employeeId: w, category: '2f1' };
				const approved = company.requestTimeOff({ ...wish, from: on(26), to: on(28) });
				company.approveTimeOff(approved);
				company.rejectTimeOff(company.requestTimeOff({ ...wish, from: on(29), to: on(29) }));
			},
		},
		{ day: 19, does: () => company.updateEmployee(w, { job_title: 'Head of Everything' }) },
		{ day: 30, does: () => company.offboard(l) },
	];
	const expected = (): Expected[] => [
		[`employee.created ${n}`, 1, '12:00'],
		[`employee.hired ${n} ${on(20)}`, 4, '12:00'],
		// Publishing gives a work address.
		[`employee.updated ${n}`, 4, '12:00'],
		[`employee.start_upcoming ${n} ${on(20)}`, 6, '06:00'],
		[`employee.start_changed ${n} ${on(22)}`, 8, '12:00'],
		[`employee.start_upcoming ${n} ${on(22)}`, 8, '12:00'],
		[`employee.created ${c} ${on(60)}`, 12, '12:00'],
		[`employee.hired ${c} ${on(60)}`, 12, '12:00'],
		[`employee.hire_cancelled ${c} ${on(60)}`, 15, '12:00'],
		[`employee.job_changed ${w}`, 19, '12:00'],
		[`employee.updated ${w}`, 19, '12:00'],
		[`employee.started ${n} ${on(22)}`, 22, '06:00'],
		[`leave.started ${w} ${on(26)}`, 26, '06:00'],
		[`leave.ended ${w} ${on(28)}`, 28, '24:00'],
		[`employee.anniversary ${w} ${on(33)}`, 33, '06:00'],
	];
	return {
		simulator: company,
		steps,
		expected,
		published: {
			type: new WorkableHrScheduleTrigger(),
			credentialType: new WorkableHrApi(),
			credential: credentialFor(company),
		},
	};
}

testStories(settle, { vendor: 'workable' }, 3);
