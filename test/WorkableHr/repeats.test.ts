import type { IDataObject } from 'n8n-workflow';

import type { WorkableSimulator } from '../../simulators/workable/index.mts';
import { offered, post, run, startRoomyWorkable, tokenOf, triggerIn } from '../support/workable';
import type { Story } from '../support/repeats';
import { beginStory, endStory, expectNoRepeats } from '../support/repeats';

/* What comes once, and what comes again; see docs/repeats.md. */

const LEAVER = (day: string): string[] => [
	`employee.access_ended ${day}`,
	`employee.terminated ${day}`,
];

let workable: WorkableSimulator;
let story: Story<object>;
let id: string;

beforeEach(async () => {
	workable = await startRoomyWorkable();
	const [person] = workable.employees;
	id = String(person?.id);
	await restart();
});

async function restart(only?: RegExp): Promise<void> {
	const node = triggerIn(workable, { parameters: { hrEvents: offered('hrEvents') } });
	const key = tokenOf(workable);
	const listener = {
		post: async (body: object) => await post(node, Buffer.from(JSON.stringify(body)), { key }),
		run: async (items: IDataObject[]) => await run(node, items),
	};
	story = await beginStory(listener, only);
	story.at('2026-03-18T10:00:00.000Z');
}

afterEach(async () => {
	await expectNoRepeats(story);
	endStory();
	await workable.close();
	expect(workable.violations.list).toEqual([]);
});

const updated = (firedAt: string, data: object): object => ({
	event_type: 'employee_updated',
	id,
	resource_type: 'employee',
	fired_at: `2026-03-18T${firedAt}.000Z`,
	data: { id, ...data },
});
const status = (firedAt: string, word: string): object =>
	updated(firedAt, { status: `status_${word}` });

it('inactive, active and inactive on one day', async () => {
	expect(await story.hear(status('09:00:00', 'inactive'))).toEqual(LEAVER('2026-03-18'));
	expect(await story.hear(status('09:05:00', 'active'))).toEqual([]);
	expect(await story.hear(status('09:06:00', 'inactive'))).toEqual(LEAVER('2026-03-18'));
});

it('a late repeat of the active status does not have the same end told again', async () => {
	const active = status('09:05:00', 'active');
	await story.hear(active);
	expect(await story.hear(status('09:06:00', 'inactive'))).toEqual(LEAVER('2026-03-18'));
	expect(await story.hear(active, updated('11:00:00', { firstname: 'Ada' }))).toEqual([]);
});

it('published is told once, also by a repeat that says it was fired on another day', async () => {
	const published = {
		event_type: 'employee_published',
		id,
		resource_type: 'employee',
		fired_at: '2026-03-18T09:00:00.000Z',
		data: { workEmail: 'ada@example.com' },
	};
	expect(await story.hear(published)).toHaveLength(1);
	story.at('2026-03-19T10:00:00.000Z');
	expect(await story.hear({ ...published, fired_at: '2026-03-19T09:00:00.000Z' })).toEqual([]);
});

describe('without a time that can be read', () => {
	// Nothing distinguishes a late repeat from a change back, so none is heard here.
	afterEach(async () => await restart());

	const timeless = (data: object, firedAt?: unknown): object => ({
		...updated('09:00:00', data),
		fired_at: firedAt,
	});

	it.each([[undefined], [null], ['2026-03-18'], [1_773_824_400]])(
		'(%j) inactive, active and inactive: the second end is told as well',
		async (firedAt) => {
			const say = (word: string): object => timeless({ status: `status_${word}` }, firedAt);
			expect(await story.hear(say('inactive'))).toEqual(LEAVER('2026-03-18'));
			expect(await story.hear(say('active'))).toEqual([]);
			expect(await story.hear(say('inactive'))).toEqual(LEAVER('2026-03-18'));
		},
	);

	it('each other edit is told, and the same one after another is not', async () => {
		await restart(/^employee\.updated/);
		const told = await story.hear(
			timeless({ firstname: 'Ada' }),
			timeless({ lastname: 'Byron' }),
			timeless({ lastname: 'Lovelace' }),
			timeless({ lastname: 'Lovelace' }),
			timeless({ lastname: 'Byron' }),
		);
		expect(told).toHaveLength(4);
	});
});

describe('a leave', () => {
	const leave = (verb: string, state: string, at: string, changes: object = {}): object => ({
		event_type: `timeoff_request_${verb}`,
		id,
		resource_type: 'employee',
		fired_at: `${at}.365Z`,
		data: {
			id: '3647',
			state,
			from_date: '2026-05-13T00:00:00.000',
			to_date: '2026-05-15T00:00:00.000',
			half_days: [],
			updated_at: `${at}.100Z`,
			updated_by: 'Nikos Dimos',
			category_name: 'Paid time off',
			requesting_total: 3,
			timeoff_tracking_unit: 'full_days',
			...changes,
		},
	});

	it('approved, reverted and approved within a minute', async () => {
		const told = await story.hear(
			leave('approved', 'approved', '2026-03-18T09:00:00'),
			leave('reverted', 'canceled', '2026-03-18T09:00:20'),
			leave('approved', 'approved', '2026-03-18T09:00:40'),
		);
		expect(told.map((one) => one.split(' ')[0])).toEqual([
			'leave.approved',
			'leave.cancelled',
			'leave.approved',
		]);
	});

	it('approved again on another day, although what came between was never heard', async () => {
		await story.hear(leave('approved', 'approved', '2026-03-18T09:00:00'));
		story.at('2026-03-20T10:00:00.000Z');
		expect(await story.hear(leave('approved', 'approved', '2026-03-20T09:00:00'))).toHaveLength(1);
	});

	it('approved for other hours, and for those of before', async () => {
		const hours = (total: number, at: string): object =>
			leave('approved', 'approved', `2026-03-18T${at}`, {
				requesting_total: total,
				timeoff_tracking_unit: 'hours',
			});
		const told = await story.hear(hours(4, '09:00:00'), hours(6, '09:01:00'), hours(4, '09:02:00'));
		expect(told).toHaveLength(3);
	});
});
