import { inAnyCase, isOneOf, matchingRecords } from '../../../nodes/shared/reading/matchingRecords';
import { sentencesOf, unreadNotes } from '../../../nodes/shared/reading/unread';
import { takeRecords } from '../../../nodes/shared/outbound/paging';

describe('a value', () => {
	it.each([
		['without a filter, whatever it is', undefined, null, true],
		['that is wanted', ['a', 'b'], 'b', true],
		['with blanks around it', ['a'], ' a\n', true],
		['in another case, as ids may differ by it', ['a'], 'A', false],
		['that is another one', ['a'], 'b', false],
		['that is missing', ['a'], null, null],
		['that is not there', ['a'], undefined, null],
		['of blanks', ['a'], ' ', null],
	])('%s', (_, wanted, value, passes) => {
		expect(isOneOf(wanted, value)).toBe(passes);
	});

	it('that is not known may be any', () => {
		const known = ['active', 'inactive'];
		const spelling = { known, bare: inAnyCase };
		expect(isOneOf(['active'], ' ACTIVE', spelling)).toBe(true);
		expect(isOneOf(['active'], 'INACTIVE', spelling)).toBe(false);
		expect(isOneOf(['active'], 'onboarding', spelling)).toBeNull();
		expect(isOneOf(['active'], 'ACTIVE', { known })).toBeNull();
	});

	it('is spelled as the vendor spells it', () => {
		const bare = (word: string): string => word.replace(/^status_/, '');
		expect(isOneOf(['status_active'], 'active', { bare })).toBe(true);
		expect(isOneOf(['status_active'], 'Active', { bare })).toBe(false);
	});
});

describe('a list', () => {
	const records = [
		{ id: '1', status: 'active', team: 'a' },
		{ id: '2', status: 'inactive', team: null },
		{ id: '3', status: null, team: 'a' },
		{ id: '4', status: 'active', team: null },
		{ id: '5', status: null, team: null },
	];
	type One = (typeof records)[number];
	const read = async (filters: Record<string, (one: One) => boolean | null>) => {
		const unread = unreadNotes();
		const found = await takeRecords(
			matchingRecords(records, { unread, what: 'a list' }, filters),
			null,
		);
		return { ids: found.map(({ id }) => id), said: sentencesOf(unread, 'Fake HR') };
	};

	it('keeps what passes, and says what cannot be compared', async () => {
		const { ids, said } = await read({
			status: ({ status }) => isOneOf(['active'], status),
			team: ({ team }) => isOneOf(['a'], team),
		});
		expect(ids).toEqual(['1']);
		// The second does not pass for certain, whatever its team.
		expect(said).toEqual([
			'Fake HR sent a list with 3 records that cannot be read and are left out, because of: status (a filter needs it), team (a filter needs it)',
		]);
	});

	it('keeps what cannot be compared where the vendor was asked for it', async () => {
		const { ids, said } = await read({
			status: ({ status }) => isOneOf(['active'], status) ?? true,
		});
		expect(ids).toEqual(['1', '3', '4', '5']);
		expect(said).toEqual([]);
	});
});
