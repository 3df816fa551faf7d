import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { publishBoth, SCHEDULES, type Both } from '../schedule/support.mts';
import { ensureN8nHost, logToStderr, packPackage, startN8n, type N8n } from '../support/index.mts';
import { figuresOf, type Figures } from './figures.mts';
import { hireOneByOne } from './hires.mts';

/*
 * Both triggers of each vendor in one workflow, while people are hired. n8n is killed and started again
 * twice, and then it is off for longer than the vendors go on sending. `npm run soak` is the long form.
 */

const EVENTS = Number(process.env['SOAK_EVENTS'] ?? 60);
const EVENTS_DURING_OUTAGE = 50;
const MOST_TWICE = 0.01;

/** How long each vendor goes on sending what fails: longer than two starts of n8n on a busy machine. */
const RETRIES_LAST_MS = 60_000;

/** n8n is killed so long after its start at the earliest: what has waited for it is under way then. */
const BUSY_AGAIN_MS = 3_000;

let n8n: N8n;
const all: Both[] = [];

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	n8n = await startN8n({ host, tarball: await packPackage() });
	for (const vendor of SCHEDULES) {
		const retriesLastMs = vendor.retryDelaysMs.reduce((sum, pause) => sum + pause);
		const company = { timeScale: RETRIES_LAST_MS / retriesLastMs, hasAmpleLimit: true };
		all.push(await publishBoth(n8n, vendor, { company }));
	}
});

after(async () => {
	for (const { company } of all) await company.close();
	await n8n?.close();
});

test(`n8n is killed twice during ${EVENTS} hires at each vendor: none is lost`, async () => {
	const hires = all.map((both) => hireOneByOne(both, EVENTS));
	for (const part of [1, 2]) {
		await Promise.all(hires.map(async (one) => await one.reaching((EVENTS * part) / 3)));
		await n8n.kill();
		await n8n.restart();
		await sleep(BUSY_AGAIN_MS);
	}
	await Promise.all(hires.map(async ({ done }) => await done));
	await Promise.all(all.map(async ({ company }) => await company.deliveries.idle()));

	const rows = await figures(hires.map(({ people }) => people));
	for (const { vendor, lost, twice, hires: count } of rows) {
		assert.equal(lost, 0, vendor);
		const most = Math.max(1, count * MOST_TWICE);
		assert.ok(twice <= most, `${vendor}: ${twice} of ${count} are emitted twice`);
	}
});

test(`n8n is off for longer than the vendors go on sending: each of ${EVENTS_DURING_OUTAGE} hires comes once`, async () => {
	await n8n.stop();
	const hires = all.map((both) => hireOneByOne(both, EVENTS_DURING_OUTAGE));
	await Promise.all(hires.map(async ({ done }) => await done));
	await Promise.all(all.map(async ({ company }) => await company.deliveries.idle()));
	await n8n.restart();

	for (const { vendor, lost, twice } of await figures(hires.map(({ people }) => people))) {
		assert.deepEqual({ lost, twice }, { lost: 0, twice: 0 }, vendor);
	}
});

/** Counts what became of the people at each company, and prints it. */
async function figures(people: ReadonlyArray<readonly string[]>): Promise<Figures[]> {
	const rows: Figures[] = [];
	for (const [index, both] of all.entries()) {
		rows.push(await figuresOf(n8n, both, people[index] ?? []));
		assert.deepEqual(both.company.violations.list, []);
	}
	console.table(rows);
	return rows;
}
