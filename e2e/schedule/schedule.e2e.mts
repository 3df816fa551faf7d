import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
	dayAtNoon as day,
	ensureN8nHost,
	executions,
	logToStderr,
	packPackage,
	pollUntil,
	publish,
	renameNode,
	runManually,
	startN8n,
	type N8n,
} from '../support/index.mts';
import { emittedBy, itemsOf, SCHEDULES, settle, type Item, type Looking } from './support.mts';

/*
 * The schedule triggers of all vendors in one n8n that has no public address. n8n looks at most once a
 * minute, so the vendors share the minutes.
 */

const EVENTS = ['employee.hired', 'employee.start_upcoming', 'employee.started'];

let n8n: N8n;
const all: Looking[] = [];

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	n8n = await startN8n({ host, tarball: await packPackage(), env: { N8N_WEBHOOK_URL: '' } });
	for (const vendor of SCHEDULES) all.push(await settle(n8n, vendor, EVENTS));
});

after(async () => {
	await n8n?.close();
	for (const { company } of all) await company.close();
});

/** What is told of a person: event types and days. */
function toldOf(person: string, items: readonly Item[]): string[] {
	return items
		.filter(({ employee }) => employee.id === person)
		.map(({ eventType, effectiveDate }) => `${eventType} ${effectiveDate}`)
		.sort();
}

/** Waits until each trigger has told everything of its person, and nothing twice. */
async function waitUntilTold(
	people: ReadonlyMap<Looking, string>,
	expected: readonly string[],
): Promise<void> {
	for (const [one, person] of people) {
		const items = await pollUntil(
			async () => {
				const found = await emittedBy(n8n, one);
				return toldOf(person, found).length >= expected.length ? found : undefined;
			},
			{ what: `${one.vendor.trigger} to tell of ${person}`, timeoutMs: 150_000 },
		);
		assert.deepEqual(toldOf(person, items), [...expected].sort(), one.vendor.trigger);
		const ids = items.map(({ eventId }) => eventId);
		assert.equal(new Set(ids).size, ids.length, `${one.vendor.trigger} tells nothing twice`);
		assert.deepEqual(one.company.violations.list, []);
	}
}

function hireAtEach(startDate: string): Map<Looking, string> {
	return new Map(all.map((one) => [one, one.hire(startDate)]));
}

test('tried in the editor, each shows real people as samples', async () => {
	for (const one of all) {
		const person = one.hire(day(0));
		const run = await runManually(n8n, one.workflow, one.vendor.trigger);
		assert.equal(run.status, 'success', run.nodeError(one.vendor.trigger));
		const items = itemsOf(one, [run]);
		assert.deepEqual(items.map(({ eventType }) => eventType).sort(), EVENTS);
		for (const { source } of items) assert.equal(source.delivery, 'manual');
		assert.ok(person !== '');
	}
});

test('published, each tells at once whose first day is today', async () => {
	const today = hireAtEach(day(0));
	for (const { workflow, vendor } of all) {
		const { status, message } = await publish(n8n, workflow.id);
		assert.equal(status, 'published', `${vendor.trigger}: ${message}`);
	}
	await waitUntilTold(today, [`employee.started ${day(0)}`]);
});

test('whoever is hired is told by the next look', async () => {
	await waitUntilTold(hireAtEach(day(7)), [
		`employee.hired ${day(7)}`,
		`employee.start_upcoming ${day(7)}`,
	]);
});

test('n8n is killed: what happens in the meantime is told afterwards', async () => {
	await n8n.kill();
	const meantime = hireAtEach(day(0));
	await n8n.restart();
	await waitUntilTold(meantime, [`employee.hired ${day(0)}`, `employee.started ${day(0)}`]);
});

test('a vendor that refuses, or lists nobody, makes a failed execution, and the next look tells the rest', async () => {
	const messages = all.map(({ company, listNobody }) => {
		if (listNobody) return listNobody();
		company.faults.add({ kind: 'status', status: 403, times: 1 });
		return /\S/;
	});
	const meantime = hireAtEach(day(3));
	for (const [index, one] of all.entries()) {
		const failed = await pollUntil(
			async () => (await executions(n8n, one.workflow.id)).find(({ status }) => status === 'error'),
			{ what: `${one.vendor.trigger} to fail`, timeoutMs: 150_000 },
		);
		assert.match(failed.error ?? '', messages[index] ?? /\S/, 'the execution says why');
	}
	await waitUntilTold(meantime, [`employee.hired ${day(3)}`, `employee.start_upcoming ${day(3)}`]);
});

test('a trigger that is renamed goes on with what it remembered', async () => {
	const [one] = all;
	assert.ok(one);
	const { workflow, vendor } = one;
	const renamed = { ...one, vendor: { ...vendor, trigger: 'On the day' } };
	const hired = one.hire(day(5));
	await renameNode(n8n, workflow.id, vendor.trigger, renamed.vendor.trigger);
	const { status, message } = await publish(n8n, workflow.id);
	assert.equal(status, 'published', message);
	const runs = await executions(n8n, workflow.id);
	assert.ok(!runs.some(({ error }) => error?.includes('remembered is gone')));
	// It may have polled once more by its earlier name.
	const items = await pollUntil(
		async () => {
			const both = [...(await emittedBy(n8n, one)), ...(await emittedBy(n8n, renamed))];
			return toldOf(hired, both).length >= 2 ? both : undefined;
		},
		{ what: `what the renamed trigger emits of ${hired}`, timeoutMs: 150_000 },
	);
	assert.deepEqual(toldOf(hired, items), [
		`employee.hired ${day(5)}`,
		`employee.start_upcoming ${day(5)}`,
	]);
});
