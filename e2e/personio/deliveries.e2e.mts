import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	createCredential,
	executions,
	peopleTold,
	pollUntil,
	publishedWorkflow,
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
} from '../support/index.mts';
import {
	attemptsAt,
	credentialData,
	notification,
	SECRET_HEADER,
	setStage,
	TRIGGER,
	webhookOf,
	type Stage,
} from './support.mts';

let stage: Stage;

before(async () => {
	// A failed delivery comes again after 3 s, then after 30 s.
	stage = await setStage({ personio: { timeScale: 0.05 } });
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	stage.personio.faults.clear();
	assert.deepEqual(stage.personio.violations.list, []);
});

test('each kind of delivery becomes the expected events', async (t) => {
	const workflow = await publishedWorkflow(stage, {
		hrEvents: [
			...['employee.created', 'employee.hired', 'employee.rehired', 'employee.started'],
			...['employee.updated', 'employee.transferred', 'employee.deleted'],
			...['employee.termination_scheduled', 'employee.access_ended', 'employee.terminated'],
			...['table.entry_created', 'table.entry_updated', 'table.entry_deleted'],
			...['leave.requested', 'leave.approved', 'leave.declined', 'leave.updated'],
			...['leave.cancelled'],
		],
		// Several of these tell the same fact.
		options: { skipRepeats: false },
	});
	const { personio } = stage;
	let personId = '';
	let absenceId = '';
	let deliveries = 0;
	const cases: ReadonlyArray<[what: string, act: () => string, expected: string[]]> = [
		['a person is added', () => (personId = personio.addPerson()), ['employee.created']],
		[
			'an employment is added',
			() => personio.addEmployment(personId, { startDate: '2030-01-01' }),
			['employee.hired', 'table.entry_created'],
		],
		['it begins', () => personio.startEmployment(personId), ['employee.started']],
		[
			'a name is changed',
			() => personio.updatePerson(personId, { preferred_name: 'Bo' }),
			['employee.updated'],
		],
		[
			'an employment is changed',
			() => personio.updateEmployment(personId, { position: { title: 'Head of Tests' } }),
			['table.entry_updated'],
		],
		[
			'a cost center is changed',
			() => personio.updateEmployment(personId, { cost_centers: [{ id: '9003', weight: 100 }] }),
			['table.entry_updated'],
		],
		[
			'a termination is entered',
			() => personio.scheduleTermination(personId, { terminationDate: '2031-06-30' }),
			['employee.termination_scheduled', 'table.entry_updated'],
		],
		['it is withdrawn', () => personio.withdrawTermination(personId), ['table.entry_updated']],
		[
			'an absence is asked for',
			() =>
				(absenceId = personio.requestAbsence({ personId, from: '2030-06-03', to: '2030-06-07' })),
			['leave.requested'],
		],
		['it is declined', () => personio.setAbsenceStatus(absenceId, 'REJECTED'), ['leave.declined']],
		['it is approved', () => personio.setAbsenceStatus(absenceId, 'APPROVED'), ['leave.approved']],
		[
			'its deletion is asked for',
			() => personio.setAbsenceStatus(absenceId, 'DELETION_PENDING'),
			['leave.updated'],
		],
		[
			'it is moved',
			() => personio.moveAbsence(absenceId, { from: '2030-06-10', to: '2030-06-14' }),
			['leave.updated'],
		],
		['it is deleted', () => personio.deleteAbsence(absenceId), ['leave.cancelled']],
		[
			'the employment ends',
			() => personio.endEmployment(personId),
			['employee.access_ended', 'employee.terminated'],
		],
		[
			'the person comes back',
			() => personio.addEmployment(personId, { startDate: '2030-02-01' }),
			['employee.rehired', 'table.entry_created'],
		],
		[
			'the person is deleted',
			() => personio.deletePerson(personId),
			['employee.deleted', 'table.entry_deleted', 'table.entry_deleted'],
		],
	];
	for (const [what, act, expected] of cases) {
		await t.test(what, async () => {
			act();
			await personio.deliveries.idle();
			const answers = statusesOf(personio.deliveries.attempts, workflow);
			const count = answers.length - deliveries;
			assert.ok(count > 0 && answers.every((status) => status === 200));
			deliveries = answers.length;
			const runs = (await waitForExecutions(stage.n8n, workflow.id, deliveries)).slice(-count);
			assert.ok(runs.every(({ status }) => status === 'success'));
			const items = runs.flatMap((run) => run.items(TRIGGER));
			assert.deepEqual(items.map(({ eventType }) => eventType).sort(), expected);
			assert.deepEqual(
				runs.flatMap((run) => run.items(TRIGGER, 1)),
				[],
				'nothing is unrecognised',
			);
			for (const item of items) {
				const { vendor, companyId, verifiedBy } = item.source as Record<string, unknown>;
				assert.deepEqual([vendor, companyId, verifiedBy], ['personio', '48151', 'secret']);
				const { employeeId, leaveId } = item.refs as Record<string, unknown>;
				const isOnlyId = item.eventType === 'leave.cancelled';
				assert.equal(employeeId, isOnlyId ? null : personId);
				assert.equal(leaveId, item.category === 'leave' ? absenceId : null);
			}
		});
	}
	await unpublish(stage.n8n, workflow.id);
});

