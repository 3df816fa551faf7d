import { createHash } from 'crypto';

import fc from 'fast-check';

import type { IExecuteFunctions } from 'n8n-workflow';

import { interpret } from '../../../nodes/shared/interpret/interpret';
import type { Candidate, Emitted, Report } from '../../../nodes/shared/interpret/report';
import type { Fact, Identity, Undoing } from '../../../nodes/shared/model/identity';
import { skipRepeats } from '../../../nodes/shared/interpret/skipRepeats';
import { fakeVendor, handedOver, surroundFake } from '../../support/fakeVendor';
import { someTries } from '../../support/fastCheck.mts';
import { letOthersRun } from '../../support/fakeClock.mts';
import type { MemoryDeduplicator, Surroundings } from '../../support/n8n';
import { executeContext, useDeduplicator } from '../../support/n8n';

const vendor = fakeVendor();
const OF_NODE = { scope: 'node', isRetry: false } as const;

let store: MemoryDeduplicator;
/** How many are between looking and writing at the same time. */
let inside: number;
let mostInside: number;
/** Which runs have begun to look, in order. */
let begun: Array<Array<string | number>>;
/** While this is set, whoever has looked waits for it before writing. */
let held: Promise<void> | null;
/** How often the store can still be used. */
let usesLeft = Infinity;

/** Slower than n8n's own store, which looks first and writes later what it saw then. */
beforeEach(async () => {
	store = await useDeduplicator();
	[inside, mostInside, begun, held] = [0, 0, [], null];
	const original = store.checkProcessedAndRecord.bind(store);
	jest.spyOn(store, 'checkProcessedAndRecord').mockImplementation(async (...given) => {
		begun.push(given[0]);
		inside += 1;
		mostInside = Math.max(mostInside, inside);
		use();
		for (let times = 0; times < 10; times++) await letOthersRun();
		if (held !== null) await held;
		inside -= 1;
		return await original(...given);
	});
	const remove = store.removeProcessed.bind(store);
	jest.spyOn(store, 'removeProcessed').mockImplementation(async (...given) => {
		use();
		await remove(...given);
	});
});

/** @throws if the store has been used as often as it may be */
function use(): void {
	if (usesLeft === 0) throw new Error('cut off');
	usesLeft -= 1;
}
afterEach(() => {
	jest.restoreAllMocks();
});

function contextOf(given: { nodeId?: string; workflowId?: string } = {}): IExecuteFunctions {
	const context = executeContext(surroundFake(vendor, given), [{}]);
	// The failing store is logged; n8n's own logger would fill the screen.
	Object.defineProperty(context, 'logger', { value: { warn: () => undefined } });
	return context;
}

const candidate = (identity: Identity, more: Partial<Candidate> = {}): Candidate => ({
	event: { eventId: identity.eventId } as Candidate['event'],
	item: 0,
	identity,
	isSelected: true,
	...more,
});
/** A change of a record, told by its delivery alone. */
const change = (eventId: string, item = 0): Candidate =>
	candidate({ eventId, report: eventId, fact: null, undoes: [] }, { item });
const idsOf = (some: readonly Emitted[]): string[] => some.map(({ event }) => event.eventId);

async function passing(context: IExecuteFunctions, ...ids: string[]): Promise<string[]> {
	const candidates = ids.map((id) => change(id));
	return idsOf(await skipRepeats(context, [{ candidates, undone: [] }], OF_NODE));
}

