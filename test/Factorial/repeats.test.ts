import type { IDataObject } from 'n8n-workflow';

import type { Limit } from '../../nodes/shared/outbound/limiter';
import type { FactorialSimulator } from '../../simulators/factorial/index.mts';
import type { Sent } from '../support/factorial';
import {
	act,
	actionIn,
	challengeFor,
	keyOf,
	offered,
	post,
	run,
	startRoomyFactorial,
	triggerIn,
} from '../support/factorial';
import type { Story } from '../support/repeats';
import { beginStory, endStory, expectNoRepeats } from '../support/repeats';

/* What comes once, and what comes again; see docs/repeats.md. */

// The stories take hundreds of requests; the limit that Factorial is read under has tests of its own.
jest.mock('../../nodes/Factorial/connection', () => {
	const actual = jest.requireActual<typeof import('../../nodes/Factorial/connection')>(
		'../../nodes/Factorial/connection',
	);
	const limitOf = (): Limit & { name: string } => ({
		name: 'all',
		requests: 1_000,
		windowMs: 1_000,
	});
	return { ...actual, connection: { ...actual.connection, limitOf } };
});

const TERMINATE = 'employees/employee/terminate';
const UPDATE = 'employees/employee/update';

let factorial: FactorialSimulator;
let story: Story<Sent>;
let id: string;
let now: number;

const at = (instant: string): void => {
	now = Date.parse(instant);
	story.at(instant);
};

async function begin(only?: RegExp): Promise<void> {
	const node = triggerIn(factorial, { parameters: { hrEvents: offered('hrEvents') } });
	const key = keyOf(factorial);
	const listener = {
		post: async (sent: Sent) => await post(node, sent, challengeFor(node, key, sent.type ?? '')),
		run: async (items: IDataObject[]) => await run(node, items),
	};
	story = await beginStory(listener, only);
	at('2026-03-18T10:00:00.000Z');
}

beforeEach(async () => {
	now = Date.parse('2026-03-18T10:00:00.000Z');
	factorial = await startRoomyFactorial({ employees: 2, now: () => now });
	id = factorial.employees[0]?.id ?? '';
	await begin();
});
afterEach(async () => {
	await expectNoRepeats(story);
	endStory();
	await factorial.close();
	expect(factorial.violations.list).toEqual([]);
});

/** The record as it is now, as a delivery of that type. */
function person(type: string): Sent {
	const body = factorial.employees.find((one) => one.id === id);
	return { type, body: { ...body } };
}

/** Time goes on, and something happens at Factorial. */
function then(change: () => void, seconds = 20): void {
	at(new Date(now + seconds * 1000).toISOString());
	change();
}

const terminated = (on: string): Sent => {
	then(() => factorial.terminateEmployee(id, { on }));
	return person(TERMINATE);
};
const unterminated = (): Sent => {
	then(() => factorial.unterminateEmployee(id));
	return person('employees/employee/unterminate');
};
const edited = (changes: object = { preferred_name: 'Ada' }): Sent => {
	then(() => factorial.updateEmployee(id, changes));
	return person(UPDATE);
};

const CANCELLED = 'employee.termination_cancelled null';
const OVER = ['employee.access_ended 2026-03-10', 'employee.terminated 2026-03-10'];
const AHEAD = ['employee.termination_scheduled 2026-06-30'];

