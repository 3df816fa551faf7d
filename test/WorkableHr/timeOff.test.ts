import { EMPTY_DIRECTORY } from '../../nodes/WorkableHr/records/directory';
import { normaliseTimeOff, timeOffSchema } from '../../nodes/WorkableHr/records/timeOff';
import type { Leave } from '../../nodes/shared/model/leave';
import { readAs } from '../../nodes/shared/reading/readAs';

/*
 * What the fields of a time-off request come to.
 */

const monday = '2027-02-01';
const tuesday = '2027-02-02';
const wednesday = '2027-02-03';

function leaveOf(fields: object): Leave {
	const request = {
		...{ id: '9120', state: 'approved', timeoff_tracking_unit: 'half_days' },
		...{ from_date: `${monday}T00:00:00.000`, to_date: `${wednesday}T00:00:00.000` },
		...fields,
	};
	const reading = readAs(timeOffSchema, request);
	if (!('value' in reading)) throw new Error(`Cannot be read: ${reading.misfits.join(', ')}`);
	return normaliseTimeOff(reading.value, EMPTY_DIRECTORY);
}

describe('the times of a request in hours', () => {
	it.each<[string, string, string | null, string | null]>([
		['00:00:00.000', '23:59:59.000', null, null],
		['00:00:00', '23:59:59', null, null],
		['00:00:00Z', '23:59:59.999Z', null, null],
		['00:00', '23:59', null, null],
		['00:00:00.000', '00:00:00.000', null, null],
		['09:00:00.000', '17:30:00.000', '09:00', '17:30'],
		// At one end only they are times like any other.
		['18:00:00.000', '23:59:59.000', '18:00', '23:59'],
		['22:00:00.000', '00:00:00.000', '22:00', '00:00'],
		['00:00:00.000', '06:00:00.000', '00:00', '06:00'],
	])('from %s to %s', (from, to, startTime, endTime) => {
		const fields = { from_date: `${monday}T${from}`, to_date: `${monday}T${to}` };
		for (const to_date of [fields.to_date, fields.to_date.replace(monday, tuesday)]) {
			expect(
				leaveOf({ ...fields, to_date, timeoff_tracking_unit: 'hours', requesting_total: 8 }),
			).toMatchObject({ startTime, endTime, unit: 'hours', startPart: null, endPart: null });
		}
	});

	it('on one day are the hours of that day', () => {
		const day = { from_date: `${monday}T09:00:00`, to_date: `${monday}T12:00:00` };
		const hours = { ...day, timeoff_tracking_unit: 'hours' };
		expect(leaveOf({ ...hours, requesting_total: 3 }).days).toEqual([
			{ date: monday, part: null, hours: 3 },
		]);
		expect(leaveOf(hours).days).toEqual([]);
		expect(leaveOf({ ...hours, to_date: tuesday, requesting_total: 11 }).days).toEqual([]);
	});
});

describe('half days', () => {
	const half = (date: string, word: unknown): object => ({ date, half: word });

	it.each<[string, unknown, Partial<Leave>]>([
		['none', [], { startPart: 'full', endPart: 'full', days: [] }],
		['null', null, { startPart: 'full', endPart: 'full', days: [] }],
		[
			'of both ends',
			[half(wednesday, 'first'), half(monday, 'second')],
			{
				...{ startPart: 'afternoon', endPart: 'morning' },
				days: [
					{ date: monday as never, part: 'afternoon', hours: null },
					{ date: wednesday as never, part: 'morning', hours: null },
				],
			},
		],
		[
			'that are both of a day',
			[half(monday, 'first'), half(monday, 'second')],
			{ startPart: 'full' },
		],
		['of an unknown word', [half(monday, 'quarter')], { startPart: null, endPart: 'full' }],
		['of no word', [half(monday, null)], { startPart: null, endPart: 'full' }],
		['of something else', [half(monday, { of: 'day' })], { startPart: null, endPart: 'full' }],
		['beside an unknown word', [half(monday, 'first'), half(monday, 'third')], { startPart: null }],
		['both of unknown words', [half(monday, 'third'), half(monday, null)], { startPart: null }],
		['that are days alone', [monday], { startPart: null, endPart: 'full' }],
		['of unknown days', [half('soon', 'first')], { startPart: null, endPart: null, days: [] }],
		[
			'of unknown days beside others',
			[null, half(monday, 'first')],
			{ startPart: 'morning', endPart: null },
		],
		['that cannot be read', 'monday', { startPart: null, endPart: null, days: [] }],
	])('%s', (_, halfDays, expected) => {
		expect(leaveOf({ half_days: halfDays })).toMatchObject(expected);
	});
});

it.each([
	[1.5, 1.5],
	['1.5', 1.5],
	[null, null],
	[undefined, null],
])('the total %j is %j', (total, amount) => {
	expect(leaveOf({ requesting_total: total })).toMatchObject({ amount });
});
