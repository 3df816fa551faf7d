import type { IDataObject } from 'n8n-workflow';

import type { HiBobSimulator } from '../../simulators/hibob/index.mts';
import { personCalled } from '../fixtures/hibob/read.mts';
import { offered, post, run, SECRET, startRoomyHiBob, triggerIn } from '../support/hibob';
import type { Story } from '../support/repeats';
import { beginStory, endStory, expectNoRepeats } from '../support/repeats';

/* What comes once, and what comes again; see docs/repeats.md. */

jest.mock('n8n-workflow', () => jest.requireActual('../support/sleep/hundredth'));

let hibob: HiBobSimulator;
let story: Story<object>;
let id: string;
let now: number;

const at = (instant: string): void => {
	now = Date.parse(instant);
	story.at(instant);
};

async function begin(only?: RegExp): Promise<void> {
	const node = triggerIn(hibob, { parameters: { hrEvents: offered('hrEvents') } });
	const listener = {
		post: async (body: object) =>
			await post(node, Buffer.from(JSON.stringify(body)), { key: SECRET }),
		run: async (items: IDataObject[]) => await run(node, items),
	};
	story = await beginStory(listener, only);
	at('2026-03-18T10:00:00.000Z');
}

beforeEach(async () => {
	now = Date.parse('2026-03-18T10:00:00.000Z');
	hibob = await startRoomyHiBob({ now: () => now, employees: 2 });
	id = String(hibob.employees[1]?.['root.id']);
	await begin();
});
afterEach(async () => {
	await expectNoRepeats(story);
	endStory();
	await hibob.close();
	expect(hibob.violations.list).toEqual([]);
});

/** A delivery of something that has just happened. */
function told(type: string, data: object = {}): object {
	at(new Date(now + 20_000).toISOString());
	const triggeredAt = new Date(now).toISOString().replace('Z', '123');
	return {
		companyId: 636192,
		type,
		triggeredBy: 'system',
		triggeredAt,
		version: 'v2',
		data: { employeeId: id, ...data },
	};
}

/** The last row of the lifecycle was added or changed. */
function row(verb: 'created' | 'updated'): object {
	const days = hibob.rows('lifecycle', id).map(({ effectiveDate }) => String(effectiveDate));
	const effectiveDate = days.sort().at(-1);
	return told(`table.entry.${verb}`, { tableId: 'lifecycle', effectiveDate });
}

const scheduled = (day: string): string[] => [`employee.termination_scheduled ${day}`];

it('a last day moved, and moved back within a minute; later edits tell nothing', async () => {
	hibob.scheduleTermination(id, { date: '2026-06-30' });
	expect(await story.hear(row('created'))).toEqual(scheduled('2026-06-30'));
	hibob.moveTermination(id, { date: '2026-05-31' });
	expect(await story.hear(row('updated'))).toEqual(scheduled('2026-05-31'));
	hibob.moveTermination(id, { date: '2026-06-30' });
	expect(await story.hear(row('updated'))).toEqual(scheduled('2026-06-30'));
	at('2026-03-25T10:00:00.000Z');
	expect(await story.hear(row('updated'))).toEqual([]);
});

it('a last day that is over, moved to one that is ahead, and back', async () => {
	const over = ['employee.access_ended 2026-03-10', 'employee.terminated 2026-03-10'];
	hibob.scheduleTermination(id, { date: '2026-03-10' });
	expect(await story.hear(row('created'))).toEqual(over);
	hibob.moveTermination(id, { date: '2026-06-30' });
	expect(await story.hear(row('updated'))).toEqual(scheduled('2026-06-30'));
	hibob.moveTermination(id, { date: '2026-03-10' });
	expect(await story.hear(row('updated'))).toEqual(over);
});

it('a time off approved, cancelled and approved within a minute', async () => {
	const request = hibob.requestTimeOff({ employeeId: id, from: '2026-05-04' });
	const event = (verb: string): object =>
		told(`timeoff.request.${verb}`, { timeoffRequestId: request });
	const types = (events: string[]): unknown[] => events.map((one) => one.split(' ')[0]);
	const events = await story.hear(event('approved'), event('cancelled'), event('approved'));
	expect(types(events)).toEqual(['leave.approved', 'leave.cancelled', 'leave.approved']);
	at('2026-03-25T10:00:00.000Z');
	expect(await story.hear(event('updated'))).toEqual([]);
});

describe('a first day', () => {
	/** Somebody new, whose lifecycle has one row, and who starts by her own record on the same day. */
	function startsOn(day: string): void {
		for (const { effectiveDate } of hibob.rows('lifecycle', id)) {
			hibob.deleteRow('lifecycle', id, { effectiveDate: String(effectiveDate) });
		}
		const columns = { status: 'Employed', employeeStatus: 'Active', reasonType: null };
		hibob.load({
			people: [{ ...personCalled('Otto'), 'root.id': id, 'work.startDate': day }],
			rows: [{ table: 'lifecycle', employeeId: id, id: 7000, effectiveDate: day, ...columns }],
		});
	}
	const row = (verb: string, effectiveDate: string): object =>
		told(`table.entry.${verb}`, { tableId: 'lifecycle', effectiveDate });

	it('told by the person and by the row, moved, edited, and moved back', async () => {
		id = '3332883912345670999';
		for (const day of ['2026-04-01', '2026-05-01', '2026-04-01']) {
			startsOn(day);
			const verb = story.events.length === 0 ? 'created' : 'updated';
			expect(await story.hear(row(verb, day))).toEqual([`employee.hired ${day}`]);
			expect(await story.hear(told('employee.created'), row('updated', day))).toEqual([]);
		}
	});
});

it('another job is told once; an edit that changes nothing of it does not tell it again', async () => {
	const CHANGED = ['employee.job_changed 2026-03-18'];
	const effectiveDate = '2026-03-18';
	const work = (verb: 'created' | 'updated'): object =>
		told(`table.entry.${verb}`, { tableId: 'work', effectiveDate });
	await begin(/job_changed/);
	hibob.schedulePromotion(id, { effectiveDate, title: 'Foreman' });
	expect(await story.hear(work('created'))).toEqual(CHANGED);
	hibob.updateRow('work', id, { effectiveDate }, { siteId: 4711 });
	expect(await story.hear(work('updated'))).toEqual([]);
	hibob.updateRow('work', id, { effectiveDate }, { title: 'Master' });
	expect(await story.hear(work('updated'))).toEqual(CHANGED);
	hibob.updateRow('work', id, { effectiveDate }, { title: 'Foreman' });
	expect(await story.hear(work('updated'))).toEqual(CHANGED);
	hibob.editPromotion(id, { effectiveDate, department: 'People' });
	expect(await story.hear(work('updated'))).toEqual(CHANGED);
});
