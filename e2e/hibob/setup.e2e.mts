import assert from 'node:assert/strict';
import { after, afterEach, before, test, type TestContext } from 'node:test';
import type { PingForm } from '../../simulators/hibob/index.mts';
import {
	executions,
	itemsOf,
	listeningWorkflow,
	peopleTold,
	pollUntil,
	publicationStatus,
	publish,
	publishedWorkflow,
	publishOrThrow,
	setParameters,
	startTestListen,
	statusesOf,
	stopTestListen,
	testCredential,
	unpublish,
	updateCredential,
	waitForExecutions,
	waitForStragglers,
	webhookIdOf,
	type Workflow,
} from '../support/index.mts';
import {
	addWebhook,
	attemptsAt,
	connect,
	enterSecrets,
	eventsToTick,
	listening,
	setStage,
	startQuickHiBob,
	TRIGGER,
	withCredential,
	type Stage,
} from './support.mts';

const CREATED = { hrEvents: ['employee.created'] };

/** What n8n may be asked while a workflow is published: reads, and nothing about webhooks. */
const LOOKED_AT = ['/company/people/fields', '/bulk/people/lifecycle', '/timeoff/requests/changes'];

/** The next repeat of a delivery may be some seconds away. */
const SOON_MS = 60_000;

let stage: Stage;

before(async () => {
	stage = await setStage();
});

after(async () => {
	await stage?.close();
});

afterEach(() => {
	stage.hibob.faults.clear();
	// Also: nothing was ever sent to an address for webhooks, which HiBob does not have.
	assert.deepEqual(stage.hibob.violations.list, []);
});

/** Waits until a workflow has refused so many tries with this answer. */
async function refused(on: Stage, workflow: Workflow, status: number | null, count = 2) {
	await pollUntil(
		() =>
			attemptsAt(on, workflow).filter((one) => one.status === status).length >= count || undefined,
		{
			what: `${count} answers ${status}`,
			timeoutMs: 20_000,
			details: () => JSON.stringify(statusesOf(on.hibob.deliveries.attempts, workflow)),
		},
	);
}

/** Waits until everybody has been told of, in that order, and of nobody twice. */
async function assertTold(on: Stage, workflow: Workflow, people: readonly string[]): Promise<void> {
	await waitForExecutions(on.n8n, workflow.id, people.length, { timeoutMs: SOON_MS });
	await on.hibob.deliveries.idle();
	await waitForStragglers();
	assert.deepEqual(await peopleTold(on, workflow), people);
	assert.deepEqual(await itemsOf(on, workflow, 1), []);
}

/** Somebody new, today. */
function hire({ hibob }: Stage): string {
	return hibob.hire({ startDate: '2026-01-05' });
}

function refusedSince(on: Stage, workflow: Workflow, from: number): Array<number | null> {
	return attemptsAt(on, workflow)
		.slice(from)
		.map(({ status }) => status);
}

test('published without a secret, added in Bob, the secret entered: nothing is lost', async () => {
	const own = await withCredential(stage);
	const asked = stage.hibob.requests.length;
	const workflow = await publishedWorkflow(own, {
		hrEvents: ['employee.hired', 'employee.access_ended'],
	});
	const paths = stage.hibob.requests.slice(asked).map(({ method, path }) => `${method} ${path}`);
	assert.ok(paths.length > 0, 'the service user is looked at');
	assert.ok(
		paths.every((path) => LOOKED_AT.some((one) => path === `GET ${one}`)),
		`${paths}`,
	);
	assert.deepEqual(stage.hibob.webhooks, [], 'nothing is made in Bob');

	assert.deepEqual(await eventsToTick(own, workflow), [
		...['employee.access.revoked.immediately', 'employee.created', 'employee.left'],
		...['table.entry.created', 'table.entry.updated'],
	]);
	const { id, secret, pings } = await addWebhook(own, workflow);
	assert.deepEqual(
		pings.map(({ body, status }) => [body, status]),
		[
			['Ping test', 422],
			['{"text":"Ping test"}', 200],
		],
		'Bob takes the address, though n8n itself refuses the first ping',
	);

	const people = [hire(own), hire(own)];
	await refused(own, workflow, 401, 3);
	assert.ok(attemptsAt(own, workflow).every(({ status }) => status === 401));
	assert.deepEqual(await executions(own.n8n, workflow.id), []);

	await enterSecrets(own, secret);
	people.push(hire(own));
	// Each is told by the person and by the rows of three tables.
	await waitForExecutions(own.n8n, workflow.id, people.length * 4, { timeoutMs: SOON_MS });
	await own.hibob.deliveries.idle();
	await waitForStragglers();
	const items = await itemsOf(own, workflow);
	assert.deepEqual(
		items.map(({ eventType }) => eventType),
		people.map(() => 'employee.hired'),
	);
	assert.deepEqual((await peopleTold(own, workflow)).sort(), people.toSorted());
	assert.deepEqual(await itemsOf(own, workflow, 1), []);
	stage.hibob.removeWebhook(id);
	await unpublish(own.n8n, workflow.id);
});

