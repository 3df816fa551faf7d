import { timeOfDaySchema } from '../../../nodes/shared/schedule/clock';
import { knownOf } from '../../../nodes/shared/schedule/known';
import { due, dueOfLeave, windowOf } from '../../../nodes/shared/schedule/due';
import type { DueSettings, LeaveSpan } from '../../../nodes/shared/schedule/moments';
import { day, instant } from '../../support/days';
import { person, settings } from './people';

type Said = Parameters<typeof person>[0];

const daysOf = (said: Said) => knownOf(person(said), null).days;

/** What a poll finds of a person, as `type day`. */
function told(
	said: Said,
	[since, until]: readonly [string, string],
	{
		before = said,
		now = settings(),
		then = now,
	}: { before?: Said | null; now?: DueSettings; then?: DueSettings } = {},
): string[] {
	const seen = before === null ? null : { days: daysOf(before), settings: then };
	const window = windowOf(instant(since), instant(until));
	return due(daysOf(said), now, window, seen).map(
		({ eventType, effectiveDate, daysBefore, years }) =>
			[eventType.replace('employee.', ''), effectiveDate, daysBefore ?? years]
				.filter(Boolean)
				.join(' '),
	);
}

describe('what becomes due between two polls', () => {
	const STARTS = { start: '2026-05-15' };
	const LEAVES = { start: '2020-01-15', end: '2026-05-31', lastDay: '2026-05-15' };

	it.each<[string, Said, [string, string], string[]]>([
		[
			'a first day, when it begins',
			STARTS,
			['2026-05-15T03:59:59Z', '2026-05-15T04:00:00Z'],
			['started 2026-05-15'],
		],
		['nothing before it begins', STARTS, ['2026-05-14T04:00:00Z', '2026-05-15T03:59:59Z'], []],
		['nothing a second time', STARTS, ['2026-05-15T04:00:00Z', '2026-05-16T04:00:00Z'], []],
		[
			'a reminder of a first day',
			STARTS,
			['2026-05-01T03:59:59Z', '2026-05-01T04:00:00Z'],
			['start_upcoming 2026-05-15 14'],
		],
		[
			'a last day worked, when it is over',
			LEAVES,
			['2026-05-15T21:59:59Z', '2026-05-15T22:00:00Z'],
			['access_ended 2026-05-15'],
		],
		['nothing while it lasts', LEAVES, ['2026-05-15T00:00:00Z', '2026-05-15T21:59:59Z'], []],
		[
			'a last day of employment, when it is over',
			LEAVES,
			['2026-05-31T00:00:00Z', '2026-05-31T22:00:00Z'],
			['terminated 2026-05-31'],
		],
		[
			'a reminder of the last day worked',
			LEAVES,
			['2026-05-01T00:00:00Z', '2026-05-01T12:00:00Z'],
			['last_day_upcoming 2026-05-15 14'],
		],
		[
			'the end of a contract',
			{ contractEnd: '2026-05-15' },
			['2026-05-01T00:00:00Z', '2026-05-01T12:00:00Z'],
			['contract_ending 2026-05-15 14'],
		],
		[
			'the end of a probation',
			{ probationEnd: '2026-05-15' },
			['2026-05-01T00:00:00Z', '2026-05-01T12:00:00Z'],
			['probation_ending 2026-05-15 14'],
		],
		[
			'an anniversary',
			STARTS,
			['2029-05-15T00:00:00Z', '2029-05-15T12:00:00Z'],
			['anniversary 2029-05-15 3'],
		],
		[
			'no anniversary on the first day',
			STARTS,
			['2026-05-15T00:00:00Z', '2026-05-15T12:00:00Z'],
			['started 2026-05-15'],
		],
		[
			'no anniversary of somebody who has left',
			LEAVES,
			['2027-01-15T00:00:00Z', '2027-01-15T12:00:00Z'],
			[],
		],
		[
			'29 February on the 28th',
			{ start: '2024-02-29' },
			['2026-02-28T00:00:00Z', '2026-02-28T12:00:00Z'],
			['anniversary 2026-02-28 2'],
		],
		[
			'29 February on the 29th',
			{ start: '2024-02-29' },
			['2028-02-28T00:00:00Z', '2028-02-29T12:00:00Z'],
			['anniversary 2028-02-29 4'],
		],
		[
			'an anniversary over the turn of the year',
			{ start: '2020-12-31' },
			['2025-12-30T12:00:00Z', '2026-01-02T12:00:00Z'],
			['anniversary 2025-12-31 5'],
		],
		['nothing of somebody without days', {}, ['2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z'], []],
	])('%s', (_, said, window, expected) => {
		expect(told(said, window)).toEqual(expected);
	});

	it('covers everything since the poll before, however long ago that was', () => {
		expect(
			told({ ...LEAVES, start: '2026-04-01' }, ['2026-03-01T00:00:00Z', '2026-07-01T00:00:00Z']),
		).toEqual([
			'start_upcoming 2026-04-01 14',
			'started 2026-04-01',
			'last_day_upcoming 2026-05-15 14',
			'access_ended 2026-05-15',
			'terminated 2026-05-31',
		]);
	});

	it('reminds as often as is asked for, each number of days once', () => {
		const now = settings({ daysBefore: [30, 7, 1, 7] });
		expect(told(STARTS, ['2026-04-01T00:00:00Z', '2026-05-15T00:00:00Z'], { now })).toEqual([
			'start_upcoming 2026-05-15 30',
			'start_upcoming 2026-05-15 7',
			'start_upcoming 2026-05-15 1',
		]);
	});

	it('ends the last day when the company says', () => {
		const now = settings({ lastDayEndsAt: timeOfDaySchema.parse('18:00') });
		expect(told(LEAVES, ['2026-05-15T15:59:59Z', '2026-05-15T16:00:00Z'], { now })).toEqual([
			'access_ended 2026-05-15',
		]);
	});
});

