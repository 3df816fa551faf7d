import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { z } from 'zod/v4';
import {
	PRIVATE_MARK,
	SALARY_CENTS,
	startFactorial,
	type Webhook,
} from '../../simulators/factorial/index.mts';
import {
	eventBytes,
	eventJson,
	eventNames,
	expectedEvents,
	expectedUnrecognised,
	records,
	typeOf,
} from '../../test/fixtures/factorial/read.mts';
import {
	createCredential,
	executions,
	peopleTold,
	pollUntil,
	publishOrThrow,
	reference,
	retryExecution,
	saveDraft,
	setParameters,
	statusesOf,
	unpublish,
	updateCredential,
	waitForExecutions,
	waitForStragglers,
	type Execution,
	type NodeInput,
	type Workflow,
} from '../support/index.mts';
import {
	attemptsAt,
	credentialData,
	day,
	listening,
	setStage,
	webhooksOf,
	TRIGGER,
	typesOf,
	type Stage,
} from './support.mts';

const CREATE = 'employees/employee/create_with_contract';
const UPDATE = 'employees/employee/update';
const TERMINATE = 'employees/employee/terminate';

const ALL_HR_EVENTS = [
	...['employee.created', 'employee.hired', 'employee.updated', 'employee.job_changed'],
	...['employee.termination_scheduled', 'employee.access_ended', 'employee.terminated'],
	...['employee.termination_cancelled'],
	...['table.entry_created', 'table.entry_updated', 'table.entry_deleted'],
	...['leave.requested', 'leave.approved', 'leave.declined', 'leave.updated'],
	...['leave.cancelled'],
];

/** What these are told as depends on the day of the run. */
const DEPENDS_ON_TODAY =
	/^employees__employee__(terminate(?!\.withdrawn)|update\.(left_|moved_termination))/;

/** The bytes are those of another sample: what differs is an option of the trigger. */
const WITH_DAYS = 'timeoff__leave__approve.leave_days';

let stage: Stage;

before(async () => {
	// A failed delivery comes again after 60 ms, then after 120 ms, ..., and for 3 minutes.
	stage = await setStage({ factorial: { employees: 0, timeScale: 0.001 } });
	stage.factorial.load(records());
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	stage.factorial.faults.clear();
	assert.deepEqual(stage.factorial.violations.list, []);
});

/** The one webhook of a workflow for a type. */
function webhookFor(workflow: Workflow, type: string, on = stage): Webhook {
	const found = webhooksOf(on, workflow).find((one) => one.type === type);
	if (!found) throw new Error(`The workflow does not listen for ${type}`);
	return found;
}

/** Another claim in the URL of a delivery. */
function claiming(type: string | null) {
	return (target: string): string => {
		const url = new URL(target);
		url.searchParams.delete('event');
		if (type !== null) url.searchParams.set('event', type);
		return url.href;
	};
}

/** The runs that a step of the story started; it waits until all of it was answered. */
async function runsOf(workflow: Workflow, act: () => unknown): Promise<Execution[]> {
	const before = attemptsAt(stage, workflow).length;
	const known = (await executions(stage.n8n, workflow.id)).length;
	act();
	await stage.factorial.deliveries.idle();
	const answers = attemptsAt(stage, workflow).slice(before);
	assert.ok(answers.length > 0, 'something is told');
	assert.ok(answers.every(({ status }) => status === 200));
	const runs = await waitForExecutions(stage.n8n, workflow.id, known + answers.length);
	assert.ok(runs.every(({ status }) => status === 'success'));
	return runs.slice(known);
}

/** What a step of the story was told as. */
async function told(workflow: Workflow, act: () => unknown): Promise<Told[]> {
	const runs = await runsOf(workflow, act);
	assert.deepEqual(
		runs.flatMap((run) => run.items(TRIGGER, 1)),
		[],
		'nothing is unrecognised',
	);
	return runs.flatMap(toldBy);
}

const recordSchema = z.record(z.string(), z.unknown());

/** As much of an item as these tests look at. */
const toldSchema = z.looseObject({
	eventType: z.string(),
	effectiveDate: z.string().nullable(),
	phase: z.string(),
	employee: recordSchema,
	leave: recordSchema.nullable(),
	termination: recordSchema.nullable(),
	table: recordSchema.nullable(),
	raw: recordSchema.optional(),
});
type Told = z.infer<typeof toldSchema>;

