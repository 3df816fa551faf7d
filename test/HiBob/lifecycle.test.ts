import { termination } from '../../nodes/shared/model/termination';
import type { Period } from '../../nodes/HiBob/records/lifecycle';
import {
	periodAfter,
	periodBefore,
	endingOf,
	inEffect,
	latestEnding,
	periodOn,
	periodsOf,
	startOf,
	statusLeave,
} from '../../nodes/HiBob/records/lifecycle';
import { leaverEvents } from '../../nodes/HiBob/events/leaving';
import { rowSchema } from '../../nodes/HiBob/records/row';
import { stageOf } from '../../nodes/HiBob/records/stage';
import { day } from '../support/days';
import { readOrThrow } from '../support/readOrThrow';

/*
 * What the rows of a lifecycle say, without any call: each case is a list of days and statuses.
 */

const periodsIn = (...rows: object[]): Period[] =>
	periodsOf(rows.map((row) => readOrThrow(rowSchema, row)));

/** `2025-01-31 Terminated` for each row. */
function lifecycle(...rows: string[]): Period[] {
	return periodsIn(
		...rows.map((row, index) => {
			const [effectiveDate, ...status] = row.split(' ');
			return { id: index + 1, effectiveDate, status: status.join(' ') };
		}),
	);
}

it.each([
	['oldest first', [0, 1]],
	['newest first', [1, 0]],
])('of two statuses of one day the one that was replaced at once comes before (%s)', (_, order) => {
	const rows = [
		{ id: 1, effectiveDate: '2025-01-31', endEffectiveDate: '2025-01-30', status: 'Hired' },
		{ id: 2, effectiveDate: '2025-01-31', endEffectiveDate: null, status: 'Employed' },
	];
	const periods = periodsIn(...order.flatMap((at) => rows[at] ?? []));
	expect(periods.map(({ status }) => status)).toEqual(['Hired', 'Employed']);
	expect(periodOn(periods, day('2025-02-01'))?.status).toBe('Employed');
});

/** The status of a day. */
function on(periods: Period[], from: string): Period {
	const found = periods.find((period) => period.from === from);
	if (found === undefined) throw new Error(`No row of ${from}`);
	return found;
}

describe('a status', () => {
	it.each([
		['Hired', 'hired'],
		['hired', 'hired'],
		['HIRED', 'hired'],
		['Employed', 'employed'],
		['employed', 'employed'],
		['Terminated', 'terminated'],
		['terminated', 'terminated'],
		['Garden leave', 'garden_leave'],
		['garden leave', 'garden_leave'],
		['gardenLeave', 'garden_leave'],
		['garden_leave', 'garden_leave'],
		['GARDEN-LEAVE', 'garden_leave'],
		['Gardening leave', 'garden_leave'],
		['Leave', 'leave'],
		['leave', 'leave'],
		['Parental leave', 'leave'],
		['parentalLeave', 'leave'],
		['unpaid_leave', 'leave'],
		['Military Leave ', 'leave'],
		['On Garden Leave', 'garden_leave'],
		['Unpaid parental leave', 'leave'],
		['Long-term sick leave', 'leave'],
		["Carer's leave", 'leave'],
		['Maternity / Paternity (unpaid) leave', 'leave'],
		['Sabbatical', 'unknown'],
		['Returned from garden leave', 'unknown'],
		['Garden leave cancelled', 'unknown'],
		['Back from gardening leave', 'unknown'],
		['No garden leave', 'unknown'],
		['Not terminated', 'unknown'],
		['Re-employed', 'unknown'],
		['Terminated?', 'unknown'],
		['非 terminated', 'unknown'],
		['Прекращено terminated', 'unknown'],
		['Äterminated', 'unknown'],
		['Never leave', 'unknown'],
		['Notice of leave', 'unknown'],
		['On notice (no leave)', 'unknown'],
		['Back from parental leave', 'unknown'],
		['On hold', 'unknown'],
		['Leaver', 'unknown'],
		['Leave of absence', 'unknown'],
		['', 'unknown'],
		['constructor', 'unknown'],
		['__proto__', 'unknown'],
		[null, 'unknown'],
		[undefined, 'unknown'],
	])('%j is %s', (spelling, stage) => {
		expect(stageOf([spelling])).toBe(stage);
	});

	it('is known by either of its spellings, the first that is known', () => {
		expect(stageOf(['271000004', 'Parental leave'])).toBe('leave');
		expect(stageOf(['terminated', 'Ausgeschieden'])).toBe('terminated');
		expect(stageOf([null, undefined, 'Employed'])).toBe('employed');
		expect(stageOf(['custom_1', 'Sabbatical'])).toBe('unknown');
		expect(stageOf([])).toBe('unknown');
	});
});

