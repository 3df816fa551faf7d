import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPersonio, type PersonioSimulator } from '../../simulators/personio/index.mts';
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
	publish,
	reference,
	startN8n,
	ZONE_AT_NOON,
	type N8n,
	type Workflow,
} from '../support/index.mts';

/*
 * n8n's durable scheduler abandons a poll after 45 seconds, and a slow Personio shows fifty people in 23:
 * so the list of everybody goes on at the next poll. A second trigger in the same workflow polls as well.
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

let n8n: N8n;
let large: PersonioSimulator;
let small: PersonioSimulator;
let workflow: Workflow;

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	n8n = await startN8n({ host, tarball: await packPackage(), env: DURABLE });
	[large, small] = await Promise.all([
		startPersonio({ people: PEOPLE }),
		startPersonio({ people: 3 }),
	]);
	large.faults.add({
		...{ kind: 'latency', ms: SLOWLY_MS, times: 10_000 },
		match: { path: /\/employments$/ },
	});
	const node = async (name: string, company: PersonioSimulator, y: number) => {
		const data = credentialData(company);
		const credential = await createCredential(n8n, { name, type: NAMES.credentialType, data });
		return {
			name,
			type: 'n8n-nodes-hr-events.personioScheduleTrigger',
			position: [0, y] as [number, number],
			parameters: {
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				hrEvents: ['employee.hired', 'employee.started'],
				options: { timeZone: ZONE_AT_NOON },
			},
			credentials: reference(credential),
		};
	};
	const nodes = [await node(LARGE, large, 0), await node(SMALL, small, 200)];
	workflow = await createWorkflow(n8n, { name: 'Durable', nodes });
});

after(async () => {
	await n8n?.close();
	await large?.close();
	await small?.close();
});

/** What a trigger emitted of a person. */
async function emitted(trigger: string, person: string): Promise<string[]> {
	const runs = await executions(n8n, workflow.id);
	return runs
		.flatMap((run) => run.items(trigger))
		.filter((item) => (item['employee'] as { id?: unknown })?.id === person)
		.map((item) => String(item['eventType']));
}

function employmentsRead(): number {
	const paths = large.requests.map(({ path }) => path.split('?')[0] ?? '');
	return new Set(paths.filter((path) => path.endsWith('/employments'))).size;
}

test('a look that cannot read everybody goes on at the next poll', async () => {
	// Listed last, so the first poll cannot reach this person.
	const last = large.hire({ startDate: day(0) }).personId;
	const { status, message } = await publish(n8n, workflow.id);
	assert.equal(status, 'published', message);
	const atFirst = employmentsRead();
	assert.ok(atFirst >= 50 && atFirst < PEOPLE, `${atFirst} people were read at first`);
	const told = await pollUntil(
		async () => {
			const found = await emitted(LARGE, last);
			return found.length > 0 ? found : undefined;
		},
		{ what: 'the person at the end of the list to be read', timeoutMs: 150_000 },
	);
	assert.deepEqual(told, ['employee.started']);
	assert.equal(employmentsRead(), PEOPLE + 1);
});

test('both triggers go on side by side, and nothing is told twice', async () => {
	const hired = large.hire({ startDate: day(0) }).personId;
	const other = small.hire({ startDate: day(0) }).personId;
	for (const [trigger, person] of [
		[LARGE, hired],
		[SMALL, other],
	] as const) {
		const told = await pollUntil(
			async () => {
				const found = await emitted(trigger, person);
				return found.length >= 2 ? found : undefined;
			},
			{ what: `${trigger} to tell of ${person}`, timeoutMs: 150_000 },
		);
		assert.deepEqual(told.sort(), ['employee.hired', 'employee.started']);
	}
	const runs = await executions(n8n, workflow.id);
	assert.deepEqual(
		runs.flatMap(({ error }) => error ?? []),
		[],
		'what was remembered at the publication is not gone',
	);
	assert.deepEqual(large.violations.list, []);
});
