import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	PRIVATE_MARK,
	SALARY_AMOUNT,
	sign,
	SIGNATURE_HEADER,
} from '../../simulators/hibob/index.mts';
import {
	eventBytes,
	eventJson,
	eventNames,
	expectedEvents,
	expectedUnrecognised,
	records,
} from '../../test/fixtures/hibob/read.mts';
import {
	executions,
	itemsOf,
	peopleTold,
	retryExecution,
	statusesOf,
	waitForExecutions,
	waitForStragglers,
	type NodeInput,
	type Workflow,
} from '../support/index.mts';
import {
	attemptsAt,
	listening,
	offered,
	runsOf,
	setStage,
	startQuickHiBob,
	told,
	toldBy,
	TRIGGER,
	typesAndDates,
	typesIn,
	withCredential,
	type Stage,
} from './support.mts';

/** The deliveries that HiBob prints in its documents. */
const PRINTED = [
	...['employee.created', 'employee.joined', 'employee.left', 'employee.updated'],
	...['employee.deleted', 'employee.temporaryLeave', 'employee.inactivated'],
	...['employee.updated.lifecycle', 'employee.updated.work', 'employee.updated.employment'],
	...['employee.updated.salary', 'table.entry.created.lifecycle', 'table.entry.created.work'],
	...['table.entry.updated.work', 'table.entry.created.employment'],
	...['table.entry.updated.salary', 'table.entry.created.bankAccounts'],
];

/** What these are told as depends on the day of the run. */
const DEPENDS_ON_TODAY =
	/lifecycle\.(terminated|moved|garden|first_day|hired)|updated\.lifecycle\.rehired|after_garden_leave/;

const OTHERS = /^(todo|documents|workforcePlanning)\./;

let stage: Stage;

before(async () => {
	stage = await setStage({ hibob: { employees: 0 } });
	stage.hibob.load(records());
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	stage.hibob.faults.clear();
	assert.deepEqual(stage.hibob.violations.list, []);
});

/** A delivery as HiBob writes it. */
function body(type: string, data: object, triggeredAt = '2026-03-25T09:15:00.104233'): object {
	const { companyId } = stage.hibob;
	return { companyId, type, triggeredBy: 'system', triggeredAt, version: 'v2', data };
}

/** Everything of an item that is the same on any day. */
function anyDay({ phase: _phase, summary: _summary, ...item }: Item): Item {
	return anyTime(item);
}
type Item = Record<string, unknown>;

/** The same at any time of that day; the id holds the address of the simulator. */
function anyTime({ receivedAt: _at, eventId: _id, ...item }: Item): Item {
	return item;
}

test('each delivery becomes the expected events, those that HiBob prints field by field', async (t) => {
	const names = eventNames().filter((name) => !DEPENDS_ON_TODAY.test(name));
	assert.equal(PRINTED.length, 17);
	assert.ok(PRINTED.every((name) => names.includes(name)));
	const hrEvents = await offered(stage, 'hrEvents');
	const vendorEvents = (await offered(stage, 'vendorEvents')).filter((name) => OTHERS.test(name));
	// Several of the samples tell the same fact, so repeats are let through.
	const options = { skipRepeats: false };
	await listening(stage, { hrEvents, options }, async (people, { id: peoplesWebhook }) => {
		const others = { listenFor: 'vendorEvents', vendorEvents, options };
		await listening(stage, others, async (rest, { id: restsWebhook }) => {
			const isOther = (name: string) => OTHERS.test(name);
			for (const name of names) {
				const webhookId = isOther(name) ? restsWebhook : peoplesWebhook;
				const workflow = isOther(name) ? rest : people;
				const attempts = await stage.hibob.deliver({ webhookId, body: eventBytes(name) });
				assert.deepEqual(statusesOf(attempts, workflow), [200], name);
			}
			for (const workflow of [people, rest]) {
				const own = names.filter((name) => isOther(name) === (workflow === rest));
				// What HiBob does not show is looked for for 20 seconds.
				const runs = await waitForExecutions(stage.n8n, workflow.id, own.length, {
					timeoutMs: 120_000,
				});
				for (const [index, name] of own.entries()) {
					await t.test(name, () => {
						const run = runs[index];
						const items = run?.items(TRIGGER) ?? [];
						const part = PRINTED.includes(name) ? anyTime : anyDay;
						assert.deepEqual(items.map(part), expectedEvents(name).map(part));
						const unrecognised = toldBy(run, 1);
						assert.deepEqual(
							unrecognised.map(({ employee, enrichment }) => ({
								employeeId: employee.id,
								reason: enrichment.reason,
							})),
							expectedUnrecognised(name),
						);
						for (const { raw } of unrecognised) assert.deepEqual(raw, eventJson(name));
						assertNothingPrivate(items);
					});
				}
			}
		});
	});
});

