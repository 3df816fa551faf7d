import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import { startRecorder, type Recorder } from '../support/recorder.mts';
import { projectRoot } from '../support/paths.mts';
import { startMeasuringMemory } from '../support/peakMemory.mts';
import {
	actionWorkflow,
	createCredential,
	createWorkflow,
	ensureN8nHost,
	logToStderr,
	executions,
	packPackage,
	pollUntil,
	publish,
	publishOrThrow,
	reference,
	runManually,
	START,
	startN8n,
	unpublish,
	waitForExecutions,
	type N8n,
	type VendorStage,
} from '../support/index.mts';
import { CASES, HUGE, REPEATING, type Case, type Words } from './cases.mts';
import { startFront, type Exchange, type Front } from './front.mts';
import type { Company, HostileVendor, Reading } from './types.mts';

/*
 * Vendors that answer badly, in a real n8n: each execution ends in time, with all records or with a message
 * that says what to do; n8n takes little memory for it, and no other origin gets the credential.
 *
 *   npm run hostile
 *
 * `.ci/run` leaves out the cases that take minutes.
 */

const isAll = process.env['HR_EVENTS_HOSTILE'] === 'all';
const isTried = ({ isLong }: { readonly isLong?: true }): boolean => isAll || isLong !== true;
const cases = CASES.filter(isTried);

/** How long the test waits for an execution that does not end in its time. */
const GIVE_UP_AFTER_MS = 360_000;

/** n8n polls up to five times before it gives up on a publication, and gives up after 84 s in any case. */
const PUBLICATION_S = 90;

/** How often n8n is asked whether an execution is over: each time takes memory of n8n. */
const ASK_EVERY_MS = 200;
const SELDOM_MS = 10_000;

const files = await importFromEachVendor<{ hostile: HostileVendor }>(
	join(projectRoot, 'e2e'),
	'hostile.mts',
);

/** A vendor, its simulated company, and how many items its lists have. */
interface Target {
	readonly vendor: HostileVendor;
	readonly company: Company;
	readonly complete: Record<'everybody' | 'paged', number>;
}

/** A line of the table that this prints. */
interface Line {
	readonly case: string;
	readonly vendor: string;
	readonly 'ended after': string;
	readonly 'at most': string;
	readonly memory: string;
	readonly message: string;
}

let n8n: N8n;
/** Another origin, which must not be asked for anything. */
let elsewhere: Recorder;
const targets: Target[] = [];
const lines: Line[] = [];

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	n8n = await startN8n({ host, tarball: await packPackage() });
	elsewhere = await startRecorder();
	for (const [, { hostile: vendor }] of files) {
		const company = await vendor.start();
		const counted = async ({ parameters }: Reading): Promise<number> => {
			const run = await runAt(vendor, company.credential, parameters);
			assert.equal(run.status, 'success', run.nodeError(vendor.names.action));
			return run.items(vendor.names.action).length;
		};
		const complete = {
			everybody: await counted(vendor.everybody),
			paged: await counted(vendor.paged),
		};
		const target = { vendor, company, complete };
		targets.push(target);
		// n8n loads and compiles what it needs for a failed execution once; that is no memory of a case.
		for (const one of CASES.filter(({ name }) => name === 'HTML with status 200'))
			await act(one, target);
	}
});

after(async () => {
	console.table(lines);
	await elsewhere?.close();
	await Promise.all(targets.map(async ({ company }) => await company.close()));
	await n8n?.close();
});

/** Runs an action with a credential of its own, so nothing is remembered of an earlier run. */
async function runAt(
	vendor: HostileVendor,
	data: Record<string, string>,
	parameters: Record<string, unknown>,
	everyMs = ASK_EVERY_MS,
) {
	const stage = await stageFor(vendor, data);
	const workflow = await actionWorkflow(stage, parameters);
	return await runManually(n8n, workflow, START, { timeoutMs: GIVE_UP_AFTER_MS, everyMs });
}

async function stageFor(
	{ names }: HostileVendor,
	data: Record<string, string>,
): Promise<VendorStage> {
	const type = names.credentialType;
	const credential = await createCredential(n8n, { name: names.action, type, data });
	return { names, n8n, credential, close: async () => undefined };
}

/** Where a case is at a vendor; undefined if the vendor has no such place. */
function placeOf(
	{ at }: Case,
	vendor: HostileVendor,
): Pick<Reading, 'path' | 'parameters'> | undefined {
	if (at !== 'signIn') return vendor[at];
	const { signIn: path, everybody } = vendor;
	return path && { path, parameters: everybody.parameters };
}

