import type { Absence } from '../../nodes/Personio/records/absence';
import { absenceSchema, lastDayOf, normaliseAbsence } from '../../nodes/Personio/records/absence';
import type { AbsenceTypes } from '../../nodes/Personio/records/absenceType';
import type { BreakdownDay } from '../../nodes/Personio/records/breakdown';
import { dayOf } from '../../nodes/shared/model/dates';
import type { Leave } from '../../nodes/shared/model/leave';
import { readAs } from '../../nodes/shared/reading/readAs';

/*
 * What the fields of an absence come to, in every spelling of its days.
 */

const types = (unit: string): AbsenceTypes => new Map([['u1', { id: 'u1', name: 'Urlaub', unit }]]);
const UNREADABLE: AbsenceTypes = new Map();

function absence(start: object | string, end: object | string | null): object {
	const moment = (one: object | string | null): object | null =>
		typeof one === 'string' ? { date_time: one } : one;
	return {
		...{ id: 'ab-7', person: { id: '8101' }, absence_type: { id: 'u1' } },
		...{ starts_from: moment(start), ends_at: moment(end), approval: { status: 'APPROVED' } },
	};
}

function readAbsence(fields: object): Absence {
	const reading = readAs(absenceSchema, fields);
	if (!('value' in reading)) throw new Error(reading.misfits.join());
	return reading.value;
}

function leaveOf(
	fields: object,
	known: AbsenceTypes = types('DAY'),
	breakdown: readonly BreakdownDay[] | null = null,
): Leave {
	return normaliseAbsence(readAbsence(fields), { types: known, breakdown });
}

const ZONES = [
	'',
	'Z',
	'z',
	'.000Z',
	'.000000',
	'+01:00',
	'+0100',
	'+01',
	'-05:00',
	'-0500',
	',0Z',
	'Z[Europe/Berlin]',
	'+01:00[Europe/Berlin]',
];

describe.each(ZONES)('midnight with %j behind it', (zone) => {
	const days = absence(
		{ date_time: `2027-03-08T00:00:00${zone}`, type: 'FIRST_HALF' },
		{ date_time: `2027-03-13T00:00:00${zone}`, type: 'SECOND_HALF' },
	);
	const whole = {
		...{ startDate: '2027-03-08', endDate: '2027-03-12', startPart: 'full', endPart: 'full' },
		...{ startTime: null, endTime: null },
	};

	it('is the end of the day before, whether the type can be read or not', () => {
		expect(leaveOf(days)).toMatchObject(whole);
		expect(leaveOf(days, UNREADABLE)).toMatchObject(whole);
		expect(lastDayOf(readAbsence(days))).toBe('2027-03-12');
	});

	it('is a time of day of a leave in hours', () => {
		const night = absence(`2027-03-08T22:00:00${zone}`, `2027-03-09T00:00:00${zone}`);
		const hours = {
			...{ startDate: '2027-03-08', startTime: '22:00', endDate: '2027-03-09', endTime: '00:00' },
			...{ startPart: null, endPart: null },
		};
		expect(leaveOf(night, types('HOUR'))).toMatchObject(hours);
		expect(leaveOf(night, UNREADABLE)).toMatchObject(hours);
		expect(lastDayOf(readAbsence(night))).toBe('2027-03-09');
		const morning = absence(`2027-03-08T00:00:00${zone}`, `2027-03-08T06:30:00${zone}`);
		for (const known of [types('HOUR'), UNREADABLE]) {
			expect(leaveOf(morning, known)).toMatchObject({
				...{ startDate: '2027-03-08', startTime: '00:00' },
				...{ endDate: '2027-03-08', endTime: '06:30' },
			});
		}
		const day = absence(`2027-03-08T00:00:00${zone}`, `2027-03-09T00:00:00${zone}`);
		expect(leaveOf(day, types('HOUR'))).toMatchObject({
			...{ startTime: '00:00', endDate: '2027-03-09', endTime: '00:00' },
		});
	});
});

it.each(['2027-03-13T00:00', '2027-03-13T00:00Z', '2027-03-13T00:00+0100', '2027-03-13 00:00:00'])(
	'%s is midnight without seconds, or without a letter',
	(end) => {
		expect(leaveOf(absence('2027-03-08T00:00', end), UNREADABLE)).toMatchObject({
			endDate: '2027-03-12',
			endTime: null,
		});
	},
);

it.each([
	'2027-03-13T00:30:00Z',
	'2027-03-13T10:00:00+01:00',
	'2027-03-13T00:00:01Z',
	'2027-03-13',
])('%s is no midnight', (end) => {
	expect(leaveOf(absence('2027-03-08T00:00:00Z', end))).toMatchObject({ endDate: '2027-03-13' });
});

it.each(['23:59:59', '23:59:59.999Z', '23:59', '23:59:59+01:00[Europe/Berlin]'])(
	'%s after whole days is their end, and no time of day',
	(time) => {
		const days = absence('2027-03-08T00:00:00', `2027-03-12T${time}`);
		expect(leaveOf(days, types('WEEK'))).toMatchObject({
			...{ endDate: '2027-03-12', startTime: null, endTime: null },
		});
		expect(leaveOf(days, types('HOUR'))).toMatchObject({ startTime: '00:00', endTime: '23:59' });
		const evening = absence('2027-03-12T18:00:00', `2027-03-12T${time}`);
		expect(leaveOf(evening, UNREADABLE)).toMatchObject({ startTime: '18:00', endTime: '23:59' });
	},
);

