import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAtNoon, runPinned } from '../../support/index.mts';
import { imported, type Stages } from './stages.mts';
import { told } from './told.mts';

const ACCOUNTS = 'Accounts in use';
const MAIL = 'Tell IT';

/** The accounts in Microsoft Entra ID, compared with the people in Workable. */
export function reconciliationTests(stages: () => Stages): void {
	test('reconciliation: who has no account, and who left and has one; no mail if all fits', async () => {
		const { n8n, workable } = stages();
		const { company } = workable;
		const workflow = await imported(workable, 'workable-reconciliation', [ACCOUNTS, MAIL]);
		const run = async (accounts: string[]) => {
			const done = await runPinned(n8n, workflow, 'Every night at five', {
				[ACCOUNTS]: accounts.map((userPrincipalName) => ({ userPrincipalName })),
				[MAIL]: [{}],
			});
			assert.equal(done.status, 'success', done.error);
			return done;
		};
		const startDate = `${dayAtNoon(-400)}T00:00:00.000Z`;
		const employee = (name: string, address = `${name}@corp.example`): string => {
			const id = company.createEmployee({
				...{ firstname: name, lastname: 'Reed', start_date: startDate, hire_date: startDate },
				work_email: address,
			});
			company.publishEmployee(id);
			return id;
		};
		const everybody = company.employees
			.filter(({ status }) => status === 'status_active')
			.flatMap(({ work_email: address }) => address ?? []);
		employee('Here');
		employee('Missing');
		company.offboard(employee('Gone'), { lastDay: dayAtNoon(-2) });
		company.offboard(employee('Locked'), { lastDay: dayAtNoon(-2) });
		// The record of the first time here stays.
		company.offboard(employee('Back'), { lastDay: dayAtNoon(-200) });
		employee('Back');
		const anonymous = employee('Anonymous', '');

		const found = await run([
			...everybody,
			...['HERE@corp.example', 'gone@corp.example', 'printer@corp.example', 'back@corp.example'],
		]);
		assert.deepEqual(
			told(found, MAIL).map(({ subject, text }) => [subject, text]),
			[
				[
					'Accounts: 3 to look at',
					[
						'Anonymous Reed (no e-mail address) works here and has no account.',
						'Gone Reed (gone@corp.example) has left and can still sign in.',
						'Missing Reed (missing@corp.example) works here and has no account.',
						'',
						'Nothing was changed. Please look at each of them.',
					].join('\n'),
				],
			],
		);

		company.offboard(anonymous, { lastDay: dayAtNoon(-1) });
		const theirs = [...everybody, 'here@corp.example', 'back@corp.example'];
		const fits = await run([...theirs, 'missing@corp.example']);
		assert.deepEqual(told(fits, MAIL), []);
		const onlyMissing = await run(theirs);
		assert.deepEqual(
			told(onlyMissing, MAIL).map(({ subject }) => subject),
			['Accounts: 1 to look at'],
		);
	});
}
