import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import {
	executions,
	getWorkflow,
	pollUntil,
	publicationStatus,
	publish,
	startTestListen,
	stopTestListen,
	unpublish,
	updateCredential,
	waitForExecutions,
	webhookIdOf,
	type Workflow,
} from '../support/index.mts';
import {
	credentialData,
	listeningWorkflow,
	publishedWorkflow,
	publishOrThrow,
	registeredEvents,
	setStage,
	TRIGGER,
	type Stage,
} from './support.mts';

const HIRES_AND_LEAVES = { hrEvents: ['employee.created', 'employee.hired', 'leave.approved'] };
const THREE = ['employee_created', 'employee_published', 'timeoff_updated'];

/** Somebody else's webhook at the same company; must outlive everything here. */
const STRANGER = 'https://hooks.example.com/webhook/0b5f3b0e-0000-4000-8000-000000000000/webhook';

let stage: Stage;

before(async () => {
	// The stranger never answers: its retries have to be over soon.
	stage = await setStage({ workable: { timeScale: 0.0001 } });
	stage.workable.addWebhook({ event: 'employee_created', target: STRANGER });
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	stage.workable.faults.clear();
	assert.deepEqual(stage.workable.violations.list, []);
	const strangers = stage.workable.webhooks.filter(({ target }) => target === STRANGER);
	assert.equal(strangers.length, 1, "the stranger's webhook is untouched");
});

test('publishing leaves exactly the desired webhooks, unpublishing none', async () => {
	const workflow = await publishedWorkflow(stage, HIRES_AND_LEAVES);
	assert.deepEqual(registeredEvents(stage, workflow), THREE);
	const targets = targetsOf(workflow);
	assert.equal(new Set(targets).size, 3, 'each event has a target of its own');
	assert.ok(targets.every((target) => new URL(target).searchParams.has('key')));

	await unpublish(stage.n8n, workflow.id);
	assert.deepEqual(targetsOf(workflow), []);
});

test('vendor events are registered by their own names', async () => {
	const all = [
		'candidate_created',
		'candidate_deleted',
		'candidate_moved',
		'employee_created',
		'employee_published',
		'employee_updated',
		'job_deleted',
		'onboarding_completed',
		'timeoff_updated',
	];
	const workflow = await publishedWorkflow(stage, { listenFor: 'vendorEvents', vendorEvents: all });
	assert.deepEqual(registeredEvents(stage, workflow), all);
	stage.workable.moveCandidate();
	const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
	const [item] = run?.items(TRIGGER) ?? [];
	assert.equal(item?.eventType, 'other');
	assert.ok(item?.raw, 'an event that is no HR event carries its delivery');
	await unpublish(stage.n8n, workflow.id);
});

test('a test run does not disturb the published workflow', async () => {
	const workflow = await publishedWorkflow(stage, HIRES_AND_LEAVES);
	await startTestListen(stage.n8n, workflow, TRIGGER);
	assert.deepEqual(registeredEvents(stage, workflow), THREE);
	assert.equal(testTargetsOf(workflow).length, 3);

	stage.workable.createEmployee();
	await stage.workable.deliveries.idle();
	await pollUntil(() => testTargetsOf(workflow).length === 0 || undefined, {
		what: 'n8n to remove the test registration',
		timeoutMs: 15_000,
	});
	assert.deepEqual(registeredEvents(stage, workflow), THREE);
	const runs = await waitForExecutions(stage.n8n, workflow.id, 2);
	assert.deepEqual(
		runs.map(({ mode }) => mode).sort(),
		['manual', 'webhook'],
		'the test run and the published workflow both got the event',
	);

	await startTestListen(stage.n8n, workflow, TRIGGER);
	await stopTestListen(stage.n8n, workflow);
	await pollUntil(() => testTargetsOf(workflow).length === 0 || undefined, {
		what: 'n8n to remove the test registration',
		timeoutMs: 15_000,
	});
	assert.deepEqual(registeredEvents(stage, workflow), THREE);
	await unpublish(stage.n8n, workflow.id);
});

test('what a killed test run left behind goes with the next publication', async () => {
	const workflow = await listeningWorkflow(stage, HIRES_AND_LEAVES);
	await startTestListen(stage.n8n, workflow, TRIGGER);
	assert.equal(testTargetsOf(workflow).length, 3);
	await stage.n8n.kill();
	await stage.n8n.restart();
	assert.equal(testTargetsOf(workflow).length, 3, 'n8n does not know of them any more');

	await publishOrThrow(stage.n8n, workflow.id);
	assert.deepEqual(testTargetsOf(workflow), []);
	assert.deepEqual(registeredEvents(stage, workflow), THREE);
	await unpublish(stage.n8n, workflow.id);
	assert.deepEqual(targetsOf(workflow), []);
});

