import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startFactorial, type FactorialSimulator } from '../simulators/factorial/index.mts';
import type { HiBobSimulator } from '../simulators/hibob/index.mts';
import { startPersonio, type PersonioSimulator } from '../simulators/personio/index.mts';
import {
	begin,
	gzipSync,
	json,
	post,
	SHAPES,
	TOO_LONG,
	unfinished,
} from '../test/support/strangers.mts';
import { credentialData as factorialData } from './factorial/support.mts';
import { credentialData as hiBobData, startQuickHiBob } from './hibob/support.mts';
import { credentialData as personioData } from './personio/support.mts';
import {
	chain,
	createCredential,
	createWorkflow,
	executions,
	publishOrThrow,
	reference,
	updateCredential,
	waitForExecutions,
	waitForStragglers,
	webhookIdOf,
	type Workflow,
} from './support/index.mts';
import { setStage, type Stage } from './workable/support.mts';

/*
 * Whoever knows the address of a trigger, in a real n8n: nothing starts and no error workflow runs
 * before a valid proof, whatever is sent.
 */

/** A vendor, its published workflow, and the workflow that would run if that failed. */
interface Listener {
	readonly vendor: string;
	readonly workflow: Workflow;
	readonly errors: Workflow;
	/** Where the vendor sends its deliveries to. */
	readonly url: string;
	/** The header that carries the proof. */
	readonly header: string;
	/** Makes one genuine delivery. */
	readonly deliver: () => unknown;
}

let stage: Stage;
let factorial: FactorialSimulator;
let hibob: HiBobSimulator;
let personio: PersonioSimulator;
let listeners: Listener[] = [];

before(async () => {
	stage = await setStage();
	factorial = await startFactorial({
		employees: 1,
		postLimit: { requests: 10_000, windowMs: 60_000 },
	});
	hibob = await startQuickHiBob();
	personio = await startPersonio({});
	listeners = await Promise.all([workable(), personioListener(), factorialListener(), hiBob()]);
});

after(async () => {
	await stage?.close();
	await Promise.all([factorial?.close(), hibob?.close(), personio?.close()]);
});

/** A published workflow with a trigger of a vendor, and an error workflow of its own. */
async function listening(
	vendor: string,
	credentialType: string,
	data: Record<string, string>,
	hrEvents: string[],
) {
	const { n8n } = stage;
	const errors = await createWorkflow(n8n, {
		name: `Errors of ${vendor}`,
		nodes: [{ name: 'Error Trigger', type: 'n8n-nodes-base.errorTrigger' }],
	});
	await publishOrThrow(n8n, errors.id);
	const credential = await createCredential(n8n, { name: vendor, type: credentialType, data });
	const workflow = await createWorkflow(n8n, {
		name: vendor,
		nodes: [
			{
				name: vendor,
				type: `n8n-nodes-hr-events.${vendor}Trigger`,
				parameters: { hrEvents },
				webhookId: crypto.randomUUID(),
				credentials: reference(credential),
			},
		],
		settings: { timezone: 'Europe/Berlin', errorWorkflow: errors.id },
	});
	await publishOrThrow(n8n, workflow.id);
	return { vendor, workflow, errors, credential, webhookId: webhookIdOf(workflow, vendor) };
}

function only(urls: string[], webhookId: string): string {
	const [url, ...more] = urls.filter((one) => one.includes(webhookId));
	assert.ok(url !== undefined && more.length === 0, `${urls}`);
	return url;
}

async function workable(): Promise<Listener> {
	const { workable: simulator } = stage;
	const data = {
		subdomain: simulator.subdomain,
		accessToken: simulator.tokens[0]?.token ?? '',
		baseUrl: simulator.baseUrl,
	};
	const made = await listening('workableHr', 'workableHrApi', data, ['employee.created']);
	const urls = simulator.subscriptions.map(({ target }) => target);
	return {
		...made,
		url: only(urls, made.webhookId),
		header: 'x-workable-signature',
		deliver: async () =>
			await simulator.deliver({
				event: 'employee_created',
				body: Buffer.from(
					JSON.stringify({
						event_type: 'employee_created',
						fired_at: new Date().toISOString(),
						data: { id: '4d3' },
					}),
				),
			}),
	};
}

async function personioListener(): Promise<Listener> {
	const data = personioData(personio);
	const made = await listening('personio', 'personioHrApi', data, ['employee.created']);
	const urls = personio.webhooks.map(({ url }) => url);
	return {
		...made,
		url: only(urls, made.webhookId),
		header: 'x-hr-events-secret',
		deliver: () => personio.addPerson(),
	};
}

async function factorialListener(): Promise<Listener> {
	const data = factorialData(factorial);
	const made = await listening('factorial', 'factorialHrApi', data, ['leave.approved']);
	const { type, target_url: url } =
		factorial.subscriptions.find((one) => one.target_url.includes(made.webhookId)) ?? {};
	assert.ok(type !== undefined && url !== undefined);
	return {
		...made,
		url,
		header: 'x-factorial-wh-challenge',
		deliver: () => factorial.happen(type),
	};
}

/** Its secret is entered once the strangers have been. */
async function hiBob(): Promise<Listener> {
	const data = hiBobData(hibob);
	const made = await listening('hiBob', 'hiBobHrApi', data, ['employee.created']);
	const url = stage.n8n.webhookUrl(made.webhookId);
	return {
		...made,
		url,
		header: 'bob-signature',
		deliver: async () => {
			const events = ['employee.created'];
			const { secret } = await hibob.addWebhook({ name: 'n8n', url, events });
			await updateCredential(stage.n8n, made.credential, { ...data, webhookSecrets: secret });
			hibob.hire({ startDate: '2026-01-05' });
		},
	};
}

/** Nothing has started at any vendor, and no error workflow has run. */
async function assertNothingStarted(): Promise<void> {
	await waitForStragglers();
	const started = await Promise.all(
		listeners.map(async ({ vendor, workflow, errors }) => ({
			vendor,
			executions: (await executions(stage.n8n, workflow.id)).length,
			errorWorkflows: (await executions(stage.n8n, errors.id)).length,
		})),
	);
	const nothing = listeners.map(({ vendor }) => ({ vendor, executions: 0, errorWorkflows: 0 }));
	assert.deepEqual(started, nothing);
}

/** Does the work a few at a time: each body is in the memory of n8n for a while. */
async function fewAtATime(works: ReadonlyArray<() => Promise<void>>): Promise<void> {
	const waiting = [...works];
	const doSome = async (): Promise<void> => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
	};
	await Promise.all(Array.from({ length: 8 }, doSome));
}

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
	await fewAtATime(works);
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
		await waitForExecutions(stage.n8n, workflow.id, 1, { timeoutMs: 60_000 });
		await waitForStragglers();
		const runs = await executions(stage.n8n, workflow.id);
		assert.equal(runs.length, 1, vendor);
		assert.deepEqual(await executions(stage.n8n, errors.id), [], vendor);
	}
});

test('and the error workflows do run when something else fails', async () => {
	for (const { vendor, errors } of listeners) {
		const path = crypto.randomUUID();
		const failing = await createWorkflow(stage.n8n, {
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
		await publishOrThrow(stage.n8n, failing.id);
		await post(`${stage.n8n.url}/webhook/${path}`, {});
		await waitForExecutions(stage.n8n, errors.id, 1, { timeoutMs: 60_000 });
	}
});