function assertNothingPrivate(items: unknown): void {
	const text = JSON.stringify(items);
	assert.ok(!text.includes(PRIVATE_MARK), 'something private is told');
	assert.ok(!text.includes(String(SALARY_AMOUNT)), 'pay is told');
}

test('a delivery without the right signature is answered 401 and starts nothing', async () => {
	const bytes = eventBytes('employee.created');
	await listening(stage, { hrEvents: ['employee.created'] }, async (workflow, { id, secret }) => {
		const altered = bytes.toString('utf8').replace('employee.created', 'employee.deleted');
		const decoded = Buffer.from(secret, 'base64').toString('latin1');
		for (const [what, wrong] of [
			['none', { sign: 'none' }],
			['of another key', { sign: 'wrong' }],
			['in hex', { sign: 'hex' }],
			['empty', { headers: { [SIGNATURE_HEADER]: '' } }],
			['the secret itself', { headers: { [SIGNATURE_HEADER]: secret } }],
			['by the decoded secret', { sign: { secret: decoded } }],
			['by the token of the service user', { sign: { secret: stage.data.serviceUserToken ?? '' } }],
			['by nothing', { sign: { secret: '' } }],
		] as const) {
			const attempts = await stage.hibob.deliver({ webhookId: id, body: bytes, ...wrong });
			assert.deepEqual(statusesOf(attempts, workflow), [401], what);
		}
		const headers = { [SIGNATURE_HEADER]: sign(bytes, secret) };
		const forged = await stage.hibob.deliver({ webhookId: id, body: altered, headers });
		assert.deepEqual(statusesOf(forged, workflow), [401], 'of other bytes');
		// Something like a ping, but not one.
		for (const text of ['Ping test!', '{"text":"Ping test","type":"employee.created"}']) {
			const attempts = await stage.hibob.deliver({
				webhookId: id,
				body: text,
				sign: 'none',
				contentType: 'text/plain',
			});
			assert.deepEqual(statusesOf(attempts, workflow), [401], text);
		}
		const good = await stage.hibob.deliver({ webhookId: id, body: bytes });
		assert.deepEqual(statusesOf(good, workflow), [200]);
		await waitForExecutions(stage.n8n, workflow.id, 1);
		await waitForStragglers();
		const runs = await executions(stage.n8n, workflow.id);
		assert.equal(runs.length, 1, 'only the good one started an execution');
		assert.deepEqual(typesIn(toldBy(runs[0])), ['employee.created']);
	});
});

test('an event nobody listens for is answered 200 and starts nothing', async () => {
	await listening(stage, { hrEvents: ['employee.created'] }, async (workflow, { id }) => {
		for (const name of ['employee.deleted', 'table.entry.created.lifecycle', 'todo.assign']) {
			const attempts = await stage.hibob.deliver({ webhookId: id, body: eventBytes(name) });
			assert.deepEqual(statusesOf(attempts, workflow), [200]);
		}
		await waitForStragglers();
		assert.deepEqual(await executions(stage.n8n, workflow.id), []);
	});
});