/** The vendor's server, which answers badly, and the credential for it. */
async function frontOf(one: Case, { vendor, company }: Target, path: RegExp) {
	const { origin } = new URL(company.baseUrl);
	const front = await startFront(origin, path, (exchange: Exchange) =>
		one.answer(exchange, vendor, elsewhere.url),
	);
	const baseUrl = company.baseUrl.replace(origin, front.origin);
	return { front, credential: { ...company.credential, baseUrl } };
}

/** What of an execution matters here. */
interface Ended {
	readonly tookS: number;
	readonly status: string;
	readonly message: string;
	/** Null where n8n does not show it. */
	readonly description: string | null;
	readonly items: number;
	/** Everything that n8n tells about it. */
	readonly text: string;
}

interface Done {
	readonly ended: Ended;
	readonly front: Front;
}

async function act(one: Case, target: Target): Promise<Done | null> {
	const { vendor } = target;
	const place = placeOf(one, vendor);
	if (place === undefined) return null;
	const { front, credential } = await frontOf(one, target, place.path);
	try {
		const run = await runAt(vendor, credential, place.parameters, one.waits && SELDOM_MS);
		const { tookS } = run;
		const { action } = vendor.names;
		const text = JSON.stringify(await n8n.api('GET', `/executions/${run.id}?includeData=true`));
		const ended = {
			...{ tookS, status: run.status, items: run.items(action).length, text },
			message: run.nodeError(action) ?? run.error ?? '',
			description: run.nodeErrorDescription(action) ?? '',
		};
		return { ended, front };
	} finally {
		await front.close();
	}
}

/** A workflow that polls every minute. */
async function pollingWorkflow({ vendor }: Target, credential: Record<string, string>) {
	const stage = await stageFor(vendor, credential);
	return await createWorkflow(n8n, {
		name: `Polling ${vendor.displayName}`,
		nodes: [
			{
				name: 'Poll',
				type: vendor.scheduleTriggerType,
				parameters: {
					...vendor.names.actionParameters,
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					hrEvents: ['employee.started'],
				},
				credentials: reference(stage.credential),
			},
		],
		settings: { timezone: 'Europe/Berlin' },
	});
}

/**
 * Publishes a schedule trigger: n8n makes the first poll, up to five times, and the publication fails with what
 * it says.
 */
async function firstPoll(one: Case, target: Target): Promise<Done> {
	const { front, credential } = await frontOf(one, target, target.vendor.everybody.path);
	const workflow = await pollingWorkflow(target, credential);
	try {
		const startedAt = Date.now();
		const { status, message: text } = await publish(n8n, workflow.id);
		const tookS = (Date.now() - startedAt) / 1_000;
		// n8n puts the message into a sentence of its own.
		const message = /"(.+)"/.exec(text)?.[1] ?? text;
		const ended = { ...{ tookS, message, text, items: 0, description: null } };
		return { ended: { ...ended, status: status === 'failed' ? 'error' : status }, front };
	} finally {
		await unpublish(n8n, workflow.id);
		await front.close();
	}
}

/** Lets the vendor answer badly once the trigger is published, and waits for the next poll. */
async function laterPoll(one: Case, target: Target): Promise<Done> {
	const { front, credential } = await frontOf(one, target, target.vendor.everybody.path);
	const workflow = await pollingWorkflow(target, credential);
	try {
		front.isHostile = false;
		await publishOrThrow(n8n, workflow.id);
		const before = (await executions(n8n, workflow.id)).length;
		front.isHostile = true;
		const asked = { what: 'the next poll', timeoutMs: GIVE_UP_AFTER_MS, everyMs: ASK_EVERY_MS };
		await pollUntil(() => (front.asked() > 0 ? true : undefined), asked);
		const startedAt = Date.now();
		const timeoutMs = GIVE_UP_AFTER_MS;
		const runs = await waitForExecutions(n8n, workflow.id, before + 1, { timeoutMs });
		const { id = '', status = '', error: message = '', errorDescription } = runs.at(-1) ?? {};
		const tookS = (Date.now() - startedAt) / 1_000;
		const text = JSON.stringify(await n8n.api('GET', `/executions/${id}?includeData=true`));
		const description = errorDescription ?? '';
		return { ended: { tookS, status, message, description, text, items: 0 }, front };
	} finally {
		await unpublish(n8n, workflow.id);
		await front.close();
	}
}

