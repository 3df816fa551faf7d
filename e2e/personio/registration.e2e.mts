import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { EVENT_TYPES } from '../../simulators/personio/index.mts';
import {
	executions,
	listeningWorkflow,
	pollUntil,
	publicationStatus,
	publish,
	publishedWorkflow,
	publishOrThrow,
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
	SECRET_HEADER,
	setStage,
	TRIGGER,
	webhookOf,
	webhooksOf,
	type Stage,
} from './support.mts';

const HIRES_AND_ENDS = { hrEvents: ['employee.created', 'employee.hired', 'leave.cancelled'] };
const THREE = ['absence-period.deleted', 'employment.created', 'person.created'];

/** Somebody else's webhook at the same company; must outlive everything here as it is. */
const STRANGER = {
	url: 'https://hooks.example.com/webhook/0b5f3b0e-0000-4000-8000-000000000000/webhook',
	enabled_events: ['document.signed'],
};

let stage: Stage;
let strangerBefore: unknown;

before(async () => {
	stage = await setStage();
	stage.personio.addWebhook(STRANGER);
	strangerBefore = stranger();
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	stage.personio.faults.clear();
	assert.deepEqual(stage.personio.violations.list, []);
	assert.deepEqual(stranger(), strangerBefore, "the stranger's webhook is untouched");
});

test('publishing leaves exactly the desired webhook, unpublishing none', async () => {
	const workflow = await publishedWorkflow(stage, HIRES_AND_ENDS);
	const webhook = webhookOf(stage, workflow);
	const { origin, pathname } = new URL(webhook.url);
	assert.equal(`${origin}${pathname}`, stage.n8n.webhookUrl(webhookIdOf(workflow, TRIGGER)));
	assertListens(workflow, THREE);
	assert.ok(webhook.description.includes(workflow.name), 'an admin sees which workflow it is for');

	await unpublish(stage.n8n, workflow.id);
	assert.deepEqual(webhooksOf(stage, workflow), []);
});

test('vendor events are registered by their own names', async () => {
	const workflow = await publishedWorkflow(stage, {
		listenFor: 'vendorEvents',
		vendorEvents: [...EVENT_TYPES],
	});
	assertListens(workflow, [...EVENT_TYPES].sort());
	const [person] = stage.personio.people;
	assert.ok(person);
	stage.personio.recordAttendance({ personId: person.id });
	const [run] = await waitForExecutions(stage.n8n, workflow.id, 1);
	const [item] = run?.items(TRIGGER) ?? [];
	assert.equal(item?.eventType, 'other');
	assert.ok(item?.raw, 'an event that is no HR event carries its delivery');
	await unpublish(stage.n8n, workflow.id);
});

test('an event that Personio does not know ends in what Personio says', async () => {
	const workflow = await listeningWorkflow(stage, {
		listenFor: 'vendorEvents',
		vendorEvents: ['person.created'],
		otherVendorEvents: 'person.archived',
	});
	const { status, message } = await publish(stage.n8n, workflow.id);
	assert.equal(status, 'failed');
	assert.match(message, /Personio refused the request.*Then unpublish the workflow/);
	assert.deepEqual(webhooksOf(stage, workflow), []);
});

test('a test run does not disturb the published workflow', async () => {
	const workflow = await publishedWorkflow(stage, HIRES_AND_ENDS);
	const published = webhookOf(stage, workflow);
	await startTestListen(stage.n8n, workflow, TRIGGER);
	const tests = testWebhooksOf(workflow);
	assert.equal(tests.length, 1);
	assert.notDeepEqual(tests[0]?.custom_headers, published.custom_headers);

	stage.personio.addPerson();
	await stage.personio.deliveries.idle();
	await testRunGone(workflow);
	assert.deepEqual(webhookOf(stage, workflow), published);
	const runs = await waitForExecutions(stage.n8n, workflow.id, 2);
	assert.deepEqual(
		runs.map(({ mode }) => mode).sort(),
		['manual', 'webhook'],
		'the test run and the published workflow both got the event',
	);

	await startTestListen(stage.n8n, workflow, TRIGGER);
	await stopTestListen(stage.n8n, workflow);
	await testRunGone(workflow);
	assert.deepEqual(webhookOf(stage, workflow), published);
	await unpublish(stage.n8n, workflow.id);
});

test('what a killed test run left behind goes with the next publication', async () => {
	const workflow = await listeningWorkflow(stage, HIRES_AND_ENDS);
	await startTestListen(stage.n8n, workflow, TRIGGER);
	assert.equal(testWebhooksOf(workflow).length, 1);
	await stage.n8n.kill();
	await stage.n8n.restart();
	assert.equal(testWebhooksOf(workflow).length, 1, 'n8n does not know of it any more');

	await publishOrThrow(stage.n8n, workflow.id);
	assert.deepEqual(testWebhooksOf(workflow), []);
	assertListens(workflow, THREE);
	await unpublish(stage.n8n, workflow.id);
	assert.deepEqual(webhooksOf(stage, workflow), []);
});

