import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startHiBob, type HiBobSimulator } from '../../simulators/hibob/index.mts';
import { startPersonio, type PersonioSimulator } from '../../simulators/personio/index.mts';
import * as hiBob from '../hibob/support.mts';
import { credentialData, NAMES } from '../personio/support.mts';
import {
	createCredential,
	createWorkflow,
	dayAtNoon as day,
	ensureN8nHost,
	executions,
	logToStderr,
	packPackage,
	pollUntil,
	publishOrThrow,
	reference,
	startN8n,
	ZONE_AT_NOON,
	type N8n,
	type Workflow,
} from '../support/index.mts';
import { startFeed, titlesIn, type Feed } from './feed.mts';

/*
 * n8n's durable scheduler abandons a poll after 45 seconds, and a slow Personio shows fifty people in 23:
 * so the list of everybody goes on at the next poll. A slow HiBob shows everybody in 40 seconds, and only as a
 * whole: the reading goes on, and the next poll takes its result. A trigger at a small company polls in the same
 * workflow as the one at the large company, and so does n8n's own RSS trigger.
 */

const DURABLE = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
};

const LARGE = 'At the large company';
const SMALL = 'At the small company';
const PEOPLE = 62;
const SLOWLY_MS = 3_500;

const WHOLE = 'At the company that is read as a whole';
/** HiBob gives the lifecycles of 200 people at a time. */
const LIFECYCLES = { people: 750, slowlyMs: 10_000 };

let n8n: N8n;
let large: PersonioSimulator;
let small: PersonioSimulator;
let whole: HiBobSimulator;
let feed: Feed;
let workflow: Workflow;
let ofWhole: Workflow;

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	n8n = await startN8n({ host, tarball: await packPackage(), env: DURABLE });
	[large, small, whole, feed] = await Promise.all([
		startPersonio({ people: PEOPLE }),
		startPersonio({ people: 3 }),
		startHiBob({ employees: LIFECYCLES.people }),
		startFeed(Date.now),
	]);
	large.faults.add({
		...{ kind: 'latency', ms: SLOWLY_MS, times: 10_000 },
		match: { path: /\/employments$/ },
	});
	whole.faults.add({
		...{ kind: 'latency', ms: LIFECYCLES.slowlyMs, times: 10_000 },
		match: { path: /\/bulk\/people\/lifecycle$/ },
	});
	const node = async (
		[name, vendor]: readonly [name: string, vendor: string],
		type: string,
		data: Record<string, unknown>,
		y: number,
	) => {
		const credential = await createCredential(n8n, { name, type, data });
		return {
			name,
			type: `n8n-nodes-hr-events.${vendor}ScheduleTrigger`,
			position: [0, y] as [number, number],
			parameters: {
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				hrEvents: ['employee.hired', 'employee.started'],
				options: { timeZone: ZONE_AT_NOON },
			},
			credentials: reference(credential),
		};
	};
	const ofPersonio = NAMES.credentialType;
	const nodes = [
		await node([LARGE, 'personio'], ofPersonio, credentialData(large), 0),
		await node([SMALL, 'personio'], ofPersonio, credentialData(small), 200),
		feed.node,
	];
	const ofHiBob = hiBob.NAMES.credentialType;
	const readAsAWhole = await node([WHOLE, 'hiBob'], ofHiBob, hiBob.credentialData(whole), 0);
	workflow = await createWorkflow(n8n, { name: 'Durable', nodes });
	ofWhole = await createWorkflow(n8n, { name: WHOLE, nodes: [readAsAWhole] });
});

after(async () => {
	await large?.close();
	await small?.close();
	await whole?.close();
	await feed?.close();
	await n8n?.close();
});

/** What a trigger emitted of a person. */
async function emitted(trigger: string, person: string): Promise<string[]> {
	const runs = await executions(n8n, trigger === WHOLE ? ofWhole.id : workflow.id);
	return runs
		.flatMap((run) => run.items(trigger))
		.filter((item) => (item['employee'] as { id?: unknown })?.id === person)
		.map((item) => String(item['eventType']))
		.sort();
}

/** Waits until a trigger has emitted so many events of a person. */
async function untilEmitted(trigger: string, person: string, count: number): Promise<void> {
	await pollUntil(
		async () => ((await emitted(trigger, person)).length >= count ? true : undefined),
		{ what: `${trigger} to tell of ${person}`, timeoutMs: 240_000 },
	);
}

/** Waits until n8n's own trigger has emitted so many items of the feed. */
async function untilNews(count: number): Promise<void> {
	await pollUntil(
		async () => (titlesIn(await executions(n8n, workflow.id)).length >= count ? true : undefined),
		{ what: `${count} items of the feed`, timeoutMs: 240_000 },
	);
}

function employmentsRead(): number {
	const paths = large.requests.map(({ path }) => path.split('?')[0] ?? '');
	return new Set(paths.filter((path) => path.endsWith('/employments'))).size;
}

const NEW = ['employee.hired', 'employee.started'];

/** People whom the triggers have to have told of by now: trigger, person, events. */
const people: Array<readonly [trigger: string, person: string, events: readonly string[]]> = [];

test('a poll that cannot read everybody goes on at the next poll', async () => {
	// Listed last, so the first poll cannot reach this person.
	const last = large.hire({ startDate: day(0) }).personId;
	await publishOrThrow(n8n, workflow.id);
	const atFirst = employmentsRead();
	assert.ok(atFirst >= 50 && atFirst < PEOPLE, `${atFirst} people were read at first`);
	await publishOrThrow(n8n, ofWhole.id);
	// With this scheduler, n8n does not keep what its own trigger remembers while it is published.
	await pollUntil(() => (feed.reads >= 2 ? true : undefined), {
		what: 'the first poll of the feed after the publication',
		timeoutMs: 90_000,
	});
	const other = small.hire({ startDate: day(0) }).personId;
	feed.add('Beside the first polls');
	const whom = whole.hire({ startDate: day(0) });
	people.push([LARGE, last, ['employee.started']], [SMALL, other, NEW], [WHOLE, whom, NEW]);
	await untilEmitted(LARGE, last, 1);
	await untilEmitted(SMALL, other, 2);
	await untilEmitted(WHOLE, whom, 2);
	await untilNews(1);
	assert.equal(employmentsRead(), PEOPLE + 1);
});

test('the triggers go on side by side after a restart, and nothing is told twice', async () => {
	await n8n.stop();
	people.push([LARGE, large.hire({ startDate: day(0) }).personId, NEW]);
	people.push([SMALL, small.hire({ startDate: day(0) }).personId, NEW]);
	people.push([WHOLE, whole.hire({ startDate: day(0) }), NEW]);
	feed.add('While n8n was off');
	await n8n.restart();
	for (const [trigger, person, events] of people) {
		await untilEmitted(trigger, person, events.length);
	}
	await untilNews(2);
	for (const [trigger, person, events] of people) {
		assert.deepEqual(await emitted(trigger, person), events, trigger);
	}
	const runs = await executions(n8n, workflow.id);
	assert.deepEqual(titlesIn(runs), ['Beside the first polls', 'While n8n was off']);
	const all = [...runs, ...(await executions(n8n, ofWhole.id))];
	assert.deepEqual(
		all.flatMap(({ error }) => error ?? []),
		[],
		'what was remembered at the publication is not gone',
	);
	for (const company of [large, small, whole]) assert.deepEqual(company.violations.list, []);
});