/** The items that left the Events output of a run. */
function toldBy(run: Execution | undefined): Told[] {
	return z.array(toldSchema).parse(run?.items(TRIGGER));
}

const typesIn = (items: ReadonlyArray<Pick<Told, 'eventType'>>): string[] =>
	items.map(({ eventType }) => eventType);

/** Everything of an item that is the same on any day. */
function anyDay(item: Record<string, unknown>): unknown {
	const { id, displayName, workEmail, employeeNumber, manager } = item.employee as Told['employee'];
	return {
		...pick(item, ['eventType', 'category', 'effectiveDate', 'occurredAt', 'changedFields']),
		...pick(item, ['source', 'refs', 'termination', 'table', 'enrichment', 'raw']),
		employee: { id, displayName, workEmail, employeeNumber, manager },
		leave:
			item.leave === null
				? null
				: pick(item.leave as Record<string, unknown>, [
						...['id', 'status', 'isConfirmed', 'category', 'typeId', 'typeName'],
						...['startDate', 'endDate', 'startPart', 'endPart', 'startTime', 'amount', 'unit'],
						...['isPaid'],
					]),
	};
}

function pick(record: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(names.map((name) => [name, record[name]]));
}

test('each kind of delivery becomes the expected events', async (t) => {
	const names = eventNames().filter((name) => !DEPENDS_ON_TODAY.test(name) && name !== WITH_DAYS);
	const isOther = (name: string) =>
		expectedEvents(name).some(({ eventType }) => eventType === 'other');
	const others = [...new Set(names.filter(isOther).map(typeOf))];
	assert.ok(others.length > 5 && names.length - others.length > 20, 'the fixtures are there');
	// Several of the samples tell the same fact, so repeats are let through.
	const options = { skipRepeats: false };
	await listening(stage, { hrEvents: ALL_HR_EVENTS, options }, async (people) => {
		const listenFor = { listenFor: 'vendorEvents', vendorEvents: others };
		await listening(stage, { ...listenFor, options }, async (rest) => {
			assert.deepEqual(typesOf(stage, rest), others.sort());
			const done = new Map<Workflow, number>();
			for (const name of names) {
				await t.test(name, async () => {
					const workflow = isOther(name) ? rest : people;
					const attempts = await stage.factorial.deliver({
						type: typeOf(name),
						body: eventBytes(name),
					});
					assert.deepEqual(statusesOf(attempts, workflow), [200]);
					const count = (done.get(workflow) ?? 0) + 1;
					done.set(workflow, count);
					const run = (await waitForExecutions(stage.n8n, workflow.id, count)).at(-1);
					const items = run?.items(TRIGGER) ?? [];
					assert.deepEqual(items.map(anyDay), expectedEvents(name).map(anyDay));
					assert.deepEqual(
						run?.items(TRIGGER, 1).map(({ employee, enrichment }) => ({
							employeeId: (employee as Told['employee']).id,
							reason: (enrichment as { reason: string }).reason,
						})),
						expectedUnrecognised(name),
					);
					if (isOther(name)) return;
					assert.doesNotMatch(JSON.stringify(items), new RegExp(PRIVATE_MARK));
				});
			}
		});
	});
});

test('the days of a leave are read where they are asked for', async () => {
	const hrEvents = ['leave.approved'];
	await listening(stage, { hrEvents, options: { fetchLeaveDays: true } }, async (workflow) => {
		const body = eventBytes(WITH_DAYS);
		const attempts = await stage.factorial.deliver({ type: typeOf(WITH_DAYS), body });
		assert.deepEqual(statusesOf(attempts, workflow), [200]);
		const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
		const daysIn = ({ leave }: Record<string, unknown>) => (leave as Record<string, unknown>).days;
		const expected = expectedEvents(WITH_DAYS);
		assert.deepEqual(run?.items(TRIGGER).map(anyDay), expected.map(anyDay));
		assert.deepEqual(run?.items(TRIGGER).map(daysIn), expected.map(daysIn));
		assert.notDeepEqual(expected.map(daysIn), [[]]);
	});
});