describe('a half', () => {
	const halves = (from: unknown, to: unknown, last = '2027-03-10'): object =>
		absence(
			{ date_time: '2027-03-08T00:00:00', type: from },
			{ date_time: `${last}T00:00:00`, type: to },
		);

	it.each([
		[undefined, undefined, 'full', 'full'],
		[null, null, 'full', 'full'],
		['FIRST_HALF', 'FIRST_HALF', 'full', 'morning'],
		['SECOND_HALF', 'SECOND_HALF', 'afternoon', 'full'],
		['THIRD_HALF', 'SECOND_HALF', null, 'full'],
		['FIRST_HALF', 'QUARTER', 'full', null],
		['constructor', 'toString', null, null],
	])('from %j to %j of two days', (from, to, startPart, endPart) => {
		expect(leaveOf(halves(from, to))).toMatchObject({ startPart, endPart });
	});

	it.each([
		[undefined, undefined, 'full'],
		['FIRST_HALF', 'FIRST_HALF', 'morning'],
		['SECOND_HALF', 'SECOND_HALF', 'afternoon'],
		['MIDDLE', 'SECOND_HALF', null],
		['FIRST_HALF', 'MIDDLE', null],
		['SECOND_HALF', 'MIDDLE', null],
		// The afternoon to noon is neither.
		['SECOND_HALF', 'FIRST_HALF', null],
	])('from %j to %j of one day is %j', (from, to, part) => {
		const found = leaveOf(halves(from, to, '2027-03-09'));
		expect(found).toMatchObject({ endDate: '2027-03-08', startPart: part, endPart: part });
	});
});

describe('the days', () => {
	const two = absence(
		{ date_time: '2027-03-08T00:00:00', type: 'SECOND_HALF' },
		{ date_time: '2027-03-11T00:00:00', type: 'SECOND_HALF' },
	);
	const entry = (date: string, value: number, unit = 'DAY'): BreakdownDay[] => {
		const day = dayOf(date);
		return day === null ? [] : [{ date: day, unit, value }];
	};

	it('come in order, each once, and the amount is their sum', () => {
		const found = leaveOf(two, types('DAY'), [
			...[...entry('2027-03-10', 0.5), ...entry('2027-03-10', 0.5), ...entry('2027-03-08', 0.5)],
			...[...entry('2027-03-09', 1), ...entry('2027-03-13', 0)],
		]);
		expect(found).toMatchObject({
			amount: 2.5,
			unit: 'days',
			days: [
				{ date: '2027-03-08', part: 'afternoon', hours: null },
				{ date: '2027-03-09', part: 'full', hours: null },
				{ date: '2027-03-10', part: 'full', hours: null },
			],
		});
	});

	it('that are half without a half that is named are no whole days', () => {
		const found = leaveOf(two, types('DAY'), [
			...entry('2027-03-09', 0.5),
			...entry('2027-03-10', 0.5),
		]);
		expect(found.days.map(({ part }) => part)).toEqual([null, null]);
	});

	it('in hours are added up', () => {
		const day = absence('2027-03-08T08:00:00', '2027-03-08T17:00:00');
		const hours = [...entry('2027-03-08', 3.2, 'HOUR'), ...entry('2027-03-08', 4.1, 'HOUR')];
		expect(leaveOf(day, types('HOUR'), hours)).toMatchObject({
			amount: 7.3,
			unit: 'hours',
			days: [{ date: '2027-03-08', hours: 7.3 }],
		});
	});

	it.each([
		['WEEK', 'SHIFT', null],
		['WEEK', null, null],
		['WEEK', 'WEEK', 3],
		[null, null, 3],
	])('in %j and %j have the sum %j', (one, other, amount) => {
		const [[first], [second]] = [entry('2027-03-09', 1), entry('2027-03-10', 2)];
		if (first === undefined || second === undefined) throw new Error('No days');
		const mixed = [
			{ ...first, unit: one },
			{ ...second, unit: other },
		];
		expect(leaveOf(two, types('DAY'), mixed)).toMatchObject({ amount });
	});

	it('in days and hours have no sum', () => {
		const mixed = [...entry('2027-03-09', 1), ...entry('2027-03-10', 4, 'HOUR')];
		expect(leaveOf(two, types('DAY'), mixed)).toMatchObject({ amount: null, unit: 'days' });
	});
});

it.each([
	['Europe/Berlin', 'Europe/Berlin'],
	['CEST', null],
	['+01:00', null],
	['', null],
	[null, null],
])('a time zone %j is known as %j', (name, expected) => {
	const fields = { ...absence('2027-03-08T09:00:00', '2027-03-08T11:00:00'), timezone_id: name };
	expect(leaveOf(fields, types('HOUR')).timezone).toBe(expected);
});
