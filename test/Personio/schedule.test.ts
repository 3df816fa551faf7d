import { PersonioHrApi } from '../../credentials/PersonioHrApi.credentials';
import { PersonioScheduleTrigger } from '../../nodes/Personio/PersonioScheduleTrigger.node';
import { credentialFor, startRoomyPersonio } from '../support/personio';
import type { StoryCompany } from '../support/scheduleStories';
import { testStories } from '../support/scheduleStories';
import type { Expected, Story, StoryClock, StoryPlace } from '../support/scheduleStory';
import { dayOfStory, localTime } from '../support/scheduleStory';

/** Five weeks in which somebody starts, leaves, stays after all, never comes, and is away. */
async function settle(where: StoryPlace, clock: StoryClock): Promise<StoryCompany> {
	const on = (day: number): string => dayOfStory(where, day);
	const year = Number(on(33).slice(0, 4));
	clock.set(localTime(where, -1, '12:00'));
	const company = await startRoomyPersonio({
		...{ now: clock.now, people: 0, tokenLifetimeSeconds: 1e9 },
	});
	const hire = (startDate: string) => company.hire({ startDate });
	const old = '2019-02-03';
	const [worker, leaver, stayer] = [hire(`${year - 3}${on(33).slice(4)}`), hire(old), hire(old)];
	const [w, l, s] = [worker, leaver, stayer].map(({ personId }) => personId);
	/** They get these ids, as they come next. */
	const [n, c] = [Number(s) + 1, Number(s) + 2];
	let newcomer = worker;
	let cancelled = worker;
	const steps: Story['steps'] = [
		{ day: 1, does: () => (newcomer = hire(on(20))) },
		{
			day: 3,
			does: () =>
				company.scheduleTermination(leaver.employmentId, {
					...{ terminationDate: on(30), lastWorkingDay: on(24) },
				}),
		},
		{
			day: 8,
			does: () =>
				company.updateEmployment(newcomer.employmentId, { employment_start_date: on(22) }),
		},
		{ day: 12, does: () => (cancelled = hire(on(60))) },
		{
			day: 12,
			does: () => company.scheduleTermination(stayer.employmentId, { terminationDate: on(34) }),
		},
		{ day: 15, does: () => company.deletePerson(cancelled.personId) },
		{ day: 16, does: () => company.withdrawTermination(stayer.employmentId) },
		{
			day: 18,
			does: () => {
				const { personId } = worker;
				company.requestAbsence({ personId, from: on(26), to: on(28), status: 'APPROVED' });
				company.requestAbsence({ personId, from: on(29), to: on(29), status: 'REJECTED' });
			},
		},
		{ day: 22, does: () => company.startEmployment(newcomer.employmentId) },
		{ day: 31, does: () => company.endEmployment(leaver.employmentId) },
	];
	// A change of an employment, and a deletion, do not show in the list of changed people: the first poll
	// of the next day, which reads everybody, finds them.
	const expected = (): Expected[] => [
		[`employee.created ${n} ${on(20)}`, 1, '12:00'],
		[`employee.hired ${n} ${on(20)}`, 1, '12:00'],
		[`employee.termination_scheduled ${l} ${on(30)}`, 4, '00:00'],
		[`employee.start_upcoming ${n} ${on(20)}`, 6, '06:00'],
		[`employee.start_changed ${n} ${on(22)}`, 9, '00:00'],
		// The day on which it was due has begun by then.
		[`employee.start_upcoming ${n} ${on(22)}`, 9, '00:00'],
		// The first day of all is another one as well.
		[`employee.updated ${n}`, 9, '00:00'],
		[`employee.last_day_upcoming ${l} ${on(24)}`, 10, '06:00'],
		[`employee.created ${c} ${on(60)}`, 12, '12:00'],
		[`employee.hired ${c} ${on(60)}`, 12, '12:00'],
		[`employee.termination_scheduled ${s} ${on(34)}`, 13, '00:00'],
		[`employee.hire_cancelled ${c} ${on(60)}`, 16, '00:00'],
		[`employee.deleted ${c}`, 16, '00:00'],
		[`employee.termination_cancelled ${s} ${on(34)}`, 17, '00:00'],
		[`employee.started ${n} ${on(22)}`, 22, '06:00'],
		[`employee.access_ended ${l} ${on(24)}`, 24, '24:00'],
		[`leave.started ${w} ${on(26)}`, 26, '06:00'],
		[`leave.ended ${w} ${on(28)}`, 28, '24:00'],
		[`employee.terminated ${l} ${on(30)}`, 30, '24:00'],
		[`employee.anniversary ${w} ${on(33)}`, 33, '06:00'],
	];
	return {
		simulator: company,
		steps,
		expected,
		published: {
			type: new PersonioScheduleTrigger(),
			credentialType: new PersonioHrApi(),
			credential: credentialFor(company),
		},
	};
}

testStories(settle, { vendor: 'personio' }, 1);