describe('runs of this process at the same moment', () => {
	it('let one fact pass once, although the store is slow and not atomic', async () => {
		const runs = Array.from({ length: 8 }, async () => await passing(contextOf(), 'a'));
		expect((await Promise.all(runs)).flat()).toEqual(['a']);
		expect(mostInside).toBe(1);
	});

	it('that tell several facts let each pass once', async () => {
		const [one, two, three] = await Promise.all([
			passing(contextOf(), 'a', 'b'),
			passing(contextOf(), 'b', 'c'),
			passing(contextOf(), 'c', 'a', 'd'),
		]);
		expect([one, two, three]).toEqual([['a', 'b'], ['c'], ['d']]);
	});

	it('are told apart by the whole trigger too', async () => {
		const run = async (surroundings: Surroundings, key: string): Promise<unknown[]> => {
			const body = { type: 'person_hired', id: '7', events: ['employee.created' as const] };
			const delivery = handedOver(body, { key });
			const [events = []] = await interpret(vendor).call(executeContext(surroundings, [delivery]));
			return events.map(({ json }) => json.eventType);
		};
		const node = surroundFake(vendor, { parameters: { hrEvents: ['employee.created'] } });
		const found = await Promise.all([run(node, 'one'), run(node, 'two'), run(node, 'three')]);
		expect(found.flat()).toEqual(['employee.created']);
	});

	it('go on after one for which the store is away, which emits', async () => {
		store.failing = true;
		const first = passing(contextOf(), 'a');
		await letOthersRun();
		const second = passing(contextOf(), 'a').then((ids) => ids);
		expect(await first).toEqual(['a']);
		store.failing = false;
		expect(await second).toEqual(['a']);
		expect(await passing(contextOf(), 'a')).toEqual([]);
	});
});

describe('do not wait for each other', () => {
	let release: () => void;
	beforeEach(() => {
		held = new Promise((resolve) => (release = resolve));
	});

	const settle = async (): Promise<void> => {
		for (let times = 0; times < 30; times++) await letOthersRun();
	};

	it.each([
		['other nodes', { nodeId: 'another-node' }],
		['nodes of other workflows', { workflowId: 'another-workflow' }],
	])('%s, which have stores of their own', async (_, given) => {
		const one = passing(contextOf(), 'a');
		const other = passing(contextOf(given), 'b');
		await settle();
		const behind = passing(contextOf(), 'c');
		await settle();
		expect(begun).toEqual([['a'], ['b']]);
		release();
		expect(await Promise.all([one, other, behind])).toEqual([['a'], ['b'], ['c']]);
		expect(begun).toEqual([['a'], ['b'], ['c']]);
	});

	it('that come while others look are compared together, one step for all of them', async () => {
		const one = passing(contextOf(), 'a');
		await settle();
		const others = ['b', 'c', 'a', 'd'].map(async (id) => await passing(contextOf(), id));
		await settle();
		expect(begun).toEqual([['a']]);
		release();
		expect([await one, ...(await Promise.all(others))]).toEqual([['a'], ['b'], ['c'], [], ['d']]);
		expect(begun).toEqual([['a'], ['b', 'c', 'a', 'd']]);
	});

	it('and runs without an event, which ask nothing', async () => {
		const one = passing(contextOf(), 'a');
		expect(await passing(contextOf())).toEqual([]);
		release();
		await one;
		expect(begun).toEqual([['a']]);
	});
});

it('within one run, of several of one id the first one passes, with its item', async () => {
	const reports = [['a', 0] as const, ['b', 1] as const, ['a', 2] as const].map(([id, item]) => ({
		candidates: [change(id, item), change(id, item)],
		undone: [],
	}));
	const found = await skipRepeats(contextOf(), reports, OF_NODE);
	expect(found.map(({ event, item }) => [event.eventId, item])).toEqual([
		['a', 0],
		['b', 1],
	]);
});

it('keeps a few hundred facts of the node, in n8n’s own store', async () => {
	await passing(contextOf(), 'a');
	expect(store.checkProcessedAndRecord).toHaveBeenCalledWith(
		['a'],
		'node',
		expect.objectContaining({ node: expect.objectContaining({ name: 'Node Under Test' }) }),
		{ mode: 'entries', maxEntries: 3_010 },
	);
	const many = Array.from({ length: 3_100 }, (_, one) => `change ${one}`);
	await passing(contextOf(), ...many);
	expect(store.size).toBe(3_101);
	await passing(contextOf(), 'the next');
	expect(store.size).toBe(3_010);
	expect(await passing(contextOf(), 'a', 'change 90', 'change 91')).toEqual(['a', 'change 90']);
});

/** As a vendor tells it: what is told of whom, by which delivery, on which day. */
interface Said {
	readonly day?: number;
	readonly isStated?: boolean;
	readonly isSelected?: boolean;
	readonly undoes?: readonly string[];
	/** The state of what it undoes that it leaves. */
	readonly except?: string;
	readonly beside?: Fact['beside'];
	/** A delivery by a name of its own, to tell it again; by default each is another one. */
	readonly delivery?: string;
}

