import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { PRIVATE_MARK, SALARY_AMOUNT } from '../../simulators/hibob/index.mts';
import { executions, waitForStragglers, ZONE_AT_NOON } from '../support/index.mts';
import {
	listening,
	setStage,
	told,
	typesAndDates,
	typesIn,
	type Stage,
	type Told,
} from './support.mts';

/*
 * The simulator's clock stands at noon of today in UTC, and the company is where it is about noon
 * by the clock of n8n. By both clocks it is today there, and stays today while the tests run.
 */
const STARTED = Date.now();
const TODAY = new Date(STARTED).toISOString().slice(0, 10);
const AHEAD_MS = Date.parse(`${TODAY}T12:00:00Z`) - STARTED;
const options = { timeZone: ZONE_AT_NOON };

const LEAVING = ['employee.termination_scheduled', 'employee.access_ended', 'employee.terminated'];

let stage: Stage;

before(async () => {
	stage = await setStage({ hibob: { now: () => Date.now() + AHEAD_MS } });
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	assert.deepEqual(stage.hibob.violations.list, []);
});

/** `YYYY-MM-DD`, so many days from today. */
function day(offset: number): string {
	return new Date(Date.parse(`${TODAY}T12:00:00Z`) + offset * 86_400_000)
		.toISOString()
		.slice(0, 10);
}

/** Somebody who has been there for two years. */
function somebody(): string {
	return stage.hibob.seedPeople(1)[0] ?? '';
}

/** What the steps of a story are told as, each by itself; nobody else is told of. */
async function story(
	hrEvents: readonly string[],
	person: string | (() => string),
	steps: ReadonlyArray<[what: string, happen: () => unknown, expected: unknown]>,
	more: Record<string, unknown> = {},
): Promise<Told[]> {
	const all: Told[] = [];
	const parameters = { hrEvents, options: { ...options, ...more } };
	await listening(stage, parameters, async (workflow) => {
		for (const [what, happen, expected] of steps) {
			const items = await told(stage, workflow, happen);
			assert.deepEqual(typesAndDates(items).sort(), expected, what);
			all.push(...items);
		}
		await waitForStragglers();
		const runs = await executions(stage.n8n, workflow.id);
		assert.equal(
			runs.flatMap((run) => run.items('HiBob Trigger')).length,
			all.length,
			'and nothing else',
		);
	});
	const id = typeof person === 'string' ? person : person();
	for (const item of all) {
		assert.equal(item.employee.id, id);
		assert.equal(item.refs['employeeId'], id);
	}
	const text = JSON.stringify(all);
	assert.ok(!text.includes(PRIVATE_MARK), 'something private is told');
	assert.ok(!text.includes(String(SALARY_AMOUNT)), 'pay is told');
	return all;
}

test('a hire: created and hired while it is to come, started on the day', async () => {
	const { hibob } = stage;
	const startDate = day(14);
	let person = '';
	const [manager] = hibob.employees;
	const items = await story(
		['employee.created', 'employee.hired', 'employee.started'],
		() => person,
		[
			[
				'hired',
				() => {
					const names = { firstName: 'Mika', surname: 'Stone', email: 'mika@work.example' };
					person = hibob.hire({ startDate, ...names, title: 'Test Pilot' });
				},
				[
					['employee.created', startDate],
					['employee.hired', startDate],
				],
			],
			['the first day', () => hibob.start(person), [['employee.started', startDate]]],
		],
	);
	const hired = items.find(({ eventType }) => eventType === 'employee.hired');
	assert.equal(hired?.phase, 'scheduled');
	assert.deepEqual(hired.enrichment, { status: 'full', reason: null });
	assert.partialDeepStrictEqual(hired.employee, {
		displayName: 'Mika Stone',
		workEmail: 'mika@work.example',
		jobTitle: 'Test Pilot',
		department: 'Engineering',
		location: 'Berlin',
		status: 'pending',
		startDate,
		manager: {
			id: manager?.['root.id'],
			displayName: manager?.['root.displayName'],
			workEmail: manager?.['root.email'],
		},
	});
});