describe('rows', () => {
	it('are put in the order they take effect; those without a day are left out', () => {
		const periods = lifecycle('2025-01-31 Terminated', '2020-02-03 Employed', '2024-07-01 Leave');
		expect(periods.map(({ from, stage }) => [from, stage])).toEqual([
			['2020-02-03', 'employed'],
			['2024-07-01', 'leave'],
			['2025-01-31', 'terminated'],
		]);
		expect(periodsIn({ status: 'Employed' }, { effectiveDate: null })).toEqual([]);
		expect(periodsIn()).toEqual([]);
	});

	it('are called what Bob calls them, else by the word of the machine', () => {
		const [named, bare, odd] = periodsIn(
			{ effectiveDate: '2025-01-01', status: 'x1', humanReadable: { status: 'Parental leave' } },
			{ effectiveDate: '2025-01-02', status: 'gardenLeave', humanReadable: 'nothing' },
			{ effectiveDate: '2025-01-03', status: 7, humanReadable: { status: ['x', 'y'] } },
		);
		expect([named?.status, named?.stage]).toEqual(['Parental leave', 'leave']);
		expect([bare?.status, bare?.stage]).toEqual(['gardenLeave', 'garden_leave']);
		expect([odd?.status, odd?.stage]).toEqual(['7', 'unknown']);
	});

	it('may carry a time, which is cut', () => {
		expect(lifecycle('2025-01-31T00:00:00 Terminated')[0]?.from).toBe('2025-01-31');
	});

	const TENURE = lifecycle('2020-02-03 Employed', '2024-07-01 Leave', '2025-01-09 Employed');

	it.each([
		['2020-02-02', undefined],
		['2020-02-03', '2020-02-03'],
		['2024-06-30', '2020-02-03'],
		['2024-07-01', '2024-07-01'],
		['2025-01-08', '2024-07-01'],
		['2025-01-09', '2025-01-09'],
		['2099-01-01', '2025-01-09'],
	])('of which the one of %s is that from %s', (on, from) => {
		expect(periodOn(TENURE, day(on))?.from).toBe(from);
	});

	it('have one before and one after', () => {
		const leave = on(TENURE, '2024-07-01');
		expect(periodBefore(TENURE, leave)?.from).toBe('2020-02-03');
		expect(periodAfter(TENURE, leave)?.from).toBe('2025-01-09');
		expect(periodBefore(TENURE, on(TENURE, '2020-02-03'))).toBeUndefined();
		expect(periodAfter(TENURE, on(TENURE, '2025-01-09'))).toBeUndefined();
	});
});

describe('what an event says has taken effect', () => {
	const LEAVING = lifecycle(
		'2020-02-03 Employed',
		'2025-03-14 Garden leave',
		'2025-04-30 Terminated',
		'2026-01-05 Employed',
	);

	it.each<[string, string, string | undefined]>([
		// At midnight where the person works: that evening, or that morning, at the company.
		['terminated', '2025-04-29', '2025-04-30'],
		['terminated', '2025-04-30', '2025-04-30'],
		['terminated', '2025-05-01', '2025-04-30'],
		['terminated', '2025-04-28', undefined],
		['terminated', '2026-01-04', '2025-04-30'],
		// An end is told at the midnight after its day, by when another status may be in effect.
		['terminated', '2026-01-05', '2025-04-30'],
		['garden_leave', '2025-03-13', '2025-03-14'],
		['garden_leave', '2025-03-15', '2025-03-14'],
		['garden_leave', '2025-04-30', '2025-03-14'],
		['employed', '2020-02-02', '2020-02-03'],
		['employed', '2020-02-01', undefined],
		['employed', '2026-01-04', '2026-01-05'],
		['leave', '2025-03-15', undefined],
	])('%s on %s is the row of %s', (stage, on, from) => {
		expect(inEffect(LEAVING, [stage as Period['stage']], day(on))?.from).toBe(from);
	});

	it('may be one of several', () => {
		const stages = ['terminated', 'garden_leave'] as const;
		expect(inEffect(LEAVING, stages, day('2025-03-15'))?.stage).toBe('garden_leave');
		expect(inEffect(LEAVING, stages, day('2025-05-01'))?.stage).toBe('terminated');
	});
});