const PINGS: ReadonlyArray<{
	forms: readonly PingForm[];
	answers: number[];
	signsPing?: boolean;
}> = [
	{ forms: ['text'], answers: [200] },
	{ forms: ['json-string'], answers: [200] },
	{ forms: ['json'], answers: [200] },
	{ forms: ['json'], answers: [200], signsPing: true },
	{ forms: ['text'], answers: [200], signsPing: true },
	{ forms: ['text-as-json', 'text'], answers: [422, 200] },
];

for (const { forms, answers, signsPing = false } of PINGS) {
	const what = `${signsPing ? 'a signed' : 'a'} ping as ${forms.join(', then ')}`;
	test(`${what} is answered, before there is a secret and after, and starts nothing`, async (t) => {
		const hibob = await startQuickHiBob({ pingForms: forms, signsPing });
		t.after(() => hibob.close());
		const own = await withCredential(stage, { hibob });
		const workflow = await publishedWorkflow(own, CREATED);
		const { id, secret, pings } = await addWebhook(own, workflow);
		assert.deepEqual(
			pings.map(({ status }) => status),
			answers,
		);
		await enterSecrets(own, secret);
		const again = await hibob.testWebhook(id);
		assert.deepEqual(
			again.pings.map(({ status }) => status),
			answers,
		);
		await waitForStragglers();
		assert.deepEqual(await executions(own.n8n, workflow.id), []);
		const person = hire(own);
		await assertTold(own, workflow, [person]);
		await unpublish(own.n8n, workflow.id);
		assert.deepEqual(hibob.violations.list, []);
	});
}

test('a wrong secret is answered 401 and starts nothing, the right one lets the repeats in', async () => {
	const own = await withCredential(stage);
	const workflow = await publishedWorkflow(own, CREATED);
	const { id, secret } = await addWebhook(own, workflow);
	await enterSecrets(own, `${secret.slice(0, -2)}==`, secret.toLowerCase());
	const person = hire(own);
	await refused(own, workflow, 401, 5);
	assert.ok(attemptsAt(own, workflow).every(({ status }) => status === 401));
	assert.deepEqual(await executions(own.n8n, workflow.id), []);

	// As it comes out of Bob, with what was copied along.
	await enterSecrets(own, `  ${secret}\n`);
	await assertTold(own, workflow, [person]);
	stage.hibob.removeWebhook(id);
	await unpublish(own.n8n, workflow.id);
});

test('a secret that is refreshed while deliveries go on loses nothing', async () => {
	const own = await withCredential(stage);
	await listening(own, CREATED, async (workflow, { id, secret: old }) => {
		const people: string[] = [];
		for (let n = 0; n < 3; n += 1) people.push(hire(own));
		const fresh = stage.hibob.refreshSecret(id);
		for (let n = 0; n < 3; n += 1) people.push(hire(own));
		await refused(own, workflow, 401);
		await enterSecrets(own, old, fresh);
		for (let n = 0; n < 3; n += 1) people.push(hire(own));
		await assertTold(own, workflow, people);

		await enterSecrets(own, fresh);
		people.push(hire(own));
		await assertTold(own, workflow, people);
	});
});

