import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { EVENT_TYPES } from '../../simulators/factorial/index.mts';
import {
	duplicateWorkflow,
	executions,
	listeningWorkflow,
	pollUntil,
	publicationStatus,
	publish,
	publishedWorkflow,
	publishOrThrow,
	setParameters,
	startTestListen,
	stopTestListen,
	unpublish,
	updateCredential,
	waitForExecutions,
	webhookIdOf,
	type Workflow,
} from '../support/index.mts';
import {
	attemptsAt,
	credentialData,
	setStage,
	webhooksOf,
	TRIGGER,
	typesOf,
	type Stage,
} from './support.mts';

const CREATE = 'employees/employee/create_with_contract';
const TERMINATE = 'employees/employee/terminate';
const REJECT = 'timeoff/leave/reject';
const HIRES_AND_DECLINES = { hrEvents: ['employee.hired', 'leave.declined'] };
const TWO = [CREATE, REJECT];
const PATH = '/api_public/webhook_subscriptions';

/** Somebody else's webhook for something else; must outlive everything here as it is. */
const STRANGER = { type: 'ats/candidate/create', target: 'https://hooks.example.com/hr/1' };
const ZAPIER = 'https://hooks.zapier.example/1/2';

let stage: Stage;
let strangerBefore: unknown;

before(async () => {
	stage = await setStage();
	stage.factorial.addWebhook(STRANGER);
	strangerBefore = stranger();
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	stage.factorial.faults.clear();
	assert.deepEqual(stage.factorial.violations.list, []);
	assert.deepEqual(stranger(), strangerBefore, "the stranger's webhook is untouched");
	// Every webhook is accounted for: each test takes back what it made.
	assert.equal(stage.factorial.webhooks.length, 1, 'nothing else is left at Factorial');
});

test('publishing leaves exactly the desired webhooks, unpublishing none', async () => {
	const workflow = await publishedWorkflow(stage, HIRES_AND_DECLINES);
	assert.deepEqual(typesOf(stage, workflow), TWO);
	const webhookUrl = stage.n8n.webhookUrl(webhookIdOf(workflow, TRIGGER));
	for (const { type, target_url: target, ...rest } of webhooksOf(stage, workflow)) {
		const { origin, pathname, searchParams } = new URL(target);
		assert.equal(`${origin}${pathname}`, webhookUrl);
		assert.equal(searchParams.get('event'), type);
		assert.equal(rest.api_version, '2026-10-01');
		assert.equal(rest.enabled, true);
		assert.match(rest.challenge ?? '', /^[0-9a-f]{64}$/);
		assert.ok(rest.name?.includes(workflow.name), 'an admin sees which workflow it is for');
	}
	await unpublish(stage.n8n, workflow.id);
	assert.deepEqual(webhooksOf(stage, workflow), []);
});

test('all types of the catalogue can be listened for, and come as they are', async () => {
	stage.factorial.removeWebhook(strangerId());
	const workflow = await publishedWorkflow(stage, {
		listenFor: 'vendorEvents',
		vendorEvents: [...EVENT_TYPES],
	});
	try {
		assert.deepEqual(typesOf(stage, workflow), [...EVENT_TYPES].sort());
		stage.factorial.happen('documents/document/create', { filename: 'contract.pdf' });
		const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
		const [item] = run?.items(TRIGGER) ?? [];
		assert.equal(item?.eventType, 'other');
		assert.match(JSON.stringify(item), /"nativeType":"documents\/document\/create"/);
		assert.ok(item?.raw, 'an event that is no HR event carries its delivery');
	} finally {
		await unpublish(stage.n8n, workflow.id);
	}
	assert.deepEqual(stage.factorial.webhooks, []);
	stage.factorial.addWebhook(STRANGER);
	strangerBefore = stranger();
});

test('two workflows for the same type: the second says who was first, and takes nothing', async () => {
	const first = await publishedWorkflow(stage, { hrEvents: ['employee.hired'] });
	const before = stage.factorial.webhooks;
	const second = await duplicateWorkflow(stage.n8n, first.id);
	const { status, message } = await publish(stage.n8n, second.id);
	assert.equal(status, 'failed');
	assert.match(message, new RegExp(`Another workflow .* already listens for ${CREATE}\\.`));
	assert.match(message, /Execute Sub-workflow.*'Take Over'.*the other workflow then gets nothing/);
	await unpublish(stage.n8n, second.id);
	assert.deepEqual(stage.factorial.webhooks, before);

	stage.factorial.createEmployee();
	await stage.factorial.deliveries.idle();
	await waitForExecutions(stage.n8n, first.id, 1);
	await unpublish(stage.n8n, first.id);
	// Now the place is free.
	await publishOrThrow(stage.n8n, second.id);
	assert.deepEqual(typesOf(stage, second), [CREATE]);
	await unpublish(stage.n8n, second.id);
});