test('a promotion: told when it is scheduled, edited, and takes effect', async () => {
	const { hibob } = stage;
	const person = somebody();
	const on = day(20);
	const items = await story(
		['employee.job_changed', 'employee.updated', 'table.entry_created', 'table.entry_updated'],
		person,
		[
			[
				'scheduled',
				() => hibob.schedulePromotion(person, { effectiveDate: on, title: 'Team Lead' }),
				[
					['employee.job_changed', on],
					['table.entry_created', on],
				],
			],
			[
				'edited',
				() => hibob.editPromotion(person, { effectiveDate: on, department: 'People' }),
				[
					['employee.job_changed', on],
					['table.entry_updated', on],
				],
			],
			['in effect', () => hibob.becomeEffective('work', person, on), [['employee.updated', null]]],
		],
	);
	const [scheduled] = items.filter(({ eventType }) => eventType === 'employee.job_changed');
	assert.equal(scheduled?.phase, 'scheduled');
	assert.deepEqual(scheduled.changedFields, ['jobTitle']);
	const row = items.find(({ eventType }) => eventType === 'table.entry_created');
	assert.partialDeepStrictEqual(row?.table, {
		name: 'work',
		effectiveDate: on,
		record: { effectiveDate: on, humanReadable: { title: 'Team Lead' } },
	});
	const updated = items.at(-1);
	assert.ok(updated?.changedFields.includes('work.title'));
	assert.partialDeepStrictEqual(updated?.employee, {
		jobTitle: 'Team Lead',
		department: 'People',
	});
});

test('a termination for next month is told at once, and on the day that it has come', async () => {
	const { hibob } = stage;
	const person = somebody();
	const [first, yesterday] = [day(30), day(-1)];
	const items = await story(LEAVING, person, [
		[
			'scheduled for next month',
			() => hibob.scheduleTermination(person, { date: first, reasonType: 'Voluntary' }),
			[['employee.termination_scheduled', first]],
		],
		[
			'moved to the month after',
			() => hibob.moveTermination(person, { date: day(60) }),
			[['employee.termination_scheduled', day(60)]],
		],
		[
			'moved to yesterday: it is over',
			() => hibob.moveTermination(person, { date: yesterday }),
			[
				['employee.access_ended', yesterday],
				['employee.terminated', yesterday],
			],
		],
		['the midnight after', () => hibob.leave(person), []],
	]);
	const [scheduled] = items;
	assert.equal(scheduled?.phase, 'scheduled');
	assert.partialDeepStrictEqual(scheduled.termination, {
		date: first,
		type: 'voluntary',
		reasonRaw: 'Voluntary',
		gardenLeave: false,
	});
	assert.partialDeepStrictEqual(scheduled.employee, { status: 'active', terminationDate: first });
	assert.equal(items.at(-1)?.phase, 'effective');
});

test('on the last day somebody is still leaving; the midnight after, the end is told', async () => {
	const { hibob } = stage;
	const person = somebody();
	const today = day(0);
	const items = await story(LEAVING, person, [
		[
			'entered on the last day',
			() => hibob.scheduleTermination(person, { date: today, reasonType: 'Involuntary' }),
			[['employee.termination_scheduled', today]],
		],
		[
			'the midnight after',
			() => hibob.leave(person),
			[
				['employee.access_ended', today],
				['employee.terminated', today],
			],
		],
	]);
	assert.equal(items[0]?.phase, 'scheduled', 'the day is not over yet');
	assert.partialDeepStrictEqual(items[2]?.termination, { date: today, type: 'involuntary' });
	assert.partialDeepStrictEqual(items[2]?.employee, { status: 'terminated' });
});

test('a termination that is withdrawn is not told, as HiBob tells nothing of it', async () => {
	const { hibob } = stage;
	const person = somebody();
	const on = day(40);
	const scheduled = [['employee.termination_scheduled', on]];
	await story(LEAVING, person, [
		['scheduled', () => hibob.scheduleTermination(person, { date: on }), scheduled],
		['withdrawn', () => hibob.withdrawTermination(person), []],
	]);
	assert.deepEqual(
		hibob.rows('lifecycle', person).map(({ status }) => status),
		['Employed'],
	);
});

test('a garden leave: the end of work comes first, the end of the employment is told later', async () => {
	const { hibob } = stage;
	const person = somebody();
	const [lastDay, end] = [day(-10), day(-1)];
	const items = await story(LEAVING, person, [
		[
			'entered ahead',
			() => hibob.scheduleTermination(person, { date: day(50), gardenLeaveFrom: day(20) }),
			// Both rows are there when the first is told.
			[['employee.termination_scheduled', day(50)]],
		],
		['withdrawn', () => hibob.withdrawTermination(person), []],
	]);
	assert.partialDeepStrictEqual(items[0]?.termination, {
		date: day(50),
		lastWorkingDate: day(20),
		gardenLeave: true,
	});

	const other = somebody();
	const over = await story(LEAVING, other, [
		[
			'work is over, the employment is not',
			() => hibob.scheduleTermination(other, { date: day(15), gardenLeaveFrom: lastDay }),
			[
				['employee.access_ended', lastDay],
				['employee.termination_scheduled', day(15)],
			],
		],
		['the garden leave takes effect: known already', () => hibob.leave(other), []],
	]);
	assert.equal(over.length, 2);

	// HiBob tells of the end of the employment by changed fields only.
	const third = somebody();
	await story(['employee.terminated', 'employee.access_ended'], third, [
		[
			'entered when both are over',
			() => hibob.scheduleTermination(third, { date: end, gardenLeaveFrom: lastDay }),
			[
				['employee.access_ended', lastDay],
				['employee.terminated', end],
			],
		],
		['the garden leave', () => hibob.leave(third), []],
		['the end', () => hibob.leave(third), []],
	]);
});

