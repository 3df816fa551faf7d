import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPinned } from '../../support/index.mts';
import { nextWeek } from './nextWeek.mts';
import { imported, type Stages } from './stages.mts';
import { told } from './told.mts';

const MAIL = 'Tell the manager';

/** The weekly mail to managers. */
export function awayNextWeekTests(stages: () => Stages): void {
	test('away next week: one mail for each manager of whose team somebody is away', async () => {
		const { n8n, factorial } = stages();
		const { company } = factorial;
		const run = async () => {
			const workflow = await imported(factorial, 'factorial-away-next-week', [MAIL]);
			const done = await runPinned(n8n, workflow, 'Fridays at eight', { [MAIL]: [{}] });
			assert.equal(done.status, 'success', done.error);
			return done;
		};
		assert.deepEqual(told(await run(), MAIL), [], 'nobody is away');

		const hire = (first: string, managerId: string | null = null): string => {
			const name = { first_name: first, last_name: 'Vale', full_name: `${first} Vale` };
			const email = `${first.toLowerCase()}@corp.example`;
			const addresses = { email, login_email: email, communications_email: email };
			return company.createEmployee({ ...name, ...addresses, manager_id: managerId });
		};
		const [busy, idle, gone] = [hire('Busy'), hire('Idle'), hire('Gone')];
		const [ada, bob, cleo, dan, eve] = [
			hire('Ada', busy),
			hire('Bob', busy),
			hire('Cleo', idle),
			hire('Dan'),
			hire('Eve', gone),
		];
		company.terminateEmployee(gone, { on: nextWeek(-9) });
		const away = (employeeId: string, from: string, to: string | null) => {
			const id = company.enterLeave({ employeeId, from, to, type: 'Holidays' });
			if (company.leaves.find((leave) => leave.id === id)?.approved !== true)
				company.approveLeave(id);
		};
		away(ada, nextWeek(2), nextWeek(9));
		away(bob, nextWeek(-3), nextWeek(0));
		// The week before and the week after.
		away(cleo, nextWeek(-3), nextWeek(-1));
		away(cleo, nextWeek(7), nextWeek(8));
		away(dan, nextWeek(6), nextWeek(6));
		away(eve, nextWeek(0), nextWeek(0));
		// Asked for, and not approved.
		const asked = company.enterLeave({ employeeId: cleo, from: nextWeek(1), to: nextWeek(1) });
		assert.notEqual(company.leaves.find(({ id }) => id === asked)?.approved, true);

		const done = await run();
		const mails = told(done, MAIL).map(({ toEmail, text }) => [toEmail, text]);
		assert.deepEqual(mails.sort(), [
			[
				'busy@corp.example',
				`Ada Vale: ${nextWeek(2)} to ${nextWeek(9)}\nBob Vale: ${nextWeek(-3)} to ${nextWeek(0)}`,
			],
			[
				'hr@example.com',
				`Dan Vale: ${nextWeek(6)} to ${nextWeek(6)}\nEve Vale: ${nextWeek(0)} to ${nextWeek(0)}`,
			],
		]);
		assert.deepEqual(Object.keys(done.items('Away next week')[0] ?? {}).sort(), [
			...['employeeId', 'endDate', 'startDate'],
		]);
	});
}