for (const [what, status] of [
	['Workable as usual', null],
	['Workable answering 503', 503],
	['Workable answering 401', 401],
] as const) {
	test(`a restart of n8n with ${what} keeps the webhooks and the deliveries`, async () => {
		const workflow = await publishedWorkflow(stage, HIRES_AND_LEAVES);
		const before = targetsOf(workflow);
		if (status !== null) stage.workable.faults.add({ kind: 'status', status, times: 10_000 });
		await stage.n8n.stop();
		const requests = stage.workable.requests.length;
		await stage.n8n.restart();
		assert.deepEqual(targetsOf(workflow), before);
		assert.equal(
			stage.workable.requests.slice(requests).filter(({ method }) => method !== 'GET').length,
			0,
			'nothing is created or deleted on start',
		);
		stage.workable.createEmployee();
		await stage.workable.deliveries.idle();
		const [attempt] = stage.workable.deliveries.attempts
			.filter(({ url }) => before.includes(url))
			.slice(-1);
		assert.equal(attempt?.status, 200);
		await waitForExecutions(stage.n8n, workflow.id, 1);
		stage.workable.faults.clear();
		await unpublish(stage.n8n, workflow.id);
		assert.deepEqual(targetsOf(workflow), []);
	});
}

test('a restart with the older publication of n8n keeps them too', async () => {
	const legacy = await setStage({ env: { N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'false' } });
	try {
		const workflow = await listeningWorkflow(legacy, HIRES_AND_LEAVES);
		const { id, versionId } = workflow;
		// There the answer comes when the node has registered, and there is no status to ask for.
		await legacy.n8n.rest('POST', `/workflows/${id}/activate`, { versionId });
		assert.deepEqual(registeredEvents(legacy, workflow), THREE);
		legacy.workable.faults.add({ kind: 'status', status: 503, times: 10_000 });
		await legacy.n8n.stop();
		await legacy.n8n.restart();
		assert.deepEqual(registeredEvents(legacy, workflow), THREE);
		legacy.workable.createEmployee();
		await legacy.workable.deliveries.idle();
		assert.equal(legacy.workable.deliveries.attempts.at(-1)?.status, 200);
		await waitForExecutions(legacy.n8n, workflow.id, 1);
	} finally {
		await legacy.close();
	}
});

test('a refused token ends in a message that says what to do', async () => {
	await updateCredential(
		stage.n8n,
		stage.credential,
		credentialData(stage.workable, { accessToken: 'example-expired-token' }),
	);
	const workflow = await listeningWorkflow(stage, HIRES_AND_LEAVES);
	const { status, message } = await publish(stage.n8n, workflow.id);
	assert.equal(status, 'failed');
	assert.match(message, /Workable did not accept the credential.*Create a new one/);
	assert.doesNotMatch(message, /example-expired-token/);
	assert.deepEqual(targetsOf(workflow), []);
	await updateCredential(stage.n8n, stage.credential, credentialData(stage.workable));
	await publishAfterFailure(workflow);
});

test('a Workable that hangs ends in a message, not in a dead workflow', async () => {
	const workflow = await listeningWorkflow(stage, HIRES_AND_LEAVES);
	stage.workable.faults.add({ match: { path: '/subscriptions' }, kind: 'hang', times: 1_000 });
	const { status, message } = await publish(stage.n8n, workflow.id);
	assert.equal(status, 'failed');
	assert.match(message, /Workable did not answer within 10 seconds/);
	stage.workable.faults.clear();
	await publishAfterFailure(workflow);
});

test('nothing secret is stored in the workflow', async () => {
	const workflow = await publishedWorkflow(stage, HIRES_AND_LEAVES);
	const stored = JSON.stringify(await stage.n8n.api('GET', `/workflows/${workflow.id}`));
	const token = credentialData(stage.workable).accessToken ?? '';
	assert.doesNotMatch(stored, new RegExp(token));
	assert.equal((await getWorkflow(stage.n8n, workflow.id)).id, workflow.id);
	assert.match(stored, /"staticData":(null|\{\})/);
	await unpublish(stage.n8n, workflow.id);
	assert.equal((await executions(stage.n8n, workflow.id)).length, 0);
});

/** Does what the message of a failed publication says. */
async function publishAfterFailure(workflow: Workflow): Promise<void> {
	await unpublish(stage.n8n, workflow.id);
	await publishOrThrow(stage.n8n, workflow.id);
	assert.deepEqual(registeredEvents(stage, workflow), THREE);
	await unpublish(stage.n8n, workflow.id);
	assert.equal((await publicationStatus(stage.n8n, workflow.id)).status, 'not_published');
}

/** Everything registered under a workflow's address, test or not. */
function targetsOf(workflow: Workflow): string[] {
	const id = webhookIdOf(workflow, workflow.nodes[0]?.name ?? TRIGGER);
	return stage.workable.webhooks
		.map(({ target }) => target)
		.filter((target) => target.includes(id));
}

function testTargetsOf(workflow: Workflow): string[] {
	return targetsOf(workflow).filter((target) => target.includes('/webhook-test/'));
}