test('a delivery without the right secret is answered 401 and starts nothing', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const other = await publishedWorkflow(stage, { hrEvents: ['employee.deleted'] });
	const { id: webhookId } = webhookOf(stage, workflow);
	const body = notification('person.created', { person: { id: stage.personio.people[0]?.id } });
	const foreign = webhookOf(stage, other).custom_headers?.[SECRET_HEADER] ?? '';
	const { clientSecret = '' } = credentialData(stage.personio);
	for (const [what, proof] of [
		['wrong', { secret: 'wrong' }],
		['missing', { secret: 'missing' }],
		['empty', { headers: { [SECRET_HEADER]: '' } }],
		["another workflow's", { headers: { [SECRET_HEADER]: foreign } }],
		['the client secret itself', { headers: { [SECRET_HEADER]: clientSecret } }],
	] as const) {
		const attempts = await stage.personio.deliver({ webhookId, body, ...proof });
		assert.deepEqual(statusesOf(attempts, workflow), [401], what);
	}
	const good = await stage.personio.deliver({ webhookId, body });
	assert.deepEqual(statusesOf(good, workflow), [200]);
	await waitForExecutions(stage.n8n, workflow.id, 1);
	await waitForStragglers();
	const runs = await executions(stage.n8n, workflow.id);
	assert.equal(runs.length, 1, 'only the good one started an execution');
	assert.equal(runs[0]?.items(TRIGGER)[0]?.eventType, 'employee.created');
});

test('what is not understood reaches Unrecognised, and nothing else does', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const { id: webhookId } = webhookOf(stage, workflow);
	const person = { id: stage.personio.people[0]?.id };
	const odd: ReadonlyArray<[body: object, reason: RegExp]> = [
		[notification('person.teleported', { person }), /not known here: person\.teleported/],
		[notification('person.created', {}), /payload\.person\.id/],
		[notification('person.created', 'a text'), /payload/],
		[['not', 'an', 'object'], /names no event/],
	];
	for (const [index, [body, reason]] of odd.entries()) {
		const attempts = await stage.personio.deliver({ webhookId, body });
		assert.deepEqual(statusesOf(attempts, workflow), [200]);
		const run = (await waitForExecutions(stage.n8n, workflow.id, index + 1)).at(-1);
		assert.equal(run?.status, 'success');
		assert.deepEqual(run?.items(TRIGGER), []);
		const [item] = run.items(TRIGGER, 1);
		assert.equal(item?.eventType, 'unmapped');
		assert.deepEqual(item?.raw, body);
		assert.match(JSON.stringify(item.enrichment), reason);
	}
	const malformed = await stage.personio.deliver({ webhookId, body: '{"event_name":' });
	assert.deepEqual(statusesOf(malformed, workflow), [422], "n8n's own answer");
	assert.equal((await executions(stage.n8n, workflow.id)).length, odd.length);
});

test('a time that cannot be read keeps no event from being told, and is named', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const { id: webhookId } = webhookOf(stage, workflow);
	const person = { id: stage.personio.people[0]?.id };
	const body = notification('person.created', { person }, 'yesterday');
	const attempts = await stage.personio.deliver({ webhookId, body });
	assert.deepEqual(statusesOf(attempts, workflow), [200]);
	const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
	assert.deepEqual(run?.items(TRIGGER, 1), []);
	const [item] = run.items(TRIGGER);
	assert.equal(item?.eventType, 'employee.created');
	assert.equal(item.occurredAt, null);
	assert.match(JSON.stringify(item.enrichment), /occurred_at/);
});

