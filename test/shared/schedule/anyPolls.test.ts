import range from 'lodash/range';

import { watch } from '../../../nodes/shared/schedule/watch';
import { instant } from '../../support/days';
import fc, { someTries } from '../../support/fastCheck.mts';
import type { LargeCompany } from '../../support/largeCompany';
import { largeCompany, pollAt, startAnew, storedIn } from '../../support/largeCompany';
import { person } from './people';

/*
 * Whatever happens in a company, and however its list is cut into polls: every fact comes out, not before its
 * day, and only once while n8n runs.
 */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The trigger is published on the first day at eight o'clock in Berlin. */
const PUBLISHED = Date.parse('2026-05-11T06:00:00Z');

const dayAfter = (days: number): string =>
	new Date(PUBLISHED + days * DAY_MS).toISOString().slice(0, 10);
const momentAfter = (hours: number): string => new Date(PUBLISHED + hours * HOUR_MS).toISOString();

/** Somebody, with hours and days after the publication. */
interface Somebody {
	/** When the person is entered; before the publication if it is negative. */
	readonly enteredAt: number;
	readonly startDay: number;
	/** The last day, and when it is entered; null if the person stays. */
	readonly end: { readonly day: number; readonly enteredAt: number } | null;
	/** Whether the end shows in the list of changed people. */
	readonly isEndShown: boolean;
}

const somebody: fc.Arbitrary<Somebody> = fc.record({
	enteredAt: fc.integer({ min: -48, max: 120 }),
	startDay: fc.integer({ min: -2, max: 4 }),
	end: fc.option(
		fc.record({
			day: fc.integer({ min: 9, max: 12 }),
			enteredAt: fc.integer({ min: 121, max: 280 }),
		}),
	),
	isEndShown: fc.boolean(),
});

/** A poll, some minutes after the one before. */
interface Poll {
	readonly afterMinutes: number;
	readonly budgetMs: number;
}

const poll: fc.Arbitrary<Poll> = fc.record({
	afterMinutes: fc.integer({ min: 1, max: 900 }),
	budgetMs: fc.integer({ min: 10_000, max: 60_000 }),
});

/** The company as it is at a time. */
function setCompany({ company }: LargeCompany, all: readonly Somebody[], time: number): void {
	const hours = (time - PUBLISHED) / HOUR_MS;
	company.people = all.flatMap((one, index) => {
		if (one.enteredAt > hours) return [];
		const isEnding = one.end !== null && one.end.enteredAt <= hours;
		const createdAt = instant(momentAfter(one.enteredAt));
		const end = isEnding ? dayAfter(one.end?.day ?? 0) : null;
		return [{ ...person({ id: `p${index}`, start: dayAfter(one.startDay), end }), createdAt }];
	});
	company.changed = new Map(
		all.flatMap((one, index) => {
			const shown = [one.enteredAt, ...(one.isEndShown && one.end ? [one.end.enteredAt] : [])];
			const last = shown.filter((at) => at <= hours).at(-1);
			return last === undefined ? [] : [[`p${index}`, momentAfter(last)]];
		}),
	);
}

/** What has to be told, and from when on. */
function factsOf(all: readonly Somebody[]): Map<string, number> {
	const facts = new Map<string, number>();
	for (const [index, { enteredAt, startDay, end }] of all.entries()) {
		const id = `p${index}`;
		const start = dayAfter(startDay);
		// Berlin is two hours ahead of UTC: six in the morning is four, and a day ends at 22 o'clock.
		const startsAt = Date.parse(`${start}T04:00:00Z`);
		if (enteredAt > 0) {
			const entered = PUBLISHED + enteredAt * HOUR_MS;
			facts.set(`employee.created ${id} ${start}`, entered);
			facts.set(`employee.started ${id} ${start}`, Math.max(entered, startsAt));
		} else if (startDay >= 0) facts.set(`employee.started ${id} ${start}`, startsAt);
		if (end === null) continue;
		const last = dayAfter(end.day);
		const entered = PUBLISHED + end.enteredAt * HOUR_MS;
		const over = Date.parse(`${last}T22:00:00Z`);
		facts.set(`employee.access_ended ${id} ${last}`, Math.max(entered, over));
	}
	return facts;
}

interface Told {
	readonly fact: string;
	readonly at: number;
}

/** A hire comes only if it is read before it is over, so `employee.hired` is not among them. */
const LOOKED_AT = ['employee.created', 'employee.started', 'employee.access_ended'];