describe('an end', () => {
	const plain = { gardenLeave: false, type: 'unknown', reasonRaw: null } as const;

	it.each<[string, string[], string, object | null]>([
		[
			'a termination',
			['2020-02-03 Employed', '2025-04-30 Terminated'],
			'2025-04-30',
			{ ...plain, date: '2025-04-30', returns: null },
		],
		[
			'a garden leave, then a termination',
			['2020-02-03 Employed', '2025-03-14 Garden leave', '2025-04-30 Terminated'],
			'2025-04-30',
			{ date: '2025-04-30', lastWorkingDate: '2025-03-14', gardenLeave: true, returns: null },
		],
		[
			'the garden leave of it',
			['2020-02-03 Employed', '2025-03-14 Garden leave', '2025-04-30 Terminated'],
			'2025-03-14',
			{ date: '2025-04-30', lastWorkingDate: '2025-03-14', gardenLeave: true, returns: null },
		],
		[
			'a garden leave without an end yet',
			['2020-02-03 Employed', '2025-03-14 Garden leave'],
			'2025-03-14',
			{ date: null, lastWorkingDate: '2025-03-14', gardenLeave: true, returns: null },
		],
		[
			'a garden leave that was called off',
			['2020-02-03 Employed', '2025-03-14 Garden leave', '2025-03-20 Employed'],
			'2025-03-14',
			{ date: null, lastWorkingDate: '2025-03-14', returns: '2025-03-20' },
		],
		[
			'the first of two employments',
			[
				'2020-02-03 Employed',
				'2023-06-30 Terminated',
				'2024-01-08 Employed',
				'2025-03-14 Garden leave',
				'2025-04-30 Terminated',
			],
			'2023-06-30',
			{ ...plain, date: '2023-06-30', lastWorkingDate: null, returns: '2024-01-08' },
		],
		[
			'the second of two employments',
			[
				'2020-02-03 Employed',
				'2022-05-01 Garden leave',
				'2023-06-30 Terminated',
				'2024-01-08 Employed',
				'2025-04-30 Terminated',
			],
			'2025-04-30',
			{ ...plain, date: '2025-04-30', lastWorkingDate: null, returns: null },
		],
		[
			'a termination out of a leave',
			['2020-02-03 Employed', '2024-07-01 Parental leave', '2025-04-30 Terminated'],
			'2025-04-30',
			{ ...plain, date: '2025-04-30', lastWorkingDate: null },
		],
		[
			'a termination before the first day',
			['2025-01-09 Hired', '2025-01-31 Terminated'],
			'2025-01-31',
			{ ...plain, date: '2025-01-31' },
		],
		[
			'the first of two terminations, on which HiBob acts',
			['2020-02-03 Employed', '2025-03-31 Terminated', '2025-04-30 Terminated'],
			'2025-04-30',
			{ date: '2025-03-31', gardenLeave: false },
		],
		[
			'no return: a hire that is entered ahead',
			['2020-02-03 Employed', '2025-03-31 Terminated', '2025-04-01 Hired', '2025-09-01 Employed'],
			'2025-03-31',
			{ date: '2025-03-31', returns: '2025-09-01' },
		],
		[
			"no return: a status of the company's own",
			['2020-02-03 Employed', '2025-03-31 Terminated', '2025-04-01 Alumni'],
			'2025-03-31',
			{ date: '2025-03-31', returns: null },
		],
		[
			'nothing but the end: the rows before are not seen',
			['2025-04-30 Terminated'],
			'2025-04-30',
			{ ...plain, date: '2025-04-30', returns: null },
		],
		['no end: an employment', ['2020-02-03 Employed'], '2020-02-03', null],
		['no end: a leave', ['2020-02-03 Employed', '2024-07-01 Leave'], '2024-07-01', null],
		['no end: what nobody knows', ['2020-02-03 Sabbatical'], '2020-02-03', null],
	])('is %s', (_, rows, from, expected) => {
		const periods = lifecycle(...rows);
		const ending = endingOf(periods, on(periods, from));
		if (expected === null) expect(ending).toBeNull();
		else expect({ ...ending?.termination, returns: ending?.returns }).toMatchObject(expected);
	});

	it('that is the latest lies ahead, or was never followed by anything', () => {
		const left = lifecycle('2020-02-03 Employed', '2025-04-30 Terminated');
		expect(latestEnding(left)?.termination.date).toBe('2025-04-30');
		const back = lifecycle('2020-02-03 Employed', '2023-06-30 Terminated', '2024-01-08 Employed');
		expect(latestEnding(back)).toBeNull();
		expect(latestEnding([])).toBeNull();
	});

	it.each([
		['Voluntary', 'voluntary'],
		['Resignation', 'voluntary'],
		['Involuntary', 'involuntary'],
		['Dismissed', 'involuntary'],
		['Poor performance', 'involuntary'],
		['Underperformance', 'involuntary'],
		['Non-voluntary', 'involuntary'],
		['Not voluntary', 'involuntary'],
		['DISMISSAL', 'involuntary'],
		['Semivoluntary', 'unknown'],
		['Disagreement with the manager', 'unknown'],
		['Restaurant closed, unfired', 'unknown'],
		['Redesigned role', 'unknown'],
		['Nontransferable', 'unknown'],
		['No resignation', 'unknown'],
		['Resigned', 'voluntary'],
		['Leaves voluntarily', 'voluntary'],
		['Transferred', 'transfer'],
		['Early retirement', 'retirement'],
		['Retired', 'retirement'],
		['Expiry', 'end_of_contract'],
		['end_of_contract', 'end_of_contract'],
		['Redundancies', 'redundancy'],
		['Laid off', 'redundancy'],
		['lay-off', 'redundancy'],
		['Redundancy', 'redundancy'],
		['Layoff', 'redundancy'],
		['End of Contract', 'end_of_contract'],
		['End of fixed-term contract', 'end_of_contract'],
		['Contract expired', 'end_of_contract'],
		['Retirement', 'retirement'],
		['Mutual agreement', 'mutual'],
		['Death', 'death'],
		['Transfer to another company', 'transfer'],
		['Something of our own', 'unknown'],
		['constructor', 'unknown'],
	])('because of "%s" is %s', (reasonType, type) => {
		const [period] = periodsIn({ effectiveDate: '2025-04-30', status: 'Terminated', reasonType });
		const ending = period && endingOf([period], period);
		expect(ending?.termination).toMatchObject({ type, reasonRaw: reasonType });
	});

	it('is for the reason of the termination, not of the garden leave', () => {
		const periods = periodsIn(
			{ effectiveDate: '2025-03-14', status: 'Garden leave', reasonType: 'Redundancy' },
			{ effectiveDate: '2025-04-30', status: 'Terminated', reasonType: 'Voluntary' },
		);
		expect(latestEnding(periods)?.termination.reasonRaw).toBe('Voluntary');
	});
});

