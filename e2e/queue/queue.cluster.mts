import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod/v4';
import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import { startWorkable, type WorkableSimulator } from '../../simulators/workable/index.mts';
import { post } from '../../test/support/strangers.mts';
import { publishBoth, SCHEDULES, type Both } from '../schedule/support.mts';
import { AMPLE } from '../schedule/types.mts';
import { publishListener } from '../strangers/listener.mts';
import type { StrangersOfVendor } from '../strangers/types.mts';
import {
	countExecutions,
	createCredential,
	createWorkflow,
	dayAtNoon,
	executions,
	executionsOver,
	itemsOf,
	peopleTold,
	pollUntil,
	publishedWorkflow,
	publishOrThrow,
	unpublish,
	waitForExecutions,
	waitForStragglers,
	type VendorStage,
	type Workflow,
} from '../support/index.mts';
import { fewAtATime } from '../support/fewAtATime.mts';
import { projectRoot } from '../support/paths.mts';
import { credentialData, NAMES } from '../workable/support.mts';
import { startCluster, type Cluster } from './cluster.mts';
import { AT_A_TIME, sendWithRepeats } from './load.mts';

/*
 * n8n in queue mode, with the package in every process: what is lost and what comes twice, also if a
 * worker or Redis ends without warning.
 */

const DELIVERIES = 1_000;
const DURING_RESTART = 200;
/** How long n8n may take for what is waiting in its queue. */
const OVER_WITHIN_MS = 240_000;

const HIRES_AT_KILL = 40;

/** How many executions n8n gives to a worker at the same time. */
const CONCURRENCY = 10;

/** Requests for the list that follow each other so closely are of one poll. */
const SAME_POLL_MS = 10_000;

/** How much of the repeats may pass *Skip Repeats*. */
const MOST_PASSED = 0.02;

const vendors = await importFromEachVendor<{ strangers: StrangersOfVendor }>(
	join(projectRoot, 'e2e'),
	'strangers.mts',
);

const itemSchema = z.looseObject({ employee: z.looseObject({ id: z.string() }) });
const requestSchema = z.object({
	at: z.number(),
	path: z.string(),
	query: z.looseObject({ offset: z.unknown().optional() }),
});

let cluster: Cluster;
let workable: WorkableSimulator;
let stage: VendorStage;
/** Both triggers of Workable in one workflow, at a company of their own. */
let both: Both;
let errors: Workflow;
/** Who is hired there. */
const people: string[] = [];
/** When {@link both} was published, epoch milliseconds. */
let publishedAt: number;
/** When people were hired there; executions read the company's list too from then on. */
let hiredAt: number;

before(async () => {
	cluster = await startCluster();
	const { main } = cluster;
	// What fails is sent again after a second; Workable does not say how long it waits.
	// Most of this is about n8n, not about the vendor's limit.
	workable = await startWorkable({ rateLimit: AMPLE, timeScale: 0.2 });
	const credential = await createCredential(main, {
		name: NAMES.action,
		type: NAMES.credentialType,
		data: credentialData(workable),
	});
	stage = { names: NAMES, n8n: main, credential, close: async () => undefined };
	errors = await createWorkflow(main, {
		name: 'Errors',
		nodes: [{ name: 'Error Trigger', type: 'n8n-nodes-base.errorTrigger' }],
	});
	await publishOrThrow(main, errors.id);
	const ofWorkable = SCHEDULES.find(({ names }) => names === NAMES);
	assert.ok(ofWorkable);
	publishedAt = Date.now();
	both = await publishBoth(main, ofWorkable, { settings: { errorWorkflow: errors.id } });
});

after(async () => {
	await cluster?.close();
	await workable?.close();
	await both?.company.close();
});

/** The news that somebody was created, as Workable would write it. */
function creationOf(id: string): object {
	return {
		event_type: 'employee_created',
		fired_at: new Date().toISOString(),
		id,
		resource_type: 'employee',
		data: { id },
	};
}

const deliver = async (body: object) =>
	await workable.deliver({ event: 'employee_created', body, retry: true });

