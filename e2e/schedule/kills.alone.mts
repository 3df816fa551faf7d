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
	startN8n,
	type N8n,
} from '../support/index.mts';
import { emittedBy, SCHEDULES, settle, type Looking } from './support.mts';

/*
 * n8n is killed at random moments around a look, while people start. n8n looks as it starts, so each
 * round is one start.
 */

const ROUNDS = 10;
const PEOPLE_A_ROUND = 20;

/** A kill hits before, in or after the look and the execution that it starts. */
const LONGEST_LIFE_MS = 8_000;

let n8n: N8n;
let one: Looking;

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	n8n = await startN8n({ host, tarball: await packPackage() });
	const [vendor] = SCHEDULES;
	assert.ok(vendor);
	one = await settle(n8n, vendor, ['employee.started']);
});

after(async () => {
	await n8n?.close();
	await one?.company.close();
});

test(`${ROUNDS} kills during ${ROUNDS * PEOPLE_A_ROUND} first days lose none`, async () => {
	assert.equal((await publish(n8n, one.workflow.id)).status, 'published');
	const people: string[] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		await n8n.kill();
		for (let count = 0; count < PEOPLE_A_ROUND; count += 1) people.push(one.hire(dayAtNoon(0)));
		await n8n.restart();
		await sleep(Math.random() * LONGEST_LIFE_MS);
	}
	await n8n.kill();
	await n8n.restart();

	const told = await pollUntil(
		async () => {
			const items = await emittedBy(n8n, one);
			const ids = items.map(({ employee }) => employee.id);
			return people.every((id) => ids.includes(id)) ? ids : undefined;
		},
		{
			what: 'everybody to be told',
			timeoutMs: 150_000,
			details: () => `${people.length} people started`,
		},
	);
	const twice = told.length - new Set(told).size;
	const runs = await executions(n8n, one.workflow.id);
	const crashed = runs.filter(({ status }) => status === 'crashed').length;
	console.log(
		`${people.length} first days, ${ROUNDS} kills, ${runs.length} executions, ${crashed} of them crashed: 0 lost, ${twice} twice`,
	);
	assert.ok(twice <= people.length / 100, `${twice} of ${people.length} are told twice`);
	assert.deepEqual(one.company.violations.list, []);
});