test('a hire is told with the address that the delivery did not have yet', async () => {
	const hrEvents = ['employee.created', 'employee.hired'];
	await listening(stage, { hrEvents, options: { includeRaw: true } }, async (workflow) => {
		assert.deepEqual(typesOf(stage, workflow), [CREATE]);
		let id = '';
		const items = await told(workflow, () => (id = stage.factorial.createEmployee()));
		assert.deepEqual(typesIn(items), hrEvents);
		const record = stage.factorial.employees.find((one) => one.id === id);
		assert.ok(record?.email);
		for (const item of items) {
			assert.equal(item.raw?.email, null, 'announced without an address');
			assert.equal(item.employee.workEmail, record.login_email);
			assert.equal(item.employee.id, id);
			assert.equal(item.employee.jobTitle, 'Support Agent');
			assert.partialDeepStrictEqual(item.employee.manager, { displayName: 'Alma Ribera' });
		}
		assert.equal(items[1]?.effectiveDate, day(14));
		assert.equal(items[1]?.phase, 'scheduled');
	});
});

test('a termination is told as it is scheduled, moved, taken back, or entered when it is over', async () => {
	const hrEvents = [
		...['employee.updated', 'employee.termination_scheduled', 'employee.access_ended'],
		...['employee.terminated', 'employee.termination_cancelled'],
	];
	const { factorial } = stage;
	const [leaver = '', gone = '', earlier = ''] = factorial.seedPeople(3);
	await listening(stage, { hrEvents }, async (workflow) => {
		const scheduled = await told(workflow, () =>
			factorial.terminateEmployee(leaver, { on: day(30) }),
		);
		assert.deepEqual(typesIn(scheduled), ['employee.termination_scheduled']);
		assert.equal(scheduled[0]?.effectiveDate, day(30));
		assert.equal(scheduled[0]?.phase, 'scheduled');
		assert.equal(scheduled[0]?.employee.id, leaver);
		assert.equal(scheduled[0]?.employee.status, 'active');
		assert.deepEqual(
			pick(scheduled[0]?.termination ?? {}, ['date', 'accessEndDate', 'type', 'reasonRaw']),
			{ date: day(30), accessEndDate: day(30), type: 'voluntary', reasonRaw: 'voluntary' },
		);

		const moved = await told(workflow, () => factorial.moveTermination(leaver, day(60)));
		assert.deepEqual(typesIn(moved), ['employee.updated', 'employee.termination_scheduled']);
		assert.equal(moved[1]?.effectiveDate, day(60));

		const back = await told(workflow, () => factorial.unterminateEmployee(leaver));
		assert.deepEqual(typesIn(back), ['employee.termination_cancelled']);
		assert.equal(back[0]?.employee.id, leaver);
		assert.equal(back[0]?.employee.terminationDate, null);

		const over = await told(workflow, () =>
			factorial.terminateEmployee(gone, { on: day(-5), reasonType: 'involuntary' }),
		);
		assert.deepEqual(typesIn(over), ['employee.access_ended', 'employee.terminated']);
		for (const item of over) {
			assert.equal(item.effectiveDate, day(-5));
			assert.equal(item.employee.status, 'terminated');
			assert.equal(item.termination?.type, 'involuntary');
		}

		const contractFirst = await told(workflow, () =>
			factorial.terminateEmployee(earlier, { on: day(20), contractEndsOn: day(-3) }),
		);
		assert.deepEqual(typesIn(contractFirst), [
			'employee.termination_scheduled',
			'employee.terminated',
		]);
		for (const { termination } of contractFirst) {
			assert.equal(termination?.date, day(-3));
			assert.equal(termination?.accessEndDate, day(20));
		}
	});
});

