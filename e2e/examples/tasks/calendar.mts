import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAtNoon as day, runManually, runPinned, type Execution } from '../../support/index.mts';
import { heard, imported, type Stages } from './stages.mts';
import { told } from './told.mts';

const MAKE = 'Make the entry';
const MOVE = 'Move the entry';
const DELETE = 'Delete the entry';
const SERVICES = [MAKE, MOVE, DELETE];
const ENTRY = 'google-1';
const ANSWERS = { [MAKE]: [{ id: ENTRY }], [MOVE]: [{ id: ENTRY }], [DELETE]: [{ success: true }] };

/** Leaves in Google Calendar, with a data table of n8n as the memory. */
export function calendarTests(stages: () => Stages): void {
	test('calendar: an entry is made, moved and deleted; repeats and other leaves do nothing', async () => {
		const { n8n, personio } = stages();
		const { company } = personio;
		const workflow = await imported(personio, 'personio-calendar', SERVICES);
		const setUp = await runManually(n8n, workflow, 'Set up: once');
		assert.equal(setUp.status, 'success', setUp.error);

		const happens = async (eventType: string, happen: () => unknown): Promise<Execution> => {
			const [item = {}] = await heard(stages(), 'personio', { hrEvents: [eventType] }, happen);
			return await runOn(item);
		};
		const runOn = async (item: Record<string, unknown>): Promise<Execution> => {
			const run = await runPinned(n8n, workflow, 'Leaves', { ...ANSWERS, Leaves: [item] });
			assert.equal(run.status, 'success', run.error);
			return run;
		};
		const done = (run: Execution) =>
			Object.fromEntries(
				SERVICES.map((node) => [node, told(run, node)] as const).filter(
					([, calls]) => calls.length,
				),
			);

		const [, person] = company.people;
		const personId = person?.id ?? '';
		let id = '';
		const request = { personId, from: day(10), to: day(12), status: 'PENDING' };
		const requested = await happens(
			'leave.requested',
			() => (id = company.requestAbsence(request)),
		);
		assert.deepEqual(done(requested), {});

		const approved = await happens('leave.approved', () =>
			company.setAbsenceStatus(id, 'APPROVED'),
		);
		const { displayName } = Object(approved.items('Leaves')[0]?.['employee']);
		assert.ok(displayName);
		assert.deepEqual(done(approved), {
			[MAKE]: [
				{
					operation: 'create',
					'calendar.value': '',
					start: day(10),
					end: day(13),
					'additionalFields.allday': 'yes',
					'additionalFields.summary': `${displayName} is away`,
					'additionalFields.showMeAs': 'transparent',
				},
			],
		});
		assert.deepEqual(approved.items('Remember the entry').map(remembered), [
			{ leaveId: `personio ${id}`, entryId: ENTRY, days: `${day(10)} to ${day(12)}` },
		]);
		assert.deepEqual(done(await runOn(approved.items('Leaves')[0] ?? {})), {}, 'a repeat');

		const moved = await happens('leave.updated', () =>
			company.moveAbsence(id, { from: day(11), to: day(11) }),
		);
		assert.deepEqual(done(moved), {
			[MOVE]: [
				{
					operation: 'update',
					'calendar.value': '',
					eventId: ENTRY,
					'updateFields.allday': 'yes',
					'updateFields.start': day(11),
					'updateFields.end': day(12),
				},
			],
		});

		let other = '';
		const otherRequest = { ...request, from: day(20), to: day(21) };
		await heard(stages(), 'personio', { hrEvents: ['leave.requested'] }, () => {
			other = company.requestAbsence(otherRequest);
		});
		const declined = await happens('leave.declined', () =>
			company.setAbsenceStatus(other, 'REJECTED'),
		);
		assert.deepEqual(done(declined), {});

		const deleted = await happens('leave.cancelled', () => company.deleteAbsence(id));
		assert.deepEqual(done(deleted), {
			[DELETE]: [{ operation: 'delete', 'calendar.value': '', eventId: ENTRY }],
		});
		assert.equal(deleted.items('Forget the entry').length, 1);
		assert.deepEqual(done(await runOn(deleted.items('Leaves')[0] ?? {})), {}, 'a repeat');

		// The move of a leave that was approved before the workflow was published.
		const [move = {}] = moved.items('Leaves');
		const [made] = done(await runOn(move))[MAKE] ?? [];
		assert.deepEqual([made?.['start'], made?.['end']], [day(11), day(12)]);

		// Another vendor may give a leave the same id.
		const elsewhere = { ...move, source: { ...Object(move['source']), vendor: 'factorial' } };
		assert.deepEqual(Object.keys(done(await runOn(elsewhere))), [MAKE]);
	});

	test('calendar: a leave without an id or an end, of some hours, or at home; and what is not known', async () => {
		const { n8n, personio } = stages();
		const workflow = await imported(personio, 'personio-calendar', SERVICES);
		const setUp = await runManually(n8n, workflow, 'Set up: once');
		assert.equal(setUp.status, 'success', setUp.error);
		const [, person] = personio.company.people;
		const request = { personId: person?.id ?? '', from: day(40), to: day(41), status: 'APPROVED' };
		const [event = {}] = await heard(stages(), 'personio', { hrEvents: ['leave.approved'] }, () =>
			personio.company.requestAbsence(request),
		);
		const runOn = async (...leaves: object[]): Promise<Execution> => {
			const items = leaves.map((leave) => ({
				...event,
				leave: { ...Object(event['leave']), id: null, ...leave },
			}));
			const run = await runPinned(n8n, workflow, 'Leaves', { ...ANSWERS, Leaves: items });
			assert.equal(run.status, 'success', run.error);
			return run;
		};
		const days = (run: Execution, node: string, prefix = '') =>
			told(run, node).map((entry) => [entry[`${prefix}start`], entry[`${prefix}end`]]);

		const open = await runOn({ endDate: null });
		assert.deepEqual(days(open, MAKE), [[day(40), day(41)]]);
		const ended = await runOn({ endDate: day(44) }, { startDate: day(50), endDate: day(50) });
		assert.deepEqual(days(ended, MOVE, 'updateFields.'), [[day(40), day(45)]]);
		assert.deepEqual(days(ended, MAKE), [[day(50), day(51)]]);

		const strange = await runOn({ isConfirmed: null }, { startDate: null, endDate: null });
		assert.deepEqual(
			SERVICES.flatMap((node) => told(strange, node)),
			[],
		);
		assert.deepEqual(
			strange.items('Look at this').map(({ summary }) => summary),
			[event['summary'], event['summary']],
		);

		const partly = await runOn(
			{ unit: 'hours', startDate: day(60), endDate: day(60) },
			{ category: 'remote_work', startDate: day(61), endDate: day(61) },
		);
		assert.deepEqual(
			SERVICES.flatMap((node) => told(partly, node)),
			[],
		);
		assert.deepEqual(partly.items('Look at this'), []);
		// It was a whole day before.
		const shortened = await runOn({ unit: 'hours', startDate: day(50), endDate: day(50) });
		assert.equal(told(shortened, DELETE).length, 1);
	});
}

/** A row without what n8n adds. */
function remembered({ leaveId, entryId, days }: Record<string, unknown>): Record<string, unknown> {
	return { leaveId, entryId, days };
}
