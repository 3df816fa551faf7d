import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DateTime } from 'luxon';
import { now, startClock, type Clock } from '../support/clock.mts';
import {
	dayAtNoon,
	ensureN8nHost,
	executions,
	logToStderr,
	packPackage,
	publish,
	renameNode,
	runManually,
	startN8n,
	unpublish,
	type N8n,
} from '../support/index.mts';
import { startFeed, titlesIn, type Feed } from './feed.mts';
import {
	emittedBy,
	itemsOf,
	SCHEDULES,
	settle,
	untilEach,
	type Item,
	type Polling,
} from './support.mts';
import { TROUBLES, troubleForAMoment, waitedMs, type Trouble } from './trouble.mts';

/*
 * The schedule triggers of all vendors in one n8n that has no public address. n8n polls at most once a
 * minute, so all that can go wrong goes wrong in the same minute, each at a company of its own. The clock of
 * n8n and of the companies is ahead: the story begins six days before the end of a month, whatever day it is.
 */

const EVENTS = ['employee.hired', 'employee.start_upcoming', 'employee.started'];
const OF_LEAVERS = ['employee.access_ended', 'employee.terminated', 'employee.deleted'];

const DAY_MS = 86_400_000;

/** A trigger, and everything that it has to have emitted by now: event, person and day. */
interface Watched extends Polling {
	readonly expected: string[];
	hiredInTrouble?: string;
}

/** A trigger at whose company something goes wrong. */
interface Troubled extends Watched {
	readonly trouble: Trouble;
}

let n8n: N8n;
let clock: Clock;
let feed: Feed;
let lastOfMonth: string;
/** In the same workflows, n8n's own RSS trigger polls. */
const usual: Watched[] = [];
const troubled: Troubled[] = [];
/** What the RSS triggers have to have emitted by now. */
const news: string[] = [];

before(async () => {
	const host = await ensureN8nHost({ log: logToStderr });
	clock = await startClock();
	const inSixDays = DateTime.fromISO(day(6));
	const { days } = inSixDays.endOf('month').startOf('day').diff(inSixDays, 'days');
	await clock.moveTo(now() + days * DAY_MS);
	lastOfMonth = day(6);
	const env = { N8N_WEBHOOK_URL: '', ...clock.n8nEnv };
	n8n = await startN8n({ host, tarball: await packPackage(), env });
	feed = await startFeed(now);
	const options = { ofLeavers: OF_LEAVERS, now };
	for (const vendor of SCHEDULES) {
		const one = await settle(n8n, vendor, EVENTS, { ...options, beside: feed.node });
		usual.push({ ...one, expected: [] });
		for (const trouble of TROUBLES) {
			const { manyPeople } = vendor.listing;
			const other = await settle(n8n, vendor, EVENTS, {
				...options,
				name: `${vendor.trigger}: the vendor ${trouble.name}`,
				...(trouble.needsMany && { people: manyPeople }),
			});
			troubled.push({ ...other, expected: [], trouble });
		}
	}
});

after(async () => {
	await feed?.close();
	await clock?.close();
	for (const { company } of [...usual, ...troubled]) await company.close();
	await n8n?.close();
});

/** The day so many days from today, by the clock of the story. */
function day(offset: number): string {
	return dayAtNoon(offset, now());
}

/** A day of the month that follows: 1 for the first. */
function dayAfterMonth(count: number): string {
	return DateTime.fromISO(lastOfMonth).plus({ days: count }).toISODate() ?? '';
}

/** From now on, a trigger has to have emitted these events of a person, with this day. */
function expect(
	{ expected }: Watched,
	person: string | undefined,
	date: string,
	...events: string[]
): void {
	if (person === undefined) return;
	expected.push(...events.map((event) => `employee.${event} ${person} ${date}`));
}

function addNews(title: string): void {
	feed.add(title);
	news.push(title);
}

/**
 * Waits until the triggers have emitted everything.
 * @throws AssertionError if one of them has emitted something else, or something twice
 */
async function untilAllIsTold(all: readonly Watched[]): Promise<void> {
	const isTold = async (one: Watched) => hasEmittedAll(one, await emittedBy(n8n, one));
	await untilEach(all, isTold, 'emit everything');
}

function hasEmittedAll(one: Watched, found: readonly Item[]): boolean {
	if (found.length < one.expected.length) return false;
	const told = found.map((item) =>
		[item.eventType, item.employee.id, item.effectiveDate].join(' '),
	);
	assert.deepEqual(told.toSorted(), one.expected.toSorted(), one.workflow.name);
	assert.deepEqual(one.company.violations.list, [], one.workflow.name);
	return true;
}

/**
 * Waits until the RSS triggers have emitted everything, and checks that they have not forgotten it. When the clock jumps,
 * n8n may poll twice at once, and its RSS trigger then emits an item twice.
 */
async function untilNewsAreTold(): Promise<void> {
	const told = async ({ workflow }: Polling) => titlesIn(await executions(n8n, workflow.id));
	await untilEach(
		usual,
		async (one) => new Set(await told(one)).size >= news.length,
		'have the news beside it told',
	);
	for (const one of usual) {
		const titles = await told(one);
		assert.deepEqual([...new Set(titles)], news, one.vendor.trigger);
		for (const title of news) {
			assert.ok(
				titles.filter((other) => other === title).length <= 2,
				`${one.vendor.trigger}: ${title}`,
			);
		}
	}
}

