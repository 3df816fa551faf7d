import { NodeApiError } from 'n8n-workflow';

import {
	byOffset,
	alternately,
	nextOf,
	takeMapped,
	takeRecords,
	recordsWhere,
} from '../../../nodes/shared/outbound/paging';
import type { Page } from '../../../nodes/shared/outbound/paging';
import fc from '../../support/fastCheck.mts';

const idOf = (record: string): string => record;

const giver = {
	vendor: 'Fake HR',
	received: () => 0,
	node: { id: '1', name: 'Node', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} },
} satisfies Parameters<typeof byOffset>[0];

/** Half a list is not a list. */
async function expectRefused(reading: Promise<unknown>, why: RegExp): Promise<void> {
	const refusal: unknown = await reading.catch((error: unknown) => error);
	expect(refusal).toBeInstanceOf(NodeApiError);
	expect(refusal).toMatchObject({
		message: 'Fake HR did not give a complete list',
		description: expect.stringMatching(why),
	});
}

/** A list at the vendor; `onFetch` may change it between two pages. */
function listOf(
	records: string[],
	{
		size = 2,
		total = 'right',
		onFetch,
	}: {
		size?: number;
		total?: 'right' | 'none' | number;
		onFetch?: (offset: number) => void;
	} = {},
) {
	const offsets: number[] = [];
	const fetchPage = async (offset: number): Promise<Page<string>> => {
		if (offsets.length > 100) throw new RangeError('It never ends');
		offsets.push(offset);
		const page = records.slice(offset, offset + size);
		const count = total === 'right' ? records.length : total === 'none' ? null : total;
		onFetch?.(offset);
		return { records: page, total: count };
	};
	return { offsets, fetchPage };
}

const all = async (fetchPage: (offset: number) => Promise<Page<string>>): Promise<string[]> =>
	await takeRecords(byOffset(giver, fetchPage, idOf), null);

it.each<[string, string[], Parameters<typeof listOf>[1], string[], number[]]>([
	['several pages', ['a', 'b', 'c'], {}, ['a', 'b', 'c'], [0, 2]],
	[
		'a full last page, and stops by the total',
		['a', 'b', 'c', 'd'],
		{},
		['a', 'b', 'c', 'd'],
		[0, 2],
	],
	['no records', [], {}, [], [0]],
	[
		'without a total, to an empty page',
		['a', 'b', 'c'],
		{ total: 'none' },
		['a', 'b', 'c'],
		[0, 2, 3],
	],
])('reads %s', async (_, records, options, expected, offsets) => {
	const list = listOf(records, options);
	expect(await all(list.fetchPage)).toEqual(expected);
	expect(list.offsets).toEqual(offsets);
});

it('a record that moves to a later page comes once', async () => {
	const records = ['a', 'b', 'c', 'd'];
	let isFirst = true;
	const list = listOf(records, {
		onFetch: () => {
			if (isFirst) records.unshift('new');
			isFirst = false;
		},
	});
	expect(await all(list.fetchPage)).toEqual(['a', 'b', 'c', 'd']);
});

it('a record that moves to an earlier page, because others were removed, is not left out', async () => {
	const removals = fc.array(fc.array(fc.nat(20), { maxLength: 4 }), { maxLength: 6 });
	await fc.assert(
		fc.asyncProperty(
			fc.nat(14),
			fc.integer({ min: 1, max: 5 }),
			removals,
			async (count, size, by) => {
				const records = Array.from({ length: count }, (_, index) => String(index));
				const pending = [...by];
				const list = listOf(records, {
					size,
					onFetch: () => {
						for (const at of pending.shift() ?? []) records.splice(at, 1);
					},
				});
				const found = await all(list.fetchPage);
				expect(found).toEqual(expect.arrayContaining(records));
				expect(new Set(found).size).toBe(found.length);
			},
		),
		{
			examples: [
				[6, 2, [[0]]],
				[4, 2, [[], [3, 0]]],
				[5, 2, [[0], [0, 0]]],
			],
		},
	);
});

