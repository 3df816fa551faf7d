import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventType } from '../../simulators/workable/index.mts';
import {
	executions,
	pollUntil,
	publish,
	retryExecution,
	setParameters,
	updateCredential,
	waitForExecutions,
	webhookIdOf,
	type Workflow,
} from '../support/index.mts';
import {
	employeeRecord,
	eventBytes,
	eventNames,
	expectedEvents,
} from '../../test/fixtures/workable/read.mts';
import {
	credentialData,
	publishedWorkflow,
	publishOrThrow,
	setStage,
	TRIGGER,
	type Stage,
} from './support.mts';

const ALL_HR_EVENTS = [
	'employee.created',
	'employee.hired',
	'employee.access_ended',
	'employee.terminated',
	'employee.updated',
	'employee.job_changed',
	'employee.onboarding_completed',
	'table.entry_updated',
	'leave.requested',
	'leave.approved',
	'leave.declined',
	'leave.cancelled',
];
const RECRUITING = ['candidate_created', 'candidate_deleted', 'candidate_moved', 'job_deleted'];

let stage: Stage;

before(async () => {
	stage = await setStage();
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	assert.deepEqual(stage.workable.violations.list, []);
});

test('each kind of delivery becomes the expected events', async (t) => {
	for (const id of ['4d3', '4dd']) {
		const match = { path: `/employees/${id}` };
		const body = employeeRecord(id);
		stage.workable.faults.add({ match, kind: 'status', status: 200, body, times: 1_000 });
	}
	// Several of the samples tell the same fact, so repeats are let through.
	const options = { skipRepeats: false };
	const people = await publishedWorkflow(stage, { hrEvents: ALL_HR_EVENTS, options });
	const recruiting = await publishedWorkflow(stage, {
		listenFor: 'vendorEvents',
		vendorEvents: RECRUITING,
		options,
	});
	const done = new Map<Workflow, number>();
	for (const name of eventNames()) {
		await t.test(name, async () => {
			const type = name.split('.')[0] ?? '';
			const workflow = RECRUITING.includes(type) ? recruiting : people;
			const event = type.startsWith('timeoff_request_') ? 'timeoff_updated' : type;
			const body = eventBytes(name);
			const attempts = await stage.workable.deliver({ event: event as EventType, body });
			assert.deepEqual(statusesOf(attempts, workflow), [200]);
			const count = (done.get(workflow) ?? 0) + 1;
			done.set(workflow, count);
			const execution = (await waitForExecutions(stage.n8n, workflow.id, count)).at(-1);
			assert.deepEqual(
				execution?.items(TRIGGER).map(withoutClock),
				expectedEvents(name).map(withoutClock),
			);
			assert.deepEqual(execution?.items(TRIGGER, 1), []);
		});
	}
	stage.workable.faults.clear();
});

test('a delivery without a valid proof is answered 401 and starts nothing', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const body = eventBytes('employee_created');
	for (const sign of ['none', 'wrong', 'truncated', 'reserialised'] as const) {
		const attempts = await stage.workable.deliver({ event: 'employee_created', body, sign });
		assert.deepEqual(statusesOf(attempts, workflow), [401], sign);
	}
	const good = await stage.workable.deliver({ event: 'employee_created', body });
	assert.deepEqual(statusesOf(good, workflow), [200]);
	const runs = await waitForExecutions(stage.n8n, workflow.id, 1);
	assert.equal(runs.length, 1, 'only the good one started an execution');
	assert.equal(runs[0]?.items(TRIGGER)[0]?.eventType, 'employee.created');
});

test('what is not understood reaches Unrecognised, and nothing else does', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const known = JSON.parse(eventBytes('employee_created').toString()) as Record<string, unknown>;
	const odd = [
		{ ...known, event_type: 'employee_teleported' },
		{ ...known, data: undefined },
		{ ...known, data: { id: '4d3', start_date: 7 } },
		['not', 'an', 'object'],
	];
	for (const [index, body] of odd.entries()) {
		const attempts = await stage.workable.deliver({ event: 'employee_created', body });
		assert.deepEqual(statusesOf(attempts, workflow), [200]);
		const run = (await waitForExecutions(stage.n8n, workflow.id, index + 1)).at(-1);
		assert.equal(run?.status, 'success');
		assert.deepEqual(run?.items(TRIGGER), []);
		const [item] = run.items(TRIGGER, 1);
		assert.equal(item?.eventType, 'unmapped');
		assert.deepEqual(item?.raw, JSON.parse(JSON.stringify(body)));
	}
	const malformed = await stage.workable.deliver({
		event: 'employee_created',
		body: '{"event_type":',
	});
	assert.deepEqual(statusesOf(malformed, workflow), [422], "n8n's own answer");
	assert.equal((await executions(stage.n8n, workflow.id)).length, odd.length);
});

