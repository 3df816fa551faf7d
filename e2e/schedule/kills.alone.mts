import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	dayAtNoon,
	ensureN8nHost,
	executions,
	logToStderr,
	packPackage,
	pollUntil,
	publish,
	retryExecution,
	startN8n,
	type N8n,
} from '../support/index.mts';
import { emittedBy, itemsOf, SCHEDULES, settle, type Polling } from './support.mts';

/*
 * n8n is killed at random moments from the beginning of a poll on, while people start. n8n polls as it
 * starts, so each round is one start.
 */

const EVENTS = ['employee.hired', 'employee.started'];
const ROUNDS = 10;
const PEOPLE_A_ROUND = 20;

/** A kill hits the poll, the execution that it starts, or the moments after it. */
const LONGEST_LIFE_MS = 2_000;

/**
 * An n8n that is killed while it activates a workflow leaves a lease behind, and the next one waits for
 * its end: two minutes by default.
 */
const LEASE = { N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '10' };
const LOOK_TIMEOUT_MS = 150_000;

let n8n: N8n;
let one: Polling;

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	n8n = await startN8n({ host, tarball: await packPackage(), env: LEASE });
	const [vendor] = SCHEDULES;
	assert.ok(vendor);
	one = await settle(n8n, vendor, EVENTS);
});

after(async () => {
	await one?.company.close();
	await n8n?.close();
});

/** Waits until the vendor is asked again. */
async function lookBegins(asked: number): Promise<void> {
	await pollUntil(async () => (one.company.requests.length > asked ? true : undefined), {
		what: 'a poll to begin',
		timeoutMs: LOOK_TIMEOUT_MS,
	});
}

/** Waits until everything is emitted. @returns what is missing in the end: event types and people */
async function missingOf(people: readonly string[]): Promise<string[]> {
	const expected = people.flatMap((id) => EVENTS.map((eventType) => `${eventType} ${id}`));
	let missing = expected;
	await pollUntil(
		async () => {
			const items = await emittedBy(n8n, one);
			const emitted = new Set(
				items.map(({ eventType, employee }) => `${eventType} ${employee.id}`),
			);
			missing = expected.filter((event) => !emitted.has(event));
			return missing.length === 0 ? true : undefined;
		},
		{ what: 'everything to be emitted', timeoutMs: LOOK_TIMEOUT_MS },
	).catch(() => undefined);
	return missing;
}

test(`${ROUNDS} kills during ${ROUNDS * PEOPLE_A_ROUND} first days lose none`, async () => {
	assert.equal((await publish(n8n, one.workflow.id)).status, 'published');
	const people: string[] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		await n8n.kill();
		for (let count = 0; count < PEOPLE_A_ROUND; count += 1) people.push(one.hire(dayAtNoon(0)));
		const asked = one.company.requests.length;
		await n8n.restart();
		await lookBegins(asked);
		await sleep(Math.random() * LONGEST_LIFE_MS);
	}
	await n8n.kill();
	await n8n.restart();

	const missing = await missingOf(people);
	const runs = await executions(n8n, one.workflow.id);
	const crashed = runs.filter(({ status }) => status === 'crashed');
	// A kill between what Skip Repeats remembers and what n8n stores leaves a crashed execution, which
	// n8n shows. Its Retry emits what it held.
	if (missing.length > 0) for (const { id } of crashed) await retryExecution(n8n, id);
	const lost = missing.length === 0 ? [] : await missingOf(people);
	const emitted = itemsOf(one, runs).map(({ eventId }) => eventId);
	const twice = emitted.length - new Set(emitted).size;
	console.log(
		`${people.length} first days, ${ROUNDS} kills, ${runs.length} executions, ${crashed.length} of them crashed: ${missing.length} emitted by Retry only, ${lost.length} lost, ${twice} twice`,
	);
	assert.deepEqual(lost, []);
	assert.ok(twice <= emitted.length / 100, `${twice} of ${emitted.length} are emitted twice`);
	assert.deepEqual(one.company.violations.list, []);
});