test('after a garden leave the end of the employment is told on its day, once', async () => {
	const { hibob } = stage;
	const person = somebody();
	hibob.scheduleTermination(person, { date: day(-1), gardenLeaveFrom: day(-20) });
	hibob.leave(person);
	// Nobody has listened up to here.
	const items = await story(['employee.terminated', 'employee.access_ended'], person, [
		['the end', () => hibob.leave(person), [['employee.terminated', day(-1)]]],
	]);
	assert.partialDeepStrictEqual(items[0]?.termination, {
		date: day(-1),
		lastWorkingDate: day(-20),
		gardenLeave: true,
	});
});

test('a dismissal ends access at once, the employment later', async () => {
	const { hibob } = stage;
	const person = somebody();
	const items = await story(LEAVING, person, [
		[
			'dismissed',
			() => {
				const columns = { date: day(30), reasonType: 'Involuntary' };
				hibob.scheduleTermination(person, { ...columns, revokeAccess: true });
			},
			[
				['employee.access_ended', day(0)],
				['employee.termination_scheduled', day(30)],
			],
		],
	]);
	const ended = items.find(({ eventType }) => eventType === 'employee.access_ended');
	assert.partialDeepStrictEqual(ended?.termination, {
		date: day(30),
		accessEndDate: day(0),
		type: 'involuntary',
	});
});

const OF_LEAVES = [
	...['leave.requested', 'leave.approved', 'leave.declined', 'leave.cancelled'],
	...['leave.updated', 'leave.started', 'leave.ended'],
];

test('a leave that is a status: entered, begun, over', async () => {
	const { hibob } = stage;
	const person = somebody();
	const [from, back] = [day(-10), day(90)];
	const items = await story([...OF_LEAVES, 'employee.activated', 'employee.deactivated'], person, [
		[
			'parental leave, entered late',
			() => hibob.temporaryLeave(person, { from, until: back, status: 'Parental leave' }),
			[
				['employee.deactivated', null],
				['leave.approved', from],
				['leave.started', from],
			],
		],
		[
			'back sooner than planned',
			() => hibob.endLeave(person, day(0)),
			[
				['employee.activated', null],
				['leave.ended', day(-1)],
			],
		],
	]);
	const begun = items.find(({ eventType }) => eventType === 'leave.started');
	assert.partialDeepStrictEqual(begun?.leave, {
		kind: 'status',
		id: null,
		status: 'approved',
		isConfirmed: true,
		category: 'parental',
		typeName: 'Parental leave',
		startDate: from,
	});
	assert.partialDeepStrictEqual(begun?.employee, { status: 'on_leave' });

	const later = somebody();
	await story(OF_LEAVES, later, [
		[
			'entered for later, access kept',
			() => hibob.temporaryLeave(later, { from: day(30), status: 'Leave', keepsAccess: true }),
			[['leave.approved', day(30)]],
		],
	]);
});

/** @param date `YYYY-MM-DD` */
function isWorkday(date: string): boolean {
	return ![0, 6].includes(new Date(date).getUTCDay());
}

