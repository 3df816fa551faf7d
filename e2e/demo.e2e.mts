import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod/v4';
import { freePorts } from './support/freePorts.mts';
import { ensureN8nHost, pollUntil } from './support/index.mts';
import { nodeBinary, projectRoot, toolEnvironment } from './support/paths.mts';

const START_TIMEOUT_MS = 120_000;
const END_TIMEOUT_MS = 30_000;
/** Personio, Factorial: one. HiBob: four deliveries. Workable: two. */
const ARRIVALS_OF_HIRES = 8;

/** What each line of the table has to say. */
const OUTCOMES: ReadonlyArray<readonly [pressed: string, cameOut: string]> = [
	['Personio: Hire', 'employee.hired'],
	['Personio: First day', 'employee.started'],
	['Personio: Request leave', 'leave.requested'],
	['Personio: Approve leave', 'leave.approved'],
	['Personio: Move leave', 'leave.updated'],
	['Personio: Delete leave', 'leave.cancelled'],
	['Personio: Schedule termination', 'employee.termination_scheduled'],
	['Personio: Employment ends', 'employee.access_ended'],
	['Personio: Set inactive', 'employee.access_ended'],
	['Personio: Transfer', 'employee.transferred'],
	['Personio: Arrive there', 'nothing'],
	['Personio: Rehire', 'employee.rehired'],
	['Personio: Sign a document', 'nothing'],
	['Personio: Send twice', 'leave.approved'],
	['Personio: Unknown event', 'unmapped'],
	['Personio: Wrong secret', 'nothing'],
	['Factorial: Hire', 'employee.hired'],
	['Factorial: Request leave', 'leave.requested'],
	['Factorial: Approve leave', 'leave.approved'],
	['Factorial: Report sick', 'leave.approved'],
	['Factorial: API outage', 'nothing'],
	['Factorial: Cancel leave', 'leave.cancelled'],
	['Factorial: Deliver twice', 'leave.requested'],
	['Factorial: Enter termination', 'employee.termination_scheduled'],
	['Factorial: Terminate at once', 'employee.access_ended'],
	['Factorial: Odd delivery', 'unmapped'],
	['Factorial: Forged delivery', 'nothing'],
	['HiBob: Hire', 'employee.hired'],
	['HiBob: First day', 'employee.hired, employee.started'],
	['HiBob: Promote', 'employee.job_changed'],
	['HiBob: Change a field', 'nothing'],
	['HiBob: Request leave', 'leave.requested'],
	['HiBob: Approve leave', 'leave.approved'],
	['HiBob: Move leave', 'leave.updated'],
	['HiBob: Cancel leave', 'leave.cancelled'],
	['HiBob: Parental leave begins', 'leave.approved, leave.started'],
	['HiBob: Back from leave', 'leave.ended'],
	['HiBob: Schedule termination', 'employee.termination_scheduled'],
	['HiBob: Withdraw termination', 'nothing'],
	['HiBob: Plan garden leave', 'employee.termination_scheduled'],
	['HiBob: Last day over', 'employee.access_ended'],
	['HiBob: Dismiss at once', 'employee.access_ended, employee.termination_scheduled'],
	['HiBob: Deliver twice', 'leave.approved'],
	['HiBob: Version 1 delivery', 'unmapped'],
	['HiBob: Unknown event', 'unmapped'],
	['HiBob: Forged delivery', 'nothing'],
	['Workable: Hire', 'employee.created, employee.hired'],
	['Workable: Complete onboarding', 'employee.onboarding_completed'],
	['Workable: Change job title', 'employee.job_changed'],
	['Workable: API outage', 'nothing'],
	['Workable: Approve leave', 'leave.approved'],
	['Workable: Cancel leave', 'leave.cancelled'],
	['Workable: Deliver twice', 'leave.approved'],
	['Workable: Offboard', 'employee.access_ended'],
	['Workable: Unknown event', 'unmapped'],
	['Workable: Forged delivery', 'nothing'],
	['Run by hand: Personio: employment report', 'success'],
	['Run by hand: Factorial: contract report', 'success'],
	['Run by hand: HiBob: lifecycle report', 'success'],
	['Run by hand: Workable: employment report', 'success'],
];

const stateSchema = z.object({
	vendors: z.array(
		z.object({
			id: z.string(),
			webhooks: z.array(z.object({ event: z.string() })),
			deliveries: z.array(z.object({ event: z.string(), status: z.number() })),
		}),
	),
	arrivals: z.array(z.object({ eventType: z.string().nullable(), url: z.url() })),
});

/** Where the demo puts its temporary files, so that we can see what it leaves behind. */
let temporary: string;