describe('a termination', () => {
	it('that is over, taken back and entered again on the same day', async () => {
		expect(await story.hear(terminated('2026-03-10'))).toEqual(OVER);
		expect(await story.hear(unterminated())).toEqual([CANCELLED]);
		expect(await story.hear(terminated('2026-03-10'))).toEqual(OVER);
		expect(await story.hear(unterminated())).toEqual([CANCELLED]);
	});

	it('that is ahead, taken back and entered again on the same day', async () => {
		expect(await story.hear(terminated('2026-06-30'))).toEqual(AHEAD);
		expect(await story.hear(unterminated())).toEqual([CANCELLED]);
		expect(await story.hear(terminated('2026-06-30'))).toEqual(AHEAD);
	});

	it.each([
		['terminate', TERMINATE, UPDATE],
		['update', UPDATE, TERMINATE],
	])('told by two events comes once, %s first, and at once', async (_, first, second) => {
		for (const [day, events] of [
			['2026-06-30', AHEAD],
			['2026-03-10', OVER],
		] as const) {
			const delivery = terminated(day);
			const told = await story.hear({ ...delivery, type: first }, { ...delivery, type: second });
			expect(told).toEqual(events);
			expect(await story.hear(unterminated())).toEqual([CANCELLED]);
			const anew = terminated(day);
			const again = await story.hearAtOnce({ ...anew, type: first }, { ...anew, type: second });
			expect(again).toEqual(events);
			await story.hear(unterminated());
		}
	});

	it('is not told again by an edit, on the day or later', async () => {
		await story.hear(terminated('2026-06-30'));
		expect(await story.hear(edited())).toEqual([]);
		at('2026-03-25T10:00:00.000Z');
		expect(await story.hear(edited({ preferred_name: 'Eve' }))).toEqual([]);
	});

	it('keeps its id, whatever is edited before its delivery is repeated', async () => {
		const delivery = terminated('2026-06-30');
		await story.hear(delivery);
		edited();
		expect(await story.hearAllAgain(1)).toEqual([]);
	});

	it('moved to an earlier day that is over, and back', async () => {
		await story.hear(terminated('2026-06-30'));
		expect(await story.hear(edited({ terminated_on: '2026-03-10' }))).toEqual(OVER);
		expect(await story.hear(edited({ terminated_on: '2026-06-30' }))).toEqual(AHEAD);
		expect(await story.hear(edited({ terminated_on: '2026-03-10' }))).toEqual(OVER);
	});

	it('taken back without an event of its own, by an edit that shows no day', async () => {
		await story.hear(terminated('2026-03-10'));
		then(() => factorial.unterminateEmployee(id));
		expect(await story.hear(person(UPDATE))).toEqual([]);
		expect(await story.hear(terminated('2026-03-10'))).toEqual(OVER);
	});

	it('entered again on another day is told, although what came between was never heard', async () => {
		await story.hear(terminated('2026-03-10'));
		then(() => factorial.unterminateEmployee(id), 3 * 86_400);
		expect(await story.hear(terminated('2026-03-10'))).toEqual(OVER);
	});
});

describe('a leave', () => {
	let leave: string;
	const event = (verb: string): Sent => ({
		type: `timeoff/leave/${verb}`,
		body: { ...factorial.leaves.find((one) => one.id === leave) },
	});
	const updated = (changes: object): Sent => {
		then(() => factorial.updateLeave(leave, changes));
		return event('update');
	};

	beforeEach(() => {
		then(() => {
			leave = factorial.enterLeave({ employeeId: id, from: '2026-05-04', to: '2026-05-08' });
		});
	});

	it('of four hours, of six, and of eight', async () => {
		await story.hear(event('create'));
		const told: string[] = [];
		for (const hours of [400, 600, 800, 600]) {
			told.push(...(await story.hear(updated({ hours_amount_in_cents: hours }))));
		}
		expect(told).toHaveLength(4);
	});

	it('moved, moved back, and moved again', async () => {
		await story.hear(event('create'));
		const move = async (day: string): Promise<string[]> =>
			await story.hear(updated({ start_on: day, finish_on: day }));
		expect([await move('2026-05-11'), await move('2026-05-04'), await move('2026-05-11')]).toEqual([
			['leave.updated 2026-05-11'],
			['leave.updated 2026-05-04'],
			['leave.updated 2026-05-11'],
		]);
	});

	it('approved by an event and by an edit comes once, and not again by later edits', async () => {
		expect(await story.hear(event('create'))).toHaveLength(1);
		then(() => factorial.approveLeave(leave));
		expect(await story.hear(event('update'), event('approve'))).toEqual([
			'leave.approved 2026-05-04',
		]);
		at('2026-03-25T10:00:00.000Z');
		expect(await story.hear(updated({ description: 'whatever' }))).toEqual([]);
	});

	it('whose request is delivered after its approval stays approved', async () => {
		const asked = event('create');
		then(() => factorial.approveLeave(leave));
		expect(await story.hear(event('approve'))).toEqual(['leave.approved 2026-05-04']);
		expect(await story.hear(asked)).toEqual([]);
	});

	it('moved twice stays where it was moved last, in whatever order that is delivered', async () => {
		await story.hear(event('create'));
		const first = updated({ start_on: '2026-05-06' });
		const last = updated({ start_on: '2026-05-07' });
		expect(await story.hear(last)).toEqual(['leave.updated 2026-05-07']);
		expect(await story.hear(first)).toEqual([]);
	});

	it('that was deleted is not approved by a delivery that comes late', async () => {
		await story.hear(event('create'));
		then(() => factorial.approveLeave(leave));
		const approved = event('approve');
		then(() => factorial.deleteLeave(leave));
		expect(await story.hear(event('delete'))).toEqual(['leave.cancelled 2026-05-04']);
		expect(await story.hear(approved)).toEqual([]);
	});

	it('approved, rejected and approved within a minute', async () => {
		const told: string[] = [];
		for (const verb of ['approve', 'reject', 'approve'] as const) {
			then(() =>
				verb === 'approve' ? factorial.approveLeave(leave) : factorial.rejectLeave(leave),
			);
			told.push(...(await story.hear(event(verb))));
		}
		expect(told.map((one) => one.split(' ')[0])).toEqual([
			'leave.approved',
			'leave.declined',
			'leave.approved',
		]);
	});
});

