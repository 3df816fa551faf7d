import { DateTime, IANAZone } from 'luxon';

import {
	byDay,
	byInstant,
	dayIn,
	dayOf,
	daysAgo,
	instantOf,
	isBefore,
	isRecent,
	now,
	shiftDay,
	timeZoneOf,
	todayIn,
	utcDayOf,
} from '../../../nodes/shared/model/dates';
import { day, instant, timeZone } from '../../support/days';
import fc from '../../support/fastCheck.mts';

describe('dayOf cuts and never converts', () => {
	it.each([
		['2024-05-15', '2024-05-15'],
		['2024-05-15T00:00:00.000Z', '2024-05-15'],
		['2024-05-15T00:00:00+14:00', '2024-05-15'],
		['2024-05-15T23:59:59-11:00', '2024-05-15'],
		['2024-05-15 00:00:00 UTC', '2024-05-15'],
		['2024-02-29', '2024-02-29'],
		['9999-12-31', '9999-12-31'],
		['2023-02-29', null],
		['1900-02-29', null],
		['2024-04-31', null],
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
		['2024-05-15T10:00Z', '2024-05-15T10:00:00.000Z'],
		['2024-05-15T10:00:00+0200', '2024-05-15T08:00:00.000Z'],
		['2024-05-15T10:00:00.123456-0330', '2024-05-15T13:30:00.123Z'],
		['2024-05-15T10:00:00.5+02', '2024-05-15T08:00:00.500Z'],
		['2024-05-15T10:00:00,25+02', '2024-05-15T08:00:00.250Z'],
		['2024-05-15t10:00:00z', '2024-05-15T10:00:00.000Z'],
		['20240515T100000Z', '2024-05-15T10:00:00.000Z'],
		['2024-05-15T10:00:00+02:00[Europe/Berlin]', '2024-05-15T08:00:00.000Z'],
		['2024-05-15 10:00:00', '2024-05-15T10:00:00.000Z'],
		['2024-05-15 10:00:00.123 UTC', '2024-05-15T10:00:00.123Z'],
		['2024-05-15 10:00:00 +0200', '2024-05-15T08:00:00.000Z'],
		['2024-05-15 10:00:00 +02:00', '2024-05-15T08:00:00.000Z'],
		['2024-05-15T10:00:00GMT', '2024-05-15T10:00:00.000Z'],
		[' 2024-05-15T10:00:00Z\n', '2024-05-15T10:00:00.000Z'],
		['2024-05-15 10:00:00 CEST', null],
		['15.05.2024 10:00', null],
		['1715767200', null],
		['yesterday', null],
		['2024-02-30T10:00:00Z', null],
		['9999-12-31T23:00:00-05:00', null],
		['2024-05-15T10:00:00[CEST]', null],
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
	])('in %s %s is on %s', (zone, at, expected) => {
		expect(dayIn(timeZone(zone), instantOf(at))).toBe(expected);
	});

	it('is not known without an instant', () => {
		expect(dayIn(timeZone('UTC'), null)).toBeNull();
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
		// What vendors write for "never" has no day after it.
		['9999-12-31', 1, null],
		['0000-01-01', -1, null],
	])('%s and %i are %s', (from, days, expected) => {
		expect(shiftDay(day(from), days)).toBe(expected);
	});
});

