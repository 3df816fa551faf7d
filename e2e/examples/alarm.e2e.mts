import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { importExample } from '../../demo/examples.mts';
import {
	createWorkflow,
	executions,
	pollUntil,
	publishOrThrow,
	reference,
	type Workflow,
} from '../support/index.mts';
import { NAMES, setStage, TRIGGER, type Stage } from '../workable/support.mts';

/*
 * The alarm, as a user imports it, as the error workflow and at the output Unrecognised of a workflow that
 * starts from a trigger.
 */

const ACCOUNTS = 'Account system';
const UNRECOGNISED = 'Tell the alarm';

let stage: Stage;
let alarm: Workflow;

before(async () => {
	stage = await setStage();
	const { n8n, credential } = stage;
	alarm = await importExample(n8n, { file: 'alarm.json', isPublished: true }, credential);
	await publishOrThrow(n8n, alarm.id);
	const workflow = await createWorkflow(n8n, {
		name: 'Accounts',
		nodes: [
			{
				name: TRIGGER,
				type: NAMES.triggerType,
				parameters: { hrEvents: ['employee.hired'] },
				credentials: reference(credential),
				webhookId: crypto.randomUUID(),
			},
			{
				name: ACCOUNTS,
				type: 'n8n-nodes-base.stopAndError',
				parameters: { errorMessage: 'The account system is away.' },
			},
			{
				name: UNRECOGNISED,
				type: 'n8n-nodes-base.executeWorkflow',
				typeVersion: 1.2,
				parameters: {
					workflowId: { __rl: true, mode: 'id', value: alarm.id },
					options: { waitForSubWorkflow: false },
				},
			},
		],
		connections: {
			[TRIGGER]: {
				main: [
					[{ node: ACCOUNTS, type: 'main', index: 0 }],
					[{ node: UNRECOGNISED, type: 'main', index: 0 }],
				],
			},
		},
		settings: { errorWorkflow: alarm.id },
	});
	await publishOrThrow(n8n, workflow.id);
});

after(async () => {
	await stage?.close();
});

/** Waits until the alarm has said so much, and returns what it said last. */
async function said(count: number): Promise<string> {
	const texts = await pollUntil(
		async () => {
			const runs = await executions(stage.n8n, alarm.id);
			const found = runs.flatMap((run) => run.items('Replace me: message to a person'));
			return found.length >= count ? found.map(({ text }) => String(text)) : undefined;
		},
		{ what: `${count} messages of the alarm`, timeoutMs: 30_000 },
	);
	assert.equal(texts.length, count);
	return texts.at(-1) ?? '';
}

test('a failed execution is told with its workflow, the reason and a link, and without a name', async () => {
	const { workable } = stage;
	workable.publishEmployee(workable.createEmployee({ firstname: 'Zoraida', lastname: 'Quill' }));
	const text = await said(1);
	assert.match(text, /^"Accounts" failed: The account system is away\. http\S+\/executions\/\d+/);
	assert.doesNotMatch(text, /Zoraida|Quill/);
});

test('an Unrecognised item is told with the reason', async () => {
	await stage.workable.deliver({
		event: 'employee_published',
		body: Buffer.from(JSON.stringify({ something: 'else' })),
	});
	assert.match(await said(2), /^An event from workable was not understood: \S/);
});