/**
 * @param restarts at which polls n8n starts anew before, and whether what was handed over last is lost
 */
async function play(
	all: readonly Somebody[],
	polls: readonly Poll[],
	restarts: ReadonlyMap<number, { isLost: boolean }> = new Map(),
): Promise<Told[]> {
	const trigger = largeCompany({ hrEvents: LOOKED_AT });
	// A part of two people is often all that a poll can read.
	trigger.company.partMs = 20_000;
	const told: Told[] = [];
	let time = PUBLISHED;
	let stored = '';
	let lastHanded = 0;
	for (const [index, { afterMinutes, budgetMs }] of polls.entries()) {
		const restart = restarts.get(index);
		if (restart !== undefined && stored !== '') {
			if (restart.isLost) told.splice(told.length - lastHanded);
			startAnew(trigger, stored);
		}
		time += afterMinutes * 60_000;
		setCompany(trigger, all, time);
		const found = await pollAt(new Date(time).toISOString(), trigger, { watch, budgetMs });
		// What undoes something goes along although nobody has chosen it.
		const handed = found.filter((fact) => LOOKED_AT.includes(fact.split(' ')[0] ?? ''));
		lastHanded = handed.length;
		told.push(...handed.map((fact) => ({ fact, at: time })));
		// n8n stores what is remembered at the publication, and when something is handed over.
		if (index === 0 || found.length > 0) stored = storedIn(trigger);
	}
	return told;
}

const FIRST: Poll = { afterMinutes: 0, budgetMs: 10_000 };
/** At the end n8n polls in peace, until everything is known and over. */
const AT_THE_END: readonly Poll[] = [
	{ afterMinutes: 13 * 24 * 60, budgetMs: 300_000 },
	{ afterMinutes: 60, budgetMs: 300_000 },
	{ afterMinutes: 60, budgetMs: 300_000 },
];

const story = {
	all: fc.array(somebody, { maxLength: 9 }),
	polls: fc.array(poll, { maxLength: 30 }).map((some) => [FIRST, ...some, ...AT_THE_END]),
};

beforeEach(() => {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => {
	jest.useRealTimers();
});

const RUNS = { numRuns: someTries(60) };

it('each fact comes once, and not before it is true', async () => {
	await fc.assert(
		fc.asyncProperty(story.all, story.polls, async (all, polls) => {
			const told = await play(all, polls);
			const facts = factsOf(all);
			expect(told.map(({ fact }) => fact).sort()).toEqual([...facts.keys()].sort());
			expect(told.filter(({ fact, at }) => at < (facts.get(fact) ?? Infinity))).toEqual([]);
		}),
		RUNS,
	);
});

it('each fact comes at the first poll at which it is true, or on the next day if it does not show', async () => {
	const often = range(0, 14 * 24).map((): Poll => ({ afterMinutes: 60, budgetMs: 3_000_000 }));
	await fc.assert(
		fc.asyncProperty(story.all, async (all) => {
			const told = await play(all, [{ ...FIRST, budgetMs: 3_000_000 }, ...often]);
			const facts = factsOf(all);
			const late = told.filter(({ fact, at }) => {
				const isOfEnd = fact.startsWith('employee.access_ended');
				const allowed = isOfEnd ? DAY_MS : HOUR_MS;
				return at - Math.max(facts.get(fact) ?? 0, PUBLISHED) > allowed;
			});
			expect(told.map(({ fact }) => fact).sort()).toEqual([...facts.keys()].sort());
			expect(late).toEqual([]);
		}),
		{ numRuns: someTries(10) },
	);
});

it('each fact comes at least once, however often n8n starts anew with what it had stored', async () => {
	const restarts = fc
		.array(fc.tuple(fc.integer({ min: 1, max: 33 }), fc.record({ isLost: fc.boolean() })), {
			maxLength: 6,
		})
		.map((some) => new Map(some));
	await fc.assert(
		fc.asyncProperty(story.all, story.polls, restarts, async (all, polls, again) => {
			const told = await play(all, polls, again);
			const facts = factsOf(all);
			expect(new Set(told.map(({ fact }) => fact))).toEqual(new Set(facts.keys()));
			expect(told.filter(({ fact, at }) => at < (facts.get(fact) ?? Infinity))).toEqual([]);
		}),
		RUNS,
	);
});