test('what was signed with the old secret and comes again after it was refreshed gets in, too', async () => {
	const own = await withCredential(stage);
	await listening(own, CREATED, async (workflow, { id, secret: old }) => {
		await unpublish(own.n8n, workflow.id);
		const people = [hire(own)];
		await refused(own, workflow, 404);
		const fresh = stage.hibob.refreshSecret(id);
		people.push(hire(own));
		await enterSecrets(own, fresh);
		await publishOrThrow(own.n8n, workflow.id);
		await refused(own, workflow, 401);

		await enterSecrets(own, old, fresh);
		await assertTold(own, workflow, people);
	});
});

test('two webhooks share a credential, each with its own secret', async () => {
	const own = await withCredential(stage);
	await listening(own, CREATED, async (one, { secret: first }) => {
		await listening(own, CREATED, async (other, { secret: second }) => {
			assert.notEqual(first, second);
			assert.deepEqual(own.secrets, [first, second]);
			const person = hire(own);
			await waitForExecutions(own.n8n, other.id, 1);
			await assertTold(own, one, [person]);
			await assertTold(own, other, [person]);
			// The second secret was entered before anything came, so nobody had to try twice.
			assert.deepEqual(refusedSince(own, one, 0), [200]);
			assert.deepEqual(refusedSince(own, other, 0), [200]);
		});
	});
});

test('publication tells what the service user lacks, after few requests', async () => {
	const { hibob, n8n } = stage;
	// By which it is tried whether requests can be read.
	const employeeId = hibob.employees[0]?.['root.id'] ?? '';
	hibob.importTimeOff({ employeeId, from: '2030-06-03' });
	const users = {
		'SERVICE-1': { tables: ['work'] },
		'SERVICE-2': { timeOffRequests: false },
		'SERVICE-3': { people: [] },
	};
	for (const [id, permissions] of Object.entries(users)) {
		hibob.addServiceUser({ id, token: `example-token-of-${id}`, permissions });
	}
	const as = async (serviceUserId: string, hrEvents: string[]) => {
		const serviceUserToken = `example-token-of-${serviceUserId}`;
		const own = await withCredential(stage, { serviceUserId, serviceUserToken });
		return await listeningWorkflow(own, { hrEvents });
	};
	const cases: ReadonlyArray<[workflow: Workflow, reasons: readonly RegExp[]]> = [
		[
			await as('SERVICE-0', ['employee.created']),
			[/HiBob did not accept the credential/, /'Service User Token'/, /Then unpublish/],
		],
		[
			await as('SERVICE-1', ['employee.terminated']),
			[/may not read what the chosen events need/, /Lifecycle.*histories/],
		],
		[
			await as('SERVICE-2', ['leave.approved']),
			[/may not read what the chosen events need/, /Time off > Requests/],
		],
		[
			await as('SERVICE-3', ['employee.terminated']),
			[/may not read what the chosen events need/, /sees nobody/],
		],
	];
	const asked = hibob.requests.length;
	const ended = await Promise.all(cases.map(([{ id }]) => publish(n8n, id)));
	for (const [index, { status, message }] of ended.entries()) {
		assert.equal(status, 'failed');
		for (const reason of cases[index]?.[1] ?? []) assert.match(message, reason);
		assert.doesNotMatch(message, /example-token/);
	}
	const requests = hibob.requests.slice(asked);
	const strangers = requests.filter(({ tokenIndex }) => tokenIndex === null);
	// HiBob's firewall shuts out whoever is refused more than 50 times in 10 seconds.
	assert.ok(strangers.length > 0 && strangers.length <= 10, `${strangers.length} times refused`);
	assert.ok(requests.length <= 60, `${requests.length} requests in all`);

	// Whoever does not need it can publish without it.
	const needsNone = await as('SERVICE-1', ['employee.created', 'leave.approved']);
	await publishOrThrow(n8n, needsNone.id);
	await unpublish(n8n, needsNone.id);

	// Granted, and published again as the README has it.
	const leavers = cases[1]?.[0] ?? needsNone;
	hibob.setPermissions('SERVICE-1', { tables: 'all' });
	await unpublish(n8n, leavers.id);
	await publishOrThrow(n8n, leavers.id);
	await unpublish(n8n, leavers.id);
	assert.equal((await publicationStatus(n8n, leavers.id)).status, 'not_published');
});

