import { eachDayOnce, everyDayOf, sumOf } from '../../../nodes/shared/model/leaveDays';
import { dayOf } from '../../../nodes/shared/model/dates';
import fc from '../../support/fastCheck.mts';

const monday = dayOf('2027-02-01');
const tuesday = dayOf('2027-02-02');
const wednesday = dayOf('2027-02-03');

const MORNING = { part: 'morning', amount: 0.5 } as const;
const AFTERNOON = { part: 'afternoon', amount: 0.5 } as const;
/** Half a day, of which nobody says which. */
const UNNAMED = { amount: 0.5 } as const;

describe('days of a leave', () => {
	it('come in order, each once, and those of which nothing is known not at all', () => {
		expect(
			eachDayOnce([
				{ date: wednesday, hours: 2 },
				{ date: tuesday },
				{ date: null, hours: 8 },
				{ date: monday, part: 'morning' },
			]),
		).toEqual([
			{ date: monday, part: 'morning', hours: null },
			{ date: wednesday, part: null, hours: 2 },
		]);
	});

	it.each([
		[[{ hours: 1.1 }, { hours: 2.2 }], { part: null, hours: 3.3 }],
		[[{ hours: 2 }, { part: 'morning' }], { part: null, hours: 2 }],
		[[{ part: 'morning' }, { part: 'afternoon' }], { part: 'full', hours: null }],
		[[{ part: 'morning' }, { part: 'morning' }], { part: 'morning' }],
		[[{ part: 'full' }, { part: 'afternoon' }], { part: 'full' }],
		[[{ amount: 0.5 }, { amount: 0.5 }], { part: 'full' }],
		[[{ amount: 0.5 }], { part: null }],
		[[{ amount: 1 }], { part: 'full' }],
		[[{ amount: 0.25 }, { amount: 0.25 }], { part: null }],
		[[{ part: 'morning', amount: 0.5 }, { amount: 0.5 }], { part: null }],
		[[{ part: 'morning', amount: 0.5 }, { amount: 1 }], { part: 'full' }],
		[[{ amount: 0.5 }, { amount: 0.5 }, { hours: 2 }], { part: 'full', hours: 2 }],
		[[{ amount: 0.5 }, { hours: 4 }], { part: null, hours: 4 }],
	] as const)('of one day, %j, are added up', (entries, expected) => {
		const days = eachDayOnce(entries.map((entry) => ({ ...entry, date: monday })));
		expect(days).toMatchObject([{ date: monday, ...expected }]);
	});

	it.each([
		[[MORNING, MORNING], 'morning'],
		[[AFTERNOON, AFTERNOON, AFTERNOON], 'afternoon'],
		[[MORNING, MORNING, UNNAMED], null],
		[[UNNAMED, AFTERNOON], null],
		[[MORNING, { hours: 3 }], null],
		[[MORNING, UNNAMED, AFTERNOON], 'full'],
		[[MORNING, UNNAMED, { part: 'full' }], 'full'],
		[[UNNAMED, UNNAMED], 'full'],
		[[UNNAMED], null],
	] as const)('that are halves, %j, are %j', (halves, part) => {
		for (const entries of [halves, [...halves].reverse()]) {
			const [day] = eachDayOnce(entries.map((entry) => ({ ...entry, date: monday })));
			expect(day?.part).toBe(part);
		}
	});

	it('are a whole day only where that is said, or both halves are, or the amounts come to it', () => {
		const entries = fc.array(
			fc.record({
				part: fc.constantFrom('morning', 'afternoon', null),
				amount: fc.constantFrom(0.25, 0.5, null),
				hours: fc.constantFrom(2, null),
			}),
			{ minLength: 1, maxLength: 5 },
		);
		fc.assert(
			fc.property(entries, (list) => {
				const [day] = eachDayOnce(list.map((entry) => ({ ...entry, date: monday })));
				const parts = new Set(list.flatMap(({ part }) => part ?? []));
				const taken = list.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
				const isWhole = parts.size === 2 || (parts.size === 0 && taken >= 1);
				expect(day?.part === 'full').toBe(isWhole);
			}),
		);
	});

	it('are all of a range', () => {
		expect(everyDayOf({ from: monday, to: wednesday }, { hours: 3 })).toEqual([
			{ date: monday, hours: 3 },
			{ date: tuesday, hours: 3 },
			{ date: wednesday, hours: 3 },
		]);
	});

	it.each([
		{ from: monday, to: null },
		{ from: null, to: monday },
		{ from: tuesday, to: monday },
		{ from: monday, to: dayOf('9999-12-31') },
	])('are none of the range %j', (range) => {
		expect(everyDayOf(range, { part: 'full' })).toEqual([]);
	});
});

it.each([
	[[0.1, 0.2], 0.3],
	[[1, null, 2], 3],
	[[0, 0], 0],
	[[null, undefined], null],
	[[], null],
])('the sum of %j is %j', (amounts, sum) => {
	expect(sumOf(amounts)).toBe(sum);
});
