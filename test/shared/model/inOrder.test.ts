import { inOrder } from '../../../nodes/shared/model/inOrder';

const ordered = (texts: ReadonlyArray<string | null>): string => {
	const records = texts.map((at, place) => ({ at, name: 'abcdefgh'[place] }));
	return inOrder(records, ({ at }) => at)
		.map(({ name }) => name)
		.join('');
};

it.each<[string, Array<string | null>, string]>([
	['oldest first', ['2027-01-10T09:00:00.5', '2027-01-11T09:00:00.5', '2027-01-12'], 'abc'],
	['newest first', ['2027-01-12', '2027-01-11T09:00:00.5', '2027-01-10T09:00:00.5'], 'cba'],
	['in any order', ['2027-01-11', '2027-01-12', '2027-01-10'], 'cab'],
	['in several zones', ['2027-01-10T09:00:00+02:00', '2027-01-10T08:30:00Z'], 'ab'],
	['in several forms', ['2027-01-10T10:00:00', '2027-01-10T09:00:00.000Z'], 'ba'],
	['by microseconds', ['2027-01-10T09:00:00.500002', '2027-01-10T09:00:00.500001'], 'ba'],
	[
		'with as many digits as they like',
		['2027-01-10T09:00:00.5', '2027-01-10T09:00:00.50001'],
		'ab',
	],
	['of one instant, by place', ['2027-01-10', '2027-01-10', '2027-01-10'], 'abc'],
	['of one instant in a list of newest first', ['2027-01-12', '2027-01-10', '2027-01-10'], 'cba'],
	['without an instant, behind the one before', ['2027-01-11', null, '2027-01-12', 'soon'], 'abcd'],
	['without an instant, turned round too', ['2027-01-12', null, '2027-01-11'], 'cba'],
	['without any instant', [null, 'soon', null], 'abc'],
	['none', [], ''],
])('records %s', (_, texts, expected) => {
	expect(ordered(texts)).toBe(expected);
});

it('leaves what it was given as it is', () => {
	const records = ['2027-01-12', '2027-01-11'];
	inOrder(records, (text) => text);
	expect(records).toEqual(['2027-01-12', '2027-01-11']);
});