test('unpublished, the webhook stays in Bob and its deliveries come again after publication', async () => {
	const own = await withCredential(stage);
	await listening(own, CREATED, async (workflow, { id }) => {
		const people = [hire(own)];
		await assertTold(own, workflow, people);
		const asked = stage.hibob.requests.length;
		await unpublish(own.n8n, workflow.id);
		assert.equal(stage.hibob.requests.length, asked, 'nothing is asked of HiBob');
		assert.equal(stage.hibob.webhooks.find((one) => one.id === id)?.active, true);

		people.push(hire(own), hire(own));
		await refused(own, workflow, 404);
		await publishOrThrow(own.n8n, workflow.id);
		await assertTold(own, workflow, people);
	});
});

test('a restart of n8n asks nothing of HiBob and loses nothing', async () => {
	const own = await withCredential(stage);
	await listening(own, CREATED, async (workflow) => {
		const people = [hire(own)];
		await assertTold(own, workflow, people);
		await own.n8n.stop();
		people.push(hire(own), hire(own));
		await refused(own, workflow, null);
		const asked = stage.hibob.requests.length;
		await own.n8n.restart();
		await assertTold(own, workflow, people);
		const checks = stage.hibob.requests.slice(asked).filter(({ path }) => LOOKED_AT.includes(path));
		assert.deepEqual(checks, []);
	});
});

test('a restart while HiBob is away keeps the workflow listening', async () => {
	const own = await withCredential(stage);
	await listening(own, { ...CREATED, options: { fetchDetails: false } }, async (workflow) => {
		stage.hibob.faults.add({ kind: 'status', status: 503, times: 10_000 });
		await own.n8n.restart();
		const { status } = await publicationStatus(own.n8n, workflow.id);
		assert.equal(status, 'published');
		const person = hire(own);
		await own.hibob.deliveries.idle();
		assert.equal(attemptsAt(own, workflow).at(-1)?.status, 200);
		stage.hibob.faults.clear();
		await assertTold(own, workflow, [person]);
	});
});

test('with other events chosen, the same webhook goes on', async () => {
	const own = await withCredential(stage);
	const workflow = await publishedWorkflow(own, {
		hrEvents: ['employee.created', 'employee.deleted'],
	});
	const { id } = await connect(own, workflow);
	await setParameters(own.n8n, workflow.id, TRIGGER, { hrEvents: ['employee.deleted'] });
	await publishOrThrow(own.n8n, workflow.id);
	const person = hire(own);
	await own.hibob.deliveries.idle();
	stage.hibob.deleteEmployee(person);
	await own.hibob.deliveries.idle();
	assert.deepEqual(refusedSince(own, workflow, 0), [200, 200]);
	const runs = await waitForExecutions(own.n8n, workflow.id, 1);
	await waitForStragglers();
	assert.equal((await executions(own.n8n, workflow.id)).length, 1, 'nobody listens for the other');
	assert.deepEqual(
		runs.flatMap((run) => run.items(TRIGGER)).map(({ eventType }) => eventType),
		['employee.deleted'],
	);
	stage.hibob.removeWebhook(id);
	await unpublish(own.n8n, workflow.id);
});

