import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod/v4';
import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import { openBrowser } from '../support/browser.mts';
import { freePorts } from '../support/freePorts.mts';
import { ensureN8nHost, pollUntil } from '../support/index.mts';
import { nodeBinary, projectRoot, toolEnvironment } from '../support/paths.mts';
import { assertAccessible, pressByKeyboard } from './page.mts';
import type { DemoOfVendor } from './types.mts';

const START_TIMEOUT_MS = 120_000;
const END_TIMEOUT_MS = 30_000;
const files = await importFromEachVendor<{ demo: DemoOfVendor }>(
	join(projectRoot, 'e2e'),
	'demo.mts',
);

/** A start, and the first and the last day of a leave at each vendor; a last day at all but Workable. */
const DUE_IN_THE_WEEK = 4 * files.length - 1;

/** What each line of the table has to say. */
const OUTCOMES = files
	.flatMap(([, { demo }]) => [
		...demo.outcomes.map(([pressed, cameOut]) => [`${demo.title}: ${pressed}`, cameOut] as const),
		...demo.byHand.map(
			([name, cameOut]) => [`Run by hand: ${demo.title}: ${name}`, cameOut] as const,
		),
	])
	.concat([
		['Time: Next day', `${files.length} of ${files.length} on their own day`],
		['Time: n8n was off for a week', `${DUE_IN_THE_WEEK} of ${DUE_IN_THE_WEEK} on their own day`],
	]);

const stateSchema = z.object({
	vendors: z.array(
		z.object({
			id: z.string(),
			webhooks: z.array(z.object({ event: z.string() })),
			deliveries: z.array(z.object({ event: z.string(), status: z.number() })),
		}),
	),
	arrivals: z.array(
		z.object({
			workflow: z.string(),
			eventType: z.string().nullable(),
			effectiveDate: z.string().nullable(),
			delivery: z.string().nullable(),
			url: z.url(),
		}),
	),
});

type State = z.infer<typeof stateSchema>;

/** Where the demo puts its temporary files, so that we can see what it leaves behind. */
let temporary: string;

before(async () => {
	await ensureN8nHost();
	temporary = await mkdtemp(join(tmpdir(), 'hr-events-demo-'));
});

after(async () => {
	await rm(temporary, { recursive: true, force: true });
});

test('--once presses everything, and every expected event comes out', async () => {
	const demo = startDemo(['--once', ...(await portOptions()).options]);
	assert.equal(await demo.exited, 0, demo.output());
	const lines = demo.output().match(/^(\w+|Run by hand): .+ (yes|NO.*)$/gm) ?? [];
	assert.equal(lines.length, OUTCOMES.length, demo.output());
	for (const [pressed, cameOut] of OUTCOMES) {
		const line = new RegExp(`^${pressed} +${cameOut} +yes$`, 'm');
		assert.match(demo.output(), line);
	}
	assert.deepEqual(await leftovers(), []);
});