test('contracts, leaves and teams are told, without pay or anything private', async () => {
	const { factorial } = stage;
	const [id = ''] = factorial.seedPeople(1);
	let leaveId = '';
	const steps: ReadonlyArray<[what: string, act: () => unknown, expected: string[]]> = [
		[
			'promoted',
			() => factorial.changeContract(id, { job_title: 'Team Lead' }),
			['employee.job_changed', 'table.entry_created'],
		],
		['renamed', () => factorial.updateEmployee(id, { preferred_name: 'Bo' }), ['employee.updated']],
		['invited', () => factorial.inviteEmployee(id), ['employee.updated']],
		['joined a team', () => factorial.joinTeam(id, '502'), ['employee.job_changed']],
		[
			'asked for leave',
			() => (leaveId = factorial.enterLeave({ employeeId: id, from: day(7), to: day(9) })),
			['leave.requested'],
		],
		['approved', () => factorial.approveLeave(leaveId), ['leave.approved']],
		['deleted', () => factorial.deleteLeave(leaveId), ['leave.cancelled']],
		[
			'sick',
			() =>
				(leaveId = factorial.enterLeave({
					employeeId: id,
					from: day(0),
					to: day(6),
					type: 'Sick leave',
				})),
			['leave.approved'],
		],
		['rejected', () => factorial.rejectLeave(leaveId), ['leave.declined']],
	];
	const options = { fetchLeaveDays: true };
	await listening(stage, { hrEvents: ALL_HR_EVENTS, options }, async (workflow) => {
		for (const [what, act, expected] of steps) {
			const items = await told(workflow, act);
			assert.deepEqual(typesIn(items), expected, what);
			const text = JSON.stringify(items);
			assert.ok(!text.includes(PRIVATE_MARK), `${what}: something private is told`);
			assert.ok(!text.includes(String(SALARY_CENTS)), `${what}: pay is told`);
			assert.ok(items.every(({ employee }) => employee.id === id));
			if (what === 'promoted') {
				assert.partialDeepStrictEqual(items[1]?.table?.record, { job_title: 'Team Lead' });
			}
			if (what === 'sick') {
				const { amount, days } = items[0]?.leave ?? {};
				assert.ok(Number(amount) >= 4);
				assert.equal((days as unknown[]).length, amount, 'the days are fetched');
			}
		}
	});
	await listening(
		stage,
		{ hrEvents: ['table.entry_created'], options: { includePayTables: true, includeRaw: true } },
		async (workflow) => {
			const [item] = await told(workflow, () =>
				factorial.changeContract(id, { has_payroll: false }),
			);
			assert.partialDeepStrictEqual(item?.table?.record, { salary_amount: SALARY_CENTS });
			assert.partialDeepStrictEqual(item?.raw, { salary_amount: SALARY_CENTS });
		},
	);
});

test('a delivery without the right challenge is answered 401 and starts nothing', async () => {
	const body = eventBytes('employees__employee__create_with_contract');
	await listening(stage, { hrEvents: ['employee.created'] }, async (workflow) => {
		await listening(stage, { hrEvents: ['employee.termination_cancelled'] }, async (other) => {
			const { challenge } = webhookFor(workflow, CREATE);
			const foreign = webhooksOf(stage, other)[0]?.challenge;
			assert.ok(challenge && foreign && challenge !== foreign);
			for (const [what, wrong] of [
				['none', null],
				['empty', ''],
				['wrong', 'wrong'],
				['truncated', challenge.slice(0, -1)],
				['longer', `${challenge}0`],
				["another workflow's", foreign],
				['the API key itself', credentialData(stage.factorial).apiKey ?? ''],
			] as const) {
				const attempts = await stage.factorial.deliver({ type: CREATE, body, challenge: wrong });
				assert.deepEqual(statusesOf(attempts, workflow), [401], what);
			}
			const good = await stage.factorial.deliver({ type: CREATE, body });
			assert.deepEqual(statusesOf(good, workflow), [200]);
			await waitForExecutions(stage.n8n, workflow.id, 1);
			await waitForStragglers();
			const runs = await executions(stage.n8n, workflow.id);
			assert.equal(runs.length, 1, 'only the good one started an execution');
			assert.deepEqual(typesIn(toldBy(runs[0])), ['employee.created']);
			assert.equal((await executions(stage.n8n, other.id)).length, 0);
		});
	});
});

