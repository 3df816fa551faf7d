import { DateTime } from 'luxon';

import { oneOf, someOf } from '../../../nodes/shared/actions/choices';
import type { Kind } from '../../../nodes/shared/actions/kind';
import { count, id, isNothing, textOrNumber, yesOrNo } from '../../../nodes/shared/actions/kind';
import { emails, ids, names, numericIds } from '../../../nodes/shared/actions/lists';
import { day, instant } from '../../../nodes/shared/actions/moments';
import { timeZoneSchema } from '../../../nodes/shared/model/dates';
import fc from '../../support/fastCheck.mts';

const STATUSES = [
	{ name: 'Active', value: 'status_active' },
	{ name: 'On Leave', value: 'away' },
] as const;

const zone = (name: string) => ({ timeZone: () => timeZoneSchema.parse(name) });
const read = <T>(kind: Kind<T>, value: unknown, timeZone = 'America/New_York'): T | undefined =>
	kind.read(value, zone(timeZone));

describe('nothing', () => {
	it.each([
		undefined,
		null,
		'',
		' \n',
		[],
		NaN,
		'undefined',
		'null',
		'NaN',
		'[object Object]',
		'[]',
	])('is %j', (value) => {
		expect(isNothing(value)).toBe(true);
	});

	it.each([0, false, 'Null', 'Nan', 'none', [''], ['a'], {}])('is not %j', (value) => {
		expect(isNothing(value)).toBe(false);
	});
});

describe('an ID', () => {
	it.each([
		['4dd', '4dd'],
		[' 19ff54 ', '19ff54'],
		['3332883884017713234', '3332883884017713234'],
		[501, '501'],
		[0, '0'],
		['ada@example.com', 'ada@example.com'],
	])('is %j', (value, expected) => {
		expect(read(id, value)).toBe(expected);
	});

	it.each([
		['a number that lost digits', Number('1234567890123456789')],
		['half a number', 2.5],
		['no number', NaN],
		['a list', ['501']],
		['a list as text', '["501"]'],
		['several', '501,502'],
		['words', 'Ada Lovelace'],
		['an object', { id: '501' }],
		['true', true],
		['a date', new Date()],
	])('is not %s', (_, value) => {
		expect(read(id, value)).toBeUndefined();
	});
});

describe('several IDs', () => {
	it.each<[unknown, string[]]>([
		['501', ['501']],
		[501, ['501']],
		[' 501 , 502,', ['501', '502']],
		['501\n502', ['501', '502']],
		[
			[501, 502],
			['501', '502'],
		],
		[
			[501, '502'],
			['501', '502'],
		],
		['["501", "502"]', ['501', '502']],
		['[501, 502]', ['501', '502']],
		[[501, '501', 501], ['501']],
	])('are %j', (value, expected) => {
		expect(read(ids, value)).toEqual(expected);
		expect(read(numericIds, value)).toEqual(expected);
	});

	it.each<[string, unknown]>([
		['an entry that is nothing', ['501', undefined]],
		['an entry that is empty', ['501', '']],
		['an entry that is no ID', ['501', { id: 502 }]],
		['a list in a list', [['501']]],
		['an object', { id: 501 }],
		['an object as text', '{"id":501}'],
		['a list that is broken', '[501, 502'],
		['a list that is no JSON', '[a, b]'],
		['a number that lost digits', '[1234567890123456789]'],
		['commas', ' , '],
		['true', true],
		['a date', new Date()],
	])('are not %s', (_, value) => {
		expect(read(ids, value)).toBeUndefined();
	});

	it('are digits where the vendor has numbers: others may be ignored', () => {
		expect(read(ids, 'support')).toEqual(['support']);
		expect(read(numericIds, 'support')).toBeUndefined();
		expect(read(numericIds, ['501', 'support'])).toBeUndefined();
	});
});

it.each<[unknown, string[] | undefined]>([
	['Holiday, Sick leave', ['Holiday', 'Sick leave']],
	[['Holiday, paid'], ['Holiday, paid']],
	['["Holiday, paid"]', ['Holiday, paid']],
	['[Old] Holiday', ['[Old] Holiday']],
	[['Holiday', null], undefined],
	[{ name: 'Holiday' }, undefined],
])('names in %j: %j', (value, expected) => {
	expect(read(names, value)).toEqual(expected);
});

it.each<[unknown, string[] | undefined]>([
	['ada@example.com', ['ada@example.com']],
	[' ada@example.com,, bob@example.com ', ['ada@example.com', 'bob@example.com']],
	[['ada@example.com'], ['ada@example.com']],
	['Ada', undefined],
	['ada@example.com,undefined', undefined],
	[501, undefined],
])('e-mail addresses in %j: %j', (value, expected) => {
	expect(read(emails, value)).toEqual(expected);
});

it.each<[unknown, string | undefined]>([
	[' Ada Lovelace ', 'Ada Lovelace'],
	[42, '42'],
	[['Ada'], undefined],
	[true, undefined],
	[{}, undefined],
	[DateTime.utc(), undefined],
])('words in %j: %j', (value, expected) => {
	expect(read(textOrNumber, value)).toBe(expected);
});