describe('a first day', () => {
	it.each<[string, string[], string, string | null]>([
		['of whoever starts at once', ['2020-02-03 Employed'], '2020-02-03', '2020-02-03'],
		[
			'is not that of the hire',
			['2025-01-09 Hired', '2025-02-03 Employed'],
			'2025-01-09',
			'2025-02-03',
		],
		[
			'is not moved by a leave',
			['2020-02-03 Employed', '2024-07-01 Leave', '2025-01-09 Employed'],
			'2025-01-09',
			'2020-02-03',
		],
		[
			'of the second employment',
			['2019-03-01 Employed', '2023-06-30 Terminated', '2025-01-09 Employed'],
			'2025-01-09',
			'2025-01-09',
		],
		[
			'of the second employment, hired ahead',
			['2019-03-01 Employed', '2023-06-30 Terminated', '2024-12-01 Hired', '2025-02-03 Employed'],
			'2024-12-01',
			'2025-02-03',
		],
		[
			'of the first employment of two',
			['2019-03-01 Employed', '2023-06-30 Terminated', '2025-01-09 Employed'],
			'2019-03-01',
			'2019-03-01',
		],
		[
			'of whoever leaves before it',
			['2025-01-09 Hired', '2025-01-31 Terminated'],
			'2025-01-09',
			null,
		],
		[
			'of somebody who begins with a leave',
			['2025-01-09 Hired', '2025-02-03 Parental leave', '2025-06-02 Employed'],
			'2025-01-09',
			'2025-02-03',
		],
	])('%s', (_, rows, from, expected) => {
		const periods = lifecycle(...rows);
		expect(startOf(periods, on(periods, from))).toBe(expected);
	});
});

