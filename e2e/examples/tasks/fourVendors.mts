import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAtNoon as day, runPinned } from '../../support/index.mts';
import { heard, imported, type Stages } from './stages.mts';

const HIRED = { hrEvents: ['employee.hired'] };

/** The triggers of all vendors in one workflow. */
export function fourVendorsTests(stages: () => Stages): void {
	test('four vendors: hires, leaves and leavers of all of them take the same ways', async () => {
		const set = stages();
		const { n8n, factorial, hibob, personio, workable } = set;
		const start = day(25);
		const hires = {
			Factorial: await heard(set, 'factorial', HIRED, () =>
				factorial.company.createEmployee({}, { starts_on: start }),
			),
			HiBob: await heard(set, 'hibob', HIRED, () => hibob.company.hire({ startDate: start })),
			Personio: await heard(set, 'personio', HIRED, () =>
				personio.company.hire({ startDate: start }),
			),
			Workable: await heard(set, 'workable', HIRED, () => {
				const instant = `${start}T00:00:00.000Z`;
				const id = workable.company.createEmployee({ start_date: instant, hire_date: instant });
				workable.company.publishEmployee(id);
			}),
		};
		const workflow = await imported(personio, 'four-vendors', []);
		const run = async (trigger: string, items: Array<Record<string, unknown>>) => {
			const done = await runPinned(n8n, workflow, trigger, { [trigger]: items });
			assert.equal(done.status, 'success', done.error);
			return done;
		};
		for (const [trigger, items] of Object.entries(hires)) {
			const done = await run(trigger, items);
			const { id, displayName: name } = Object(items[0]?.['employee']);
			const who = `${trigger.toLowerCase()} ${id}`;
			assert.ok(id && name);
			assert.deepEqual(done.items('Replace me: prepare an account'), [
				{ who, name, firstDay: start },
			]);
			assert.deepEqual(done.items('Replace me: enter the absence'), []);
		}

		const [, person] = personio.company.people;
		const personId = person?.id ?? '';
		const leaves = await heard(set, 'personio', { hrEvents: ['leave.approved'] }, () =>
			personio.company.requestAbsence({ personId, from: day(3), to: day(4), status: 'APPROVED' }),
		);
		const away = await run('Personio', leaves);
		assert.deepEqual(
			away.items('Replace me: enter the absence').map(({ who, from, to }) => [who, from, to]),
			[[`personio ${personId}`, day(3), day(4)]],
		);

		const leaver = factorial.company.employees[1]?.id ?? '';
		const leaving = { hrEvents: ['employee.termination_scheduled'] };
		const terminations = await heard(set, 'factorial', leaving, () =>
			factorial.company.terminateEmployee(leaver, { on: day(30) }),
		);
		const devices = async (trigger: string, items: Array<Record<string, unknown>>) =>
			(await run(trigger, items))
				.items('Replace me: plan the return of devices')
				.map(({ who, lastDay }) => [who, lastDay]);
		assert.deepEqual(await devices('Factorial', terminations), [[`factorial ${leaver}`, day(30)]]);

		// Workable reports no last day that is still to come.
		const gone = workable.company.employees[0]?.id ?? '';
		const ended = await heard(set, 'workable', { hrEvents: ['employee.access_ended'] }, () =>
			workable.company.offboard(gone),
		);
		assert.deepEqual(await devices('Workable', ended), [
			[`workable ${gone}`, ended[0]?.['effectiveDate']],
		]);
	});
}