test('what the URL claims is not believed, and what does not fit is Unrecognised', async () => {
	const person = eventJson('employees__employee__create_with_contract');
	const vendorEvents = [TERMINATE, 'timeoff/leave/delete'];
	await listening(stage, { listenFor: 'vendorEvents', vendorEvents }, async (workflow) => {
		assert.deepEqual(typesOf(stage, workflow), [...vendorEvents].sort());
		const send = async (body: object | string, urlOf?: (target: string) => string) =>
			statusesOf(
				await stage.factorial.deliver({ type: TERMINATE, body, ...(urlOf && { urlOf }) }),
				workflow,
			);
		// The challenge is that of one type: nothing else that the URL may claim is believed.
		const twice = (target: string) => `${target}&event=${encodeURIComponent(TERMINATE)}`;
		const others = [CREATE, UPDATE, 'timeoff/leave/delete', 'employees/employee/teleport'];
		for (const type of [...others, '__proto__', '', null]) {
			assert.deepEqual(await send(person, claiming(type)), [401], String(type));
		}
		assert.deepEqual(await send(person, twice), [401]);
		await waitForStragglers();
		assert.equal((await executions(stage.n8n, workflow.id)).length, 0);

		// What is proved still has to look like what it is.
		const odd: ReadonlyArray<[object, RegExp]> = [
			[{ ...person, id: null }, /does not have the form that .*: id\./],
			[['not', 'an', 'object'], /does not have the form that .*: the whole record\./],
		];
		for (const [index, [body, reason]] of odd.entries()) {
			assert.deepEqual(await send(body), [200]);
			const run = (await waitForExecutions(stage.n8n, workflow.id, index + 1)).at(-1);
			assert.equal(run?.status, 'success');
			assert.deepEqual(run?.items(TRIGGER), [], `case ${index}`);
			const [item, ...more] = run.items(TRIGGER, 1);
			assert.deepEqual(more, []);
			assert.equal(item?.eventType, 'unmapped');
			assert.deepEqual(item.raw, body);
			assert.match((item.enrichment as { reason: string }).reason, reason, `case ${index}`);
		}
		assert.deepEqual(await send('{"id":'), [422], "n8n's own answer");
		assert.equal((await executions(stage.n8n, workflow.id)).length, odd.length);
	});
});

test('a termination is told only if Factorial has a day for it', async () => {
	const { factorial } = stage;
	const hrEvents = ['employee.created', 'employee.termination_scheduled', 'employee.terminated'];
	await listening(stage, { hrEvents }, async (workflow) => {
		assert.deepEqual(typesOf(stage, workflow), [CREATE, TERMINATE, UPDATE].sort());
		const body = eventJson('employees__employee__create_with_contract');
		const replayed = await factorial.deliver({ type: CREATE, body, urlOf: claiming(TERMINATE) });
		assert.deepEqual(statusesOf(replayed, workflow), [401], 'the challenge of another type');
		for (const [index, sent] of [body, { ...body, terminated_on: day(-1) }].entries()) {
			const attempts = await factorial.deliver({ type: TERMINATE, body: sent });
			assert.deepEqual(statusesOf(attempts, workflow), [200]);
			const run = (await waitForExecutions(stage.n8n, workflow.id, index + 1)).at(-1);
			assert.deepEqual(run?.items(TRIGGER), []);
			const [item] = run?.items(TRIGGER, 1) ?? [];
			assert.partialDeepStrictEqual(item?.employee, { id: '102' });
			assert.match(JSON.stringify(item?.enrichment), /no day of termination for them now/);
			assert.deepEqual(item?.raw, sent);
		}
		// Of somebody who does leave, the same bytes say what Factorial says.
		const [leaver = ''] = factorial.seedPeople(1);
		const record = factorial.employees.find(({ id }) => id === leaver);
		assert.ok(record);
		factorial.load({ employees: [{ ...record, terminated_on: day(40), is_terminating: true }] });
		await factorial.deliver({ type: TERMINATE, body: record });
		const run = (await waitForExecutions(stage.n8n, workflow.id, 3)).at(-1);
		const items = toldBy(run);
		assert.deepEqual(typesIn(items), ['employee.termination_scheduled']);
		assert.equal(items[0]?.effectiveDate, day(40));
	});
});

