import type { IExecuteFunctions } from 'n8n-workflow';

import { interpret } from '../../../nodes/shared/interpret/interpret';
import type { Emitted } from '../../../nodes/shared/interpret/skipRepeats';
import { skipRepeats } from '../../../nodes/shared/interpret/skipRepeats';
import { fakeVendor, handedOver, surroundFake } from '../../support/fakeVendor';
import { letOthersRun } from '../../support/fakeClock.mts';
import type { MemoryDeduplicator, Surroundings } from '../../support/n8n';
import { executeContext, useDeduplicator } from '../../support/n8n';

const vendor = fakeVendor();

let store: MemoryDeduplicator;
/** How many are between looking and writing at the same time. */
let inside: number;
let mostInside: number;
/** Which runs have begun to look, in order. */
let begun: Array<Array<string | number>>;
/** While this is set, whoever has looked waits for it before writing. */
let held: Promise<void> | null;

/** As n8n's own store is: it looks, and writes later what it saw then. */
beforeEach(async () => {
	store = await useDeduplicator();
	[inside, mostInside, begun, held] = [0, 0, [], null];
	jest.spyOn(store, 'checkProcessedAndRecord').mockImplementation(async (items) => {
		begun.push(items);
		inside += 1;
		mostInside = Math.max(mostInside, inside);
		const known = new Set(store.known);
		for (let times = 0; times < 10; times++) await letOthersRun();
		if (held !== null) await held;
		inside -= 1;
		if (store.failing) throw new Error('the store is away');
		for (const item of items) store.known.add(item);
		return {
			new: items.filter((item) => !known.has(item)),
			processed: items.filter((item) => known.has(item)),
		};
	});
});
afterEach(() => {
	jest.restoreAllMocks();
});

function contextOf(given: { nodeName?: string; workflowId?: string } = {}): IExecuteFunctions {
	const context = executeContext(surroundFake(vendor, given), [{}]);
	// The failing store is logged; n8n's own logger would fill the screen.
	Object.defineProperty(context, 'logger', { value: { warn: () => undefined } });
	return context;
}

const emitted = (eventId: string, item = 0): Emitted =>
	({ event: { eventId }, item }) as unknown as Emitted;
const idsOf = (some: readonly Emitted[]): string[] => some.map(({ event }) => event.eventId);

async function passing(context: IExecuteFunctions, ...ids: string[]): Promise<string[]> {
	return idsOf(
		await skipRepeats(
			context,
			ids.map((id) => emitted(id)),
		),
	);
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
		['nodes of other names', { nodeName: 'Another' }],
		['nodes of other workflows', { workflowId: 'another-workflow' }],
	])('%s, which have stores of their own', async (_, given) => {
		const one = passing(contextOf(), 'a');
		const other = passing(contextOf(given), 'b');
		const behind = passing(contextOf(), 'c');
		await settle();
		expect(begun).toEqual([['a'], ['b']]);
		release();
		expect(await Promise.all([one, other, behind])).toEqual([['a'], ['b'], ['c']]);
		expect(begun).toEqual([['a'], ['b'], ['c']]);
	});

	it('and runs without an event, which ask nothing', async () => {
		const one = passing(contextOf(), 'a');
		expect(await passing(contextOf())).toEqual([]);
		release();
		await one;
		expect(begun).toEqual([['a']]);
	});
});

it('within one run, of several of one id the last one passes, with its item', async () => {
	const some = [emitted('a', 0), emitted('b', 1), emitted('a', 2)];
	const found = await skipRepeats(contextOf(), some);
	expect(found.map(({ event, item }) => [event.eventId, item])).toEqual([
		['a', 2],
		['b', 1],
	]);
	expect(begun).toEqual([['a', 'b']]);
});

it('keeps a few hundred ids of the node, in n8n’s own store', async () => {
	await passing(contextOf(), 'a');
	expect(store.checkProcessedAndRecord).toHaveBeenCalledWith(
		['a'],
		'node',
		expect.objectContaining({ node: expect.objectContaining({ name: 'Node Under Test' }) }),
		{ mode: 'entries', maxEntries: 500 },
	);
});
