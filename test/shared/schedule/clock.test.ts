import { instantAt, timeOfDaySchema } from '../../../nodes/shared/schedule/clock';
import { day, timeZone } from '../../support/days';

describe('the instant of a time of day', () => {
	it.each([
		['Europe/Berlin', '2026-01-31', '06:00', '2026-01-31T05:00:00.000Z'],
		['Europe/Berlin', '2026-07-31', '06:00', '2026-07-31T04:00:00.000Z'],
		['Europe/Berlin', '2026-07-31', '24:00', '2026-07-31T22:00:00.000Z'],
		['Pacific/Kiritimati', '2026-01-31', '06:00', '2026-01-30T16:00:00.000Z'],
		['Pacific/Pago_Pago', '2026-01-31', '24:00', '2026-02-01T11:00:00.000Z'],
	])('in %s, %s %s is %s', (zone, date, time, expected) => {
		expect(instantAt(day(date), timeOfDaySchema.parse(time), timeZone(zone))).toBe(expected);
	});

	it.each([
		// 02:00 to 03:00 is skipped, and comes twice.
		['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
		['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
		['Europe/Berlin', '2026-03-29', '06:00', '2026-03-29T04:00:00.000Z'],
		['Europe/Berlin', '2026-10-25', '24:00', '2026-10-25T23:00:00.000Z'],
		// Midnight itself is skipped here: the day begins at 01:00.
		['Africa/Cairo', '2026-04-23', '24:00', '2026-04-23T22:00:00.000Z'],
		['Africa/Cairo', '2026-04-24', '00:00', '2026-04-23T22:00:00.000Z'],
	])('on a change of the clocks in %s, %s %s is %s', (zone, date, time, expected) => {
		expect(instantAt(day(date), timeOfDaySchema.parse(time), timeZone(zone))).toBe(expected);
	});
});