it.each<[unknown, boolean | undefined]>([
	[true, true],
	[false, false],
	['true', true],
	[' FALSE ', false],
	['yes', undefined],
	[1, undefined],
	[0, undefined],
	[[true], undefined],
])('yes or no in %j: %j', (value, expected) => {
	expect(read(yesOrNo, value)).toBe(expected);
});

it.each<[unknown, number | undefined]>([
	[3, 3],
	['3', 3],
	[' 3.0 ', 3],
	[0, undefined],
	[-1, undefined],
	[2.5, undefined],
	['2.5', undefined],
	['0', undefined],
	['1e3', undefined],
	['abc', undefined],
	[Infinity, undefined],
	['99999999999999999999', undefined],
	[true, undefined],
	[[3], undefined],
])('a count in %j: %j', (value, expected) => {
	expect(read(count, value)).toBe(expected);
});

describe('choices', () => {
	it.each<[unknown, string | undefined]>([
		['status_active', 'status_active'],
		['STATUS_ACTIVE', 'status_active'],
		[' active ', 'status_active'],
		['on leave', 'away'],
		['inactive', undefined],
		[['away'], undefined],
		[7, undefined],
	])('one: %j is %j', (value, expected) => {
		expect(read(oneOf(STATUSES), value)).toBe(expected);
	});

	it.each<[unknown, string[] | undefined]>([
		[
			['away', 'ACTIVE'],
			['away', 'status_active'],
		],
		['Active, On Leave', ['status_active', 'away']],
		['["active"]', ['status_active']],
		[['away', 'inactive'], undefined],
		[[null], undefined],
	])('several: %j is %j', (value, expected) => {
		expect(read(someOf(STATUSES), value)).toEqual(expected);
	});

	it('are named where another word is refused', () => {
		for (const kind of [oneOf(STATUSES), someOf(STATUSES)]) {
			expect(kind.noun).toContain('Active, On Leave');
			expect(kind.takes).toContain('Active, On Leave');
		}
	});
});

/** A late evening in New York: the next day in UTC. */
const EVENING = '2026-03-02T03:30:00.000Z';
const GARBAGE: unknown[] = [
	...['tomorrow', '31.01.2026', '01/31/2026', '2026-13-01', '2026-02-30', '2026-01-31 noon'],
	...['2026-01-31T25:00:00', '2026', '20260131', '1772422200000', '{"a":1}'],
	...[20260131, 46053, 1772422200, -1, NaN, Infinity, true, {}, ['2026-01-31']],
	...[new Date(NaN), DateTime.invalid('nothing')],
];

describe('a day', () => {
	it.each<[string, unknown, string]>([
		['a day', '2026-01-31', '2026-01-31'],
		['a date and time, cut and never converted', '2026-01-31T23:59:00-11:00', '2026-01-31'],
		['a date and time of a database', '2026-01-31 23:59:00', '2026-01-31'],
		['blanks around it', ' 2026-01-31 ', '2026-01-31'],
		[
			'a luxon object, on its own calendar',
			DateTime.fromISO(EVENING, { zone: 'Asia/Tokyo' }),
			'2026-03-02',
		],
		['a Date, in the zone of the workflow', new Date(EVENING), '2026-03-01'],
		['a Date that was made of a day', new Date('2026-01-31'), '2026-01-31'],
		['milliseconds, in the zone of the workflow', Date.parse(EVENING), '2026-03-01'],
	])('of %s', (_, value, expected) => {
		expect(read(day, value)).toBe(expected);
	});

	it.each(GARBAGE)('is not %j', (value) => {
		expect(read(day, value)).toBeUndefined();
	});
});

describe('an instant', () => {
	it.each<[string, unknown, string]>([
		['with a zone', '2026-01-31T10:00:00+02:00', '2026-01-31T08:00:00.000Z'],
		['without one, in that of the workflow', '2026-01-31T10:00:00', '2026-01-31T15:00:00.000Z'],
		['of the summer', '2026-07-31T10:00:00', '2026-07-31T14:00:00.000Z'],
		['of a database', '2026-01-31 10:00:00', '2026-01-31T15:00:00.000Z'],
		['of a day', '2026-01-31', '2026-01-31T05:00:00.000Z'],
		['of a luxon object', DateTime.fromISO(EVENING, { zone: 'Asia/Tokyo' }), EVENING],
		['of a Date', new Date(EVENING), EVENING],
		['of a Date at midnight', new Date('2026-01-31'), '2026-01-31T00:00:00.000Z'],
		['of milliseconds', Date.parse(EVENING), EVENING],
	])('%s', (_, value, expected) => {
		expect(read(instant, value)).toBe(expected);
	});

	it.each(GARBAGE)('is not %j', (value) => {
		expect(read(instant, value)).toBeUndefined();
	});
});

it('no kind throws, whatever it is given, or finds a value in nothing', () => {
	const kinds: Array<Kind<unknown>> = [
		...[id, ids, numericIds, names, emails, textOrNumber, yesOrNo, count, day, instant],
		...[oneOf(STATUSES), someOf(STATUSES)],
	];
	fc.assert(
		fc.property(fc.anything({ withDate: true, withBigInt: true }), (value) => {
			for (const kind of kinds) {
				const understood = read(kind, value);
				if (isNothing(value)) expect(understood).toBeUndefined();
			}
		}),
		{ numRuns: 2_000 },
	);
});