describe('timeZoneOf knows the zones there are', () => {
	it.each([
		['Europe/Berlin', 'Europe/Berlin'],
		['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
		['UTC', 'UTC'],
		['utc', 'utc'],
		['europe/berlin', 'europe/berlin'],
		[' Europe/Berlin\n', 'Europe/Berlin'],
		['Etc/GMT-2', 'Etc/GMT-2'],
		['CEST', null],
		['Europe/Atlantis', null],
		['Berlin', null],
		['DEFAULT', null],
		['default', null],
		['local', null],
		['system', null],
		['undefined', null],
		// Offsets know no summer time, and which of them pass depends on the version of Node.js.
		['+02:00', null],
		['-0500', null],
		['UTC+2', null],
		['GMT+02:00', null],
		['=Europe/Berlin', null],
		['{{ $json.zone }}', null],
		['', null],
		[' ', null],
		[null, null],
		[undefined, null],
	])('%j is %j', (name, expected) => {
		expect(timeZoneOf(name)).toBe(expected);
	});

	it('whatever case a name is written in, it is the same zone', () => {
		const at = instant('2026-07-31T22:30:00.000Z');
		for (const name of ['Europe/Berlin', 'europe/berlin', 'EUROPE/BERLIN']) {
			expect(dayIn(timeZone(name), at)).toBe('2026-08-01');
		}
	});
});

describe('days are compared as days', () => {
	it('and nothing else compiles', () => {
		const days = [day('2026-01-31')] as const;
		const text: string = days[0];
		// @ts-expect-error a text that nobody has looked at
		isBefore(text, days[0]);
		// @ts-expect-error a day that may not be known
		expect(() => isBefore(days[0], dayOf(text))).not.toThrow();
		// @ts-expect-error an instant is no day
		isBefore(instant('2026-01-31T00:00:00.000Z'), days[0]);
		// @ts-expect-error a name that may be none
		expect(() => todayIn('CEST')).toThrow();
		// @ts-expect-error a name that may be none
		expect(dayIn('CEST', now())).toBeNull();
		// @ts-expect-error a text that nobody has looked at
		expect(shiftDay('Invalid DateTime', 1)).toBeNull();
	});

	it('the earlier one comes before', () => {
		expect(isBefore(day('2026-01-31'), day('2026-02-01'))).toBe(true);
		expect(isBefore(day('2026-02-01'), day('2026-02-01'))).toBe(false);
		expect(isBefore(day('2026-02-02'), day('2026-02-01'))).toBe(false);
	});

	it('what has no day comes first', () => {
		const sorted = [day('2026-02-01'), null, day('2025-12-31')].sort(byDay);
		expect(sorted).toEqual([null, '2025-12-31', '2026-02-01']);
		const instants = [
			instant('2026-02-01T10:00:00.000Z'),
			null,
			instant('2026-02-01T09:59:59.999Z'),
		];
		expect(instants.sort(byInstant)).toEqual([null, instants[1], instants[2]]);
	});

	it.each([
		['2026-01-01', 30, true],
		['2025-12-31', 30, false],
		['2026-01-31', 0, true],
		['2026-01-30', 0, false],
		['9999-12-31', 30, true],
	])('%s is news within %i days of 2026-01-31: %s', (of, days, expected) => {
		expect(isRecent(day(of), day('2026-01-31'), days)).toBe(expected);
	});
});

it('now and today are an instant and a day', () => {
	expect(now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
	expect(daysAgo(2) < now()).toBe(true);
	expect(utcDayOf(instant('2026-02-01T23:59:59.999Z'))).toBe('2026-02-01');
	expect([-1, 0]).toContain(byDay(todayIn(timeZone('Pacific/Pago_Pago')), utcDayOf(now())));
	expect([0, 1]).toContain(byDay(todayIn(timeZone('Pacific/Kiritimati')), utcDayOf(now())));
});

/** Texts that look like what they should be, and any others. */
const anyText = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.stringMatching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{0,12}(Z|[+-][0-9]{2}:?[0-9]{2})?)?$/),
	fc.stringMatching(/^[+-]?[0-9A-Za-z/_:+-]{1,20}$/),
	fc.constantFrom('CEST', 'Invalid DateTime', 'NaN', 'null', 'Europe/Berlin', '2026-02-30'),
);

describe('of any text', () => {
	it('comes a day that there is, or none', () => {
		fc.assert(
			fc.property(anyText, fc.integer({ min: -5000, max: 5000 }), (text, days) => {
				const found = dayOf(text);
				if (found === null) return;
				expect(text.startsWith(found)).toBe(true);
				expect(DateTime.fromISO(found, { zone: 'utc' }).toISODate()).toBe(found);
				const moved = shiftDay(found, days);
				if (moved !== null) expect(shiftDay(moved, -days)).toBe(found);
			}),
		);
	});

	it('comes an instant in UTC that there is, or none', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const found = instantOf(text);
				if (found === null) return;
				expect(DateTime.fromISO(found, { zone: 'utc' }).toISO()).toBe(found);
				expect(dayOf(found)).toBe(utcDayOf(found));
			}),
		);
	});

	it('comes a zone in which every instant has a day, or none', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const found = timeZoneOf(text);
				if (found === null) return;
				expect(IANAZone.isValidZone(text.trim())).toBe(true);
				expect(dayOf(todayIn(found))).toBe(todayIn(found));
			}),
		);
	});
});