test('two workflows for different types do not disturb each other', async () => {
	const hires = await publishedWorkflow(stage, { hrEvents: ['employee.hired'] });
	const declines = await publishedWorkflow(stage, { hrEvents: ['leave.declined'] });
	assert.deepEqual([typesOf(stage, hires), typesOf(stage, declines)], [[CREATE], [REJECT]]);
	await unpublish(stage.n8n, hires.id);
	assert.deepEqual(typesOf(stage, declines), [REJECT]);
	await unpublish(stage.n8n, declines.id);
});

for (const duplicates of ['refuse', 'overwrite'] as const) {
	test(`a foreign holder, where a second webhook meets "${duplicates}"`, async () => {
		const other = await setStage({ factorial: { duplicates } });
		try {
			const id = other.factorial.addWebhook({ type: CREATE, target: ZAPIER });
			const before = other.factorial.webhooks;
			const workflow = await listeningWorkflow(other, HIRES_AND_DECLINES);
			const { status, message } = await publish(other.n8n, workflow.id);
			assert.equal(status, 'failed');
			assert.match(message, /Someone else already listens/);
			await unpublish(other.n8n, workflow.id);
			assert.deepEqual(other.factorial.webhooks, before, 'it keeps what it has');

			const takeOver = { ...HIRES_AND_DECLINES, options: { takeOver: true } };
			await setParameters(other.n8n, workflow.id, TRIGGER, takeOver);
			await startTestListen(other.n8n, workflow, TRIGGER).then(
				() => assert.fail('a test run took the place'),
				(error: Error) => assert.match(error.message, /Someone else already listens/),
			);
			assert.deepEqual(other.factorial.webhooks, before, 'a test run takes nothing');

			await publishOrThrow(other.n8n, workflow.id);
			assert.deepEqual(typesOf(other, workflow), TWO);
			const taken = other.factorial.webhooks.find(({ type }) => type === CREATE);
			assert.equal(taken?.id, id);
			other.factorial.createEmployee();
			const [run] = await waitForExecutions(other.n8n, workflow.id, 1);
			assert.equal(run?.items(TRIGGER)[0]?.eventType, 'employee.hired');

			await unpublish(other.n8n, workflow.id);
			assert.deepEqual(other.factorial.webhooks, []);
			assert.deepEqual(other.factorial.violations.list, []);
		} finally {
			await other.close();
		}
	});
}

test('deactivation after someone else took the place leaves it to them', async () => {
	const workflow = await publishedWorkflow(stage, HIRES_AND_DECLINES);
	const [{ id } = { id: '' }] = webhooksOf(stage, workflow).filter(({ type }) => type === CREATE);
	stage.factorial.changeWebhook(id, { target_url: ZAPIER, challenge: 'theirs' });
	await unpublish(stage.n8n, workflow.id);
	const left = stage.factorial.webhooks.filter(({ type }) => type === CREATE);
	assert.deepEqual(
		left.map((one) => [one.id, one.target_url, one.challenge]),
		[[id, ZAPIER, 'theirs']],
	);
	assert.deepEqual(webhooksOf(stage, workflow), []);
	stage.factorial.removeWebhook(id);
});

test('a test run listens where nobody does, and leaves nothing', async () => {
	const workflow = await listeningWorkflow(stage, { hrEvents: ['employee.hired'] });
	await startTestListen(stage.n8n, workflow, TRIGGER);
	assert.equal(testWebhooksOf(workflow).length, 1);
	stage.factorial.createEmployee();
	await testRunGone(workflow);
	const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
	assert.equal(run?.mode, 'manual');

	await startTestListen(stage.n8n, workflow, TRIGGER);
	await stopTestListen(stage.n8n, workflow);
	await testRunGone(workflow);
});

test('a test run never takes the place of the published workflow', async () => {
	const workflow = await publishedWorkflow(stage, {
		hrEvents: ['employee.hired'],
		options: { takeOver: true },
	});
	const before = stage.factorial.webhooks;
	await startTestListen(stage.n8n, workflow, TRIGGER).then(
		() => assert.fail('the test run took the place'),
		(error: Error) => assert.match(error.message, /The published workflow already listens/),
	);
	assert.deepEqual(stage.factorial.webhooks, before);
	stage.factorial.createEmployee();
	const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
	assert.equal(run?.mode, 'webhook');
	await unpublish(stage.n8n, workflow.id);
});

test('what a killed test run left behind is taken over by the next publication', async () => {
	const workflow = await listeningWorkflow(stage, { hrEvents: ['employee.hired'] });
	await startTestListen(stage.n8n, workflow, TRIGGER);
	await stage.n8n.kill();
	await stage.n8n.restart();
	assert.equal(testWebhooksOf(workflow).length, 1, 'n8n does not know of it any more');
	await publishOrThrow(stage.n8n, workflow.id);
	assert.deepEqual(testWebhooksOf(workflow), []);
	assert.deepEqual(typesOf(stage, workflow), [CREATE]);
	await unpublish(stage.n8n, workflow.id);
});