test('"Listen for test event" takes the ping and goes on to listen, beside the published workflow', async () => {
	const own = await withCredential(stage);
	await listening(own, CREATED, async (workflow) => {
		await startTestListen(own.n8n, workflow, TRIGGER);
		const testUrl = own.n8n.webhookTestUrl(webhookIdOf(workflow, TRIGGER));
		const { id, secret, pings } = await addWebhook(own, workflow, testUrl);
		assert.equal(pings.at(-1)?.status, 200);
		await enterSecrets(own, ...own.secrets, secret);
		const again = await stage.hibob.testWebhook(id);
		assert.equal(again.pings.at(-1)?.status, 200, 'the ping before has not ended it');

		const person = hire(own);
		await own.hibob.deliveries.idle();
		const runs = await waitForExecutions(own.n8n, workflow.id, 2);
		assert.deepEqual(runs.map(({ mode }) => mode).sort(), ['manual', 'webhook']);
		assert.deepEqual(await peopleTold(own, workflow), [person, person]);

		const over = await stage.hibob.deliver({ webhookId: id, body: { type: 'employee.created' } });
		assert.deepEqual(statusesOf(over, workflow), [404], 'one event ends it');
		await startTestListen(own.n8n, workflow, TRIGGER);
		await stopTestListen(own.n8n, workflow);
		stage.hibob.removeWebhook(id);
		const next = hire(own);
		await own.hibob.deliveries.idle();
		await waitForExecutions(own.n8n, workflow.id, 3);
		assert.equal((await peopleTold(own, workflow)).at(-1), next, 'the published one goes on');
	});
});

test('switched off by Bob after three failing days, and on again by hand', async (t: TestContext) => {
	// Three days in five seconds.
	const hibob = await startQuickHiBob({ timeScale: 0.00002 });
	t.after(() => hibob.close());
	const own = await withCredential(stage, { hibob });
	const workflow = await publishedWorkflow(own, CREATED);
	const { id } = await connect(own, workflow);
	const isActive = () => hibob.webhooks.find((one) => one.id === id)?.active;
	await unpublish(own.n8n, workflow.id);
	hire(own);
	await hibob.deliveries.idle();
	assert.equal(isActive(), false);
	assert.ok(attemptsAt(own, workflow).every(({ status }) => status === 404));

	await publishOrThrow(own.n8n, workflow.id);
	const tries = attemptsAt(own, workflow).length;
	hire(own);
	await hibob.deliveries.idle();
	assert.equal(attemptsAt(own, workflow).length, tries, 'publishing does not switch it on');

	hibob.activateWebhook(id);
	const person = hire(own);
	await assertTold(own, workflow, [person]);
	await unpublish(own.n8n, workflow.id);
	assert.deepEqual(hibob.violations.list, []);
});

test('the credential test says whether HiBob takes the service user, with one request each', async () => {
	const own = await withCredential(stage);
	const tested = async (more: Record<string, string>) => {
		const asked = stage.hibob.requests.length;
		await updateCredential(own.n8n, own.credential, { ...own.data, ...more });
		const result = await testCredential(own.n8n, own.credential);
		const paths = stage.hibob.requests.slice(asked).map(({ path }) => path);
		return { ...result, paths };
	};
	const one = ['/company/people/fields'];
	assert.partialDeepStrictEqual(await tested({}), { status: 'OK', paths: one });
	// Pasted with what was around it.
	const pasted = {
		baseUrl: ` ${own.data.baseUrl}/ `,
		serviceUserId: ` ${own.data.serviceUserId} `,
	};
	assert.partialDeepStrictEqual(await tested(pasted), { status: 'OK', paths: one });

	const wrong = await tested({ serviceUserToken: 'example-wrong-token' });
	assert.partialDeepStrictEqual(wrong, { status: 'Error', paths: one });
	assert.match(wrong.message, /^HiBob did not accept the service user\./);
	assert.doesNotMatch(wrong.message, /example-wrong-token/);

	// Somebody else's page at the address, or the one HiBob itself shows for a wrong path.
	stage.hibob.faults.add({
		kind: 'status',
		status: 200,
		body: '<!DOCTYPE html><html><body>Log in</body></html>',
		headers: { 'content-type': 'text/html' },
	});
	const page = await tested({});
	assert.equal(page.status, 'Error');
	assert.match(page.message, /not as HiBob does/);
});