/** A workflow that listens for new people, and a delivery for each of some new ones. */
async function listening(people: number) {
	const workflow = await publishedWorkflow(stage, { hrEvents: ['employee.created'] });
	const ids = workable.seedPeople(people);
	return { workflow, ids, bodies: ids.map(creationOf) };
}

/** Who is missing and who is there too often among the items of a workflow. */
async function toldOf(workflow: Workflow, ids: readonly string[]) {
	await executionsOver(cluster.main, workflow.id, OVER_WITHIN_MS);
	const people = await peopleTold(stage, workflow);
	const different = new Set(people);
	const lost = ids.filter((id) => !different.has(id));
	if (lost.length > 0) console.log(await whatBecameOf(workflow, ids, lost));
	return { lost, twice: people.length - different.size };
}

/** For somebody who has to find out why deliveries are lost: which, and how the executions ended. */
async function whatBecameOf(
	workflow: Workflow,
	ids: readonly string[],
	lost: readonly string[],
): Promise<string> {
	const statuses = ['success', 'error', 'crashed', 'canceled', 'new', 'running', 'waiting'];
	const counts = await Promise.all(
		statuses.map(
			async (status) => `${status} ${await countExecutions(cluster.main, workflow.id, [status])}`,
		),
	);
	const which = lost.map((id) => `${id} (number ${ids.indexOf(id)})`);
	const unrecognised = await itemsOf(stage, workflow, 1);
	return `lost: ${which.join(', ')}; executions: ${counts.join(', ')}; ${unrecognised.length} unrecognised`;
}

test(`${DELIVERIES} deliveries and their repeats: none is lost, hardly any repeat passes`, async () => {
	const { workflow, ids, bodies } = await listening(DELIVERIES);
	const { together, shortly, later } = await sendWithRepeats(bodies, deliver);
	const repeats = together + shortly + later;
	const { lost, twice } = await toldOf(workflow, ids);
	console.log(
		`${ids.length} deliveries, ${repeats} repeats (${together} at the same moment, ${shortly} a second later, ${later} when 150 others had come): ` +
			`${lost.length} lost, ${twice} repeats passed`,
	);
	assert.deepEqual(lost, []);
	assert.equal(repeats, 300);
	assert.ok(twice <= repeats * MOST_PASSED, `${twice} of ${repeats} repeats passed`);
	await unpublish(cluster.main, workflow.id);
});

test(`Redis ends without warning during ${DURING_RESTART} deliveries: nothing acknowledged is lost`, async () => {
	const { workflow, ids, bodies } = await listening(DURING_RESTART);
	const before = workable.deliveries.attempts.length;
	const sending = fewAtATime(
		AT_A_TIME,
		bodies.map((body) => async () => await deliver(body)),
	);
	const attempts = () => workable.deliveries.attempts.slice(before);
	await pollUntil(() => attempts().length > DURING_RESTART / 4 || undefined, {
		what: 'a quarter of the deliveries to be answered',
		timeoutMs: 30_000,
	});
	await cluster.redis.kill();
	await cluster.redis.restart();
	assert.ok(attempts().length < DURING_RESTART, 'deliveries are under way while Redis is away');
	await sending;
	const failed = attempts().filter(({ status }) => status !== 200).length;
	const { lost, twice } = await toldOf(workflow, ids);
	console.log(
		`Redis restarted during ${ids.length} deliveries: ${failed} had to be sent again, ${lost.length} lost, ${twice} twice`,
	);
	assert.deepEqual(lost, []);
	await unpublish(cluster.main, workflow.id);
});

test('a worker is killed while it is as busy as it can be', async () => {
	const [doomed] = cluster.workers;
	assert.ok(doomed);
	hiredAt = Date.now();
	const hired = Array.from({ length: HIRES_AT_KILL }, () => both.hire(dayAtNoon(7)));
	both.company.faults.add({
		...{ kind: 'latency', ms: 3_000, times: HIRES_AT_KILL },
		match: { method: 'GET', path: /^\/employees\/[^/]+$/ },
	});
	await pollUntil(
		async () =>
			(await countExecutions(cluster.main, both.workflow.id, ['running'])) >= 2 * CONCURRENCY ||
			undefined,
		{ what: 'both workers to be busy', timeoutMs: 30_000 },
	);
	await doomed.kill();
	await doomed.restart();
	people.push(...hired);
});

