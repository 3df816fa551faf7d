import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';

import type { Receiver } from '../kit/testing.mts';
import { startReceiver, until } from '../kit/testing.mts';
import type { FactorialOptions, FactorialSimulator } from './index.mts';
import { CHALLENGE_HEADER, EVENT_TYPES, startFactorial } from './index.mts';

const HIRE = 'employees/employee/create_with_contract';

let receiver: Receiver;
let factorial: FactorialSimulator;
describe('stories at Factorial', () => {
	beforeEach(async () => {
		receiver = await startReceiver();
	});
	afterEach(async () => {
		await factorial.close();
		await receiver.close();
		assert.deepEqual(factorial.violations.list, []);
	});

	/** Starts with a listener for each of these types, at an address that names it. */
	async function listening(
		types: readonly string[],
		options: FactorialOptions = {},
		more: { challenge?: string; apiVersion?: string } = {},
	): Promise<void> {
		factorial = await startFactorial({ timeScale: 0, sometimes: 'none', ...options });
		for (const type of types) {
			factorial.addWebhook({ type, target: `${receiver.url}/${type}`, ...more });
		}
	}

	const told = () =>
		receiver.received.map(({ url, body }) => ({
			type: url.slice(1),
			record: JSON.parse(body.toString()) as Record<string, unknown>,
		}));

	/** What a verb tells: one delivery, or none. */
	async function toldBy(verb: () => unknown) {
		const before = receiver.received.length;
		verb();
		await factorial.deliveries.idle();
		return told().slice(before);
	}

	test('each verb tells its own type, with the record as it is now', async () => {
		await listening(EVENT_TYPES);
		const [one] = factorial.employees;
		assert.ok(one);
		const { id } = one;
		let made = '';
		const steps: ReadonlyArray<[string, () => unknown, object]> = [
			[
				'employees/employee/update',
				() => factorial.updateEmployee(id, { city: 'X' }),
				{ id, city: 'X' },
			],
			['employees/employee/invite', () => factorial.inviteEmployee(id), { id }],
			[
				'employees/employee/set_regular_access_start_date',
				() => factorial.setAccessStart(id),
				{ id },
			],
			[
				'employees/employee/terminate',
				() => factorial.terminateEmployee(id, { on: '2999-01-01', contractEndsOn: '2998-12-31' }),
				{ id, terminated_on: '2999-01-01', is_terminating: true, active: true },
			],
			[
				'employees/employee/update',
				() => factorial.moveTermination(id, '2020-01-01'),
				{ id, terminated_on: '2020-01-01', is_terminating: false, active: false },
			],
			[
				'employees/employee/unterminate',
				() => factorial.unterminateEmployee(id),
				{ id, terminated_on: null, active: true },
			],
			[
				'contracts/contract_version/create',
				() => (made = factorial.changeContract(id, { job_title: 'Lead' })),
				{ employee_id: id, job_title: 'Lead', ends_on: '2998-12-31' },
			],
			[
				'contracts/contract_version/update',
				() => factorial.correctContract(made, { job_title: 'Head' }),
				{ job_title: 'Head' },
			],
			[
				'contracts/contract_version/delete',
				() => factorial.deleteContract(made),
				{ job_title: 'Head' },
			],
			[
				'timeoff/leave/create',
				() =>
					(made = factorial.enterLeave({ employeeId: id, from: '2026-04-06', to: '2026-04-07' })),
				{ employee_id: id, approved: null, days_taken: 2, leave_type_name: 'Holidays' },
			],
			['timeoff/leave/approve', () => factorial.approveLeave(made), { approved: true }],
			['timeoff/leave/reject', () => factorial.rejectLeave(made), { approved: false }],
			[
				'timeoff/leave/update',
				() => factorial.updateLeave(made, { finish_on: null }),
				{ finish_on: null },
			],
			['timeoff/leave/delete', () => factorial.deleteLeave(made), { approved: false }],
			[
				'teams/membership/create',
				() => (made = factorial.joinTeam(id, '501', true)),
				{ team_id: '501' },
			],
			['teams/membership/delete', () => factorial.leaveTeam(made), { team_id: '501' }],
			['ats/candidate/create', () => factorial.happen('ats/candidate/create', { x: 1 }), { x: 1 }],
		];
		for (const [type, verb, record] of steps) {
			const found = await toldBy(verb);
			assert.equal(found.length, 1, type);
			assert.equal(found[0]?.type, type);
			assert.partialDeepStrictEqual(found[0]?.record, record);
		}
		assert.deepEqual(factorial.teams[0]?.employee_ids, []);
		assert.notEqual(factorial.leaves[0]?.deleted_at, null);
		assert.deepEqual(await toldBy(() => factorial.seedPeople(2)), []);
	});

	test('a leave of a kind without approval is approved as it is entered', async () => {
		await listening(['timeoff/leave/create']);
		const employeeId = factorial.employees[0]?.id ?? '';
		const wish = { employeeId, from: '2026-04-06', to: '2026-04-06', type: 'Sick leave' } as const;
		const [found] = await toldBy(() =>
			factorial.enterLeave({ ...wish, halfDay: 'end_of_day', hours: 2, startTime: '14:00' }),
		);
		assert.partialDeepStrictEqual(found?.record, {
			...{ approved: true, half_day: 'end_of_day', hours_amount_in_cents: 200, days_taken: 0.5 },
		});
	});

	test('a new person is announced without addresses, unless that is switched off', async () => {
		for (const announcesWithoutAddresses of [true, false]) {
			await listening([HIRE], { announcesWithoutAddresses });
			let id = '';
			const [found] = await toldBy(() => (id = factorial.createEmployee({ city: 'Here' })));
			const record = factorial.employees.find((one) => one.id === id);
			assert.ok(record?.email);
			assert.equal(found?.record['email'], announcesWithoutAddresses ? null : record.email);
			assert.equal(found?.record['city'], 'Here');
			await factorial.close();
		}
	});

	test('a delivery is the bare record, with the challenge and who did it', async () => {
		await listening([HIRE], {}, { challenge: 'the-challenge' });
		factorial.createEmployee();
		await factorial.deliveries.idle();
		const headers = receiver.received[0]?.headers ?? {};
		assert.equal(headers['content-type'], 'application/json');
		assert.equal(headers[CHALLENGE_HEADER], 'the-challenge');
		assert.equal(headers['x-factorial-author-type'], 'company');
		await factorial.close();

		await listening([HIRE], { author: null });
		factorial.createEmployee();
		await factorial.deliveries.idle();
		const names = Object.keys(receiver.received.at(-1)?.headers ?? {});
		assert.deepEqual(
			names.filter((name) => name.startsWith('x-')),
			[],
		);
	});

	test('the version of a webhook decides how ids are written', async () => {
		for (const [apiVersion, type] of [
			['2026-01-01', 'number'],
			['2026-07-01', 'string'],
			['2026-10-01', 'string'],
		] as const) {
			await listening([HIRE], {}, { apiVersion });
			const [found] = await toldBy(() => factorial.createEmployee());
			assert.equal(typeof found?.record['id'], type);
			assert.equal(typeof found?.record['manager_id'], type);
			await factorial.close();
		}
	});

	test('twenty tries in 48 hours, then the webhook is switched off', async () => {
		const HOUR_MS = 3_600_000;
		await listening([HIRE], { timeScale: 0.000001 });
		receiver.answers.push(...Array.from({ length: 40 }, () => 500));
		factorial.createEmployee();
		await factorial.deliveries.idle();
		assert.equal(receiver.received.length, 20);
		assert.equal(factorial.webhooks[0]?.enabled, false);
		assert.deepEqual(
			await toldBy(() => factorial.createEmployee()),
			[],
			'what happens now is lost',
		);
		const { DELIVERY_RULES } = await import('./webhooks.mts');
		const total = DELIVERY_RULES.retryDelaysMs.reduce((sum, pause) => sum + pause, 0);
		assert.ok(total <= 48 * HOUR_MS && total > 47 * HOUR_MS);
	});

	test('a success in between keeps it switched on', async () => {
		await listening([HIRE]);
		receiver.answers.push(500, 500, 204);
		factorial.createEmployee();
		await until(() => receiver.received.length === 3);
		await factorial.deliveries.idle();
		assert.equal(receiver.received.length, 3);
		assert.equal(factorial.webhooks[0]?.enabled, true);
	});

	test('what is sent by hand goes out as it is', async () => {
		await listening([HIRE], {}, { challenge: 'right' });
		const body = Buffer.from('{"id": 7 }');
		await factorial.deliver({ type: HIRE, body });
		await factorial.deliver({ type: HIRE, body, challenge: null });
		await factorial.deliver({ type: HIRE, body, challenge: 'wrong', headers: { 'x-more': '1' } });
		await factorial.deliver({ type: HIRE, body, urlOf: (target) => `${target}?event=a` });
		assert.deepEqual(
			receiver.received.map(({ headers }) => headers[CHALLENGE_HEADER]),
			['right', undefined, 'wrong', 'right'],
		);
		assert.equal(receiver.received[2]?.headers['x-more'], '1');
		assert.equal(receiver.received[3]?.url, `/${HIRE}?event=a`);
		assert.ok(receiver.received.every((one) => one.body.equals(body)));
		assert.deepEqual(await factorial.deliver({ type: 'teams/team/create', body }), []);
		receiver.answers.push(...Array.from({ length: 40 }, () => 500));
		assert.equal((await factorial.deliver({ type: HIRE, body, retry: true })).length, 20);
		assert.equal(factorial.webhooks[0]?.enabled, true, 'nothing by hand switches it off');
	});
});
