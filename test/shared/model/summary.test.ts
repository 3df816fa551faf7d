import type { HrEventDraft } from '../../../nodes/shared/model/draft';
import { employee } from '../../../nodes/shared/model/employee';
import { EVENT_TYPES, factsOf } from '../../../nodes/shared/model/eventTypes';
import { leave, LEAVE_CATEGORIES } from '../../../nodes/shared/model/leave';
import { summaryOf } from '../../../nodes/shared/model/summary';
import { termination } from '../../../nodes/shared/model/termination';
import { day } from '../../support/days';

const ada = employee({ id: '7', displayName: 'Ada Lovelace' });
const week = { startDate: day('2026-08-03'), endDate: day('2026-08-07') };

const say = (event: Partial<HrEventDraft> & Pick<HrEventDraft, 'eventType'>): string =>
	summaryOf({ employee: ada, ...event }, 'native.type');

it.each<[string, Parameters<typeof say>[0]]>([
	[
		'Ada Lovelace was hired, starting on 2026-08-03.',
		{ eventType: 'employee.hired', effectiveDate: day('2026-08-03') },
	],
	['Ada Lovelace was hired.', { eventType: 'employee.hired' }],
	['Ada Lovelace was hired.', { eventType: 'employee.hired', effectiveDate: null }],
	['Employee 7 was hired.', { eventType: 'employee.hired', employee: employee({ id: '7' }) }],
	['Someone was hired.', { eventType: 'employee.hired', employee: employee() }],
	[
		'Ada Lovelace has left; last day of employment 2026-08-31.',
		{ eventType: 'employee.terminated', effectiveDate: day('2026-08-31') },
	],
	[
		'Ada Lovelace has worked the last day, 2026-08-31.',
		{ eventType: 'employee.access_ended', effectiveDate: day('2026-08-31') },
	],
	[
		'Ada Lovelace works the last day on 2026-08-31.',
		{ eventType: 'employee.last_day_upcoming', effectiveDate: day('2026-08-31') },
	],
	[
		'Ada Lovelace has a work anniversary on 2026-08-31.',
		{ eventType: 'employee.anniversary', effectiveDate: day('2026-08-31') },
	],
	[
		'Vacation of Ada Lovelace from 2026-08-03 to 2026-08-07 was approved.',
		{ eventType: 'leave.approved', leave: leave({ category: 'vacation', ...week }) },
	],
	[
		'Leave of Ada Lovelace on 2026-08-03 was declined.',
		{
			eventType: 'leave.declined',
			leave: leave({ startDate: day('2026-08-03'), endDate: day('2026-08-03') }),
		},
	],
	[
		'Leave of Ada Lovelace from 2026-08-03 has started.',
		{ eventType: 'leave.started', leave: leave({ startDate: day('2026-08-03') }) },
	],
	['Leave of Ada Lovelace was cancelled.', { eventType: 'leave.cancelled', leave: leave() }],
	['Leave of Ada Lovelace was entered.', { eventType: 'leave.created' }],
	[
		'A row in work of Ada Lovelace was added.',
		{
			eventType: 'table.entry_created',
			table: { name: 'work', entryId: '1', effectiveDate: null, record: null },
		},
	],
	['A row in a table of Ada Lovelace was removed.', { eventType: 'table.entry_deleted' }],
	['Other event: native.type.', { eventType: 'other' }],
	['Unrecognised event: native.type.', { eventType: 'unmapped' }],
])('%s', (sentence, event) => {
	expect(say(event)).toBe(sentence);
});

it('leaves the name out where the vendor gives none', () => {
	expect(summaryOf({ eventType: 'unmapped', employee: employee() }, null)).toBe(
		'Unrecognised event.',
	);
});

it.each(EVENT_TYPES)('%s reads as a sentence of its own, with and without a date', (eventType) => {
	const dated = say({ eventType, effectiveDate: day('2026-08-03'), leave: leave(week) });
	const undated = say({ eventType });
	for (const sentence of [dated, undated]) {
		expect(sentence).toMatch(/^[A-Z][^{}]*\.$/);
		expect(sentence).not.toMatch(/null|undefined| {2}|\.\.|_/);
	}
	if (factsOf(eventType).category === 'other') return;
	const others = EVENT_TYPES.filter((type) => type !== eventType).map((type) =>
		say({ eventType: type }),
	);
	expect(others).not.toContain(undated);
});

it.each(LEAVE_CATEGORIES)(
	'of a leave of the kind %s it tells no more than vacation',
	(category) => {
		const told = say({
			eventType: 'leave.approved',
			leave: leave({ category, typeName: 'Secret type', statusRaw: 'secret status', ...week }),
		});
		const what = category === 'vacation' ? 'Vacation' : 'Leave';
		expect(told).toBe(`${what} of Ada Lovelace from 2026-08-03 to 2026-08-07 was approved.`);
	},
);

it.each(EVENT_TYPES)('%s names no reason', (eventType) => {
	const told = say({
		eventType,
		effectiveDate: day('2026-08-31'),
		leave: leave({ typeName: 'secret', category: 'sick' }),
		termination: termination({ reasonRaw: 'secret', type: 'involuntary', gardenLeave: true }),
		table: { name: 'work', entryId: 'secret', effectiveDate: null, record: { why: 'secret' } },
		enrichment: { status: 'failed', reason: 'secret' },
	});
	expect(told).not.toMatch(/secret|sick|involuntary|garden/i);
});