describe('what was due already, and is learnt only now', () => {
	const NOON: [string, string] = ['2026-05-15T09:00:00Z', '2026-05-15T10:00:00Z'];

	it.each<[string, Said, Said | null, string[]]>([
		['somebody new who started today', { start: '2026-05-15' }, null, ['started 2026-05-15']],
		[
			'somebody new who starts in a week',
			{ start: '2026-05-22' },
			null,
			['start_upcoming 2026-05-22 14'],
		],
		['somebody new who started long ago', { start: '2010-01-01' }, null, []],
		['a first day that was entered late', { start: '2026-05-14' }, {}, ['started 2026-05-14']],
		[
			'a first day that was moved closer',
			{ start: '2026-05-18' },
			{ start: '2026-06-18' },
			['start_upcoming 2026-05-18 14'],
		],
		[
			'a last day that was entered late',
			{ end: '2026-05-10' },
			{},
			['access_ended 2026-05-10', 'terminated 2026-05-10'],
		],
		[
			'a last day that was entered a year late',
			{ end: '2025-05-10' },
			{},
			['access_ended 2025-05-10', 'terminated 2025-05-10'],
		],
		[
			'a last day to come that was moved back by months',
			{ start: '2015-01-01', end: '2026-01-31', lastDay: '2026-01-15' },
			{ start: '2015-01-01', end: '2026-05-31' },
			['access_ended 2026-01-15', 'terminated 2026-01-31'],
		],
		[
			'a last day that was over, and was corrected by months',
			{ end: '2026-01-31' },
			{ end: '2026-05-10' },
			[],
		],
		['somebody new who left long ago', { end: '2025-05-10' }, null, []],
		['a last day that was moved back and forth', { end: '2026-05-10' }, { end: '2026-05-10' }, []],
		[
			'somebody who never came, as was entered on the first day',
			{ start: '2026-05-15', end: '2026-05-01' },
			{ start: '2026-05-15' },
			['access_ended 2026-05-01', 'terminated 2026-05-01'],
		],
		[
			'a hire that was called off before the first day: an account may be there',
			{ start: '2026-05-16', end: '2026-05-14', contractEnd: '2026-05-29' },
			{ start: '2026-05-16' },
			['access_ended 2026-05-14'],
		],
		[
			'a hire that was called off, and then not',
			{ start: '2026-05-20' },
			{ start: '2026-05-20', end: '2026-05-01' },
			['start_upcoming 2026-05-20 14'],
		],
	])('%s', (_, said, before, expected) => {
		expect(told(said, NOON, { before })).toEqual(expected);
	});

	it('tells a reminder that was asked for since', () => {
		const [now, then] = [settings({ daysBefore: [14, 30] }), settings({ daysBefore: [14] })];
		expect(told({ start: '2026-06-10' }, NOON, { now, then })).toEqual([
			'start_upcoming 2026-06-10 30',
		]);
	});

	it('tells a last day that ends earlier by now than was set before', () => {
		const [now, then] = [settings({ lastDayEndsAt: timeOfDaySchema.parse('10:00') }), settings()];
		expect(told({ end: '2026-05-15' }, NOON, { now, then })).toEqual([
			'access_ended 2026-05-15',
			'terminated 2026-05-15',
		]);
	});
});

describe('leaves', () => {
	const toldOf = (
		span: LeaveSpan,
		[since, until]: [string, string],
		known: LeaveSpan | null = span,
	): string[] =>
		dueOfLeave(
			span,
			settings(),
			windowOf(instant(since), instant(until)),
			known && { days: known, settings: settings() },
		).map(({ eventType, effectiveDate }) => `${eventType} ${effectiveDate}`);
	const WEEK = { start: day('2026-05-11'), end: day('2026-05-15') };

	it('begin when their first day begins, and end when their last day is over', () => {
		expect(toldOf(WEEK, ['2026-05-11T03:59:59Z', '2026-05-11T04:00:00Z'])).toEqual([
			'leave.started 2026-05-11',
		]);
		expect(toldOf(WEEK, ['2026-05-11T04:00:00Z', '2026-05-15T21:59:59Z'])).toEqual([]);
		expect(toldOf(WEEK, ['2026-05-15T21:59:59Z', '2026-05-15T22:00:00Z'])).toEqual([
			'leave.ended 2026-05-15',
		]);
	});

	it('that are entered late are told at once', () => {
		expect(toldOf(WEEK, ['2026-05-13T09:00:00Z', '2026-05-13T10:00:00Z'], null)).toEqual([
			'leave.started 2026-05-11',
		]);
	});

	it('without an end do not end', () => {
		const open = { ...WEEK, end: null };
		expect(toldOf(open, ['2026-05-01T00:00:00Z', '2027-05-01T00:00:00Z'])).toEqual([
			'leave.started 2026-05-11',
		]);
		expect(toldOf(WEEK, ['2026-05-18T09:00:00Z', '2026-05-18T10:00:00Z'], open)).toEqual([
			'leave.ended 2026-05-15',
		]);
	});
});