test('a repeat starts no second execution, and is skipped in the run after a restart', async () => {
	const hrEvents = ['employee.created', 'employee.hired'];
	const delivery = { type: CREATE, body: eventBytes('employees__employee__create_with_contract') };
	await listening(stage, { hrEvents }, async (workflow) => {
		await stage.factorial.deliver(delivery);
		await waitForExecutions(stage.n8n, workflow.id, 1);
		const repeat = await stage.factorial.deliver(delivery);
		assert.deepEqual(statusesOf(repeat, workflow), [200]);
		await waitForStragglers();
		assert.equal((await executions(stage.n8n, workflow.id)).length, 1);

		await stage.n8n.restart();
		const afterRestart = await stage.factorial.deliver(delivery);
		assert.deepEqual(statusesOf(afterRestart, workflow), [200]);
		const runs = await waitForExecutions(stage.n8n, workflow.id, 2);
		assert.equal(runs[0]?.items(TRIGGER).length, 2);
		assert.deepEqual(runs.at(-1)?.items(TRIGGER), [], 'the run skipped the repeat');
	});
});

test('a termination taken back and entered again on the same day is told again, repeats are not', async () => {
	const hrEvents = [
		...['employee.access_ended', 'employee.terminated', 'employee.termination_cancelled'],
		'employee.termination_scheduled',
	];
	const { factorial } = stage;
	await listening(stage, { hrEvents }, async (workflow) => {
		const [leaver = ''] = factorial.seedPeople(1);
		const over = ['employee.access_ended', 'employee.terminated'];
		const terminate = () => factorial.terminateEmployee(leaver, { on: day(-5) });
		assert.deepEqual(typesIn(await told(workflow, terminate)), over);
		const before = factorial.employees.find(({ id }) => id === leaver);
		assert.ok(before);
		const back = await told(workflow, () => factorial.unterminateEmployee(leaver));
		assert.deepEqual(typesIn(back), ['employee.termination_cancelled']);
		assert.deepEqual(typesIn(await told(workflow, terminate)), over);
		// The first delivery comes late, and n8n's process has forgotten it.
		await stage.n8n.restart();
		const count = (await executions(stage.n8n, workflow.id)).length;
		await factorial.deliver({ type: TERMINATE, body: before });
		const runs = await waitForExecutions(stage.n8n, workflow.id, count + 1);
		assert.deepEqual(runs.at(-1)?.items(TRIGGER), []);
	});
});

test('a delivery whose first answer got lost comes again and is told once', async () => {
	await listening(stage, { hrEvents: ['employee.created'] }, async (workflow) => {
		stage.factorial.deliveries.cutNext();
		const id = stage.factorial.createEmployee();
		await stage.factorial.deliveries.idle();
		assert.deepEqual(
			attemptsAt(stage, workflow).map(({ status }) => status),
			[null, 200],
		);
		await waitForExecutions(stage.n8n, workflow.id, 1);
		await waitForStragglers();
		assert.deepEqual(await peopleTold(stage, workflow), [id]);
	});
});

test('what is sent while n8n is down comes again, and is told once', async () => {
	await listening(stage, { hrEvents: ['employee.created'] }, async (workflow) => {
		await stage.n8n.stop();
		const id = stage.factorial.createEmployee();
		await pollUntil(() => attemptsAt(stage, workflow)[0], {
			what: 'the first try to have failed',
			timeoutMs: 10_000,
		});
		await stage.n8n.restart();
		await stage.factorial.deliveries.idle();
		const answers = attemptsAt(stage, workflow).map(({ status }) => status);
		assert.equal(answers[0], null);
		assert.equal(answers.at(-1), 200);
		assert.equal(webhookFor(workflow, CREATE).enabled, true);
		await waitForExecutions(stage.n8n, workflow.id, 1);
		await waitForStragglers();
		assert.deepEqual(await peopleTold(stage, workflow), [id]);
	});
});

