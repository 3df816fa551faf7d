import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startHiBob, type HiBobSimulator } from '../../simulators/hibob/index.mts';
import { startPersonio, type PersonioSimulator } from '../../simulators/personio/index.mts';
import * as hiBob from '../hibob/support.mts';
import * as personioSupport from '../personio/support.mts';
import { startRecorder, type Recorder } from '../support/recorder.mts';
import {
	chain,
	createCredential,
	createWorkflow,
	ensureN8nHost,
	logToStderr,
	packPackage,
	pollUntil,
	reference,
	startN8n,
	waitForStragglers,
	type N8n,
	type NodeCredentials,
} from '../support/index.mts';
import { projectRoot } from '../support/paths.mts';
import { openEditor, type Editor } from './browser.mts';
import {
	addBehind,
	addFirstStep,
	backToCanvas,
	canvasNode,
	choose,
	chooseNode,
	fill,
	fillExpression,
	newWorkflow,
	openNode,
	openWorkflow,
	publish,
	saveCredential,
	search,
} from './canvas.mts';

/*
 * The nodes as a user meets them in n8n's editor, in a real browser. `npm run screenshots` makes the pictures of the
 * documentation with the same tests.
 */

const { SCREENSHOTS } = process.env;

let n8n: N8n;
let personio: PersonioSimulator;
let hibob: HiBobSimulator;
let chat: Recorder;
let editor: Editor;
let page: Page;

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	n8n = await startN8n({ host, tarball: await packPackage(), editor: true });
	[personio, hibob, chat] = await Promise.all([startPersonio(), startHiBob(), startRecorder()]);
	editor = await openEditor(n8n);
	({ page } = editor);
});

after(async () => {
	await editor?.close();
	await Promise.all([personio?.close(), hibob?.close(), chat?.close()]);
	await n8n?.close();
});

/** Makes a picture for the documentation, if pictures are wanted. */
async function picture(name: string): Promise<void> {
	if (SCREENSHOTS === undefined) return;
	const folder = join(projectRoot, SCREENSHOTS);
	await mkdir(folder, { recursive: true });
	await page.screenshot({ path: join(folder, `${name}.png`) });
}

const TRIGGERS = ['Factorial', 'HiBob', 'Personio', 'Workable HR'];
const SCHEDULES = TRIGGERS.map((name) => `${name} Schedule`);

test('the nodes are found by the words that people type', async () => {
	await newWorkflow(page, n8n.url);
	await addFirstStep(page);
	const all = [...TRIGGERS, ...SCHEDULES];
	const words: ReadonlyArray<readonly [words: string, nodes: readonly string[]]> = [
		...['new hire', 'hired', 'new employee', 'joiner', 'starter', 'onboarding'].map(
			(one) => [one, all] as const,
		),
		...['first day', 'start date', 'employee', 'people', 'hris'].map((one) => [one, all] as const),
		...['sick leave', 'vacation', 'holiday', 'PTO', 'time off'].map((one) => [one, all] as const),
		...['leaver', 'last day', 'offboarding', 'resignation', 'terminated'].map(
			(one) => [one, TRIGGERS] as const,
		),
		['anniversary', SCHEDULES],
		['bob', ['HiBob', 'HiBob Schedule']],
		['personio', ['Personio', 'Personio Schedule']],
		['workable', ['Workable HR', 'Workable HR Schedule']],
	];
	for (const [typed, nodes] of words) {
		const found = await search(page, typed);
		assert.deepEqual(
			nodes.filter((node) => !found.includes(node)),
			[],
			`“${typed}”: ${found.join(', ')}`,
		);
	}
});

test('a credential form says what is wrong, and that it works', async () => {
	await newWorkflow(page, n8n.url);
	await addFirstStep(page);
	await chooseNode(page, 'Personio', 'On employee hired');
	await page.getByText('Connect to Personio HR').click();
	const data = personioSupport.credentialData(personio);
	await fill(page, 'clientId', data['clientId'] ?? '');
	await fill(page, 'clientSecret', 'example-secret-that-is-wrong');
	await fill(page, 'baseUrl', data['baseUrl'] ?? '');
	await saveCredential(page);
	await page.getByText('More details').click();
	await page.getByText('Personio did not accept the client ID and the client secret').waitFor();
	await fill(page, 'clientSecret', data['clientSecret'] ?? '');
	await saveCredential(page);
	// n8n closes the form once the test has passed.
	await page.getByTestId('credential-edit-dialog').waitFor({ state: 'hidden' });
	await backToCanvas(page);
});

/** Counts what a user does. */
function counted(): {
	steps: string[];
	step(name: string, act: () => Promise<void>): Promise<void>;
} {
	const steps: string[] = [];
	return {
		steps,
		step: async (name, act) => {
			steps.push(name);
			await act();
		},
	};
}

/** Waits until n8n has stored what was entered last; it does so some moments later. */
async function untilStored(text: string): Promise<void> {
	await pollUntil(
		async () => JSON.stringify(await n8n.api('GET', '/workflows')).includes(text) || undefined,
		{ what: `${text} to be stored`, timeoutMs: 20_000 },
	);
}