for (const [what, status] of [
	['Personio as usual', null],
	['Personio answering 503', 503],
	['Personio answering 401', 401],
] as const) {
	test(`a restart of n8n with ${what} keeps the webhook and the deliveries`, async () => {
		const workflow = await publishedWorkflow(stage, HIRES_AND_ENDS);
		const published = webhookOf(stage, workflow);
		if (status !== null) stage.personio.faults.add({ kind: 'status', status, times: 10_000 });
		await stage.n8n.stop();
		const requests = stage.personio.requests.length;
		await stage.n8n.restart();
		assert.deepEqual(webhookOf(stage, workflow), published);
		assert.deepEqual(
			stage.personio.requests.slice(requests).filter(({ path }) => path.includes('webhooks')),
			[],
			'nothing is asked of Personio on start',
		);
		stage.personio.addPerson();
		await stage.personio.deliveries.idle();
		assert.equal(attemptsAt(stage, workflow).at(-1)?.status, 200);
		await waitForExecutions(stage.n8n, workflow.id, 1, { timeoutMs: 60_000 });
		stage.personio.faults.clear();
		await unpublish(stage.n8n, workflow.id);
		assert.deepEqual(webhooksOf(stage, workflow), []);
	});
}

test('a restart with the older publication of n8n keeps it too', async () => {
	const legacy = await setStage({ env: { N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'false' } });
	try {
		const workflow = await listeningWorkflow(legacy, HIRES_AND_ENDS);
		const { id, versionId } = workflow;
		// There the answer comes when the node has registered, and there is no status to ask for.
		await legacy.n8n.rest('POST', `/workflows/${id}/activate`, { versionId });
		const published = webhookOf(legacy, workflow);
		legacy.personio.faults.add({ kind: 'status', status: 503, times: 10_000 });
		await legacy.n8n.restart();
		assert.deepEqual(webhookOf(legacy, workflow), published);
		legacy.personio.faults.clear();
		legacy.personio.addPerson();
		await legacy.personio.deliveries.idle();
		assert.equal(attemptsAt(legacy, workflow).at(-1)?.status, 200);
		await waitForExecutions(legacy.n8n, workflow.id, 1);
		assert.deepEqual(legacy.personio.violations.list, []);
	} finally {
		await legacy.close();
	}
});

test('where Personio knows the address already, that webhook becomes the desired one', async () => {
	const workflow = await publishedWorkflow(stage, HIRES_AND_ENDS);
	const { url } = webhookOf(stage, workflow);
	await unpublish(stage.n8n, workflow.id);
	const id = stage.personio.addWebhook({ url, status: 'DISABLED', token: 'example-old-token' });
	// A list that is behind: the webhook is not on it when it is looked at and when one is made.
	stage.personio.faults.add({
		match: { method: 'GET', path: '/v2/webhooks' },
		kind: 'status',
		status: 200,
		body: { _data: [], _meta: {} },
		times: 2,
	});
	const before = stage.personio.requests.length;
	await publishOrThrow(stage.n8n, workflow.id);
	assertListens(workflow, THREE);
	assert.equal(webhookOf(stage, workflow).id, id);
	const made = stage.personio.requests.slice(before).filter(({ method }) => method === 'POST');
	assert.deepEqual(
		made.filter(({ path }) => path === '/v2/webhooks').map(({ status }) => status),
		[409],
	);
	await unpublish(stage.n8n, workflow.id);
});

test('an address that is taken where we cannot see it ends in a message', async () => {
	const workflow = await listeningWorkflow(stage, HIRES_AND_ENDS);
	stage.personio.faults.add({
		match: { method: 'POST', path: '/v2/webhooks' },
		kind: 'status',
		status: 409,
		times: 1_000,
	});
	const { status, message } = await publish(stage.n8n, workflow.id);
	assert.equal(status, 'failed');
	assert.match(message, /already has a webhook for this address.*Remove it/);
	stage.personio.faults.clear();
	await publishAfterFailure(workflow);
});

test('a refused credential ends in a message that says what to do', async () => {
	await updateCredential(
		stage.n8n,
		stage.credential,
		credentialData(stage.personio, { clientSecret: 'papi-example-revoked-secret' }),
	);
	const workflow = await listeningWorkflow(stage, HIRES_AND_ENDS);
	const { status, message } = await publish(stage.n8n, workflow.id);
	assert.equal(status, 'failed');
	assert.match(message, /Personio did not accept the credential.*'Client Secret'/);
	assert.doesNotMatch(message, /revoked-secret/);
	assert.deepEqual(webhooksOf(stage, workflow), []);
	await updateCredential(stage.n8n, stage.credential, credentialData(stage.personio));
	await publishAfterFailure(workflow);
});

