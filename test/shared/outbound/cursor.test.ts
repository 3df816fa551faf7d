import { ApplicationError, NodeApiError } from 'n8n-workflow';

import { byCursor, orIfRefused, takeRecords } from '../../../nodes/shared/outbound/paging';
import type { CursorPage } from '../../../nodes/shared/outbound/paging';
import fc from '../../support/fastCheck.mts';

const giver = {
	vendor: 'Fake HR',
	received: () => 0,
	node: { id: '1', name: 'Node', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} },
} satisfies Parameters<typeof byCursor>[0];

/** Half a list is not a list. */
async function expectRefused(reading: Promise<unknown>, why: RegExp): Promise<void> {
	const refusal: unknown = await reading.catch((error: unknown) => error);
	expect(refusal).toBeInstanceOf(NodeApiError);
	expect(refusal).toMatchObject({
		message: 'Fake HR did not give a complete list',
		description: expect.stringMatching(why),
	});
}

/** A list at the vendor, in pages that each name the next. */
function pagesOf<T, C>(pages: ReadonlyArray<CursorPage<T, C>>) {
	const asked: Array<C | null> = [];
	const fetchPage = async (cursor: C | null): Promise<CursorPage<T, C>> => {
		if (asked.length > 50) throw new RangeError('It never ends');
		asked.push(cursor);
		const page = pages[asked.length - 1] ?? pages.at(-1);
		if (page === undefined) throw new RangeError('No page');
		return page;
	};
	return { asked, fetchPage };
}

const page = (next: string | null, ...records: string[]): CursorPage<string, string> => ({
	records,
	next,
});

describe('a list by cursor', () => {
	it.each<[string, Array<CursorPage<string, string>>, string[], Array<string | null>]>([
		['one page', [page(null, 'a', 'b')], ['a', 'b'], [null]],
		['nothing', [page(null)], [], [null]],
		[
			'pages to the last, which names none',
			[page('2', 'a', 'b'), page('3', 'c'), page(null, 'd')],
			['a', 'b', 'c', 'd'],
			[null, '2', '3'],
		],
		[
			'on after an empty page',
			[page('2', 'a'), page('3'), page(null, 'b')],
			['a', 'b'],
			[null, '2', '3'],
		],
		['on after an empty first page', [page('2'), page(null, 'a')], ['a'], [null, '2']],
		['a cursor that is an empty text', [page('', 'a'), page(null, 'b')], ['a', 'b'], [null, '']],
	])('reads %s', async (_, pages, expected, cursors) => {
		const { asked, fetchPage } = pagesOf(pages);
		expect(await takeRecords(byCursor(giver, fetchPage), null)).toEqual(expected);
		expect(asked).toEqual(cursors);
	});

	it.each<[string, Array<CursorPage<string, string>>, Array<string | null>]>([
		['a cursor a second time', [page('2', 'a'), page('3', 'b'), page('2', 'c')], [null, '2', '3']],
		['always the same cursor', [page('2', 'a'), page('2', 'b'), page('2', 'c')], [null, '2']],
	])(
		'is refused to whoever reads all of it where the vendor names %s',
		async (_, pages, cursors) => {
			const { asked, fetchPage } = pagesOf(pages);
			await expectRefused(takeRecords(byCursor(giver, fetchPage), null), /nothing new/);
			expect(asked).toEqual(cursors);
		},
	);

	it.each([
		['no record', (): string[] => [], 20],
		['the same records', (): string[] => ['a', 'b'], 21],
	])('with a new cursor and %s for ever is refused', async (_, records, pages) => {
		let asked = 0;
		const endless = async (): Promise<CursorPage<string, number>> => ({
			records: records(),
			next: (asked += 1),
		});
		const reading = takeRecords(
			byCursor(giver, endless, (id) => id),
			null,
		);
		await expectRefused(reading, /nothing new/);
		expect(asked).toBe(pages);
	});

	it('keeps records that come twice: without an id it cannot tell them apart', async () => {
		const { fetchPage } = pagesOf([page('2', 'a'), page(null, 'a')]);
		expect(await takeRecords(byCursor(giver, fetchPage), null)).toEqual(['a', 'a']);
	});

	it('may be read by cursors that are objects; an equal one is the same', async () => {
		const next = (offset: number) => ({ offset, filter: { status: ['a', 'b'] } });
		const { asked, fetchPage } = pagesOf([
			{ records: ['a'], next: next(1) },
			{ records: ['b'], next: next(2) },
			{ records: ['c'], next: next(1) },
			{ records: ['d'], next: null },
		]);
		await expectRefused(takeRecords(byCursor(giver, fetchPage), null), /nothing new/);
		expect(asked).toEqual([null, next(1), next(2)]);
	});

	it.each([
		[0, [], []],
		[1, ['a'], [null]],
		[2, ['a', 'b'], [null]],
		[3, ['a', 'b', 'c'], [null, '2']],
	])('asks for no page more than %i records take', async (limit, expected, cursors) => {
		const { asked, fetchPage } = pagesOf([page('2', 'a', 'b'), page('3', 'c'), page(null, 'd')]);
		expect(await takeRecords(byCursor(giver, fetchPage), limit)).toEqual(expected);
		expect(asked).toEqual(cursors);
	});

	it('hands on what was read before a page fails, and then the failure', async () => {
		const list = byCursor<string, string>(giver, async (cursor) => {
			if (cursor === null) return page('2', 'a');
			throw new ApplicationError('away');
		});
		expect((await list.next()).value).toBe('a');
		await expect(list.next()).rejects.toThrow('away');
	});

	it('tells what has moved to a later page once, and what has no id always', async () => {
		const { fetchPage } = pagesOf([page('2', 'a', 'b', ''), page(null, 'b', '', 'c')]);
		const idOf = (record: string): string | null => record || null;
		expect(await takeRecords(byCursor(giver, fetchPage, idOf), null)).toEqual([
			'a',
			'b',
			'',
			'',
			'c',
		]);
	});

	it('whatever the pages, each record comes once and in order', async () => {
		const pages = fc.array(fc.array(fc.string(), { minLength: 1 }), { minLength: 1 });
		await fc.assert(
			fc.asyncProperty(pages, async (contents) => {
				const { fetchPage } = pagesOf(
					contents.map((records, index) => ({
						records,
						next: index + 1 < contents.length ? { page: index + 1 } : null,
					})),
				);
				expect(await takeRecords(byCursor(giver, fetchPage), null)).toEqual(contents.flat());
			}),
		);
	});
});