async function published({ workflow }: Polling): Promise<void> {
	const { status, message } = await publish(n8n, workflow.id);
	assert.equal(status, 'published', `${workflow.name}: ${message}`);
}

async function failuresOf({ workflow }: Polling): Promise<string[]> {
	const runs = await executions(n8n, workflow.id);
	return runs.filter(({ status }) => status !== 'success').map(({ error }) => error ?? '');
}

test('tried in the editor, each shows real people as samples', async () => {
	for (const one of usual) {
		expect(one, one.hire(day(0)), day(0), 'started');
		const run = await runManually(n8n, one.workflow, one.vendor.trigger);
		assert.equal(run.status, 'success', run.nodeError(one.vendor.trigger));
		const items = itemsOf(one, [run]);
		const ofOthers = one.leave === undefined ? [] : ['employee.deleted'];
		assert.deepEqual(items.map(({ eventType }) => eventType).sort(), [...ofOthers, ...EVENTS]);
		for (const { source } of items) assert.equal(source.delivery, 'manual');
	}
});

test('published, each tells at once whose first day is today', async () => {
	for (const one of troubled) expect(one, one.hire(day(0)), day(0), 'started');
	await Promise.all(
		usual.map(async ({ vendor }) => {
			for (const one of [...usual, ...troubled]) if (one.vendor === vendor) await published(one);
		}),
	);
	await untilAllIsTold([...usual, ...troubled]);
});

test('trouble of a moment is waited out; else the poll fails and says why, and the next one tells the rest', async () => {
	for (const { company, vendor } of usual) troubleForAMoment(company, vendor.listing, now);
	for (const { company, vendor, trouble } of troubled) trouble.begin(company, vendor.listing);
	for (const one of [...usual, ...troubled]) {
		one.hiredInTrouble = one.hire(day(8));
		expect(one, one.hiredInTrouble, day(8), 'hired', 'start_upcoming');
	}
	addNews('During the trouble');
	// On a new day, each trigger reads the list of everybody.
	await clock.moveTo(now() + DAY_MS);

	await untilEach(troubled, isNoticed, 'notice the trouble');
	await untilAllIsTold([...usual, ...troubled]);
	for (const one of usual) {
		assert.deepEqual(await failuresOf(one), [], one.vendor.trigger);
		const { limitWaitMs } = one.vendor.listing;
		assert.ok(waitedMs(one.company) >= limitWaitMs, `${waitedMs(one.company)} ms`);
	}
	for (const one of troubled) {
		const says = one.trouble.says(one.vendor.listing);
		const failures = await failuresOf(one);
		if (says === null) assert.deepEqual(failures, [], one.workflow.name);
		for (const failure of failures) assert.match(failure, says ?? /^$/, one.workflow.name);
	}
	await untilNewsAreTold();
});

/** Whether the trigger has failed, or has met the trouble that it copes with. Then the trouble is over. */
async function isNoticed(one: Troubled): Promise<boolean> {
	const { company, trouble, vendor } = one;
	const hasStruck = company.requests.some(({ fault }) => fault !== null);
	const isOver = trouble.says(vendor.listing) === null || (await failuresOf(one)).length > 0;
	if (hasStruck && isOver) company.faults.clear();
	return hasStruck && isOver;
}

test('n8n is killed and off for a day, then off for a week over the end of a month: each event comes with its own day', async () => {
	// The others would only make the start slower.
	for (const { workflow } of troubled) await unpublish(n8n, workflow.id);
	await n8n.kill();
	await clock.moveTo(now() + DAY_MS);
	const lastDays = usual.map((one) => {
		expect(one, one.hire(day(0)), day(0), 'hired', 'started');
		const starts = one.hire(lastOfMonth);
		expect(one, starts, lastOfMonth, 'hired', 'start_upcoming');
		return { one, starts, leaves: one.leave?.(lastOfMonth) };
	});
	addNews('While n8n was killed');
	await n8n.restart();
	await untilAllIsTold(usual);
	await untilNewsAreTold();

	await n8n.stop();
	await clock.moveTo(now() + 7 * DAY_MS);
	for (const { one, starts, leaves } of lastDays) {
		expect(one, starts, lastOfMonth, 'started');
		expect(one, leaves, lastOfMonth, 'access_ended', 'terminated');
		const first = dayAfterMonth(1);
		expect(one, one.hire(first), first, 'hired', 'started');
		expect(one, one.hiredInTrouble, dayAfterMonth(2), 'started');
	}
	addNews('While n8n was off');
	await n8n.restart();
	await untilAllIsTold(usual);
	await untilNewsAreTold();
});

test('a trigger that is renamed goes on with what it remembered', async () => {
	const [one] = usual;
	assert.ok(one);
	const { workflow, vendor } = one;
	const renamed = { ...one, vendor: { ...vendor, trigger: 'On the day' } };
	const hired = one.hire(day(5));
	expect(one, hired, day(5), 'hired', 'start_upcoming');
	await renameNode(n8n, workflow.id, vendor.trigger, renamed.vendor.trigger);
	const { status, message } = await publish(n8n, workflow.id);
	assert.equal(status, 'published', message);
	const runs = await executions(n8n, workflow.id);
	assert.ok(!runs.some(({ error }) => error?.includes('remembered is gone')));
	// It may have polled once more by its earlier name.
	await untilEach(
		[one],
		async () =>
			hasEmittedAll(one, [...(await emittedBy(n8n, one)), ...(await emittedBy(n8n, renamed))]),
		'go on by its new name',
	);
});
