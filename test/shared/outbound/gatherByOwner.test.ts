import { ApplicationError } from 'n8n-workflow';

import { gatherByOwner } from '../../../nodes/shared/outbound/gatherByOwner';
import { FakeClock } from '../../support/fakeClock.mts';
import fc from '../../support/fastCheck.mts';

/** What each owner has; the owners come one by one. */
function world(records: Readonly<Record<string, readonly string[]>>) {
	const listed: string[] = [];
	const asked: string[] = [];
	async function* owners(): AsyncGenerator<string> {
		for (const owner of Object.keys(records)) {
			listed.push(owner);
			yield owner;
		}
	}
	const read = async (owner: string): Promise<readonly string[]> => {
		asked.push(owner);
		return records[owner] ?? [];
	};
	return { listed, asked, owners: owners(), read };
}

const FOUR = { ada: ['a1', 'a2'], bob: [], cyd: ['c1'], dan: ['d1', 'd2', 'd3'] };

it.each<[number | null, string[], string[]]>([
	[null, ['a1', 'a2', 'c1', 'd1', 'd2', 'd3'], ['ada', 'bob', 'cyd', 'dan']],
	[99, ['a1', 'a2', 'c1', 'd1', 'd2', 'd3'], ['ada', 'bob', 'cyd', 'dan']],
	[1, ['a1'], ['ada']],
	// As many owners as records are missing: each may have one, and then nobody else is asked.
	[2, ['a1', 'a2'], ['ada', 'bob']],
	[3, ['a1', 'a2', 'c1'], ['ada', 'bob', 'cyd']],
	[4, ['a1', 'a2', 'c1', 'd1'], ['ada', 'bob', 'cyd', 'dan']],
	[0, [], []],
])('with the limit %s it reads %j', async (limit, expected, asked) => {
	const given = world(FOUR);
	expect(await gatherByOwner(given.owners, { limit, concurrency: 2 }, given.read)).toEqual(
		expected,
	);
	expect(given.asked).toEqual(asked);
	expect(given.listed).toEqual(asked);
});

it('goes on past owners without records until there is enough', async () => {
	const given = world({ ada: [], bob: [], cyd: [], dan: ['d1'], eve: ['e1'], fay: ['f1'] });
	expect(await gatherByOwner(given.owners, { limit: 2, concurrency: 5 }, given.read)).toEqual([
		'd1',
		'e1',
	]);
	expect(given.asked).not.toContain('fay');
});

it('ends with the owners, whoever has nothing', async () => {
	const nobody = world({});
	expect(await gatherByOwner(nobody.owners, { limit: 5, concurrency: 5 }, nobody.read)).toEqual([]);
	const poor = world({ ada: [], bob: [] });
	expect(await gatherByOwner(poor.owners, { limit: 5, concurrency: 5 }, poor.read)).toEqual([]);
	expect(poor.asked).toEqual(['ada', 'bob']);
});

it('keeps the order of the owners, however long each takes, and so many at a time', async () => {
	const clock = new FakeClock();
	let underWay = 0;
	let most = 0;
	const names = ['e', 'd', 'c', 'b', 'a', 'f', 'g'];
	const { owners } = world(Object.fromEntries(names.map((name) => [name, []])));
	const records = await clock.until(
		gatherByOwner(owners, { limit: null, concurrency: 3 }, async (owner) => {
			underWay += 1;
			most = Math.max(most, underWay);
			await clock.sleep(owner.charCodeAt(0));
			underWay -= 1;
			return [owner];
		}),
	);
	expect(records).toEqual(names);
	expect(most).toBe(3);
});

it('passes on a failure to read an owner, or the owners', async () => {
	const given = world(FOUR);
	const away = new ApplicationError('away');
	const reading = gatherByOwner(given.owners, { limit: null, concurrency: 1 }, async (owner) => {
		if (owner === 'bob') throw away;
		return await given.read(owner);
	});
	await expect(reading).rejects.toBe(away);
	expect(given.asked).toEqual(['ada']);

	async function* broken(): AsyncGenerator<string> {
		yield 'ada';
		throw away;
	}
	const listing = gatherByOwner(broken(), { limit: null, concurrency: 1 }, given.read);
	await expect(listing).rejects.toBe(away);
});

it('whatever the limit and the owners have, it is the beginning of it all', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.array(fc.string(), { maxLength: 4 }), { maxLength: 12 }),
			fc.option(fc.integer({ min: 0, max: 20 })),
			fc.integer({ min: 1, max: 5 }),
			async (lists, limit, concurrency) => {
				const given = world(Object.fromEntries(lists.map((list, index) => [`o${index}`, list])));
				const records = await gatherByOwner(given.owners, { limit, concurrency }, given.read);
				expect(records).toEqual(lists.flat().slice(0, limit ?? undefined));
				// The last round is of no more owners than records are missing, and it was needed.
				if (limit !== null && given.asked.length > limit) {
					const before = lists.slice(0, given.asked.length - limit);
					expect(before.flat().length).toBeLessThan(limit);
				}
			},
		),
	);
});