it.each<[string, Array<Page<string>>]>([
	['repeats its first page for ever', [{ records: ['a', 'b'], total: 6 }]],
	['does so without a total', [{ records: ['a', 'b'], total: null }]],
	[
		'has an empty page in the middle',
		[
			{ records: ['a', 'b'], total: 6 },
			{ records: [], total: 6 },
		],
	],
	['gives nothing, and says there is something', [{ records: [], total: 6 }]],
])('a vendor that %s is refused', async (_, pages) => {
	let asked = 0;
	const fetchPage = async (): Promise<Page<string>> =>
		pages[Math.min(asked++, pages.length - 1)] ?? { records: [], total: 0 };
	await expectRefused(all(fetchPage), /nothing new/);
	expect(asked).toBeLessThanOrEqual(2);
});

it('a list that grows as fast as it is read ends with a refusal', async () => {
	let made = 0;
	const endless = async (): Promise<Page<string>> => ({
		records: [String((made += 1))],
		total: Infinity,
	});
	await expect(all(endless)).rejects.toThrow('Fake HR gives more than 100000 records in one list');
});

it('records that have no id are different ones', async () => {
	const records: Array<{ id: string | null }> = [{ id: null }, { id: '1' }, { id: null }];
	const fetchPage = async (offset: number): Promise<Page<{ id: string | null }>> => ({
		records: records.slice(offset, offset + 1),
		total: 3,
	});
	expect(
		await takeRecords(
			byOffset(giver, fetchPage, ({ id }) => id),
			null,
		),
	).toEqual(records);
});

it('without a total, what has moved to a short last page is the end', async () => {
	const pages = [['a', 'b', 'c'], ['c']];
	const fetchPage = async (): Promise<Page<string>> => ({
		records: pages.shift() ?? [],
		total: null,
	});
	expect(await all(fetchPage)).toEqual(['a', 'b', 'c']);
});

it('whatever the page size, each record comes once and in order', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(fc.string()),
			fc.integer({ min: 1, max: 7 }),
			fc.boolean(),
			async (records, size, tellsTotal) => {
				const list = listOf(records, { size, total: tellsTotal ? 'right' : 'none' });
				expect(await all(list.fetchPage)).toEqual(records);
			},
		),
	);
});

describe('takeRecords', () => {
	it.each([
		[0, [], []],
		[1, ['a'], [0]],
		[2, ['a', 'b'], [0]],
		[3, ['a', 'b', 'c'], [0, 2]],
		[99, ['a', 'b', 'c', 'd', 'e'], [0, 2, 4]],
		[null, ['a', 'b', 'c', 'd', 'e'], [0, 2, 4]],
	])('%s records', async (limit, expected, offsets) => {
		const list = listOf(['a', 'b', 'c', 'd', 'e']);
		expect(await takeRecords(byOffset(giver, list.fetchPage, idOf), limit)).toEqual(expected);
		expect(list.offsets).toEqual(offsets);
	});

	it('counts what passes the test, not what is read', async () => {
		const list = listOf(['a', 'B', 'c', 'D', 'e', 'f']);
		const small = recordsWhere(byOffset(giver, list.fetchPage, idOf), (record) => record > 'Z');
		expect(await takeRecords(small, 2)).toEqual(['a', 'c']);
		expect(list.offsets).toEqual([0, 2]);
	});
});

describe('alternately', () => {
	it('takes one record of each list in turn, and reads no list further than that', async () => {
		const read: string[] = [];
		async function* list(...records: string[]): AsyncGenerator<string> {
			for (const record of records) {
				read.push(record);
				yield record;
			}
		}
		const all = alternately([list('a1', 'a2', 'a3'), list(), list('c1', 'c2')]);
		expect(await nextOf(all, 1)).toEqual(['a1']);
		expect(read).toEqual(['a1']);
		expect(await nextOf(all, null)).toEqual(['c1', 'a2', 'c2', 'a3']);
	});
});

describe('takeMapped', () => {
	it.each<[number | null, number[], number]>([
		[null, [2, 4, 6], 3],
		[2, [2, 4], 2],
		[0, [], 0],
	])(
		'with the limit %s makes something of each record as it comes: %j',
		async (limit, made, read) => {
			let given = 0;
			async function* list(): AsyncGenerator<number> {
				for (const number of [1, 2, 3]) {
					given = number;
					yield number;
				}
			}
			const all: number[] = [];
			for await (const one of takeMapped(list(), limit, (number) => number * 2)) {
				all.push(one);
				expect(one).toBe(given * 2);
			}
			expect(all).toEqual(made);
			expect(given).toBe(read);
		},
	);
});
