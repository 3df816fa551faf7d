import {
	amount,
	flag,
	idField,
	maybeId,
	orNull,
	words,
} from '../../../nodes/shared/outbound/fields';

describe('an id', () => {
	it.each([
		['abc', 'abc'],
		['3332883884017713245', '3332883884017713245'],
		['0', '0'],
		[7, '7'],
		[0, '0'],
	])('%j is the text %j', (value, expected) => {
		expect(idField.parse(value)).toBe(expected);
		expect(maybeId.parse(value)).toBe(expected);
	});

	it.each([[''], [true], [{}], [['a']], [Number.NaN]])('is not %j', (value) => {
		expect(idField.safeParse(value).success).toBe(false);
		expect(maybeId.safeParse(value).success).toBe(false);
	});

	it.each([null, undefined])('may be missing (%s) where that is said, and only there', (value) => {
		expect(maybeId.parse(value)).toBe(value);
		expect(idField.safeParse(value).success).toBe(false);
	});
});

it.each([
	['words', words, '', 7],
	['a flag', flag, false, 'true'],
	['an amount', amount, 0, '7'],
])('%s may be missing, and is of its kind otherwise', (_, schema, value, other) => {
	for (const one of [value, null, undefined]) expect(schema.parse(one)).toBe(one);
	expect(schema.safeParse(other).success).toBe(false);
});

it.each([
	['Ada', 'Ada'],
	['  Ada Lovelace\n', 'Ada Lovelace'],
	['', null],
	[' \t\n', null],
	[null, null],
	[undefined, null],
])('orNull makes %j %j', (value, expected) => {
	expect(orNull(value)).toBe(expected);
});
