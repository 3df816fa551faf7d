import {
	leaveRecordSchema,
	leaveContent,
	normaliseLeave,
} from '../../nodes/Factorial/records/leave';
import { readAs } from '../../nodes/shared/reading/readAs';
import type { LeaveRecord } from '../../nodes/Factorial/records/leave';
import type { Leave } from '../../nodes/shared/model/leave';

/** Friday to Monday. */
const RECORD = {
	...{ id: '1', employee_id: '2', start_on: '2027-02-05', finish_on: '2027-02-08' },
	...{ half_day: null, leave_type_id: '901', approved: true, days_taken: 4 },
};
const recordOf = (more: object): LeaveRecord => {
	const reading = readAs(leaveRecordSchema, { ...RECORD, ...more });
	if (!('value' in reading)) throw new Error(reading.misfits.join());
	return reading.value;
};
const leaveOf = (more: object): Leave =>
	normaliseLeave(recordOf(more), new Map(), { withDays: true });

type Units = Readonly<Record<string, unknown>>;
const FREE = { '2027-02-06': 0, '2027-02-07': 0 };
const units = (unit: unknown, free: Units): Units => ({
	...{ '2027-02-08': unit, '2027-02-05': unit },
	...free,
});
const duration = (days: unknown, hours: unknown): object => ({
	duration_by_day_attributes: {
		workable_units_by_day: { days: units(1, FREE), hours: units(8, FREE) },
		used_units_by_day: { days, hours },
	},
});
const hoursAmount = { hours_amount_in_cents: 600 };

describe('the part of a day', () => {
	it.each([
		['beginning_of_day', 'morning'],
		['beggining_of_day', 'morning'],
		['end_of_day', 'afternoon'],
		[null, 'full'],
		[undefined, 'full'],
		['middle_of_day', null],
		['Morning', null],
		['full', null],
		['constructor', null],
		['', 'full'],
		[{ half: 'am' }, null],
		[7, null],
	])('that Factorial calls %j is %j', (word, part) => {
		expect(leaveOf({ half_day: word })).toMatchObject({ startPart: part, endPart: part });
		expect(leaveOf({ half_day: word, ...hoursAmount })).toMatchObject({
			...{ startPart: null, endPart: null },
		});
	});
});

describe.each([
	['as 0', FREE],
	['not at all', {}],
])('the days of a leave, with days off %s', (_, free) => {
	it('are those it takes, each once and in order', () => {
		const { days, amount, unit } = leaveOf(duration(units(1, free), units(8, free)));
		expect(days).toEqual([
			{ date: '2027-02-05', part: 'full', hours: null },
			{ date: '2027-02-08', part: 'full', hours: null },
		]);
		expect([amount, unit]).toEqual([2, 'days']);
	});

	it('are told in hours where the leave is', () => {
		const more = { ...hoursAmount, ...duration(units(0.375, free), units(3, free)) };
		const { days, amount, unit } = leaveOf(more);
		expect(days).toEqual([
			{ date: '2027-02-05', part: null, hours: 3 },
			{ date: '2027-02-08', part: null, hours: 3 },
		]);
		expect([amount, unit]).toEqual([6, 'hours']);
	});

	it.each([
		['beggining_of_day', 'morning'],
		['end_of_day', 'afternoon'],
		['middle_of_day', null],
		[null, null],
	])('that take a half of %s are of the part that is said', (half_day, part) => {
		const { days, amount } = leaveOf({ half_day, ...duration(units(0.5, free), units(4, free)) });
		expect(days.map((day) => day.part)).toEqual([part, part]);
		expect(amount).toBe(1);
	});
});

describe('the days of a leave', () => {
	it.each([undefined, null, [], 'x', {}, { used_units_by_day: null }, { used_units_by_day: {} }])(
		'are none, and the amount is what the record says, where they are %j',
		(value) => {
			const { days, amount } = leaveOf({ duration_by_day_attributes: value });
			expect([days, amount]).toEqual([[], 4]);
		},
	);

	it('that cannot be read cost no other one', () => {
		const odd = { '2027-02-05': 1, '2027-02-08': {}, 'some day': 1 };
		expect(leaveOf(duration(odd, {})).days).toEqual([
			{ date: '2027-02-05', part: 'full', hours: null },
		]);
		expect(leaveOf(duration(odd, { '2027-02-08': 5 })).days).toEqual([
			{ date: '2027-02-05', part: 'full', hours: null },
			{ date: '2027-02-08', part: null, hours: 5 },
		]);
	});

	it('that are all free take nothing', () => {
		const none = units(0, FREE);
		const { days, amount } = leaveOf(duration(none, none));
		expect([days, amount]).toEqual([[], 0]);
	});

	it('say nothing of where the leave ends', () => {
		expect(leaveOf({ finish_on: null, forced_finish_on: '2027-02-09' }).endDate).toBeNull();
		expect(leaveOf({ forced_finish_on: '2027-02-06' }).endDate).toBe('2027-02-08');
	});
});

it('what makes it another leave does not hang on how it was read', () => {
	const stateOf = (more: object): unknown => leaveContent(recordOf(more));
	const asDelivered = stateOf({});
	expect(stateOf({ days_taken: 2, ...duration(units(1, FREE), units(8, FREE)) })).toEqual(
		asDelivered,
	);
	expect(stateOf({ half_day: 'beginning_of_day' })).toEqual(
		stateOf({ half_day: 'beggining_of_day' }),
	);
	const others = [
		...[{ start_on: '2027-02-04' }, { finish_on: null }, { half_day: 'end_of_day' }],
		...[{ half_day: 'odd' }, { leave_type_id: '902' }],
		...[hoursAmount, { start_time: '14:00' }],
	].map(stateOf);
	expect(new Set([asDelivered, ...others].map((one) => JSON.stringify(one))).size).toBe(
		others.length + 1,
	);
});