const undoing = (subject: string): Undoing => ({ subject, except: null });
const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');
let deliveries = 0;

function fact(subject: string, state: string | null, said: Said = {}): Candidate {
	const { day = 1, isStated = false, delivery = `delivery ${(deliveries += 1)}` } = said;
	const eventId = `${subject} ${state} on ${day}`;
	return candidate(
		{
			eventId,
			report: `${eventId} by ${delivery}`,
			undoes: (said.undoes ?? []).map((one) => ({
				subject: one,
				except: said.except === undefined ? null : hashed(said.except),
			})),
			fact: {
				subject,
				state: state === null ? null : hashed(state),
				statement: eventId,
				isStated,
				beside: said.beside ?? null,
			},
		},
		{ isSelected: said.isSelected ?? true },
	);
}

/** A day that a look of the schedule trigger finds: no delivery tells it. */
function found(subject: string, state: string | null): Candidate {
	const one = fact(subject, state);
	return { ...one, identity: { ...one.identity, report: null } };
}

/** What is told of one delivery. */
async function hear(
	candidates: Candidate[],
	{ undone = [], isRetry = false }: { undone?: string[]; isRetry?: boolean } = {},
): Promise<string[]> {
	const reports = [{ candidates, undone: undone.map(undoing) }];
	return idsOf(await skipRepeats(contextOf(), reports, { ...OF_NODE, isRetry }));
}

/** What a trigger tells that shares what it remembers with the other triggers of its workflow. */
async function hearAs(nodeId: string, ...candidates: Candidate[]): Promise<string[]> {
	const reports = [{ candidates, undone: [] }];
	const shared = { scope: 'workflow', isRetry: false } as const;
	return idsOf(await skipRepeats(contextOf({ nodeId }), reports, shared));
}

