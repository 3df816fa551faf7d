import { normaliseRequest, requestSchema } from '../../nodes/HiBob/records/timeOff';
import type { Leave } from '../../nodes/shared/model/leave';
import { readOrThrow } from '../support/readOrThrow';

/*
 * What the fields of a time-off request come to, type by type.
 */

const leaveOf = (fields: object): Leave =>
	normaliseRequest(readOrThrow(requestSchema, { requestId: 88120, ...fields }));

const friday = '2027-02-05';
const monday = '2027-02-08';
const range = { startDate: friday, endDate: monday };
const days = { ...range, type: 'days', startPortion: 'all_day', endPortion: 'all_day' };

describe('a decision', () => {
	it.each(['disapproved', 'declined', 'Disapproved', 'DISAPPROVED'])('that is %s', (status) => {
		expect(
			leaveOf({
				...{ requestId: 88121, type: 'days', startDate: '2027-02-15', endDate: '2027-02-15' },
				...{
					status,
					approved: false,
					declinedBy: 'Dana Roy',
					declinedAt: '2027-01-20T08:30:00.25',
				},
			}),
		).toMatchObject({
			status: 'declined',
			statusRaw: status,
			isConfirmed: false,
			approver: 'Dana Roy',
			decidedAt: '2027-01-20T08:30:00.250Z',
		});
	});
});

describe('the amount', () => {
	it.each([
		[{ totalDuration: 4, totalCost: 2 }, 2],
		[{ totalDuration: 4 }, 4],
		[{ totalDuration: 4, totalCost: null }, 4],
		[{ totalDuration: 2, totalCost: 0 }, 0],
	])('of %j is %j', (totals, amount) => {
		expect(leaveOf({ ...days, durationUnit: 'days', ...totals })).toMatchObject({ amount });
	});

	it.each([
		[{ type: 'hours', date: monday, hoursOnDate: 2, minutes: 15 }, 'hours', 2.25],
		[{ type: 'hours', date: monday, hoursOnDate: 0, minutes: 45 }, 'hours', 0.75],
		[{ type: 'hours', date: monday, minutes: 30 }, 'hours', 0.5],
		[{ type: 'hoursOnRange', startDate: monday, endDate: '2027-02-09', dailyHours: 3 }, 'hours', 6],
		[{ ...days, type: 'days' }, 'days', null],
		[{ ...days, endDate: friday }, 'days', 1],
		[{ type: 'openEnded', startDate: friday, startPortion: 'all_day' }, 'days', null],
		[{ type: 'percentageOnRange', ...range, percentageOfDay: 50 }, 'days', null],
		[{ type: 'differentDayDurations', ...range }, 'hours', null],
		[{ type: 'weeks', ...range }, 'unknown', null],
	])('without totals: %j', (fields, unit, amount) => {
		expect(leaveOf(fields)).toMatchObject({ unit, amount });
	});

	it('keeps the unit of the totals, whatever the type', () => {
		const hours = { type: 'hours', date: monday, hoursOnDate: 4 };
		expect(leaveOf({ ...hours, durationUnit: 'days', totalCost: 0.5 })).toMatchObject({
			unit: 'days',
			amount: 0.5,
			startPart: null,
			days: [{ date: monday, part: null, hours: 4 }],
		});
		expect(leaveOf({ ...days, durationUnit: 'hours', totalCost: 16 })).toMatchObject({
			unit: 'hours',
			amount: 16,
			startPart: 'full',
		});
	});
});