describe('a list that may be refused', () => {
	const refusal = new ApplicationError('refused');
	const outage = new ApplicationError('away');
	const isRefusal = (error: unknown): boolean => error === refusal;

	async function* list(...parts: Array<string | Error>): AsyncGenerator<string> {
		for (const part of parts) {
			if (part instanceof Error) throw part;
			yield part;
		}
	}

	const read = (first: AsyncGenerator<string>) => {
		const instead = jest.fn(() => list('x', 'y'));
		return { instead, records: orIfRefused(first, isRefusal, instead) };
	};

	it.each<[string, string[]]>([
		['many records', ['a', 'b', 'c']],
		['one', ['a']],
		['none: an empty list is an answer', []],
	])('is itself with %s', async (_, expected) => {
		const { instead, records } = read(list(...expected));
		expect(await takeRecords(records, null)).toEqual(expected);
		expect(instead).not.toHaveBeenCalled();
	});

	it('is the other one where the first request is refused', async () => {
		const { instead, records } = read(list(refusal));
		expect(await takeRecords(records, null)).toEqual(['x', 'y']);
		expect(instead).toHaveBeenCalledTimes(1);
	});

	it('that is refused later fails: half of one list and the other do not make a whole', async () => {
		const { instead, records } = read(list('a', refusal));
		expect((await records.next()).value).toBe('a');
		await expect(records.next()).rejects.toBe(refusal);
		expect(instead).not.toHaveBeenCalled();
	});

	it.each([
		['at first', [outage]],
		['later', ['a', outage]],
	])('that fails for another reason %s fails', async (_, parts) => {
		const { instead, records } = read(list(...parts));
		await expect(takeRecords(records, null)).rejects.toBe(outage);
		expect(instead).not.toHaveBeenCalled();
	});

	it('passes on how the other one fails', async () => {
		const records = orIfRefused(list(refusal), isRefusal, () => list('x', refusal));
		await expect(takeRecords(records, null)).rejects.toBe(refusal);
	});

	it('is read no further than it takes', async () => {
		const { records } = read(list('a', 'b', outage));
		expect(await takeRecords(records, 2)).toEqual(['a', 'b']);
	});
});