test('a ping and an event nobody listens for are answered 200 and start nothing', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const { id: webhookId } = webhookOf(stage, workflow);
	const person = { id: stage.personio.people[0]?.id };
	for (const body of [notification('ping', {}), notification('person.deleted', { person })]) {
		const attempts = await stage.personio.deliver({ webhookId, body });
		assert.deepEqual(statusesOf(attempts, workflow), [200]);
	}
	await waitForStragglers();
	assert.equal((await executions(stage.n8n, workflow.id)).length, 0);
});

test('a repeat starts no second execution, and is skipped in the run after a restart', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const { id: webhookId } = webhookOf(stage, workflow);
	const body = notification('person.created', { person: { id: stage.personio.people[1]?.id } });
	await stage.personio.deliver({ webhookId, body });
	await waitForExecutions(stage.n8n, workflow.id, 1);
	const repeat = await stage.personio.deliver({ webhookId, body });
	assert.deepEqual(statusesOf(repeat, workflow), [200]);
	await waitForStragglers();
	assert.equal((await executions(stage.n8n, workflow.id)).length, 1);

	await stage.n8n.restart();
	const afterRestart = await stage.personio.deliver({ webhookId, body });
	assert.deepEqual(statusesOf(afterRestart, workflow), [200]);
	const runs = await waitForExecutions(stage.n8n, workflow.id, 2);
	assert.equal(runs[0]?.items(TRIGGER).length, 1);
	assert.deepEqual(runs.at(-1)?.items(TRIGGER), [], 'the run skipped the repeat');
});

test('a delivery whose first answer got lost comes again and is told once', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	// Workflows of earlier tests listen for the event as well: every one of them loses its answer.
	const listeners = stage.personio.webhooks.filter(({ enabled_events: events }) =>
		events.includes('person.created'),
	);
	stage.personio.deliveries.cutNext(listeners.length);
	const personId = stage.personio.addPerson();
	await stage.personio.deliveries.idle();
	assert.deepEqual(statusesOf(stage.personio.deliveries.attempts, workflow), [null, 200]);
	await waitForExecutions(stage.n8n, workflow.id, 1);
	assert.deepEqual(await peopleTold(stage, workflow), [personId]);
});

test('an execution that died after the trigger yields its items when it is retried', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] }, [
		{ name: 'Stop', type: 'n8n-nodes-base.stopAndError', parameters: { errorMessage: 'Broken' } },
	]);
	stage.personio.addPerson();
	const [failed] = await waitForExecutions(stage.n8n, workflow.id, 1);
	assert.equal(failed?.status, 'error');
	const retried = await retryExecution(stage.n8n, failed.id);
	assert.equal(retried.items(TRIGGER)[0]?.eventType, 'employee.created');
});

test('a run that was killed in the trigger is retried from the start and yields its items', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.hired'] });
	// Only its employment is told to this workflow, and to nobody else.
	const personId = stage.personio.addPerson();
	await stage.personio.deliveries.idle();
	await waitForStragglers();
	stage.personio.faults.add({ match: { path: /\/employments$/ }, kind: 'hang' });
	stage.personio.addEmployment(personId);
	await stage.personio.deliveries.idle();
	assert.deepEqual(statusesOf(stage.personio.deliveries.attempts, workflow), [200]);
	await pollUntil(
		() => stage.personio.requests.some(({ fault }) => fault === 'hang') || undefined,
		{
			what: 'the run to fetch the employment',
			timeoutMs: 20_000,
		},
	);
	// n8n knows an unfinished run by its event log, which it writes with a delay.
	await sleep(3_000);
	await stage.n8n.kill();
	stage.personio.faults.clear();
	await stage.n8n.restart();
	const [crashed] = await waitForExecutions(stage.n8n, workflow.id, 1, { timeoutMs: 30_000 });
	assert.ok(
		crashed && crashed.status !== 'success',
		`n8n saw that the run died: ${crashed?.status}`,
	);
	const retried = await retryExecution(stage.n8n, crashed.id);
	assert.equal(retried.items(TRIGGER)[0]?.eventType, 'employee.hired');
});