test('a request: asked for, approved, moved, cancelled, and others declined, imported, ended', async () => {
	const { hibob } = stage;
	const person = somebody();
	let id = 0;
	let moved = 0;
	const [from, to] = [day(30), day(34)];
	const items = await story(OF_LEAVES, person, [
		[
			'asked for',
			() => (id = hibob.requestTimeOff({ employeeId: person, from, to })),
			[['leave.requested', from]],
		],
		['approved', () => hibob.approveTimeOff(id), [['leave.approved', from]]],
		[
			'moved',
			() => (moved = hibob.moveTimeOff(id, { from: day(40), to: day(41) })),
			[['leave.updated', day(40)]],
		],
		['cancelled', () => hibob.cancelTimeOff(moved), [['leave.cancelled', day(40)]]],
	]);
	const [requested, approved, updated, cancelled] = items;
	assert.partialDeepStrictEqual(requested?.leave, {
		id: String(id),
		kind: 'request',
		status: 'requested',
		isConfirmed: false,
		category: 'vacation',
		startDate: from,
		endDate: to,
		// Without days off.
		amount: [30, 31, 32, 33, 34].filter((ahead) => isWorkday(day(ahead))).length,
		unit: 'days',
	});
	assert.partialDeepStrictEqual(approved?.leave, { status: 'approved', isConfirmed: true });
	assert.partialDeepStrictEqual(updated?.leave, {
		id: String(moved),
		previousId: String(id),
		originalId: String(id),
		isConfirmed: true,
	});
	assert.partialDeepStrictEqual(cancelled?.leave, { status: 'cancelled', isConfirmed: false });
	assert.equal(cancelled?.phase, 'cancelled');
	for (const { leave, refs } of items) assert.equal(refs['leaveId'], leave?.['id']);

	const others = somebody();
	let open = 0;
	const told = await story(OF_LEAVES, others, [
		[
			'sick: approved at once',
			() => hibob.requestTimeOff({ employeeId: others, from: day(0), policyType: 'Sick leave' }),
			[
				['leave.approved', day(0)],
				['leave.requested', day(0)],
			],
		],
		[
			'asked for',
			() => (id = hibob.requestTimeOff({ employeeId: others, from: day(50) })),
			[['leave.requested', day(50)]],
		],
		['declined', () => hibob.declineTimeOff(id), [['leave.declined', day(50)]]],
		[
			'imported',
			() => (id = hibob.importTimeOff({ employeeId: others, from: day(60) })),
			[['leave.approved', day(60)]],
		],
		['deleted: only the id is left', () => hibob.deleteTimeOff(id), [['leave.cancelled', null]]],
		[
			'open-ended',
			() => (open = hibob.requestTimeOff({ employeeId: others, from: day(70), type: 'openEnded' })),
			[['leave.requested', day(70)]],
		],
		['given an end', () => hibob.setEndDate(open, { to: day(80) }), [['leave.updated', day(70)]]],
	]);
	assert.ok(
		told.slice(0, 2).every(({ leave }) => leave?.['category'] === 'sick'),
		'what it is is in the leave',
	);
	assert.ok(
		told.slice(0, 2).every((item) => !String(item['summary']).toLowerCase().includes('sick')),
		'and not in the sentence',
	);
	const deleted = told.find(({ eventType }) => eventType === 'leave.cancelled');
	assert.partialDeepStrictEqual(deleted?.leave, { id: String(id), status: 'deleted' });
	assert.partialDeepStrictEqual(told.at(-1)?.leave, { endDate: day(80) });
});

test('a rehire: told when it is entered, and started on the day', async () => {
	const { hibob } = stage;
	const person = somebody();
	hibob.scheduleTermination(person, { date: day(-30) });
	hibob.leave(person);
	const startDate = day(0);
	const items = await story(
		['employee.hired', 'employee.rehired', 'employee.started', 'employee.termination_scheduled'],
		person,
		[
			[
				'back, today',
				() => hibob.rehire(person, { startDate }),
				[
					['employee.rehired', startDate],
					['employee.started', startDate],
				],
			],
		],
	);
	assert.ok(items.every(({ employee }) => employee['status'] === 'active'));

	const later = somebody();
	hibob.scheduleTermination(later, { date: day(-30) });
	hibob.leave(later);
	const ahead = await story(['employee.hired', 'employee.rehired', 'employee.started'], later, [
		[
			'back in two weeks',
			() => hibob.rehire(later, { startDate: day(14) }),
			[['employee.rehired', day(14)]],
		],
	]);
	assert.equal(ahead[0]?.phase, 'scheduled');
});

test('pay is told only where it was asked for, bank accounts never, other tables are', async () => {
	const { hibob } = stage;
	const person = somebody();
	const happen = () => {
		hibob.addRow('salary', person, { base: { value: SALARY_AMOUNT, currency: 'EUR' } });
		hibob.addRow('bankAccounts', person, {});
		hibob.addRow('employment', person, { weeklyHours: 20 });
	};
	const hrEvents = ['table.entry_created'];
	await listening(stage, { hrEvents }, async (workflow) => {
		const items = await told(stage, workflow, happen);
		assert.deepEqual(typesIn(items), [...hrEvents, ...hrEvents, ...hrEvents]);
		const text = JSON.stringify(items);
		assert.ok(!text.includes(String(SALARY_AMOUNT)) && !text.includes(PRIVATE_MARK));
		const recordOf = (name: string) => items.find(({ table }) => table?.['name'] === name)?.table;
		assert.equal(recordOf('salary')?.['record'], null);
		assert.equal(recordOf('bankAccounts')?.['record'], null);
		assert.ok(recordOf('bankAccounts')?.['entryId']);
		assert.partialDeepStrictEqual(recordOf('employment')?.['record'], { weeklyHours: 20 });
	});
	const withPay = { hrEvents, options: { includePayTables: true } };
	await listening(stage, withPay, async (workflow) => {
		const items = await told(stage, workflow, happen);
		const recordOf = (name: string) => items.find(({ table }) => table?.['name'] === name)?.table;
		assert.partialDeepStrictEqual(recordOf('salary')?.['record'], {
			base: { value: SALARY_AMOUNT },
		});
		assert.equal(recordOf('bankAccounts')?.['record'], null);
		assert.ok(!JSON.stringify(items).includes(PRIVATE_MARK));
	});
});