test('the page presses buttons and shows what arrived; Ctrl-C leaves nothing behind', async (t) => {
	const { ports, options } = await portOptions();
	const demo = startDemo(options);
	t.after(() => demo.kill());
	await pollUntil(() => demo.output().includes('The demo is running') || undefined, {
		what: 'the demo to run',
		timeoutMs: START_TIMEOUT_MS,
		details: demo.output,
	});
	const page = `http://127.0.0.1:${ports[1]}`;

	assert.match(await (await fetch(page)).text(), /Everything that arrived in n8n/);
	for (const [vendor, { demo: vendorDemo }] of files) {
		const press = async (button: string) => await post(`${page}/press/${vendor}/${button}`);
		assert.equal((await press('hire')).status, 200, vendor);
		assert.match(await (await press(vendorDemo.forged)).text(), /Refused with 401/, vendor);
		assert.equal((await press('no-such-button')).status, 404, vendor);
		for (const early of vendorDemo.tooEarly) {
			const answer = await press(early);
			assert.equal(answer.status, 409, `${vendor} ${early}`);
			assert.match(await answer.text(), /Press \W+\w/, `${vendor} ${early}`);
		}
	}

	const hired = files.flatMap(([, { demo: vendorDemo }]) => vendorDemo.hired);
	const deliveries = files.map(([, { demo: vendorDemo }]) => vendorDemo.deliveriesOfHire);
	const arrivals = deliveries.reduce((sum, count) => sum + count);
	const state = await pollUntil(
		async () => {
			const found = await stateAt(page);
			return heardOf(found).length >= arrivals ? found : undefined;
		},
		{ what: 'the hires to arrive', timeoutMs: START_TIMEOUT_MS, details: demo.output },
	);
	const arrived = heardOf(state)
		.flatMap(({ eventType }) => eventType ?? [])
		.toSorted();
	assert.deepEqual(arrived, hired.toSorted());
	assert.deepEqual(
		state.vendors.map(({ id }) => id),
		files.map(([vendor]) => vendor),
	);
	for (const [index, [vendor, { demo: vendorDemo }]] of files.entries()) {
		const { webhooks = [], deliveries = [] } = state.vendors[index] ?? {};
		assert.ok(
			webhooks.some(({ event }) => event === vendorDemo.webhook),
			vendor,
		);
		// The forged one is there as well.
		const statuses = [...Array.from({ length: vendorDemo.deliveriesOfHire }, () => 200), 401];
		assert.deepEqual(deliveries.map(({ status }) => status).toSorted(), statuses, vendor);
	}
	assert.match(demo.output(), /employee\.hired .* was hired/);

	// The clock moves while n8n runs: its next look finds the day gone by.
	const moved = await post(`${page}/clock/next-day`);
	assert.match(await moved.text(), /It is \w+, .* at 09:00\. At each vendor somebody starts today/);
	const days = await pollUntil(
		async () => {
			const started = (await stateAt(page)).arrivals.filter(
				({ delivery, eventType }) => delivery === 'schedule' && eventType === 'employee.started',
			);
			return started.length >= files.length ? started : undefined;
		},
		{ what: 'the first days', timeoutMs: START_TIMEOUT_MS, details: demo.output },
	);
	assert.equal(days.length, files.length);
	assert.equal(new Set(days.map(({ workflow }) => workflow)).size, files.length);
	const [day, ...others] = new Set(days.map(({ effectiveDate }) => effectiveDate));
	assert.ok(day && day > localDay(), `${day} is after today`);
	assert.deepEqual(others, []);

	// Now that the page shows deliveries and arrivals.
	const browser = await openBrowser();
	try {
		await assertAccessible(browser, page);
		for (const [vendor, { demo: vendorDemo }] of files) {
			await pressByKeyboard(browser, page, [vendor, vendorDemo.forged], /Refused with 401/);
		}
	} finally {
		await browser.close();
	}

	demo.interrupt();
	const code = await Promise.race([
		demo.exited,
		new Promise((resolve) => setTimeout(resolve, END_TIMEOUT_MS, 'still running').unref()),
	]);
	assert.equal(code, 0, demo.output());
	assert.deepEqual(await Promise.all(ports.map(isListening)), [false, false]);
	assert.deepEqual(await leftovers(), []);
});

test('a taken port, a bad port and a wrong option are explained, without a stack', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = z.object({ port: z.number() }).parse(server.address());
	await assertRefused(['--port', `${port}`], /Port \d+ is taken by another program/);
	await once(server.close(), 'close');

	await assertRefused(['--port', 'x'], /--port takes a number/);
	await assertRefused(['--twice'], /Usage: npm run demo/);
});

async function stateAt(page: string): Promise<State> {
	return stateSchema.parse(await (await fetch(`${page}/state.json`)).json());
}

/** What came by webhook, and executions without an event: not what a look has found in the meantime. */
function heardOf({ arrivals }: State): State['arrivals'] {
	return arrivals.filter(({ delivery }) => delivery !== 'schedule');
}

/** Today, as this machine counts it: `YYYY-MM-DD`. */
function localDay(): string {
	return new Date().toLocaleDateString('sv-SE');
}

async function assertRefused(args: string[], message: RegExp): Promise<void> {
	const demo = startDemo(args);
	assert.equal(await demo.exited, 1);
	assert.match(demo.output(), message);
	assert.doesNotMatch(demo.output(), /^ +at /m);
}

/** Node's compile cache is there as well, and belongs to the system. */
async function leftovers(): Promise<string[]> {
	return (await readdir(temporary)).filter((name) => name.startsWith('hr-events-'));
}

function startDemo(args: string[]) {
	const child = spawn(nodeBinary, [join('demo', 'main.mts'), ...args], {
		cwd: projectRoot,
		env: { ...toolEnvironment, TMPDIR: temporary },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
	return {
		exited,
		output: () => output,
		interrupt: () => child.kill('SIGINT'),
		kill: () => child.kill('SIGKILL'),
	};
}

async function portOptions(): Promise<{ ports: number[]; options: string[] }> {
	const ports = await freePorts(2);
	return { ports, options: ['--port', `${ports[0]}`, '--control-port', `${ports[1]}`] };
}

async function post(address: string): Promise<Response> {
	return await fetch(address, { method: 'POST' });
}

async function isListening(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
