import fc from 'fast-check';

import { byOffset, take, where } from '../../../nodes/shared/outbound/paging';
import type { Page } from '../../../nodes/shared/outbound/paging';

const idOf = (record: string): string => record;

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
	await take(byOffset(fetchPage, idOf), null);

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
	[
		'a total too large, to an empty page',
		['a', 'b', 'c'],
		{ total: 99 },
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

it('a vendor that repeats its first page for ever ends at its total', async () => {
	const fetchPage = async (): Promise<Page<string>> => ({ records: ['a', 'b'], total: 6 });
	expect(await all(fetchPage)).toEqual(['a', 'b']);
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

describe('take', () => {
	it.each([
		[0, [], []],
		[1, ['a'], [0]],
		[2, ['a', 'b'], [0]],
		[3, ['a', 'b', 'c'], [0, 2]],
		[99, ['a', 'b', 'c', 'd', 'e'], [0, 2, 4]],
		[null, ['a', 'b', 'c', 'd', 'e'], [0, 2, 4]],
	])('%s records', async (limit, expected, offsets) => {
		const list = listOf(['a', 'b', 'c', 'd', 'e']);
		expect(await take(byOffset(list.fetchPage, idOf), limit)).toEqual(expected);
		expect(list.offsets).toEqual(offsets);
	});

	it('counts what passes the test, not what is read', async () => {
		const list = listOf(['a', 'B', 'c', 'D', 'e', 'f']);
		const small = where(byOffset(list.fetchPage, idOf), (record) => record > 'Z');
		expect(await take(small, 2)).toEqual(['a', 'c']);
		expect(list.offsets).toEqual([0, 2]);
	});
});

it('ends where the vendor sends the same page over and over', async () => {
	let asked = 0;
	const same = async (): Promise<{ records: string[]; total: null }> => {
		asked += 1;
		return { records: ['a', 'b'], total: null };
	};
	expect(await all(same)).toEqual(['a', 'b']);
	expect(asked).toBe(2);
});
