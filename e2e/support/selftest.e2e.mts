import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
	chain,
	createCredential,
	createWorkflow,
	deleteWorkflow,
	duplicateWorkflow,
	ensureN8nHost,
	executions,
	getWorkflow,
	N8nHttpError,
	packDirectory,
	pollUntil,
	publicationStatus,
	publish,
	reference,
	renameNode,
	retryExecution,
	runManually,
	setParameters,
	startN8n,
	startTestListen,
	stopTestListen,
	testCredential,
	unpublish,
	updateCredential,
	waitForExecutions,
	webhookIdOf,
	type Credential,
	type N8n,
	type Workflow,
} from './index.mts';
import { startRecorder, type Recorder } from './recorder.mts';

const samplePackage = join(dirname(fileURLToPath(import.meta.url)), 'sample-package');

let vendor: Recorder;
let n8n: N8n;
let credential: Credential;

before(async () => {
	vendor = await startRecorder();
	n8n = await startN8n({
		host: await ensureN8nHost(),
		tarball: await packDirectory(samplePackage),
	});
	credential = await createCredential(n8n, {
		name: 'Vendor',
		type: 'selftestApi',
		data: { baseUrl: vendor.url, token: 'right' },
	});
});

after(async () => {
	await vendor?.close();
	await n8n?.close();
});

beforeEach(() => {
	vendor.calls.length = 0;
	vendor.status = 200;
});

test('publishing registers the trigger, a delivery becomes an execution, unpublishing removes it', async () => {
	const workflow = await createTriggerWorkflow('Round trip');
	assert.equal((await publicationStatus(n8n, workflow.id)).status, 'not_published');

	assert.equal((await publish(n8n, workflow.id)).status, 'published');
	assert.deepEqual(webhookCalls(), [`POST ${urlOf(workflow)}`]);

	await deliver(urlOf(workflow), { name: 'Ada' });
	const [execution] = await waitForExecutions(n8n, workflow.id, 1);
	assert.equal(execution?.status, 'success');
	assert.equal(execution.mode, 'webhook');
	assert.deepEqual(execution.items('On event'), [{ name: 'Ada' }]);
	assert.deepEqual(execution.items('Fetch'), [{ name: 'Ada', fetched: true }]);

	assert.equal((await unpublish(n8n, workflow.id)).status, 'not_published');
	assert.equal(webhookCalls().at(-1), `DELETE ${urlOf(workflow)}`);
	assert.equal((await post(urlOf(workflow), {})).status, 404);

	await deleteWorkflow(n8n, workflow.id);
	await assert.rejects(getWorkflow(n8n, workflow.id), N8nHttpError);
});

test('a saved draft changes nothing at the vendor until it is published', async () => {
	const workflow = await createTriggerWorkflow('Draft');
	await publish(n8n, workflow.id);
	vendor.calls.length = 0;

	const draft = await setParameters(n8n, workflow.id, 'On event', { topic: 'leaves' });
	assert.notEqual(draft.versionId, workflow.versionId);
	assert.equal(draft.activeVersionId, workflow.versionId);
	assert.deepEqual(vendor.calls, []);

	await publish(n8n, workflow.id);
	assert.deepEqual(
		vendor.calls.map(({ method, body }) => ({ method, body })),
		[
			{ method: 'DELETE', body: { url: urlOf(workflow), topic: 'hires' } },
			{ method: 'POST', body: { url: urlOf(workflow), topic: 'leaves' } },
		],
	);
	await unpublish(n8n, workflow.id);
});

test('a renamed node keeps its address and its connections', async () => {
	const workflow = await createTriggerWorkflow('Rename');
	await publish(n8n, workflow.id);

	await renameNode(n8n, workflow.id, 'On event', 'Renamed');
	assert.equal((await publish(n8n, workflow.id)).status, 'published');
	await deliver(urlOf(workflow), { name: 'Grace' });
	const [execution] = await waitForExecutions(n8n, workflow.id, 1);
	assert.deepEqual(execution?.items('Renamed'), [{ name: 'Grace' }]);
	assert.deepEqual(execution.items('Fetch'), [{ name: 'Grace', fetched: true }]);
	await unpublish(n8n, workflow.id);
});

test('a duplicate listens at an address of its own', async () => {
	const workflow = await createTriggerWorkflow('Original');
	const copy = await duplicateWorkflow(n8n, workflow.id);
	assert.notEqual(urlOf(copy), urlOf(workflow));

	await publish(n8n, copy.id);
	assert.deepEqual(webhookCalls(), [`POST ${urlOf(copy)}`]);
	await deliver(urlOf(copy), { name: 'Copy' });
	assert.equal((await waitForExecutions(n8n, copy.id, 1)).length, 1);
	assert.equal((await executions(n8n, workflow.id)).length, 0);
	await unpublish(n8n, copy.id);
});

test('a failed execution can be retried', async () => {
	const workflow = await createTriggerWorkflow('Retry');
	await publish(n8n, workflow.id);
	vendor.status = 500;
	await deliver(urlOf(workflow), { name: 'Edsger' });
	const [failed] = await waitForExecutions(n8n, workflow.id, 1);
	assert.equal(failed?.status, 'error');
	assert.match(failed.error ?? '', /500|internal|service/i);
	assert.ok(failed.nodeError('Fetch'));

	vendor.status = 200;
	const retried = await retryExecution(n8n, failed.id);
	assert.equal(retried.status, 'success');
	assert.equal(retried.mode, 'retry');
	assert.equal(retried.retryOf, failed.id);
	assert.deepEqual(retried.items('Fetch'), [{ name: 'Edsger', fetched: true }]);
	await unpublish(n8n, workflow.id);
});