describe('Event: Get Many Since', () => {
	it('gives changes of people and contracts the ids of the trigger', async () => {
		await begin(/./);
		const [contract] = factorial.contracts.filter(({ employee_id: of }) => of === id);
		then(() => factorial.correctContract(contract?.id ?? '', { job_title: 'Engineer' }));
		const body = { ...factorial.contracts.find((one) => one.id === contract?.id) };
		await story.hear({ type: 'contracts/contract_version/update', body });
		await story.hear(edited());

		const since = {
			resource: 'event',
			operation: 'getAllSince',
			since: '2026-03-18T10:00:10.000Z',
		};
		const output = await act(actionIn(factorial, { parameters: since }));
		const asked = new Map(output.map(({ json }) => [json.eventType, json.eventId]));
		const told = new Map(story.events.map(({ eventType, eventId }) => [eventType, eventId]));
		for (const type of ['employee.updated', 'table.entry_updated'] as const) {
			expect([type, asked.get(type)]).toEqual([type, told.get(type)]);
			expect(asked.get(type)).toMatch(/^[0-9a-f]{64}$/);
		}
	});
});

describe('the lead of a team, whose records carry no time', () => {
	const membership = (lead: boolean): Sent => ({
		type: 'teams/membership/update',
		body: { id: '31', employee_id: id, team_id: '501', company_id: '55', lead },
	});

	it('is appointed, dismissed and appointed', async () => {
		await begin(/job_changed/);
		for (const [step, lead] of [true, false, true].entries()) {
			expect([step, await story.hear(membership(lead))]).toEqual([
				step,
				['employee.job_changed null'],
			]);
			expect(await story.hear(membership(lead))).toEqual([]);
		}
		// A repeat looks like a change back here; the guard after each story is for the others.
		await begin();
	});
});

describe('another job', () => {
	const version = (verb: 'create' | 'update'): Sent => {
		const body = factorial.contracts.filter(({ employee_id: of }) => of === id).at(-1);
		return { type: `contracts/contract_version/${verb}`, body: { ...body } };
	};
	const corrected = (changes: object): Sent => {
		const current = factorial.contracts.filter(({ employee_id: of }) => of === id).at(-1);
		then(() => factorial.correctContract(current?.id ?? '', changes));
		return version('update');
	};
	const CHANGED = ['employee.job_changed 2026-03-18'];

	it('is told once; edits of the hours do not tell it again, another title does, and back', async () => {
		await begin(/job_changed/);
		then(() => factorial.changeContract(id, { job_title: 'Foreman', effective_on: '2026-03-18' }));
		expect(await story.hear(version('create'))).toEqual(CHANGED);
		expect(await story.hear(corrected({ working_hours: 3000 }))).toEqual([]);
		at('2026-03-20T08:00:00.000Z');
		expect(await story.hear(corrected({ working_hours: 3500 }))).toEqual([]);
		expect(await story.hear(corrected({ job_title: 'Master' }))).toEqual(CHANGED);
		expect(await story.hear(corrected({ job_title: 'Foreman' }))).toEqual(CHANGED);
	});
});