test('an event nobody listens for starts nothing', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const [webhook] = stage.workable.webhooks.filter(({ target }) =>
		target.includes(webhookIdOf(workflow, TRIGGER)),
	);
	assert.ok(webhook);
	const attempts = await stage.workable.deliver({
		event: 'employee_created',
		body: eventBytes('employee_published'),
	});
	assert.deepEqual(statusesOf(attempts, workflow), [200]);
	await sleepForStragglers();
	assert.equal((await executions(stage.n8n, workflow.id)).length, 0);
});

test('a repeat starts no second execution, and is skipped in the run after a restart', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const body = eventBytes('employee_created');
	await stage.workable.deliver({ event: 'employee_created', body });
	await waitForExecutions(stage.n8n, workflow.id, 1);
	const repeat = await stage.workable.deliver({ event: 'employee_created', body });
	assert.deepEqual(statusesOf(repeat, workflow), [200]);
	await sleepForStragglers();
	assert.equal((await executions(stage.n8n, workflow.id)).length, 1);

	await stage.n8n.restart();
	const afterRestart = await stage.workable.deliver({ event: 'employee_created', body });
	assert.deepEqual(statusesOf(afterRestart, workflow), [200]);
	const runs = await waitForExecutions(stage.n8n, workflow.id, 2);
	assert.deepEqual(runs.at(-1)?.items(TRIGGER), [], 'the run skipped the repeat');
});

test('inactive, active and inactive on one day is told twice, whatever is repeated in between', async () => {
	const hrEvents = ['employee.access_ended', 'employee.terminated'];
	const workflow = await publishedWorkflow(stage, { hrEvents });
	const id = String(stage.workable.employees[0]?.id);
	const status = (word: string, firedAt: string): Buffer =>
		Buffer.from(
			JSON.stringify({
				event_type: 'employee_updated',
				id,
				resource_type: 'employee',
				fired_at: `2026-03-18T${firedAt}.000Z`,
				data: { id, status: `status_${word}` },
			}),
		);
	const first = status('inactive', '09:00:00');
	const bodies = [
		first,
		status('active', '09:01:00'),
		first,
		status('inactive', '09:02:00'),
		first,
	];
	const told: number[] = [];
	const ids = new Set<unknown>();
	for (const [index, body] of bodies.entries()) {
		// The process forgets what it has taken: a repeat is for the run to tell.
		if (body === first && index > 0) await stage.n8n.restart();
		await stage.workable.deliver({ event: 'employee_updated', body });
		const run = (await waitForExecutions(stage.n8n, workflow.id, index + 1)).at(-1);
		const items = run?.items(TRIGGER) ?? [];
		told.push(items.length);
		for (const { eventId } of items) ids.add(eventId);
	}
	assert.deepEqual(told, [2, 0, 0, 2, 0]);
	assert.equal(ids.size, 4, 'each change has ids of its own');
});

test('a delivery whose first answer got lost is accepted when it comes again', async () => {
	const workflow = await publishedWorkflow(stage, {
		hrEvents: ['employee.created'],
		options: { skipRepeats: false },
	});
	const body = eventBytes('employee_created');
	// Workflows of earlier tests listen for the event as well: every one of them loses its answer.
	const listeners = stage.workable.webhooks.filter(({ event }) => event === 'employee_created');
	stage.workable.deliveries.cutNext(listeners.length);
	await stage.workable.deliver({ event: 'employee_created', body });
	await sleepForStragglers();
	const before = (await executions(stage.n8n, workflow.id)).length;
	const again = await stage.workable.deliver({ event: 'employee_created', body });
	assert.deepEqual(statusesOf(again, workflow), [200]);
	const runs = await waitForExecutions(stage.n8n, workflow.id, before + 1);
	assert.equal(runs.at(-1)?.items(TRIGGER)[0]?.eventType, 'employee.created');
	await stage.workable.deliver({ event: 'employee_created', body });
	await sleepForStragglers();
	assert.equal((await executions(stage.n8n, workflow.id)).length, before + 1, 'now it is a repeat');
});