/** Notes what came of a case, and says what is wrong with it. */
function judge(
	one: Case,
	target: Target,
	{ ended, front }: Done,
	grownMb: number,
	what: string,
): string[] {
	const { vendor, company, complete } = target;
	const said = ended.message === '' ? `${ended.items} items` : ended.message;
	lines.push({
		case: one.name,
		vendor: what,
		'ended after': `${ended.tookS.toFixed(1)} s`,
		'at most': `${one.withinS} s`,
		memory: `${grownMb.toFixed(0)} MB`,
		message: said,
	});
	const ends = one.ends(vendor);
	const secrets = vendor.secretFields.map((field) => company.credential[field] ?? '');
	const told = `${ended.message}\n${ended.description ?? ''}`;
	const wrong: Array<[isWrong: boolean, why: string]> = [
		[front.asked() === 0, 'nothing was asked of the hostile server'],
		[ended.tookS > one.withinS, `took ${ended.tookS} s`],
		[grownMb > one.withinMb, `memory grew by ${grownMb} MB`],
		[secrets.some((secret) => secret === '' || ended.text.includes(secret)), 'tells a secret'],
		[/^\s+at /m.test(told), `tells a stack: ${told}`],
		ends === 'complete'
			? [
					ended.status !== 'success' || one.at === 'signIn' || ended.items !== complete[one.at],
					`ended as ${ended.status} with ${ended.items} items: ${told}`,
				]
			: [!isSaid(ends, ended, vendor), `ended as ${ended.status} and says: ${told}`],
	];
	return wrong.flatMap(([isWrong, why]) => (isWrong ? [`${one.name}, ${what}: ${why}`] : []));
}

function isSaid(
	{ message, description }: Words,
	ended: Ended,
	{ displayName }: HostileVendor,
): boolean {
	return (
		ended.status === 'error' &&
		ended.message.startsWith(displayName) &&
		message.test(ended.message) &&
		(ended.description === null || description.test(ended.description))
	);
}

const named = ({ at }: Case, { displayName }: HostileVendor): string =>
	at === 'signIn' ? `${displayName}, sign-in` : displayName;

for (const one of cases.filter(({ waits }) => waits !== true)) {
	test(one.name + (one.at === 'signIn' ? ', at the sign-in' : ''), async () => {
		const wrong: string[] = [];
		for (const target of targets) {
			const grownMb = await startMeasuringMemory(n8n.pid());
			const done = await act(one, target);
			if (done === null) continue;
			wrong.push(...judge(one, target, done, await grownMb(), named(one, target.vendor)));
		}
		assert.deepEqual(wrong, []);
	});
}

test('what only waits, all at the same time', async () => {
	const grownMb = await startMeasuringMemory(n8n.pid());
	const waiting = cases
		.filter(({ waits }) => waits === true)
		.flatMap((one) => targets.map((target) => ({ one, target })));
	const done = await Promise.all(
		waiting.map(async ({ one, target }) => ({ one, target, done: await act(one, target) })),
	);
	const ended = done.flatMap(({ done: result, ...rest }) =>
		result === null ? [] : [{ ...rest, result }],
	);
	// n8n takes memory for each execution that runs. This is the share of one of them.
	const share = (await grownMb()) / ended.length;
	const wrong = ended.flatMap(({ one, target, result }) =>
		judge(one, target, result, share, named(one, target.vendor)),
	);
	assert.deepEqual(wrong, []);
});

/** A poll that ends as a failure. */
interface PollTest {
	readonly name: string;
	readonly of: Case;
	readonly targets: (all: readonly Target[]) => readonly Target[];
	readonly poll: (one: Case, target: Target) => Promise<Done>;
	readonly withinS: number;
	readonly isLong?: true;
}

const one = (all: readonly Target[]): readonly Target[] => all.slice(0, 1);

const POLLS: readonly PollTest[] = [
	{
		...{ name: 'first poll', of: HUGE, poll: firstPoll, withinS: PUBLICATION_S },
		targets: (all) => (isAll ? all : one(all)),
	},
	{
		...{ name: 'first poll', of: REPEATING, poll: firstPoll, withinS: PUBLICATION_S },
		...{ targets: one, isLong: true },
	},
	{
		...{ name: 'later poll', of: HUGE, poll: laterPoll, withinS: HUGE.withinS },
		...{ targets: one, isLong: true },
	},
];

for (const { name, of, poll, withinS, targets: chosen } of POLLS.filter(isTried)) {
	test(`${name}: ${of.name}`, async () => {
		const wrong: string[] = [];
		for (const target of chosen(targets)) {
			const grownMb = await startMeasuringMemory(n8n.pid());
			const done = await poll(of, target);
			const what = `${target.vendor.displayName}, ${name}`;
			wrong.push(...judge({ ...of, withinS }, target, done, await grownMb(), what));
		}
		assert.deepEqual(wrong, []);
	});
}

test('no other origin was asked for anything', () => {
	assert.deepEqual(elsewhere.calls, []);
});
