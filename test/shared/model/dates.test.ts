import { dayIn, dayOf, instantOf, isTimeZone, shiftDay } from '../../../nodes/shared/model/dates';

describe('dayOf cuts and never converts', () => {
	it.each([
		['2024-05-15', '2024-05-15'],
		['2024-05-15T00:00:00.000Z', '2024-05-15'],
		['2024-05-15T00:00:00+14:00', '2024-05-15'],
		['2024-05-15T23:59:59-11:00', '2024-05-15'],
		['2024-05-15 00:00:00 UTC', '2024-05-15'],
		['2024-02-29', '2024-02-29'],
		['2023-02-29', null],
		['2024-13-01', null],
		['2024-00-10', null],
		['0000-00-00', null],
		['15.05.2024', null],
		[' 2024-05-15', null],
		['2024-5-15', null],
		['', null],
		[null, null],
		[undefined, null],
	])('%s is %s', (value, expected) => {
		expect(dayOf(value)).toBe(expected);
	});
});

describe('instantOf is in UTC', () => {
	it.each([
		['2024-05-15T10:00:00Z', '2024-05-15T10:00:00.000Z'],
		['2024-05-15T10:00:00.123Z', '2024-05-15T10:00:00.123Z'],
		['2024-05-15T10:00:00+02:00', '2024-05-15T08:00:00.000Z'],
		['2024-05-15T23:30:00-05:00', '2024-05-16T04:30:00.000Z'],
		['2024-05-15T10:00:00', '2024-05-15T10:00:00.000Z'],
		['yesterday', null],
		['2024-02-30T10:00:00Z', null],
		['', null],
		[null, null],
		[undefined, null],
	])('%s is %s', (value, expected) => {
		expect(instantOf(value)).toBe(expected);
	});
});

describe('dayIn', () => {
	it.each([
		['Pacific/Auckland', '2026-01-15T10:59:59Z', '2026-01-15'],
		['Pacific/Auckland', '2026-01-15T11:00:00Z', '2026-01-16'],
		['America/Los_Angeles', '2026-01-15T07:59:59Z', '2026-01-14'],
		['America/Los_Angeles', '2026-01-15T08:00:00Z', '2026-01-15'],
		['UTC', '2026-01-15T23:59:59.999Z', '2026-01-15'],
		// The same hour of the clock, before and after the clocks change.
		['Europe/Berlin', '2026-03-28T22:59:59Z', '2026-03-28'],
		['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29'],
		['Europe/Berlin', '2026-03-29T21:59:59Z', '2026-03-29'],
		['Europe/Berlin', '2026-03-29T22:00:00Z', '2026-03-30'],
		['Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-25'],
		['Europe/Berlin', '2026-10-25T23:00:00Z', '2026-10-26'],
		['Europe/Berlin', '2026-01-01T00:30:00+02:00', '2025-12-31'],
	])('in %s %s is on %s', (zone, instant, expected) => {
		expect(dayIn(zone, instant)).toBe(expected);
	});

	it.each([null, 'soon', ''])('does not make a day of %j', (instant) => {
		expect(dayIn('UTC', instant)).toBeNull();
	});
});

describe('shiftDay counts days of the calendar', () => {
	it.each([
		['2026-01-15', 0, '2026-01-15'],
		['2026-01-15', 1, '2026-01-16'],
		['2026-01-15', -1, '2026-01-14'],
		['2026-01-31', 1, '2026-02-01'],
		['2026-01-01', -1, '2025-12-31'],
		['2024-02-28', 1, '2024-02-29'],
		['2023-02-28', 1, '2023-03-01'],
		['2024-03-01', -1, '2024-02-29'],
		['2026-01-01', 365, '2027-01-01'],
		// The clocks change in between.
		['2026-03-28', 2, '2026-03-30'],
		['2026-10-24', 2, '2026-10-26'],
		['2026-02-30', 1, null],
		['soon', 1, null],
		['', 1, null],
	])('%s and %i are %s', (day, days, expected) => {
		expect(shiftDay(day, days)).toBe(expected);
	});
});

it.each([
	['Europe/Berlin', true],
	['America/Argentina/Buenos_Aires', true],
	['UTC', true],
	['Europe/Atlantis', false],
	['Berlin', false],
	['', false],
])('%s names a time zone: %s', (name, expected) => {
	expect(isTimeZone(name)).toBe(expected);
});