describe('the days', () => {
	const daysOf = (fields: object): unknown[] =>
		leaveOf(fields).days.map(({ date, part, hours }) => [date, part, hours]);

	it.each(['afternoon', 'morning'])('of a range of which each day is a %s', (dayPortion) => {
		const found = leaveOf({
			...{ type: 'portionOnRange', dayPortion, startDate: '2027-02-01', endDate: '2027-02-03' },
			...{ durationUnit: 'days', totalDuration: 1.5, totalCost: 1.5, status: 'approved' },
		});
		expect(found).toMatchObject({
			amount: 1.5,
			startPart: dayPortion,
			endPart: dayPortion,
			days: ['2027-02-01', '2027-02-02', '2027-02-03'].map((date) => ({ date, part: dayPortion })),
		});
	});

	it('of a range with hours on each day', () => {
		expect(
			daysOf({ type: 'hoursOnRange', ...range, endDate: '2027-02-06', dailyHours: 2.5 }),
		).toEqual([
			[friday, null, 2.5],
			['2027-02-06', null, 2.5],
		]);
	});

	it('that are listed, without days off', () => {
		const costs = (...all: Array<[string, number]>) => all.map(([date, cost]) => ({ date, cost }));
		const listed = costs([friday, 1], [monday, 1]);
		const whole = [
			[friday, 'full', null],
			[monday, 'full', null],
		];
		for (const name of ['durations', 'dailyDurations', 'dailyBreakdown']) {
			expect(daysOf({ ...days, durationUnit: 'days', [name]: listed })).toEqual(whole);
		}
		const withFree = costs([friday, 1], ['2027-02-06', 0], ['2027-02-07', 0], [monday, 1]);
		expect(daysOf({ ...days, durationUnit: 'days', durations: withFree })).toEqual(whole);
		// A kind without a balance costs nothing.
		const free = costs([friday, 0], [monday, 0]);
		expect(daysOf({ ...days, durationUnit: 'days', durations: free })).toEqual(whole);
		expect(
			daysOf({ ...days, durationUnit: 'hours', durations: costs([friday, 8], [monday, 6]) }),
		).toEqual([
			[friday, 'full', 8],
			[monday, 'full', 6],
		]);
		expect(
			daysOf({
				...{ type: 'portionOnRange', ...range, dayPortion: 'morning', durationUnit: 'days' },
				durations: costs([friday, 0.5], [monday, 0.5]),
			}),
		).toEqual([
			[friday, 'morning', null],
			[monday, 'morning', null],
		]);
	});

	it('at both ends are of the part that is said', () => {
		expect(
			daysOf({
				...{ ...days, startPortion: 'afternoon', endPortion: 'morning', durationUnit: 'days' },
				durations: [
					{ date: friday, cost: 0.5 },
					{ date: '2027-02-06', cost: 0.5 },
					{ date: '2027-02-07', cost: 1 },
					{ date: monday, cost: 0.5 },
				],
			}),
		).toEqual([
			[friday, 'afternoon', null],
			// A half that nobody names is no whole day.
			['2027-02-06', null, null],
			['2027-02-07', 'full', null],
			[monday, 'morning', null],
		]);
	});

	it('that come in several entries are added up, and what cannot be read costs no other one', () => {
		expect(
			daysOf({
				...{ type: 'differentDayDurations', ...range, durationUnit: 'hours' },
				durations: [
					{ date: monday, hours: 1, minutes: 30 },
					{ date: friday, hours: 2 },
					{ date: friday, minutes: 15 },
					{ date: 'soon', hours: 8 },
					{ date: '2027-02-06' },
					{ date: '2027-02-07', hours: 'two' },
					null,
					'2027-02-07',
					7,
				],
			}),
		).toEqual([
			[friday, null, 2.25],
			[monday, null, 1.5],
		]);
	});

	it('with hours that hold for each day have them once', () => {
		const half = { date: friday, cost: 0.25 };
		const hourly = { type: 'hoursOnRange', ...range, dailyHours: 4, durationUnit: 'days' };
		const durations = [half, half, { date: monday, cost: 0.5 }];
		expect(daysOf({ ...hourly, durations })).toEqual([
			[friday, null, 4],
			[monday, null, 4],
		]);
	});

	it('with times of day have the hours between', () => {
		const times = (startTime: string, endTime: string) => ({ date: friday, startTime, endTime });
		const timed = { type: 'specificHoursDayDurations', ...range, durationUnit: 'hours' };
		expect(daysOf({ ...timed, durations: [times('09:30:00', '13:00:00')] })).toEqual([
			[friday, null, 3.5],
		]);
		expect(daysOf({ ...timed, durations: [times('22:00', '02:00'), times('nine', '')] })).toEqual(
			[],
		);
	});

	it.each(['some', 'ALL THE DAY', 7, null])('of the part %j are of none', (portion) => {
		const dayPortion = typeof portion === 'number' ? null : portion;
		const found = leaveOf({ ...range, type: 'portionOnRange', dayPortion });
		expect(found).toMatchObject({ startPart: null, endPart: null, days: [], amount: null });
	});
});