test('an execution that died after the trigger yields its items when it is retried', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] }, [
		{ name: 'Stop', type: 'n8n-nodes-base.stopAndError', parameters: { errorMessage: 'Broken' } },
	]);
	await stage.workable.deliver({ event: 'employee_created', body: eventBytes('employee_created') });
	const [failed] = await waitForExecutions(stage.n8n, workflow.id, 1);
	assert.equal(failed?.status, 'error');
	const repaired = await setParameters(stage.n8n, workflow.id, 'Stop', {});
	const stop = repaired.nodes.find(({ name }) => name === 'Stop');
	assert.ok(stop);
	const retried = await retryExecution(stage.n8n, failed.id);
	assert.equal(retried.items(TRIGGER)[0]?.eventType, 'employee.created');
});

test('a run that was killed in the trigger is retried from the start and yields its items', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.hired'] });
	// Workflows of other tests may still read employees: every such request hangs.
	stage.workable.faults.add({ match: { path: /^\/employees\// }, kind: 'hang', times: 1_000 });
	await stage.workable.deliver({
		event: 'employee_published',
		body: eventBytes('employee_published'),
	});
	await pollUntil(
		() =>
			stage.workable.requests.some(
				({ path, fault }) => path.startsWith('/employees/') && fault === 'hang',
			) || undefined,
		{ what: 'the run to fetch the employee', timeoutMs: 20_000 },
	);
	// n8n knows an unfinished run by its event log, which it writes with a delay.
	await sleep(3_000);
	await stage.n8n.kill();
	stage.workable.faults.clear();
	await stage.n8n.restart();
	const [crashed] = await waitForExecutions(stage.n8n, workflow.id, 1, { timeoutMs: 30_000 });
	assert.ok(
		crashed && crashed.status !== 'success',
		`n8n saw that the run died: ${crashed?.status}`,
	);
	const retried = await retryExecution(stage.n8n, crashed.id);
	assert.equal(retried.items(TRIGGER)[0]?.eventType, 'employee.hired');
});

test('deliveries signed with the previous token pass while it is entered', async () => {
	const old = credentialData(stage.workable).accessToken ?? '';
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const fresh = 'example-rotated-token-of-acme';
	stage.workable.addToken(fresh);
	const before = stage.workable.webhooks.find(({ target }) =>
		target.includes(webhookIdOf(workflow, TRIGGER)),
	);
	await updateCredential(
		stage.n8n,
		stage.credential,
		credentialData(stage.workable, { accessToken: fresh, previousAccessToken: old }),
	);
	stage.workable.createEmployee();
	await stage.workable.deliveries.idle();
	const last = stage.workable.deliveries.attempts.filter(({ url }) =>
		url.includes(webhookIdOf(workflow, TRIGGER)),
	);
	assert.equal(last.at(-1)?.status, 200, 'signed with the previous token');
	await waitForExecutions(stage.n8n, workflow.id, 1);

	// n8n does nothing on a publication that changes nothing in the trigger.
	await setParameters(stage.n8n, workflow.id, TRIGGER, { options: { includeRaw: true } });
	await publishOrThrow(stage.n8n, workflow.id);
	const replaced = stage.workable.webhooks.filter(({ target }) =>
		target.includes(webhookIdOf(workflow, TRIGGER)),
	);
	assert.deepEqual(
		replaced.map(({ event }) => event),
		['employee_created'],
	);
	assert.ok(replaced.every(({ id, token }) => id !== before?.id && token === fresh));
	assert.notEqual(replaced[0]?.target, before?.target, "the fingerprint is the new token's");
	await updateCredential(
		stage.n8n,
		stage.credential,
		credentialData(stage.workable, { accessToken: fresh }),
	);
	const signedAnew = await stage.workable.deliver({
		event: 'employee_created',
		body: eventBytes('employee_created'),
		sign: { token: fresh },
	});
	assert.deepEqual(statusesOf(signedAnew, workflow), [200]);
	await updateCredential(stage.n8n, stage.credential, credentialData(stage.workable));
	assert.equal((await publish(stage.n8n, workflow.id)).status, 'published');
});

/** The answers one workflow gave; others may listen for the same event. */
function statusesOf(
	attempts: ReadonlyArray<{ url: string; status: number | null }>,
	workflow: Workflow,
): Array<number | null> {
	return attempts
		.filter(({ url }) => url.includes(webhookIdOf(workflow, TRIGGER)))
		.map(({ status }) => status);
}

/** What must not come has to be waited for; an execution shows within a fraction of this. */
async function sleepForStragglers(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 1_500));
}

/** Everything of an item but when it arrived and its id, which holds the address of the simulator. */
function withoutClock(item: unknown): unknown {
	const { receivedAt, eventId, ...rest } = item as Record<string, unknown>;
	return { ...rest, receivedAt: typeof receivedAt, eventId: String(eventId).length };
}
