import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import {
	begin,
	gzipSync,
	json,
	post,
	SHAPES,
	TOO_LONG,
	unfinished,
} from '../../test/support/strangers.mts';
import { fewAtATime } from '../support/fewAtATime.mts';
import {
	chain,
	createWorkflow,
	ensureN8nHost,
	executions,
	logToStderr,
	packPackage,
	publishOrThrow,
	startN8n,
	waitForExecutions,
	waitForStragglers,
	type N8n,
	type Workflow,
} from '../support/index.mts';
import { projectRoot } from '../support/paths.mts';
import { publishListener } from './listener.mts';
import type { StrangersCompany, StrangersOfVendor } from './types.mts';

/*
 * Whoever knows the address of a trigger, in a real n8n: nothing starts and no error workflow runs
 * before a valid proof, whatever is sent.
 */

/** A vendor, its published workflow, and the workflow that would run if that failed. */
interface Target {
	readonly vendor: string;
	readonly workflow: Workflow;
	readonly errors: Workflow;
	/** Where the vendor sends its deliveries to. */
	readonly url: string;
	/** The header that carries the proof. */
	readonly header: string;
	/** Makes one genuine delivery. */
	readonly deliver: () => Promise<void>;
}

const files = await importFromEachVendor<{ strangers: StrangersOfVendor }>(
	join(projectRoot, 'e2e'),
	'strangers.mts',
);

let n8n: N8n;
const companies: StrangersCompany[] = [];
const listeners: Target[] = [];

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	n8n = await startN8n({ host, tarball: await packPackage() });
	for (const [, { strangers }] of files) {
		const company = await strangers.start();
		companies.push(company);
		listeners.push(await listening(strangers, company));
	}
});

after(async () => {
	await Promise.all(companies.map(async (company) => await company.close()));
	await n8n?.close();
});

/** A published workflow with a trigger of a vendor, and an error workflow of its own. */
async function listening(vendor: StrangersOfVendor, company: StrangersCompany): Promise<Target> {
	const errors = await createWorkflow(n8n, {
		name: `Errors of ${vendor.node}`,
		nodes: [{ name: 'Error Trigger', type: 'n8n-nodes-base.errorTrigger' }],
	});
	await publishOrThrow(n8n, errors.id);
	const listener = await publishListener(n8n, vendor, company, { errorWorkflow: errors.id });
	const { workflow } = listener;
	const url = listener.urlAt(n8n.url);
	return {
		...{ vendor: vendor.node, workflow, errors, url, header: vendor.header },
		deliver: async () => {
			await listener.makeByHand(url);
			await company.deliver(url);
		},
	};
}

/** Nothing has started at any vendor, and no error workflow has run. */
async function assertNothingStarted(): Promise<void> {
	await waitForStragglers();
	const started = await Promise.all(
		listeners.map(async ({ vendor, workflow, errors }) => ({
			vendor,
			executions: (await executions(n8n, workflow.id)).length,
			errorWorkflows: (await executions(n8n, errors.id)).length,
		})),
	);
	const nothing = listeners.map(({ vendor }) => ({ vendor, executions: 0, errorWorkflows: 0 }));
	assert.deepEqual(started, nothing);
}

/** Each body is in the memory of n8n for a while. */
const AT_A_TIME = 8;

test('hundreds of requests without a valid proof start nothing, and no error workflow', async () => {
	const answers = new Map<string, number>();
	const works = listeners.flatMap(({ vendor, url, header }) =>
		SHAPES.flatMap(([shape, { headers, body }]) =>
			[{}, { [header]: '' }, { [header]: 'example-wrong' }, { [header]: ['a', 'b'] }].map(
				(proof) => async () => {
					const sending = { headers: { ...headers, ...proof }, ...(body ? { body } : {}) };
					const status = await post(url, sending);
					const what = `${vendor}, ${shape}, ${JSON.stringify(proof)}: ${status}`;
					answers.set(what, status);
				},
			),
		),
	);
	assert.ok(works.length >= 200, `${works.length}`);
	await fewAtATime(AT_A_TIME, works);
	assert.equal(answers.size, works.length);
	const others = [...answers].filter(([, status]) => ![400, 401, 413].includes(status));
	assert.deepEqual(others, []);
	const statuses = new Set(answers.values());
	assert.deepEqual([...statuses].sort(), [400, 401, 413]);
	await assertNothingStarted();
});

test('senders that hang up start nothing', async () => {
	for (const { url, header } of listeners) {
		for (const { headers, start } of unfinished()) {
			for (const proof of [[], [`${header}: example-wrong`]]) {
				const socket = await begin(url, [...headers, ...proof], start);
				await sleep(100);
				socket.destroy();
			}
		}
	}
	await assertNothingStarted();
});

test('what n8n refuses before the node is asked starts nothing either', async () => {
	for (const { url, header } of listeners) {
		for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
			assert.equal(await post(url, {}, method), 404, method);
		}
		const headers = { 'content-type': 'application/json', [header]: 'example-wrong' };
		assert.equal(await post(url, { headers, body: Buffer.from('{') }), 422);
		const packed = { ...headers, 'content-encoding': 'gzip' };
		// n8n has no better answer for what it cannot read itself.
		assert.equal(await post(url, { headers, body: TOO_LONG }), 500);
		assert.equal(await post(url, { headers: packed, body: json }), 500);
		assert.equal(await post(url, { headers: packed, body: gzipSync(json) }), 401);
	}
	await assertNothingStarted();
});

test('then a genuine delivery of each vendor starts one execution', async () => {
	for (const { vendor, workflow, errors, deliver } of listeners) {
		await deliver();
		await waitForExecutions(n8n, workflow.id, 1, { timeoutMs: 60_000 });
		await waitForStragglers();
		const runs = await executions(n8n, workflow.id);
		assert.equal(runs.length, 1, vendor);
		assert.deepEqual(await executions(n8n, errors.id), [], vendor);
	}
});

test('and the error workflows do run when something else fails', async () => {
	for (const { vendor, errors } of listeners) {
		const path = crypto.randomUUID();
		const failing = await createWorkflow(n8n, {
			name: `Failing beside ${vendor}`,
			nodes: [
				{
					name: 'Webhook',
					type: 'n8n-nodes-base.webhook',
					parameters: { httpMethod: 'POST', path },
					webhookId: path,
				},
				{ name: 'Stop', type: 'n8n-nodes-base.stopAndError', parameters: { errorMessage: 'No' } },
			],
			connections: chain('Webhook', 'Stop'),
			settings: { errorWorkflow: errors.id },
		});
		await publishOrThrow(n8n, failing.id);
		await post(`${n8n.url}/webhook/${path}`, {});
		await waitForExecutions(n8n, errors.id, 1, { timeoutMs: 60_000 });
	}
});