test('a missing scope ends in a message that says so', async () => {
	const client = { clientId: 'papi-example-reader', clientSecret: 'papi-example-reader-secret' };
	stage.personio.addClient({ ...client, scopes: ['personio:persons:read'] });
	await updateCredential(stage.n8n, stage.credential, credentialData(stage.personio, client));
	const workflow = await listeningWorkflow(stage, HIRES_AND_ENDS);
	const { status, message } = await publish(stage.n8n, workflow.id);
	assert.equal(status, 'failed');
	assert.match(message, /Personio does not allow this with the credential.*'personio:webhooks:/);
	await updateCredential(stage.n8n, stage.credential, credentialData(stage.personio));
	await publishAfterFailure(workflow);
});

for (const [what, fault, expected] of [
	['is down', { kind: 'status', status: 503 }, /Personio is not available at the moment/],
	['hangs', { kind: 'hang' }, /Personio did not answer within 10 seconds/],
	['cannot be reached', { kind: 'cut-before' }, /Personio could not be reached/],
] as const) {
	test(`a Personio that ${what} ends in a message, not in a dead workflow`, async () => {
		const workflow = await listeningWorkflow(stage, HIRES_AND_ENDS);
		stage.personio.faults.add({ match: { path: '/v2/webhooks' }, times: 1_000, ...fault });
		const { status, message } = await publish(stage.n8n, workflow.id);
		assert.equal(status, 'failed');
		assert.match(message, expected);
		stage.personio.faults.clear();
		await publishAfterFailure(workflow);
	});
}

test('a sign-in that hangs ends in the same message', async () => {
	const workflow = await listeningWorkflow(stage, HIRES_AND_ENDS);
	stage.personio.revokeTokens();
	stage.personio.faults.add({ match: { path: '/v2/auth/token' }, kind: 'hang', times: 1_000 });
	const { status, message } = await publish(stage.n8n, workflow.id);
	assert.equal(status, 'failed');
	assert.match(message, /Personio did not answer within 10 seconds/);
	stage.personio.faults.clear();
	await publishAfterFailure(workflow);
});

test('an address that Personio cannot call ends in a message before anything is registered', async () => {
	// A Personio that is not on this machine cannot call an n8n that only is.
	await updateCredential(
		stage.n8n,
		stage.credential,
		credentialData(stage.personio, { baseUrl: 'https://personio.gateway.invalid' }),
	);
	const workflow = await listeningWorkflow(stage, HIRES_AND_ENDS);
	const { status, message } = await publish(stage.n8n, workflow.id);
	assert.equal(status, 'failed');
	assert.match(message, /Personio cannot call this n8n at http:\/\/127\.0\.0\.1.*N8N_WEBHOOK_URL/);
	await updateCredential(stage.n8n, stage.credential, credentialData(stage.personio));
	await publishAfterFailure(workflow);
});

test('nothing secret is stored in the workflow, and none of it is told to Personio', async () => {
	const workflow = await publishedWorkflow(stage, HIRES_AND_ENDS);
	const { clientSecret = '' } = credentialData(stage.personio);
	const stored = JSON.stringify(await stage.n8n.api('GET', `/workflows/${workflow.id}`));
	for (const secret of [clientSecret, secretOf(workflow)]) {
		assert.ok(!stored.includes(secret), 'a secret is in the stored workflow');
	}
	assert.match(stored, /"staticData":(null|\{\})/);
	const { url, description } = webhookOf(stage, workflow);
	assert.ok(!`${url} ${description}`.includes(secretOf(workflow)));
	assert.ok(!JSON.stringify(webhookOf(stage, workflow)).includes(clientSecret));
	await unpublish(stage.n8n, workflow.id);
	assert.equal((await executions(stage.n8n, workflow.id)).length, 0);
});

/** One webhook, for exactly these events, that works and proves its deliveries. */
function assertListens(workflow: Workflow, events: readonly string[]): void {
	const webhook = webhookOf(stage, workflow);
	assert.deepEqual([...webhook.enabled_events].sort(), [...events].sort());
	assert.equal(webhook.status, 'ENABLED');
	assert.equal(webhook.auth_type, 'CUSTOM');
	assert.deepEqual(Object.keys(webhook.custom_headers ?? {}), [SECRET_HEADER]);
	assert.match(secretOf(workflow), /^[0-9a-f]{64}$/);
}

function secretOf(workflow: Workflow): string {
	return webhookOf(stage, workflow).custom_headers?.[SECRET_HEADER] ?? '';
}

/** Does what the message of a failed publication says. */
async function publishAfterFailure(workflow: Workflow): Promise<void> {
	await unpublish(stage.n8n, workflow.id);
	await publishOrThrow(stage.n8n, workflow.id);
	assertListens(workflow, THREE);
	await unpublish(stage.n8n, workflow.id);
	assert.equal((await publicationStatus(stage.n8n, workflow.id)).status, 'not_published');
	assert.deepEqual(webhooksOf(stage, workflow), []);
}

async function testRunGone(workflow: Workflow): Promise<void> {
	await pollUntil(() => testWebhooksOf(workflow).length === 0 || undefined, {
		what: 'n8n to remove the test registration',
		timeoutMs: 15_000,
	});
}

function testWebhooksOf(workflow: Workflow): ReturnType<typeof webhooksOf> {
	return webhooksOf(stage, workflow).filter(({ url }) => url.includes('/webhook-test/'));
}

function stranger(): unknown {
	return stage.personio.webhooks.filter(({ url }) => url === STRANGER.url);
}
