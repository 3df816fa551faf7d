import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
	createWorkflow,
	ensureN8nHost,
	itemsOf,
	logToStderr,
	publicationStatus,
	publish,
	publishOrThrow,
	runAction,
	startN8n,
	triggerNode,
	unpublish,
	waitForExecutions,
	type Workflow,
} from '../support/index.mts';
import { day, setStage, webhooksOf, type Stage } from './support.mts';

/*
 * An n8n whose own time zone is none, which n8n does not check: without knowing which day it is, who
 * leaves in weeks must not be told as gone.
 */

const LEAVERS = {
	hrEvents: ['employee.termination_scheduled', 'employee.access_ended', 'employee.terminated'],
};
const IN_WEEKS = 45;

let stage: Stage;
/** Published while the time zone of n8n was one. */
let earlier: Workflow;

before(async () => {
	stage = await setStage({ factorial: { timeScale: 0.001 } });
	earlier = await workflowIn({});
	await publishOrThrow(stage.n8n, earlier.id);
	await stage.n8n.stop();
	const n8n = await startN8n({
		host: await ensureN8nHost({ log: logToStderr }),
		userFolder: stage.n8n.userFolder,
		port: Number(new URL(stage.n8n.url).port),
		env: { GENERIC_TIMEZONE: 'CEST' },
	});
	const closeFirst = stage.close;
	const close = async () => {
		try {
			await n8n.close();
		} finally {
			await closeFirst();
		}
	};
	stage = { ...stage, n8n, close };
});

after(async () => {
	await stage?.close();
});

/** A workflow that listens for leavers, with settings of its own. */
async function workflowIn(settings: Record<string, unknown>): Promise<Workflow> {
	return await createWorkflow(stage.n8n, {
		name: `Leavers ${crypto.randomUUID()}`,
		nodes: [triggerNode(stage, LEAVERS)],
		settings,
	});
}

test('who leaves in weeks is not told as gone, and the delivery is not lost', async () => {
	const [leaver] = stage.factorial.employees;
	assert.ok(leaver !== undefined);
	stage.factorial.terminateEmployee(leaver.id, { on: day(IN_WEEKS) });
	await waitForExecutions(stage.n8n, earlier.id, 1, { timeoutMs: 60_000 });
	assert.deepEqual(await itemsOf(stage, earlier), []);
	const [item, ...others] = await itemsOf(stage, earlier, 1);
	assert.deepEqual(others, []);
	assert.equal(item?.eventType, 'unmapped');
	assert.match(
		JSON.stringify(item?.enrichment),
		/time zone of this n8n is not valid: CEST.*GENERIC_TIMEZONE/,
	);
	await unpublish(stage.n8n, earlier.id);
	assert.equal(stage.factorial.webhooks.length, 0);
});

const NONE: ReadonlyArray<readonly [string, Record<string, unknown>, RegExp]> = [
	['of n8n', {}, /The time zone of this n8n is not valid: CEST\. .*GENERIC_TIMEZONE/],
	[
		'of the workflow',
		{ timezone: 'Europe/Atlantis' },
		/'Timezone' is not a time zone: Europe\/Atlantis\. /,
	],
	['of the workflow, empty,', { timezone: '' }, /'Timezone' is not a time zone: it is empty\. /],
];

for (const [whose, settings, said] of NONE) {
	test(`a time zone ${whose} that is none keeps a workflow from being published`, async () => {
		const workflow = await workflowIn(settings);
		const { status, message } = await publish(stage.n8n, workflow.id);
		assert.equal(status, 'failed');
		assert.match(message, said);
		assert.deepEqual(webhooksOf(stage, workflow), []);
		await unpublish(stage.n8n, workflow.id);
	});
}

test('an action refuses, and says why', async () => {
	const run = await runAction(stage, { resource: 'employee', operation: 'getAll' });
	assert.equal(run.status, 'error');
	assert.match(run.error ?? '', /The time zone of this n8n is not valid: CEST/);
});

test('a workflow with a time zone of its own tells who leaves by the day it is', async () => {
	const workflow = await workflowIn({ timezone: 'Europe/Berlin' });
	await publishOrThrow(stage.n8n, workflow.id);
	assert.equal((await publicationStatus(stage.n8n, workflow.id)).status, 'published');
	const leaver = stage.factorial.employees[1];
	assert.ok(leaver !== undefined);
	stage.factorial.terminateEmployee(leaver.id, { on: day(IN_WEEKS) });
	await waitForExecutions(stage.n8n, workflow.id, 1, { timeoutMs: 60_000 });
	const told = (await itemsOf(stage, workflow)).map(({ eventType, phase }) => [eventType, phase]);
	assert.deepEqual(told, [['employee.termination_scheduled', 'scheduled']]);
	await unpublish(stage.n8n, workflow.id);
});