test('"Listen for test event" registers the test address and takes one event', async () => {
	const workflow = await createTriggerWorkflow('Test event');
	const testUrl = n8n.webhookTestUrl(webhookIdOf(workflow, 'On event'));
	await startTestListen(n8n, workflow, 'On event');
	assert.deepEqual(webhookCalls(), [`POST ${testUrl}`]);

	await deliver(testUrl, { name: 'Test' });
	const [execution] = await waitForExecutions(n8n, workflow.id, 1);
	assert.equal(execution?.mode, 'manual');
	assert.deepEqual(execution.items('On event'), [{ name: 'Test' }]);
	await waitForCalls(`DELETE ${testUrl}`);

	vendor.calls.length = 0;
	await startTestListen(n8n, workflow, 'On event');
	await stopTestListen(n8n, workflow);
	await waitForCalls(`DELETE ${testUrl}`);

	// n8n removes what it could not register, and reports the later of the two failures.
	vendor.status = 403;
	await assert.rejects(startTestListen(n8n, workflow, 'On event'), /refused to DELETE/);
});

test('an action runs from a manual start', async () => {
	const workflow = await createWorkflow(n8n, {
		name: 'Manual',
		nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, fetchNode()],
		connections: chain('Start', 'Fetch'),
	});
	const execution = await runManually(n8n, workflow, 'Start');
	assert.equal(execution.status, 'success');
	assert.deepEqual(execution.items('Fetch'), [{ fetched: true }]);
});

test('a credential is tested as the editor tests it', async () => {
	assert.equal((await testCredential(n8n, credential)).status, 'OK');
	vendor.status = 401;
	assert.equal((await testCredential(n8n, credential)).status, 'Error');
	vendor.status = 200;

	const wrong = { name: 'Unreachable', type: 'selftestApi' };
	const other = await createCredential(n8n, {
		...wrong,
		data: { baseUrl: vendor.url, token: 'a' },
	});
	await updateCredential(n8n, other, { baseUrl: 'http://127.0.0.1:9', token: 'a' });
	assert.equal((await testCredential(n8n, other)).status, 'Error');
});

test('a published trigger survives a crash and a restart', async () => {
	const workflow = await createTriggerWorkflow('Crash');
	await publish(n8n, workflow.id);

	await n8n.kill();
	await assert.rejects(post(urlOf(workflow), {}));
	await n8n.restart();
	await deliver(urlOf(workflow), { name: 'after the crash' });
	await waitForExecutions(n8n, workflow.id, 1);

	await n8n.restart();
	await deliver(urlOf(workflow), { name: 'after the restart' });
	const found = await waitForExecutions(n8n, workflow.id, 2);
	assert.deepEqual(
		found.map((execution) => execution.items('On event')[0]?.name),
		['after the crash', 'after the restart'],
	);
	await unpublish(n8n, workflow.id);
});

test('a trigger that cannot register fails the publication with its own message', async () => {
	const workflow = await createTriggerWorkflow('Refused');
	vendor.status = 403;
	const publication = await publish(n8n, workflow.id);
	assert.equal(publication.status, 'failed');
	assert.equal(publication.message, 'The vendor refused to POST the webhook');
	assert.equal(publication.triggers[0]?.status, 'failed');
});

async function createTriggerWorkflow(name: string): Promise<Workflow> {
	const trigger = {
		name: 'On event',
		type: 'n8n-nodes-selftest.selftestTrigger',
		credentials: reference(credential),
	};
	return await createWorkflow(n8n, {
		name,
		nodes: [trigger, fetchNode()],
		connections: chain('On event', 'Fetch'),
	});
}

function fetchNode() {
	return {
		name: 'Fetch',
		type: 'n8n-nodes-selftest.selftest',
		credentials: reference(credential),
	};
}

function urlOf(workflow: Workflow): string {
	return n8n.webhookUrl(webhookIdOf(workflow, 'On event'));
}

function webhookCalls(): string[] {
	return vendor.calls
		.filter(({ path }) => path === '/webhooks')
		.map(({ method, body }) => `${method} ${(body as { url: string }).url}`);
}

async function waitForCalls(call: string): Promise<void> {
	await pollUntil(() => (webhookCalls().includes(call) ? true : undefined), {
		what: call,
		timeoutMs: 10_000,
		details: () => webhookCalls().join('\n'),
	});
}

async function post(url: string, body: unknown): Promise<Response> {
	const headers = { 'content-type': 'application/json' };
	return await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function deliver(url: string, body: unknown): Promise<void> {
	assert.equal((await post(url, body)).status, 200);
}

test('a secret or a person outside execution data is found when n8n is closed', async () => {
	const other = await startN8n({ host: await ensureN8nHost() });
	const data = { baseUrl: vendor.url, token: 'example-token.of-the-vendor' };
	await createCredential(other, { name: 'Vendor', type: 'httpHeaderAuth', data });
	const parameters = { content: 'The token is example-token.of-the-vendor' };
	const note = { name: 'Note', type: 'n8n-nodes-base.stickyNote', parameters };
	await createWorkflow(other, { name: 'For ada.lovelace.1@work.example', nodes: [note] });
	await assert.rejects(other.close(), (error: Error) => {
		assert.match(error.message, /workflow_entity\.name shows an e-mail address of a person/);
		assert.match(error.message, /workflow_entity\.nodes shows a secret of a credential/);
		assert.doesNotMatch(error.message, /lovelace|example-token/);
		return true;
	});
});
