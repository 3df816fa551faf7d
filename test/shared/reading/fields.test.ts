import {
	amount,
	trueOrFalse,
	idField,
	instant,
	maybe,
	maybeId,
	orNull,
	reference,
	several,
	text,
} from '../../../nodes/shared/reading/fields';
import { readAs } from '../../../nodes/shared/reading/readAs';
import { holdingAnyOf, record } from '../../../nodes/shared/reading/record';

describe('an id', () => {
	it.each([
		['abc', 'abc'],
		['3332883884017713245', '3332883884017713245'],
		['0', '0'],
		[' 815\n', '815'],
		[7, '7'],
		[0, '0'],
		[9007199254740991, '9007199254740991'],
	])('%j is the text %j', (value, expected) => {
		expect(idField.parse(value)).toBe(expected);
		expect(maybeId.parse(value)).toBe(expected);
	});

	it.each([
		[true],
		[['a']],
		[{ id: true }],
		[Number.NaN],
		[1.5],
		[JSON.parse('1234567890123456789')],
		[JSON.parse('-1234567890123456789')],
	])('is not %j', (value) => {
		expect(idField.safeParse(value).success).toBe(false);
		expect(maybeId.safeParse(value).success).toBe(false);
	});

	it.each([[''], [' \n'], [{}], [[]]])('%j is an id that is missing', (value) => {
		expect(maybeId.parse(value)).toBeNull();
		expect(idField.safeParse(value).success).toBe(false);
	});

	it.each([null, undefined])('may be missing (%s) where that is said, and only there', (value) => {
		expect(maybeId.parse(value)).toBe(value);
		expect(idField.safeParse(value).success).toBe(false);
	});
});

it.each([
	['a text', text, '', true],
	['a flag', trueOrFalse, false, 'yes'],
	['an amount', amount, 0, '7,5'],
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

describe('a date and time', () => {
	it.each([['2024-05-15T10:00:00.5+02'], ['2024-05-15 10:00:00 UTC'], ['2024-05-15T10:00Z']])(
		'%j stays as it is written',
		(value) => {
			expect(instant.parse(value)).toBe(value);
		},
	);

	it.each([['2024-05-15'], ['soon'], [1715767200], [{}]])('is not %j', (value) => {
		expect(instant.safeParse(value).success).toBe(false);
	});

	it.each([[''], [null], [undefined]])('may be missing: %j', (value) => {
		expect(instant.parse(value) ?? null).toBeNull();
	});
});

describe('a part of a record that holds something, but nothing of what is looked for', () => {
	const unit = holdingAnyOf(['id'], record({ decides: {}, detail: { type: text, id: maybeId } }));
	const schema = record({
		decides: {},
		detail: { office: reference, unit: maybe(unit), units: several(unit) },
	});
	const readOf = (answer: object): { fields: readonly string[]; value: unknown } => {
		const reading = readAs(schema, answer);
		if (!('value' in reading)) throw new RangeError('It does not fit');
		return { fields: reading.unread.fields, value: reading.value };
	};

	it.each([
		[{ name: 'Lisbon' }],
		[{ id: null, uuid: 'x' }],
		[{ id: '', href: 'https://example.com' }],
	])('%j is said', (office) => {
		expect(readOf({ office })).toEqual({ fields: ['office'], value: { office: null } });
	});

	it.each([[{ id: 7, name: 'Lisbon' }], [{ id: null }], [{ id: null, name: ' ', of: {} }], [{}]])(
		'%j is not meant',
		(office) => {
			expect(readOf({ office }).fields).toEqual([]);
		},
	);

	it('costs a list its entry, and no other one', () => {
		const units = [{ type: 'department', name: 'Bakery' }, { type: 'team', id: '4' }, {}];
		expect(readOf({ unit: { type: 'department' }, units })).toEqual({
			fields: ['unit', 'units'],
			value: { unit: null, units: [{ type: 'team', id: '4' }, {}] },
		});
	});

	it('does not fit where it decides', () => {
		const strict = record({ decides: { office: reference }, detail: {} });
		expect(readAs(strict, { office: { name: 'Lisbon' } })).toMatchObject({ misfits: ['office'] });
	});
});

it('an object that numbers its entries is a list', () => {
	const schema = record({
		decides: {},
		detail: { units: several(record({ decides: { id: idField }, detail: { name: text } })) },
	});
	const numbered = { units: { 0: { id: 1 }, 1: { id: 2, name: {} }, 2: { name: 'no id' } } };
	expect(readAs(schema, numbered)).toMatchObject({
		value: { units: [{ id: '1' }, { id: '2', name: null }] },
		unread: { fields: ['units.name', 'units.id'] },
	});
	expect(readAs(schema, { units: { 1: { id: 1 } } })).toMatchObject({
		value: { units: [] },
		unread: { fields: ['units.id'] },
	});
});