test('a delivery that n8n cannot check is answered 503, comes again, and is told once', async () => {
	const doomed = await createCredential(stage.n8n, {
		name: 'Deleted soon',
		type: stage.credential.type,
		data: credentialData(stage.factorial),
	});
	await listening(
		{ ...stage, credential: doomed },
		{ hrEvents: ['employee.created'] },
		async (workflow) => {
			await stage.n8n.rest('DELETE', `/credentials/${doomed.id}`);
			const id = stage.factorial.createEmployee();
			await pollUntil(() => attemptsAt(stage, workflow)[1], {
				what: 'two tries to be over',
				timeoutMs: 20_000,
			});
			const first = attemptsAt(stage, workflow).slice(0, 2);
			assert.deepEqual(
				first.map(({ status }) => status),
				[503, 503],
			);
			const credentials = reference(stage.credential);
			const nodes = workflow.nodes.map((node) => ({ ...node, credentials }));
			await saveDraft(stage.n8n, { ...workflow, nodes });
			await publishOrThrow(stage.n8n, workflow.id);
			await stage.factorial.deliveries.idle();
			assert.equal(attemptsAt(stage, workflow).at(-1)?.status, 200);
			await waitForExecutions(stage.n8n, workflow.id, 1);
			await waitForStragglers();
			assert.deepEqual(await peopleTold(stage, workflow), [id]);
		},
	);
});

test('what Factorial has switched off after twenty tries is switched on by publishing again', async () => {
	// Another Factorial, whose two days are four seconds.
	const factorial = await startFactorial({ employees: 1, timeScale: 0.000_02 });
	try {
		const credential = await createCredential(stage.n8n, {
			name: 'Impatient',
			type: stage.credential.type,
			data: credentialData(factorial),
		});
		const on: Stage = { ...stage, factorial, credential };
		await listening(on, { hrEvents: ['employee.created'] }, async (workflow) => {
			for (const way of ['unpublished and published', 'published anew'] as const) {
				await stage.n8n.stop();
				const before = attemptsAt(on, workflow).length;
				factorial.createEmployee();
				await factorial.deliveries.idle();
				const tries = attemptsAt(on, workflow).slice(before);
				assert.deepEqual(
					tries.map(({ status }) => status),
					Array.from({ length: 20 }, () => null),
				);
				assert.equal(webhookFor(workflow, CREATE, on).enabled, false);
				await stage.n8n.restart();
				assert.equal(webhookFor(workflow, CREATE, on).enabled, false, 'not by a restart');

				if (way === 'published anew') {
					// n8n does nothing on a publication that changes nothing in the trigger.
					const options = { includeRaw: true };
					await setParameters(stage.n8n, workflow.id, TRIGGER, { options });
				} else {
					await unpublish(stage.n8n, workflow.id);
				}
				await publishOrThrow(stage.n8n, workflow.id);
				assert.equal(webhookFor(workflow, CREATE, on).enabled, true, way);
				const known = (await executions(stage.n8n, workflow.id)).length;
				const id = factorial.createEmployee();
				await factorial.deliveries.idle();
				assert.equal(attemptsAt(on, workflow).at(-1)?.status, 200);
				await waitForExecutions(stage.n8n, workflow.id, known + 1);
				assert.equal((await peopleTold(stage, workflow)).at(-1), id);
			}
		});
		assert.deepEqual(factorial.violations.list, []);
	} finally {
		await factorial.close();
	}
});

test('deliveries with the key of before pass while it is entered', async () => {
	const old = credentialData(stage.factorial).apiKey ?? '';
	const fresh = 'example-rotated-key-of-acme';
	stage.factorial.addApiKey(fresh);
	const entered = async (more: Record<string, string>) =>
		await updateCredential(stage.n8n, stage.credential, credentialData(stage.factorial, more));
	try {
		await listening(stage, { hrEvents: ['employee.created'] }, async (workflow) => {
			const before = webhookFor(workflow, CREATE);
			await entered({ apiKey: fresh, previousApiKey: old });
			stage.factorial.createEmployee();
			await stage.factorial.deliveries.idle();
			assert.deepEqual(statusesAt(workflow), [200], 'with the challenge of before');
			await waitForExecutions(stage.n8n, workflow.id, 1);

			// n8n does nothing on a publication that changes nothing in the trigger.
			await setParameters(stage.n8n, workflow.id, TRIGGER, { options: { includeRaw: true } });
			await publishOrThrow(stage.n8n, workflow.id);
			const replaced = webhookFor(workflow, CREATE);
			assert.notEqual(replaced.challenge, before.challenge);
			assert.notEqual(replaced.name, before.name, 'it says which key it has');
			assert.deepEqual(typesOf(stage, workflow), [CREATE]);
			await entered({ apiKey: fresh });
			await stage.n8n.restart();
			stage.factorial.createEmployee();
			await stage.factorial.deliveries.idle();
			assert.deepEqual(statusesAt(workflow), [200, 200], 'with the new challenge');
			await waitForExecutions(stage.n8n, workflow.id, 2);
			const { challenge } = before;
			const body = eventBytes('employees__employee__create_with_contract');
			const late = await stage.factorial.deliver({ type: CREATE, body, challenge });
			assert.deepEqual(statusesOf(late, workflow), [401], 'that of before is over');
		});
	} finally {
		await entered({});
	}
});