for (const [, { strangers: vendor }] of vendors) {
	test(`${vendor.node}: registration, proof and removal through each webhook process`, async () => {
		const company = await vendor.start();
		try {
			const listener = await publishListener(cluster.main, vendor, company);
			const { workflow, registered } = listener;
			const url = listener.urlAt(cluster.balancer.url);
			assert.ok(url.startsWith(cluster.balancer.url), url);
			await listener.makeByHand(url);

			for (const process of cluster.webhooks) {
				const { pathname, search } = new URL(url);
				const headers = { 'content-type': 'application/json', [vendor.header]: 'example-wrong' };
				const body = Buffer.from('{}');
				assert.equal(await post(`${process.url}${pathname}${search}`, { headers, body }), 401);
			}
			await waitForStragglers();
			assert.deepEqual(await executions(cluster.main, workflow.id), []);

			for (const [index, process] of cluster.webhooks.entries()) {
				cluster.balancer.to([process]);
				await company.deliver(url);
				const runs = await waitForExecutions(cluster.main, workflow.id, index + 1, {
					timeoutMs: 60_000,
				});
				assert.deepEqual(
					runs.map(({ status }) => status),
					runs.map(() => 'success'),
				);
				assert.equal(runs.length, index + 1);
			}
			cluster.balancer.to(cluster.webhooks);
			await unpublish(cluster.main, workflow.id);
			assert.deepEqual(registered(), []);
		} finally {
			await company.close();
		}
	});
}

test('what the killed worker was doing fails visibly, and comes with the next poll', async () => {
	const { main } = cluster;
	await executionsOver(main, both.workflow.id, OVER_WITHIN_MS);
	const failed = await countExecutions(main, both.workflow.id, ['error', 'crashed']);
	// n8n runs it twice for each: it notices in two places that the worker is gone.
	const alarms = await waitForExecutions(main, errors.id, failed);
	let emitted: string[] = [];
	await pollUntil(
		async () => {
			emitted = await emittedPeople();
			return people.every((id) => emitted.includes(id)) || undefined;
		},
		{
			...{ what: 'everybody to be emitted', timeoutMs: 90_000, everyMs: 1_000 },
			details: () => `${people.filter((id) => !emitted.includes(id))} are missing`,
		},
	);
	const twice = emitted.length - new Set(emitted).size;
	console.log(
		`worker killed: ${people.length} hires, ${failed} executions failed, the error workflow ran ${alarms.length} times; 0 lost, ${twice} twice with the next poll`,
	);
	assert.ok(failed > 0 && failed <= CONCURRENCY, `${failed} executions failed`);
	assert.ok(alarms.length >= failed, `the error workflow ran ${alarms.length} times`);
	assert.equal(twice, 0);
});

/** Whom both triggers have emitted so far. */
async function emittedPeople(): Promise<string[]> {
	const runs = await executions(cluster.main, both.workflow.id);
	const triggers = [both.vendor.names.trigger, both.vendor.trigger];
	return triggers
		.flatMap((name) => runs.flatMap((run) => run.items(name)))
		.map((item) => itemSchema.parse(item).employee.id);
}

test('the schedule trigger polls in one process only', async () => {
	const times = z
		.array(requestSchema)
		.parse(both.company.requests)
		.filter(({ path, query }) => path === '/employees' && query.offset === '0')
		.map(({ at }) => at)
		.filter((at) => at < hiredAt);
	// A poll may read the list again, if it changes meanwhile.
	const polls = times.filter((at, index) => at - (times[index - 1] ?? 0) > SAME_POLL_MS);
	const minutes = (hiredAt - publishedAt) / 60_000;
	console.log(`${polls.length} polls in ${minutes.toFixed(1)} minutes`);
	const seconds = polls.map((at) => Math.round((at - publishedAt) / 1_000));
	// One at publication, then one a minute; a minute may just not be over.
	const least = Math.max(1, Math.floor(minutes));
	assert.ok(polls.length >= least && polls.length <= 1 + Math.ceil(minutes), `polls at ${seconds}`);
});