for (const [what, status] of [
	['Factorial as usual', null],
	['Factorial answering 503', 503],
] as const) {
	test(`a restart of n8n with ${what} keeps the webhooks and the deliveries`, async () => {
		const workflow = await publishedWorkflow(stage, HIRES_AND_DECLINES);
		const before = webhooksOf(stage, workflow);
		if (status !== null) stage.factorial.faults.add({ kind: 'status', status, times: 10_000 });
		await stage.n8n.stop();
		const requests = stage.factorial.requests.length;
		await stage.n8n.restart();
		assert.deepEqual(webhooksOf(stage, workflow), before);
		assert.deepEqual(
			stage.factorial.requests.slice(requests).filter(({ path }) => path.includes('webhook')),
			[],
			'nothing is asked of Factorial on start',
		);
		stage.factorial.createEmployee();
		await stage.factorial.deliveries.idle();
		assert.equal(attemptsAt(stage, workflow).at(-1)?.status, 200);
		await waitForExecutions(stage.n8n, workflow.id, 1, { timeoutMs: 60_000 });
		stage.factorial.faults.clear();
		await unpublish(stage.n8n, workflow.id);
	});
}

test('a refused key ends in a message that says what to do', async () => {
	const message = await failureWith({ apiKey: 'example-revoked-key' });
	assert.match(message, /Factorial did not accept the credential.*still valid.*Then unpublish/);
	assert.doesNotMatch(message, /example-revoked-key/);
});

test('a key of the other environment ends in a message, not in a workflow that hears nothing', async () => {
	stage.factorial.addApiKey('example-demo-key', { isElsewhere: true });
	assert.match(await failureWith({ apiKey: 'example-demo-key' }), /does not say which company/);
});

test('a Factorial that hangs ends in a message, not in a dead workflow', async () => {
	const workflow = await listeningWorkflow(stage, HIRES_AND_DECLINES);
	stage.factorial.faults.add({ match: { path: PATH }, kind: 'hang', times: 1_000 });
	const { status, message } = await publish(stage.n8n, workflow.id);
	assert.equal(status, 'failed');
	assert.match(message, /Factorial did not answer within 10 seconds/);
	stage.factorial.faults.clear();
	await publishAfterFailure(workflow);
});

test('nothing secret is stored in the workflow, and the key is not told to Factorial', async () => {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.termination_scheduled'] });
	assert.ok(typesOf(stage, workflow).includes(TERMINATE));
	const { apiKey = '' } = credentialData(stage.factorial);
	const stored = JSON.stringify(await stage.n8n.api('GET', `/workflows/${workflow.id}`));
	const challenges = webhooksOf(stage, workflow).map(({ challenge }) => challenge ?? '');
	for (const secret of [apiKey, ...challenges]) {
		assert.ok(!stored.includes(secret), 'a secret is in the stored workflow');
	}
	assert.match(stored, /"staticData":(null|\{\})/);
	const told = webhooksOf(stage, workflow).map(({ name, target_url: url, challenge }) => ({
		name,
		url,
		challenge,
	}));
	assert.ok(!JSON.stringify(told).includes(apiKey));
	await unpublish(stage.n8n, workflow.id);
	assert.equal((await executions(stage.n8n, workflow.id)).length, 0);
});

/** What is said where publishing fails with another credential. */
async function failureWith(entered: Record<string, string>): Promise<string> {
	await updateCredential(stage.n8n, stage.credential, credentialData(stage.factorial, entered));
	const workflow = await listeningWorkflow(stage, HIRES_AND_DECLINES);
	const { status, message } = await publish(stage.n8n, workflow.id);
	assert.equal(status, 'failed');
	assert.deepEqual(webhooksOf(stage, workflow), []);
	await updateCredential(stage.n8n, stage.credential, credentialData(stage.factorial));
	await publishAfterFailure(workflow);
	return message;
}

/** Does what the message of a failed publication says. */
async function publishAfterFailure(workflow: Workflow): Promise<void> {
	await unpublish(stage.n8n, workflow.id);
	await publishOrThrow(stage.n8n, workflow.id);
	assert.deepEqual(typesOf(stage, workflow), TWO);
	await unpublish(stage.n8n, workflow.id);
	assert.equal((await publicationStatus(stage.n8n, workflow.id)).status, 'not_published');
}

async function testRunGone(workflow: Workflow): Promise<void> {
	await pollUntil(() => testWebhooksOf(workflow).length === 0 || undefined, {
		what: 'n8n to remove the test registration',
		timeoutMs: 15_000,
	});
}

function testWebhooksOf(workflow: Workflow): ReturnType<typeof webhooksOf> {
	return webhooksOf(stage, workflow).filter(({ target_url: url }) =>
		url.includes('/webhook-test/'),
	);
}

function stranger(): unknown {
	return stage.factorial.webhooks
		.filter(({ target_url: url }) => url === STRANGER.target)
		.map(({ id: _id, ...rest }) => rest);
}

function strangerId(): string {
	const found = stage.factorial.webhooks.find(({ target_url: url }) => url === STRANGER.target);
	assert.ok(found);
	return found.id;
}