test('a new key without the one of before: deliveries are refused until published again', async () => {
	const fresh = 'example-second-rotated-key-of-acme';
	stage.factorial.addApiKey(fresh);
	const body = eventBytes('employees__employee__create_with_contract');
	try {
		await listening(stage, { hrEvents: ['employee.created'] }, async (workflow) => {
			await updateCredential(
				stage.n8n,
				stage.credential,
				credentialData(stage.factorial, { apiKey: fresh }),
			);
			const refused = await stage.factorial.deliver({ type: CREATE, body });
			assert.deepEqual(statusesOf(refused, workflow), [401]);
			await setParameters(stage.n8n, workflow.id, TRIGGER, { options: { includeRaw: true } });
			await publishOrThrow(stage.n8n, workflow.id);
			const accepted = await stage.factorial.deliver({ type: CREATE, body });
			assert.deepEqual(statusesOf(accepted, workflow), [200]);
			await waitForExecutions(stage.n8n, workflow.id, 1);
		});
	} finally {
		await updateCredential(stage.n8n, stage.credential, credentialData(stage.factorial));
	}
});

test('an execution that died after the trigger yields its items when it is retried', async () => {
	const stop: NodeInput = {
		name: 'Stop',
		type: 'n8n-nodes-base.stopAndError',
		parameters: { errorMessage: 'Broken' },
	};
	await listening(
		stage,
		{ hrEvents: ['employee.created'] },
		async (workflow) => {
			const id = stage.factorial.createEmployee();
			const [failed] = await waitForExecutions(stage.n8n, workflow.id, 1);
			assert.equal(failed?.status, 'error');
			const [item, ...more] = (await retryExecution(stage.n8n, failed.id)).items(TRIGGER);
			assert.deepEqual(more, []);
			assert.equal(item?.eventType, 'employee.created');
			assert.equal((item.employee as Told['employee']).id, id);
		},
		[stop],
	);
});

test('what cannot be read does not stop an event, and stops a termination that hangs on it', async () => {
	const { factorial } = stage;
	const [id = ''] = factorial.seedPeople(1);
	await listening(
		stage,
		{ hrEvents: ['employee.termination_scheduled', 'employee.updated'] },
		async (workflow) => {
			// Where a person may not be read, it is not known when they leave.
			const match = { method: 'GET', path: `/employees/employees/${id}` };
			factorial.faults.add({ match, kind: 'status', status: 403, times: 100 });
			const [undecided] = await runsOf(workflow, () =>
				factorial.terminateEmployee(id, { on: day(30) }),
			);
			assert.deepEqual(undecided?.items(TRIGGER), []);
			assert.match(
				JSON.stringify(undecided?.items(TRIGGER, 1)[0]?.enrichment),
				/not known whether the person leaves/,
			);
			factorial.faults.clear();

			const contracts = { method: 'GET', path: '/contracts/contract_versions' };
			factorial.faults.add({ match: contracts, kind: 'status', status: 403, times: 100 });
			const items = await told(workflow, () => factorial.updateEmployee(id, { pronouns: 'they' }));
			assert.deepEqual(typesIn(items), ['employee.updated', 'employee.termination_scheduled']);
			assert.equal(items[0]?.employee.jobTitle, null);
			assert.ok(items[0]?.employee.workEmail);
			assert.partialDeepStrictEqual(items[0], { enrichment: { status: 'partial' } });
		},
	);
});

function statusesAt(workflow: Workflow): Array<number | null> {
	return attemptsAt(stage, workflow).map(({ status }) => status);
}