describe('a leave that is a status', () => {
	it('lasts until the day before the next status', () => {
		const periods = lifecycle(
			'2020-02-03 Employed',
			'2024-07-01 Parental leave',
			'2025-01-09 Employed',
		);
		expect(statusLeave(periods, on(periods, '2024-07-01'))).toMatchObject({
			id: null,
			kind: 'status',
			status: 'approved',
			statusRaw: 'Parental leave',
			isConfirmed: true,
			category: 'parental',
			typeName: 'Parental leave',
			startDate: '2024-07-01',
			endDate: '2025-01-08',
		});
	});

	it('without a next status lasts as long as its row says, or nobody knows', () => {
		const [open] = lifecycle('2024-07-01 Leave');
		expect(open && statusLeave([open], open)).toMatchObject({ category: 'unknown', endDate: null });
		const [planned] = periodsIn({
			effectiveDate: '2024-07-01',
			endEffectiveDate: '2024-12-31',
			status: 'Leave',
		});
		expect(planned && statusLeave([planned], planned)).toMatchObject({ endDate: '2024-12-31' });
	});
});

describe('an end is told', () => {
	const maybe = (text: string | null) => (text === null ? null : day(text));
	const ending = (date: string | null, last: string | null, returns: string | null = null) => ({
		termination: termination({ date: maybe(date), lastWorkingDate: maybe(last) }),
		returns: maybe(returns),
	});
	const SCHEDULED = 'employee.termination_scheduled';
	const ENDED = 'employee.access_ended';
	const LEFT = 'employee.terminated';

	it.each<[string | null, string | null, string | null, Array<[string, string]>]>([
		['2025-01-31', null, null, [[SCHEDULED, '2025-01-31']]],
		// The last day still belongs to it.
		['2025-01-09', null, null, [[SCHEDULED, '2025-01-09']]],
		[
			'2025-01-08',
			null,
			null,
			[
				[ENDED, '2025-01-08'],
				[LEFT, '2025-01-08'],
			],
		],
		['2025-03-31', '2025-01-31', null, [[SCHEDULED, '2025-03-31']]],
		['2025-03-31', '2025-01-09', null, [[SCHEDULED, '2025-03-31']]],
		[
			'2025-03-31',
			'2025-01-08',
			null,
			[
				[SCHEDULED, '2025-03-31'],
				[ENDED, '2025-01-08'],
			],
		],
		[
			'2025-01-08',
			'2024-11-29',
			null,
			[
				[ENDED, '2024-11-29'],
				[LEFT, '2025-01-08'],
			],
		],
		[null, '2025-01-31', null, [[SCHEDULED, '2025-01-31']]],
		[
			null,
			'2025-01-08',
			null,
			[
				[SCHEDULED, '2025-01-08'],
				[ENDED, '2025-01-08'],
			],
		],
		[null, null, null, []],
		// Goes on the day after, or is back already.
		['2025-01-31', null, '2025-02-01', []],
		['2025-01-31', null, '2025-02-02', [[SCHEDULED, '2025-01-31']]],
		['2023-06-30', null, '2025-01-09', []],
		['2023-06-30', null, '2024-01-08', []],
		[
			'2023-06-30',
			null,
			'2025-01-10',
			[
				[ENDED, '2023-06-30'],
				[LEFT, '2023-06-30'],
			],
		],
	])('on %s, last day worked %s, back on %s', (date, last, returns, expected) => {
		const found = leaverEvents(ending(date, last, returns), day('2025-01-09'));
		expect(found.map(({ eventType, effectiveDate }) => [eventType, effectiveDate])).toEqual(
			expected,
		);
	});
});