test('deliveries with the secret of before pass while it is entered', async () => {
	const { clientId = '', clientSecret: old = '' } = credentialData(stage.personio);
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const before = webhookOf(stage, workflow);
	const fresh = 'papi-example-rotated-secret-of-acme';
	stage.personio.addClient({ clientId, clientSecret: fresh });
	await updateCredential(
		stage.n8n,
		stage.credential,
		credentialData(stage.personio, { clientSecret: fresh, previousClientSecret: old }),
	);
	stage.personio.addPerson();
	await stage.personio.deliveries.idle();
	assert.equal(attemptsAt(stage, workflow).at(-1)?.status, 200, 'the secret of before');
	await waitForExecutions(stage.n8n, workflow.id, 1);

	// n8n does nothing on a publication that changes nothing in the trigger.
	await setParameters(stage.n8n, workflow.id, TRIGGER, { options: { includeRaw: true } });
	await publishOrThrow(stage.n8n, workflow.id);
	const replaced = webhookOf(stage, workflow);
	assert.notDeepEqual(replaced.custom_headers, before.custom_headers);
	assert.notEqual(replaced.description, before.description, 'it says which key it has');
	await updateCredential(
		stage.n8n,
		stage.credential,
		credentialData(stage.personio, { clientSecret: fresh }),
	);
	stage.personio.addPerson();
	await stage.personio.deliveries.idle();
	assert.equal(attemptsAt(stage, workflow).at(-1)?.status, 200, 'the new secret');
	await waitForExecutions(stage.n8n, workflow.id, 2);
	await updateCredential(stage.n8n, stage.credential, credentialData(stage.personio));
});

test('a new secret without the old one: deliveries of before are refused until published again', async () => {
	const { clientId = '' } = credentialData(stage.personio);
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const fresh = 'papi-example-second-rotated-secret';
	stage.personio.addClient({ clientId, clientSecret: fresh });
	await updateCredential(
		stage.n8n,
		stage.credential,
		credentialData(stage.personio, { clientSecret: fresh }),
	);
	stage.personio.addPerson();
	await stage.personio.deliveries.idle();
	assert.equal(attemptsAt(stage, workflow).at(-1)?.status, 401);
	await updateCredential(stage.n8n, stage.credential, credentialData(stage.personio));
});

test('what is sent while n8n is down comes again, and is told once', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	await stage.n8n.stop();
	const personId = stage.personio.addPerson();
	await pollUntil(() => attemptsAt(stage, workflow)[0], {
		what: 'the first try to have failed',
		timeoutMs: 10_000,
	});
	// For a moment of its start n8n answers 404, after which Personio sends no more.
	stage.personio.deliveries.pause();
	await stage.n8n.restart();
	stage.personio.deliveries.resume();
	await stage.personio.deliveries.idle();
	const answers = statusesOf(stage.personio.deliveries.attempts, workflow);
	assert.equal(answers[0], null);
	assert.equal(answers.at(-1), 200);
	await waitForExecutions(stage.n8n, workflow.id, 1);
	await waitForStragglers();
	assert.deepEqual(await peopleTold(stage, workflow), [personId]);
});

test('a delivery that n8n cannot check is answered 503, comes again, and is told once', async () => {
	// Both are new. n8n saves a credential as it was when it signs in, so one whose secret a test has changed meanwhile may
	// have the other secret again.
	const [doomed, kept] = await Promise.all(
		['Deleted soon', 'Kept'].map(async (name) => {
			const data = credentialData(stage.personio);
			return await createCredential(stage.n8n, { name, type: stage.credential.type, data });
		}),
	);
	assert.ok(doomed && kept);
	const workflow = await publishedWorkflow(
		{ ...stage, credential: doomed },
		{ hrEvents: ['employee.created'] },
	);
	/** On a busy machine, a request may end without an answer within Personio's three seconds. */
	const answers = () =>
		attemptsAt(stage, workflow).flatMap(({ status }) => (status === null ? [] : [status]));
	await stage.n8n.rest('DELETE', `/credentials/${doomed.id}`);
	const personId = stage.personio.addPerson();
	await pollUntil(() => answers()[1], { what: 'the first try to be over', timeoutMs: 20_000 });
	assert.deepEqual(answers().slice(0, 2), [503, 503], 'twice in quick succession');
	const nodes = workflow.nodes.map((node) => ({
		...node,
		credentials: reference(kept),
	}));
	// While n8n publishes again it answers 404 for a moment, after which Personio sends no more.
	stage.personio.deliveries.pause();
	await saveDraft(stage.n8n, { ...workflow, nodes });
	await publishOrThrow(stage.n8n, workflow.id);
	stage.personio.deliveries.resume();
	await stage.personio.deliveries.idle();
	assert.equal(attemptsAt(stage, workflow).at(-1)?.status, 200);
	await waitForExecutions(stage.n8n, workflow.id, 1);
	await waitForStragglers();
	assert.deepEqual(await peopleTold(stage, workflow), [personId]);
});