describe('what holds', () => {
	it('is told once, whichever deliveries tell it, and however much later', async () => {
		expect(await hear([fact('end of 7', 'June')])).toEqual(['end of 7 June on 1']);
		expect(await hear([fact('end of 7', 'June')])).toEqual([]);
		expect(await hear([fact('end of 7', 'June', { day: 9 })])).toEqual([]);
		expect(await hear([fact('end of 8', 'June')])).toEqual(['end of 8 June on 1']);
	});

	it('is told when it changes, and when it changes back', async () => {
		const told: string[][] = [];
		for (const state of ['June', 'May', 'June', 'June', 'May', 'June']) {
			told.push(await hear([fact('end of 7', state)]));
		}
		expect(told.map((one) => one.length)).toEqual([1, 1, 1, 0, 1, 1]);
		// Whoever goes by the id sees a change each time.
		expect(new Set(told.flat()).size).toBe(5);
	});

	it('is not told by a late repeat of what was before, which changes nothing', async () => {
		await hear([fact('end of 7', 'June', { delivery: 'first' })]);
		await hear([fact('end of 7', 'May')]);
		expect(await hear([fact('end of 7', 'June', { delivery: 'first' })])).toEqual([]);
		expect(await hear([fact('end of 7', 'May')])).toEqual([]);
	});

	it.each([
		['said', true, 1],
		['read', false, 0],
	])('that was %s again on another day is told accordingly', async (_, isStated, times) => {
		await hear([fact('end of 7', 'June', { isStated: true })]);
		expect(await hear([fact('end of 7', 'June', { isStated })])).toEqual([]);
		expect(await hear([fact('end of 7', 'June', { isStated, day: 9 })])).toHaveLength(times);
	});

	it('is told once by a verb and a record of the same day, whichever comes first', async () => {
		for (const [subject, isStated] of [
			['one', true],
			['other', false],
		] as const) {
			expect(await hear([fact(subject, 'June', { isStated })])).toHaveLength(1);
			expect(await hear([fact(subject, 'June', { isStated: !isStated })])).toEqual([]);
		}
	});

	it('and was read in between does not keep what is said that day from being told', async () => {
		await hear([fact('end of 7', 'June')]);
		expect(await hear([fact('end of 7', 'June', { day: 9 })])).toEqual([]);
		expect(await hear([fact('end of 7', 'June', { day: 9, isStated: true })])).toHaveLength(1);
	});

	it('without anything to say but that it does is told until it is undone', async () => {
		expect(await hear([fact('7 is locked', null)])).toHaveLength(1);
		expect(await hear([fact('7 is locked', null, { day: 9 })])).toEqual([]);
		expect(await hear([fact('7 is here', null, { undoes: ['7 is locked'] })])).toHaveLength(1);
		expect(await hear([fact('7 is locked', null)])).toHaveLength(1);
	});

	it('more precisely is told, less precisely is not', async () => {
		expect(await hear([fact('hire of 7', null)])).toHaveLength(1);
		expect(await hear([fact('hire of 7', 'May')])).toHaveLength(1);
		expect(await hear([fact('hire of 7', null)])).toEqual([]);
	});

	it('is undone by what a delivery shows, and not by one that tells it itself', async () => {
		await hear([fact('7 has left', 'June')]);
		await hear([fact('7 has left', 'June')], { undone: ['7 has left'] });
		expect(await hear([fact('7 has left', 'June')])).toEqual([]);
		await hear([], { undone: ['7 has left'] });
		expect(await hear([fact('7 has left', 'June')])).toHaveLength(1);
	});

	it('is not undone by a repeat of its contrary', async () => {
		const back = (): Candidate =>
			fact('7 is back', null, { undoes: ['7 has left'], delivery: 'back' });
		await hear([back()]);
		await hear([fact('7 has left', 'June')]);
		await hear([back()]);
		expect(await hear([fact('7 has left', 'June')])).toEqual([]);
	});

	it('is remembered, and undone, also where nobody listens', async () => {
		const unheard = { isSelected: false };
		await hear([fact('7 has left', 'June')]);
		expect(await hear([fact('7 is back', null, { ...unheard, undoes: ['7 has left'] })])).toEqual(
			[],
		);
		expect(await hear([fact('7 has left', 'June')])).toHaveLength(1);

		expect(await hear([fact('end of 7', 'June')])).toHaveLength(1);
		expect(await hear([fact('end of 7', 'none', unheard)])).toEqual([]);
		expect(await hear([fact('end of 7', 'June')])).toHaveLength(1);
	});

	it('of one subject may be told twice by one delivery, again and again', async () => {
		const both = (delivery: string): Candidate[] =>
			['May', 'June'].map((state) => fact('leave of 7', state, { delivery }));
		expect(await hear(both('one'))).toHaveLength(2);
		expect(await hear(both('one'))).toEqual([]);
	});

	it('says something of another subject only as long as nothing was told of that', async () => {
		const asked = (days: string): Candidate =>
			fact('leave', `asked ${days}`, { beside: { subject: 'days', state: hashed(days) } });
		await hear([asked('1 to 5')]);
		expect(await hear([fact('days', '1 to 5')])).toEqual([]);
		await hear([asked('2 to 6')]);
		expect(await hear([fact('days', '2 to 6')])).toHaveLength(1);
		expect(await hear([fact('days', '2 to 6')])).toEqual([]);
	});
});

it('is undone except for the state that stays true', async () => {
	const moved = (): Candidate =>
		fact('start of 7', 'June', { undoes: ['7 has started'], except: 'June' });
	await hear([fact('7 has started', 'June')]);
	await hear([moved()]);
	expect(await hear([fact('7 has started', 'June')])).toEqual([]);

	await hear([fact('7 has started', 'May')]);
	await hear([fact('start of 7', 'July', { undoes: ['7 has started'], except: 'July' })]);
	expect(await hear([fact('7 has started', 'May')])).toHaveLength(1);
});

