import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	dayAtNoon as day,
	ensureN8nHost,
	executions,
	logToStderr,
	packPackage,
	pollUntil,
	startN8n,
	type N8n,
} from '../support/index.mts';
import { publishBoth, SCHEDULES, type Both } from './support.mts';

/*
 * Both triggers of a vendor in one workflow, and Skip Repeats set to all HR triggers in it: each fact is
 * emitted once, whichever trigger finds it first.
 */

let n8n: N8n;
const all: Both[] = [];

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	n8n = await startN8n({ host, tarball: await packPackage() });
	for (const vendor of SCHEDULES) all.push(await publishBoth(n8n, vendor));
});

after(async () => {
	for (const { company } of all) await company.close();
	await n8n?.close();
});

/** Which trigger emitted that a person is hired, for each time that it was emitted. */
async function emittersOf({ vendor, workflow }: Both, person: string): Promise<string[]> {
	const runs = await executions(n8n, workflow.id);
	return [vendor.names.trigger, vendor.trigger].flatMap((name) =>
		runs
			.flatMap((run) => run.items(name))
			.filter(({ employee }) => JSON.stringify(employee).includes(`"${person}"`))
			.map(() => name),
	);
}

/** The schedule triggers poll every minute. */
const UNTIL_THE_NEXT_LOOK_MS = 75_000;

test('whichever trigger is first, a hire is emitted once', async () => {
	const first = new Map(all.map((one) => [one, one.hire(day(7))]));
	for (const [one, person] of first) {
		await pollUntil(async () => ((await emittersOf(one, person)).length > 0 ? true : undefined), {
			what: `${one.vendor.names.trigger} to hear of the hire`,
			timeoutMs: 60_000,
		});
	}

	// Now the schedule trigger is first.
	for (const { company } of all) company.deliveries.pause();
	const second = new Map(all.map((one) => [one, one.hire(day(8))]));
	for (const [one, person] of second) {
		await pollUntil(async () => ((await emittersOf(one, person)).length > 0 ? true : undefined), {
			what: `${one.vendor.trigger} to find the hire`,
			timeoutMs: 150_000,
		});
		assert.deepEqual(await emittersOf(one, person), [one.vendor.trigger]);
	}
	for (const { company } of all) company.deliveries.resume();

	await sleep(UNTIL_THE_NEXT_LOOK_MS);
	for (const one of all) {
		const { trigger } = one.vendor;
		for (const [person, what] of [
			[first.get(one) ?? '', 'first heard of by webhook'],
			[second.get(one) ?? '', 'first found by a poll'],
		] as const) {
			const emitters = await emittersOf(one, person);
			assert.equal(emitters.length, 1, `${trigger}, ${what}: ${emitters.join(', ')}`);
		}
		assert.deepEqual(one.company.violations.list, []);
	}
});