test('the first own workflow takes less than ten steps: some new hires to a chat', async () => {
	const { steps, step } = counted();
	await newWorkflow(page, n8n.url);
	await step('add the trigger for hires', async () => {
		await addFirstStep(page);
		await search(page, 'new hire');
		await choose(page, 'Personio');
		await choose(page, 'On employee hired');
		await page.getByTestId('ndv').waitFor();
	});
	// n8n takes the one credential that there is.
	const credential = page.getByTestId('node-credentials-slot').locator('input').first();
	assert.equal(await credential.inputValue(), 'Personio HR account');
	await page.getByText('Get a real event from Personio').waitFor();
	await picture('trigger');
	await step('go back to the canvas', async () => await backToCanvas(page));
	await step('add a filter', async () => {
		await addBehind(page, 'Personio Trigger');
		await chooseNode(page, 'Filter');
	});
	await step('say which field', async () => {
		await fillExpression(page, 'filter-condition-left', '$json.employee.jobTitle');
	});
	await step('say which job title', async () => {
		await page
			.getByTestId('filter-condition-right')
			.locator('input, textarea')
			.first()
			.fill('Nurse');
		await backToCanvas(page);
	});
	await step('add the message', async () => {
		await addBehind(page, 'Filter');
		await chooseNode(page, 'HTTP Request');
	});
	await step('say where it goes', async () => {
		await fill(page, 'url', `${chat.url}/chat?text=A+new+colleague`);
		await backToCanvas(page);
	});
	await untilStored('/chat?text');
	await step('publish', async () => await publish(page));
	assert.ok(steps.length < 10, steps.join(', '));

	await pollUntil(() => (personio.webhooks.length > 0 ? true : undefined), {
		what: 'Personio to have the webhook',
		timeoutMs: 30_000,
	});
	await page.getByRole('button', { name: 'Got it' }).click();
	await page.getByTestId('zoom-to-fit').click();
	await picture('workflow');
	for (const title of ['Surgeon', 'Nurse', 'Porter']) personio.hire({ position: { title } });
	await pollUntil(() => (chat.calls.length > 0 ? true : undefined), {
		what: 'the message in the chat',
		timeoutMs: 30_000,
	});
	await waitForStragglers();
	assert.equal(chat.calls.length, 1);
	const subtitle = canvasNode(page, 'Personio Trigger').getByText('Employee Hired', {
		exact: true,
	});
	await subtitle.waitFor();
});

test('a publication that fails says in the editor what to do', async () => {
	personio.faults.add({ kind: 'status', status: 403, match: { path: /webhooks/ }, times: 100 });
	await newWorkflow(page, n8n.url);
	await addFirstStep(page);
	await chooseNode(page, 'Personio', 'On employee hired');
	await backToCanvas(page);
	await publish(page);
	await page
		.getByText(/Personio does not allow this with the credential/)
		.first()
		.waitFor();
	await picture('publication-failed');
	personio.faults.clear();
});

/** A credential for HiBob, as nodes refer to it. */
async function hiBobAccount(): Promise<NodeCredentials> {
	const data = hiBob.credentialData(hibob);
	const type = hiBob.NAMES.credentialType;
	return reference(await createCredential(n8n, { name: 'HiBob HR account', type, data }));
}

test('people can be chosen from a list, and the next node shows the fields before anything has run', async () => {
	const { id } = await createWorkflow(n8n, {
		name: 'A record',
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{
				name: 'HiBob',
				type: hiBob.NAMES.actionType,
				parameters: { employeeId: { __rl: true, mode: 'list', value: '' } },
				credentials: await hiBobAccount(),
			},
			{ name: 'Filter', type: 'n8n-nodes-base.filter' },
		],
		connections: chain('Start', 'HiBob', 'Filter'),
	});
	await openWorkflow(page, n8n.url, id);
	await openNode(page, 'HiBob');
	await page.getByTestId('rlc-input').click();
	await page.getByTestId('rlc-item').first().waitFor();
	const listed = await page.getByTestId('rlc-item').allTextContents();
	assert.ok(listed.length >= 5, listed.join(', '));
	await page.keyboard.press('Escape');
	await backToCanvas(page);
	await openNode(page, 'Filter');
	for (const field of ['displayName', 'workEmail', 'startDate']) {
		await page
			.getByTestId('run-data-schema-item')
			.getByText(field, { exact: true })
			.first()
			.waitFor();
	}
	await picture('preview');
});

test('the checklist for HiBob names each event once, and the steps are numbered', async () => {
	const { id } = await createWorkflow(n8n, {
		name: 'HiBob',
		nodes: [
			{
				name: 'HiBob Trigger',
				type: hiBob.NAMES.triggerType,
				parameters: {
					hrEvents: ['employee.hired', 'employee.terminated', 'employee.access_ended'],
				},
				credentials: await hiBobAccount(),
			},
		],
	});
	await openWorkflow(page, n8n.url, id);
	await openNode(page, 'HiBob Trigger');
	const notices = (await page.getByTestId('node-parameters').allInnerTexts()).join('\n');
	const ticks = notices.split('\n').filter((line) => line.startsWith('☐'));
	assert.deepEqual(ticks, [
		'☐ Employee Created (employee.created)',
		'☐ Employee Updated (employee.updated)',
		'☐ Employee Left (employee.left)',
		'☐ Employee Access Revoked Immediately (employee.access.revoked.immediately)',
		'☐ Table Entry Created (table.entry.created)',
		'☐ Table Entry Updated (table.entry.updated)',
	]);
	for (const number of [1, 2, 3]) assert.match(notices, new RegExp(`^${number}\\. `, 'm'));
	await picture('hibob-checklist');
});