describe('triggers of one workflow that share what they remember', () => {
	it('tell a fact once, whichever hears it first, and under the same id', async () => {
		expect(await hearAs('instant', fact('end of 7', 'June'))).toEqual(['end of 7 June on 1']);
		expect(await hearAs('schedule', fact('end of 7', 'June', { day: 2 }))).toEqual([]);
		expect(await hearAs('schedule', fact('end of 8', 'June'))).toHaveLength(1);
		expect(await hearAs('instant', fact('end of 8', 'June'))).toEqual([]);
	});

	it('take turns', async () => {
		const runs = ['a', 'b', 'c'].map(async (node) => await hearAs(node, fact('end', 'June')));
		expect((await Promise.all(runs)).flat()).toHaveLength(1);
		expect(mostInside).toBe(1);
	});

	it('share nothing with triggers that are set otherwise', async () => {
		await hearAs('instant', fact('end of 7', 'June'));
		expect(await hear([fact('end of 7', 'June')])).toHaveLength(1);
	});

	it('do not take each other what only one of them listens for', async () => {
		const unheard = (delivery: string): Candidate =>
			fact('7 has left', 'June', { isSelected: false, delivery });
		expect(await hearAs('instant', unheard('one'))).toEqual([]);
		expect(await hearAs('schedule', fact('7 has left', 'June'))).toHaveLength(1);
		expect(await hearAs('instant', unheard('two'))).toEqual([]);
		expect(await hearAs('schedule', fact('7 has left', 'June'))).toEqual([]);
		// The same delivery, if both are of the same vendor and have a webhook each.
		const beside = (isSelected: boolean): Candidate =>
			fact('8', 'June', { delivery: 'same', isSelected });
		await hearAs('instant', beside(false));
		expect(await hearAs('other', beside(true))).toHaveLength(1);
	});

	it('hear of a change back from each other, also of one that is not listened for', async () => {
		const left = (): Candidate => fact('7 has left', 'June');
		await hearAs('schedule', left());
		const back = (delivery: string): Candidate =>
			fact('7 is back', null, { isSelected: false, undoes: ['7 has left'], delivery });
		await hearAs('instant', back('one'));
		expect(await hearAs('schedule', left())).toHaveLength(1);
		await hearAs('instant', back('one'));
		expect(await hearAs('schedule', left())).toEqual([]);

		await hearAs('schedule', fact('end of 7', 'June'));
		await hearAs('instant', fact('end of 7', 'none', { isSelected: false }));
		expect(await hearAs('schedule', fact('end of 7', 'June'))).toHaveLength(1);
	});

	it('leave a Remove Duplicates node of the workflow alone', async () => {
		const context = contextOf({ nodeId: 'instant' });
		const [eventId = ''] = await hearAs('instant', fact('end of 7', 'June'));
		const { new: unseen } = await context.helpers.checkProcessedAndRecord([eventId], 'workflow', {
			mode: 'entries',
		});
		expect(unseen).toEqual([eventId]);
		expect(await hearAs('schedule', fact('end of 7', 'June'))).toEqual([]);
	});
});

describe('an execution that is retried', () => {
	it('emits what it may have emitted before, and remembers what it emits', async () => {
		const left = (): Candidate => fact('7 has left', 'June', { delivery: 'one' });
		expect(await hear([left()], { isRetry: true })).toHaveLength(1);
		expect(await hear([fact('7 has left', 'June')])).toEqual([]);
		expect(
			await hear([left(), fact('end of 7', null, { isSelected: false })], { isRetry: true }),
		).toEqual(['7 has left June on 1']);
	});
});

describe('a store that is away', () => {
	it.each([1, 2, 3, 4])('lets everything pass, also if it is at call %i', async (calls) => {
		let left = calls;
		const original = store.checkProcessedAndRecord.bind(store);
		jest.spyOn(store, 'checkProcessedAndRecord').mockImplementation(async (...given) => {
			left -= 1;
			if (left <= 0) throw new Error('the store is away');
			return await original(...given);
		});
		const beside = { subject: 'days', state: hashed('1 to 5') };
		const candidates = [change('a'), fact('leave', 'asked', { beside }), fact('end', 'June')];
		expect(await hear(candidates)).toEqual(['a', 'leave asked on 1', 'end June on 1']);
	});
});