test('what is not understood reaches Unrecognised, and nothing else does', async () => {
	const [employeeId] = stage.hibob.employees.map((person) => person['root.id']);
	const odd: ReadonlyArray<[what: object, reason: RegExp]> = [
		[body('employee.promoted', { employeeId }), /not known here: employee\.promoted/],
		[body('__proto__', { employeeId }), /not known here: __proto__/],
		[eventJson('v1.employee.updated'), /version 1 of HiBob's webhooks/],
		[eventJson('v1.timeoff.request.approved'), /version 1 of HiBob's webhooks/],
		[body('employee.created', {}), /data\.employeeId/],
		// As a number it has lost its last digits.
		[body('employee.created', { employeeId: 3332883894235038486 }), /data\.employeeId/],
		[{ companyId: 1 }, /names no event/],
		[['not', 'an', 'object'], /names no event/],
	];
	await listening(stage, { hrEvents: ['employee.created'] }, async (workflow, { id }) => {
		for (const [index, [what, reason]] of odd.entries()) {
			const attempts = await stage.hibob.deliver({ webhookId: id, body: what });
			assert.deepEqual(statusesOf(attempts, workflow), [200]);
			const run = (await waitForExecutions(stage.n8n, workflow.id, index + 1)).at(-1);
			assert.equal(run?.status, 'success');
			assert.deepEqual(run.items(TRIGGER), []);
			const [item] = toldBy(run, 1);
			assert.equal(item?.eventType, 'unmapped');
			assert.deepEqual(item.raw, what);
			assert.match(String(item.enrichment.reason), reason);
		}
		const malformed = await stage.hibob.deliver({ webhookId: id, body: '{"type":' });
		assert.deepEqual(statusesOf(malformed, workflow), [422], "n8n's own answer");
		assert.equal((await executions(stage.n8n, workflow.id)).length, odd.length);
	});
});

test('a time that cannot be read keeps no event from being told', async () => {
	const [employeeId] = stage.hibob.employees.map((person) => person['root.id']);
	await listening(stage, { hrEvents: ['employee.created'] }, async (workflow, { id }) => {
		const what = body('employee.created', { employeeId }, 'yesterday');
		const attempts = await stage.hibob.deliver({ webhookId: id, body: what });
		assert.deepEqual(statusesOf(attempts, workflow), [200]);
		const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
		const items = toldBy(run);
		assert.deepEqual(typesIn(items), ['employee.created']);
		assert.equal(items[0]?.occurredAt, null);
	});
});

test('an event by a name that only the user knows comes as it is', async () => {
	const parameters = { listenFor: 'vendorEvents', otherVendorEvents: 'employee.promoted' };
	await listening(stage, parameters, async (workflow) => {
		const [employeeId] = stage.hibob.employees.map((person) => person['root.id']);
		const items = await told(stage, workflow, () =>
			stage.hibob.unknownEvent('employee.promoted', { employeeId }),
		);
		assert.deepEqual(typesIn(items), ['other']);
		assert.partialDeepStrictEqual(items[0]?.raw, { data: { employeeId } });
	});
});

test('a repeat starts no second execution, and is skipped in the run after a restart', async () => {
	await listening(stage, { hrEvents: ['employee.created'] }, async (workflow, { id }) => {
		stage.hibob.deliveries.duplicateNext(2);
		const bytes = eventBytes('employee.created');
		const twice = await stage.hibob.deliver({ webhookId: id, body: bytes });
		assert.deepEqual(statusesOf(twice, workflow), [200, 200, 200]);
		await waitForExecutions(stage.n8n, workflow.id, 1);
		await waitForStragglers();
		assert.equal((await executions(stage.n8n, workflow.id)).length, 1);

		await stage.n8n.restart();
		const again = await stage.hibob.deliver({ webhookId: id, body: bytes });
		assert.deepEqual(statusesOf(again, workflow), [200]);
		const runs = await waitForExecutions(stage.n8n, workflow.id, 2);
		assert.equal(runs[0]?.items(TRIGGER).length, 1);
		assert.deepEqual(runs.at(-1)?.items(TRIGGER), [], 'the run skipped the repeat');
	});
});

test('a delivery whose first answer got lost comes again and is told once', async () => {
	await listening(stage, { hrEvents: ['employee.created'] }, async (workflow) => {
		stage.hibob.deliveries.cutNext();
		const person = stage.hibob.hire({ startDate: '2026-01-05' });
		await stage.hibob.deliveries.idle();
		assert.deepEqual(statusesOf(stage.hibob.deliveries.attempts, workflow), [null, 200]);
		await waitForExecutions(stage.n8n, workflow.id, 1);
		await waitForStragglers();
		assert.deepEqual(await peopleTold(stage, workflow), [person]);
	});
});

test('an execution that died after the trigger yields its items when it is retried', async () => {
	const stop: NodeInput = {
		name: 'Stop',
		type: 'n8n-nodes-base.stopAndError',
		parameters: { errorMessage: 'Broken' },
	};
	const act = async (workflow: Workflow) => {
		const person = stage.hibob.hire({ startDate: '2026-01-05' });
		const [failed] = await waitForExecutions(stage.n8n, workflow.id, 1);
		assert.equal(failed?.status, 'error');
		const [item, ...more] = toldBy(await retryExecution(stage.n8n, failed.id));
		assert.deepEqual(more, []);
		assert.equal(item?.eventType, 'employee.created');
		assert.equal(item.employee.id, person);
	};
	await listening(stage, { hrEvents: ['employee.created'] }, act, [stop]);
});

test('while HiBob is away a hire is told, and an end is told once HiBob is back', async () => {
	const [leaver = ''] = stage.hibob.seedPeople(1);
	// What is decided by a read tries again after 1, 2, 4, 8, 16 and 32 s: it is there by then.
	const outageMs = 55_000;
	await listening(stage, { hrEvents: ['employee.created'] }, async (hires) => {
		const hrEvents = ['employee.termination_scheduled'];
		await listening(stage, { hrEvents }, async (ends) => {
			stage.hibob.faults.add({ kind: 'status', status: 503, times: 10_000 });
			const began = Date.now();
			stage.hibob.hire({ startDate: '2099-01-01' });
			stage.hibob.scheduleTermination(leaver, { date: '2099-12-31' });
			const [hire] = await waitForExecutions(stage.n8n, hires.id, 1, { timeoutMs: outageMs });
			assert.equal(hire?.status, 'success');
			assert.deepEqual(typesIn(toldBy(hire)), ['employee.created']);
			assert.ok(Date.now() - began < outageMs, 'the hire waits for nobody');
			await sleep(began + outageMs - Date.now());
			// Rows of the newcomer's other tables decide nothing: their runs are over already.
			const early = await executions(stage.n8n, ends.id);
			assert.deepEqual(
				early.flatMap((run) => toldBy(run)),
				[],
				'the end is waited for',
			);
			stage.hibob.faults.clear();
			await stage.hibob.deliveries.idle();
			const count = attemptsAt(stage, ends).length;
			const runs = await waitForExecutions(stage.n8n, ends.id, count, { timeoutMs: 40_000 });
			assert.deepEqual(typesAndDates(runs.flatMap((run) => toldBy(run))), [
				['employee.termination_scheduled', '2099-12-31'],
			]);
			assert.ok(runs.every(({ status }) => status === 'success'));
		});
	});
});

test('what the service user may not see does not stop an event, and stops what hangs on it', async () => {
	const [user] = stage.hibob.serviceUsers;
	const [leaver = ''] = stage.hibob.seedPeople(1);
	const hrEvents = ['employee.access_ended', 'employee.terminated'];
	await listening(stage, { hrEvents }, async (workflow) => {
		stage.hibob.scheduleTermination(leaver, { date: '2026-01-30' });
		await stage.hibob.deliveries.idle();
		await waitForExecutions(stage.n8n, workflow.id, 1);
	});
	await listening(stage, { hrEvents }, async (workflow) => {
		stage.hibob.setPermissions(user?.id ?? '', { tables: ['work'], peopleFields: [] });
		try {
			const runs = await runsOf(stage, workflow, () => stage.hibob.leave(leaver));
			const items = runs.flatMap((run) => toldBy(run));
			assert.deepEqual(typesIn(items), ['employee.access_ended']);
			assert.equal(items[0]?.enrichment.status, 'partial');
			assert.match(String(items[0]?.enrichment.reason), /HiBob left out .*lifecycleStatus/);
			const reasons = runs.flatMap((run) => toldBy(run, 1)).map((item) => item.enrichment.reason);
			assert.ok(reasons.length > 0);
			for (const reason of reasons) assert.match(String(reason), /Lifecycle > .*histories/);
		} finally {
			stage.hibob.setPermissions(user?.id ?? '', { tables: 'all', peopleFields: 'all' });
		}
	});
});

/** A HiBob that shows what was written only seconds later. */
const LATE = { lagMs: 3_000, updatedFirst: true };

test('somebody new, whom HiBob shows only seconds later, is told of', async (t) => {
	const hibob = await startQuickHiBob(LATE);
	t.after(() => hibob.close());
	const own = await withCredential(stage, { hibob });
	await listening(
		own,
		{ hrEvents: ['employee.hired', 'table.entry_created'] },
		async (workflow) => {
			let person = '';
			const items = await told(own, workflow, () => {
				person = hibob.hire({ startDate: '2099-02-02', firstName: 'Mika', surname: 'Stone' });
			});
			const hires = items.filter(({ eventType }) => eventType === 'employee.hired');
			assert.deepEqual(typesAndDates(hires), [['employee.hired', '2099-02-02']]);
			assert.partialDeepStrictEqual(hires[0], {
				employee: { id: person, displayName: 'Mika Stone', startDate: '2099-02-02' },
				enrichment: { status: 'full', reason: null },
			});
			const rows = items.filter(({ eventType }) => eventType === 'table.entry_created');
			assert.deepEqual(rows.map(({ table }) => table?.name).sort(), [
				...['employment', 'lifecycle', 'work'],
			]);
			for (const { table, enrichment } of rows) {
				assert.ok(table?.record, `the row of ${String(table?.name)} is read`);
				assert.equal(enrichment.status, 'full');
			}
		},
	);
	assert.deepEqual(hibob.violations.list, []);
});

test('what HiBob shows only seconds later is found, whatever is told first', async (t) => {
	const hibob = await startQuickHiBob(LATE);
	t.after(() => hibob.close());
	const own = await withCredential(stage, { hibob });
	const hrEvents = ['employee.termination_scheduled', 'leave.approved', 'employee.job_changed'];
	await listening(own, { hrEvents }, async (workflow) => {
		const [leaver = '', away = '', promoted = ''] = hibob.seedPeople(3);
		const scheduled = await told(own, workflow, () =>
			hibob.scheduleTermination(leaver, { date: '2099-03-31', reasonType: 'Voluntary' }),
		);
		assert.deepEqual(typesAndDates(scheduled), [['employee.termination_scheduled', '2099-03-31']]);
		const moved = await told(own, workflow, () =>
			hibob.moveTermination(leaver, { date: '2099-06-30' }),
		);
		assert.deepEqual(typesAndDates(moved), [['employee.termination_scheduled', '2099-06-30']]);

		const request = { employeeId: away, from: '2099-04-06', to: '2099-04-10' };
		const leave = await told(own, workflow, () =>
			hibob.requestTimeOff({ ...request, autoApprove: true }),
		);
		assert.deepEqual(typesAndDates(leave), [['leave.approved', '2099-04-06']]);
		assert.partialDeepStrictEqual(leave[0]?.leave, { endDate: '2099-04-10', status: 'approved' });

		const job = await told(own, workflow, () =>
			hibob.schedulePromotion(promoted, { effectiveDate: '2099-05-01', title: 'Team Lead' }),
		);
		assert.deepEqual(typesAndDates(job), [['employee.job_changed', '2099-05-01']]);
	});
	assert.deepEqual(hibob.violations.list, []);
});

test('a person and the rows of the person that come at the same moment tell one hire', async () => {
	const hrEvents = ['employee.hired'];
	await listening(stage, { hrEvents }, async (workflow, { id }) => {
		const rounds = 6;
		const people = stage.hibob.seedPeople(rounds);
		const statuses = await Promise.all(
			people.flatMap((employeeId) => {
				const [row] = stage.hibob.rows('lifecycle', employeeId);
				const effectiveDate = row?.effectiveDate;
				return [
					body('employee.created', { employeeId }),
					body('table.entry.created', { employeeId, tableId: 'lifecycle', effectiveDate }),
					body('table.entry.created', { employeeId, tableId: 'work', effectiveDate }),
				].map(async (what) =>
					statusesOf(await stage.hibob.deliver({ webhookId: id, body: what }), workflow),
				);
			}),
		);
		assert.deepEqual(
			statuses.flat(),
			Array.from({ length: rounds * 3 }, () => 200),
		);
		await waitForExecutions(stage.n8n, workflow.id, rounds * 3, { timeoutMs: 60_000 });
		await waitForStragglers();
		assert.deepEqual((await peopleTold(stage, workflow)).sort(), people.toSorted());
		assert.deepEqual(await itemsOf(stage, workflow, 1), []);
	});
});
