import type { Giver } from '../../../nodes/shared/outbound/listBudget';
import { byCursor, byOffset, takeRecords } from '../../../nodes/shared/outbound/paging';

/*
 * Lists that never end, with records that are new each time: they cannot be told from a large company, and
 * must not take all of the memory.
 */

const MB = 1024 * 1024;

let received: number;
let now: number;
beforeEach(() => {
	received = 0;
	now = performance.now();
	jest.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
	jest.restoreAllMocks();
});

const giver: Giver = {
	vendor: 'Fake HR',
	node: { id: '1', name: 'Node', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} },
	received: () => received,
};

interface Pages {
	/** How many records a page has. */
	readonly size: number;
	/** How many bytes it has. */
	readonly bytes?: number;
	/** How long it takes. */
	readonly ms?: number;
}

/** Reads a list without an end, in both ways of paging. @returns how often it was asked for a page */
async function readEndless(
	{ size, bytes = 0, ms = 0 }: Pages,
	between: () => void = () => undefined,
) {
	let records = 0;
	const come = (): string[] => {
		received += bytes;
		now += ms;
		return Array.from({ length: size }, () => String((records += 1)));
	};
	const idOf = (record: string): string => {
		between();
		return record;
	};
	const asked: number[] = [];
	const messages: unknown[] = [];
	for (const read of [
		() =>
			byCursor(
				giver,
				async (at: number | null) => ({ records: come(), next: (at ?? 0) + 1 }),
				idOf,
			),
		() => byOffset(giver, async () => ({ records: come(), total: Infinity }), idOf),
	]) {
		records = 0;
		const failure: unknown = await takeRecords(read(), null).catch((error: unknown) => error);
		asked.push(records / size);
		messages.push(failure);
	}
	return { asked, messages };
}

it.each<[string, Pages, number, string]>([
	['many records', { size: 100 }, 1_001, 'more than 100000 records in one list'],
	['hardly any record on a page', { size: 1 }, 10_001, 'more than 100000 records in one list'],
	['large records', { size: 10, bytes: 10 * MB }, 7, 'more than 64 MB in one list'],
	['slow pages', { size: 10, ms: 59_000 }, 62, 'a list that takes more than 60 minutes'],
])('a list of %s is given up', async (_, pages, times, what) => {
	const { asked, messages } = await readEndless(pages);
	expect(asked).toEqual([times, times]);
	const failure = expect.objectContaining({
		message: `Fake HR gives ${what}`,
		description: expect.stringMatching(/Ask for less at a time, with a filter/),
	});
	expect(messages).toEqual([failure, failure]);
});

it('what the reader does between two pages takes no part of it', async () => {
	const { messages } = await readEndless({ size: 100 }, () => {
		received += MB;
		now += 60_000;
	});
	const failure = expect.objectContaining({
		message: 'Fake HR gives more than 100000 records in one list',
	});
	expect(messages).toEqual([failure, failure]);
});

it('a clock that is set while a page is read makes no list long', async () => {
	let clock = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => (clock += 24 * 60 * 60_000));
	const { asked } = await readEndless({ size: 100 });
	expect(asked).toEqual([1_001, 1_001]);
});