describe('very many facts of one execution', () => {
	const started = (count: number): Candidate[] =>
		Array.from({ length: count }, (_, id) => found(`start of ${id}`, 'Monday'));

	it('are known if they are handed over again, together with new ones', async () => {
		expect(await hear(started(1_000))).toHaveLength(1_000);
		expect(await hear(started(1_000))).toEqual([]);
		expect(await hear(started(1_020))).toHaveLength(20);
		expect(await hear(started(1_020))).toEqual([]);
	});

	it('are known also if one look has found as many as people start on the first day of a year', async () => {
		const reports = (): Report[] => [{ candidates: started(1_500), undone: [] }];
		expect(await skipRepeats(contextOf(), reports(), OF_NODE)).toHaveLength(1_500);
		expect(await skipRepeats(contextOf(), reports(), OF_NODE)).toEqual([]);
	});

	it('make n8n look for few texts to remove if they are known', async () => {
		const removed = jest.mocked(store.removeProcessed);
		await hear(started(100));
		const first = removed.mock.calls.flatMap(([texts]) => texts).length;
		removed.mockClear();
		await hear(started(100));
		expect(first).toBeGreaterThan(5_000);
		expect(removed.mock.calls.flatMap(([texts]) => texts)).toEqual([]);
	});
});

/*
 * An execution that is cut off has emitted nothing, and has written what it had written by then.
 */
describe('an execution that is cut off before its last step', () => {
	const asLooked = (...candidates: Candidate[]): Report[] =>
		candidates.map((one) => ({ candidates: [one], undone: [] }));

	/** Hears what a look found: changes first, then what is due. */
	async function hearLook(...candidates: Candidate[]): Promise<string[]> {
		return idsOf(await skipRepeats(contextOf(), asLooked(...candidates), OF_NODE));
	}

	/** @returns how often the store was used until then */
	async function hearCutOff(after: number, ...candidates: Candidate[]): Promise<number> {
		usesLeft = after;
		await hearLook(...candidates);
		const uses = after - usesLeft;
		usesLeft = Infinity;
		return uses;
	}

	it.each([
		['is told for the first time', []],
		['has changed', ['June']],
		['has changed back', ['May', 'June']],
	])('loses nothing of what %s, however often that happens', async (_, before) => {
		const both = (of: number, state: string): [Candidate, Candidate] => [
			found(`end of ${of}`, state),
			found(`access of ${of}`, state),
		];
		const total = await hearCutOff(99, ...both(99, 'May'));
		expect(total).toBeGreaterThan(2);
		for (let after = 0; after < total; after += 1) {
			for (const state of before) expect(await hearLook(...both(after, state))).toHaveLength(2);
			for (let times = 0; times < 3; times += 1) await hearCutOff(after, ...both(after, 'May'));
			expect(await hearLook(...both(after, 'May'))).toHaveLength(2);
			expect(await hearLook(...both(after, 'May'))).toEqual([]);
			for (const state of ['June', 'May', 'June']) {
				expect(await hearLook(...both(after, state))).toHaveLength(2);
			}
		}
	});
});

it('a fact without a state that is cut off before the last step is not lost either', async () => {
	const created = (): Candidate => found('7 was created', null);
	usesLeft = 2;
	await hear([created()]);
	usesLeft = Infinity;
	expect(await hear([created()])).toHaveLength(1);
	expect(await hear([created()])).toEqual([]);
});