before(async () => {
	await ensureN8nHost();
	temporary = await mkdtemp(join(tmpdir(), 'hr-events-demo-'));
});

after(async () => {
	await rm(temporary, { recursive: true, force: true });
});

for (const [answers, options] of [
	['as they usually do', []],
	['in every form they use sometimes', ['--sometimes']],
] as const) {
	test(`--once presses everything, and every expected event comes out, where vendors answer ${answers}`, async () => {
		const demo = startDemo(['--once', ...options, ...(await portOptions()).options]);
		assert.equal(await demo.exited, 0, demo.output());
		const lines = demo.output().match(/^(\w+|Run by hand): .+ (yes|NO.*)$/gm) ?? [];
		assert.equal(lines.length, OUTCOMES.length, demo.output());
		for (const [pressed, cameOut] of OUTCOMES) {
			const line = new RegExp(`^${pressed} +${cameOut} +yes$`, 'm');
			assert.match(demo.output(), line);
		}
		assert.deepEqual(await leftovers(), []);
	});
}

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

	assert.match(await (await fetch(page)).text(), /What arrived in n8n/);
	assert.equal((await post(`${page}/press/workable/hire`)).status, 200);
	const forged = await post(`${page}/press/workable/forged-delivery`);
	assert.match(await forged.text(), /Refused with 401/);
	assert.equal((await post(`${page}/press/workable/no-such-button`)).status, 404);
	assert.equal((await post(`${page}/press/workable/cancel-leave`)).status, 409);

	assert.equal((await post(`${page}/press/personio/hire`)).status, 200);
	const wrong = await post(`${page}/press/personio/wrong-secret`);
	assert.match(await wrong.text(), /Refused with 401/);
	assert.equal((await post(`${page}/press/personio/cancel-leave`)).status, 404);
	for (const early of ['approve-leave', 'move-leave', 'delete-leave', 'end-employment', 'rehire']) {
		const answer = await post(`${page}/press/personio/${early}`);
		assert.equal(answer.status, 409, early);
		assert.match(await answer.text(), /Press \W+\w/, early);
	}

	assert.equal((await post(`${page}/press/factorial/hire`)).status, 200);
	const guessed = await post(`${page}/press/factorial/forged-delivery`);
	assert.match(await guessed.text(), /Refused with 401/);
	assert.equal((await post(`${page}/press/factorial/approve-leave`)).status, 409);

	assert.equal((await post(`${page}/press/hibob/hire`)).status, 200);
	const unsigned = await post(`${page}/press/hibob/forged-delivery`);
	assert.match(await unsigned.text(), /Refused with 401/);
	for (const early of ['approve-leave', 'move-leave', 'back-from-leave', 'last-day-over']) {
		const answer = await post(`${page}/press/hibob/${early}`);
		assert.equal(answer.status, 409, early);
		assert.match(await answer.text(), /Press \W+\w/, early);
	}

	const state = await pollUntil(
		async () => {
			const found = stateSchema.parse(await (await fetch(`${page}/state.json`)).json());
			const isComplete = found.arrivals.length >= ARRIVALS_OF_HIRES;
			return isComplete ? found : undefined;
		},
		{ what: 'the hires to arrive', timeoutMs: START_TIMEOUT_MS, details: demo.output },
	);
	const arrived = state.arrivals.flatMap(({ eventType }) => eventType ?? []).toSorted();
	assert.deepEqual(arrived, [
		'employee.created',
		...['employee.hired', 'employee.hired', 'employee.hired', 'employee.hired'],
	]);
	assert.deepEqual(
		state.vendors.map(({ id }) => id),
		['personio', 'factorial', 'hibob', 'workable'],
	);
	const [personio, factorial, hibob, workable] = state.vendors;
	assert.ok(personio?.webhooks.some(({ event }) => event === 'employment.created'));
	// The profile of a hire is an event of its own that nobody listens for.
	assert.deepEqual(personio?.deliveries.map(({ status }) => status).toSorted(), [200, 401]);
	assert.ok(factorial?.webhooks.some(({ event }) => event === 'employees/employee/terminate'));
	assert.deepEqual(factorial?.deliveries.map(({ status }) => status).toSorted(), [200, 401]);
	assert.ok(hibob?.webhooks.some(({ event }) => event === 'table.entry.created'));
	// The person and three rows, of which the trigger looks at all.
	assert.deepEqual(hibob?.deliveries.map(({ status }) => status).toSorted(), [
		...[200, 200, 200, 200, 401],
	]);
	assert.ok(workable?.webhooks.some(({ event }) => event === 'employee_published'));
	assert.deepEqual(workable?.deliveries.map(({ status }) => status).toSorted(), [200, 200, 401]);
	assert.match(demo.output(), /employee\.hired .* was hired/);

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