describe('runs that come at the same moment', () => {
	/** What a delivery says of one of three people. */
	const saying = fc.record({
		of: fc.constantFrom('1', '2', '3'),
		what: fc.constantFrom('end', 'leave', 'created'),
		state: fc.constantFrom('May', 'June', null),
		day: fc.constantFrom(1, 2),
		isStated: fc.boolean(),
		isSelected: fc.boolean(),
		isChange: fc.boolean(),
		undoes: fc.constantFrom(null, 'end', 'leave'),
		except: fc.constantFrom(undefined, 'May'),
		beside: fc.boolean(),
		comesBack: fc.boolean(),
		mayLackState: fc.boolean(),
		delivery: fc.constantFrom('one', 'two', null),
	});
	type Saying = typeof saying extends fc.Arbitrary<infer T> ? T : never;

	const report = fc.record({
		says: fc.array(saying, { maxLength: 2 }),
		undone: fc.array(fc.constantFrom('end of 1', 'leave of 2', 'content of 1'), { maxLength: 1 }),
		trigger: fc.constantFrom('instant', 'schedule'),
		isRetry: fc.boolean(),
	});

	function candidateOf(said: Saying): Candidate {
		const { of, what, state, undoes, except, beside, comesBack, mayLackState, ...how } = said;
		if (how.isChange) return { ...change(`${what} of ${of}`), isSelected: how.isSelected };
		const one = fact(`${what} of ${of}`, state, {
			...{ day: how.day, isStated: how.isStated, isSelected: how.isSelected },
			undoes: undoes === null ? [] : [`${undoes} of ${of}`],
			...(except === undefined ? {} : { except }),
			...(beside ? { beside: { subject: `content of ${of}`, state: hashed('x') } } : {}),
			...(how.delivery === null ? {} : { delivery: how.delivery }),
		});
		const { identity } = one;
		return {
			...one,
			identity: {
				...identity,
				report: how.delivery === null ? null : identity.report,
				fact: identity.fact && {
					...identity.fact,
					...(comesBack ? { comesBack } : {}),
					...(mayLackState ? { mayLackState } : {}),
				},
			},
		};
	}

	it.each(['node', 'workflow'] as const)(
		'emit what they emit one after the other, whatever they say (memory of the %s)',
		async (scope) => {
			await fc.assert(
				fc.asyncProperty(fc.array(report, { maxLength: 12 }), async (all) => {
					const hearIn = async (
						workflowId: string,
						{ says, undone, trigger, isRetry }: (typeof all)[number],
					): Promise<string[]> =>
						idsOf(
							await skipRepeats(
								contextOf({ workflowId, nodeId: trigger }),
								[{ candidates: says.map(candidateOf), undone: undone.map(undoing) }],
								{ scope, isRetry },
							),
						);
					await useDeduplicator();
					const apart: string[][] = [];
					for (const one of all) apart.push(await hearIn('apart', one));
					const together = await Promise.all(all.map(async (one) => await hearIn('together', one)));
					expect(together).toEqual(apart);
				}),
				{ numRuns: someTries(1_000) },
			);
		},
	);

	it('emit everything if the store fails at their turn, and the next ones use it again', async () => {
		const one = passing(contextOf(), 'a');
		await letOthersRun();
		const others = ['b', 'c'].map(async (id) => await passing(contextOf(), id, 'a'));
		expect(await one).toEqual(['a']);
		store.failing = true;
		expect(await Promise.all(others)).toEqual([
			['b', 'a'],
			['c', 'a'],
		]);
		store.failing = false;
		expect(await passing(contextOf(), 'a', 'b')).toEqual(['b']);
	});

	it('take the turn together a hundred at a time', async () => {
		const ids = Array.from({ length: 251 }, (_, one) => `change ${one}`);
		const runs = ids.map(async (id) => await passing(contextOf(), id));
		expect((await Promise.all(runs)).flat()).toEqual(ids);
		expect(begun.map(({ length }) => length)).toEqual([100, 100, 51]);
		expect(mostInside).toBe(1);
	});
});

it('reports of one run that have nothing to do with each other are looked up together', async () => {
	const reports = ['a', 'b', 'c', 'a'].map((id) => ({ candidates: [change(id)], undone: [] }));
	expect(idsOf(await skipRepeats(contextOf(), reports, OF_NODE))).toEqual(['a', 'b', 'c']);
	expect(begun).toEqual([['a', 'b', 'c'], ['a']]);
});

it('a look that says two things of one subject emits both, in their order, and once', async () => {
	const look = (): Report[] => [
		{ candidates: [found('start of 7', 'June')], undone: [] },
		{ candidates: [found('start of 7', 'July')], undone: [] },
		{ candidates: [found('start of 7', 'July')], undone: [undoing('start of 8')] },
	];
	const emitted = idsOf(await skipRepeats(contextOf(), look(), OF_NODE));
	expect(emitted).toEqual(['start of 7 June on 1', 'start of 7 July on 1']);
	expect(await hear([found('start of 7', 'July')])).toEqual([]);
});

it('what a look undoes after it was told in the same look may come again', async () => {
	const reports = [
		{ candidates: [found('end of 7', 'June')], undone: [] },
		{ candidates: [], undone: [undoing('end of 7')] },
	];
	expect(idsOf(await skipRepeats(contextOf(), reports, OF_NODE))).toHaveLength(1);
	expect(await hear([found('end of 7', 'June')])).toHaveLength(1);
});
