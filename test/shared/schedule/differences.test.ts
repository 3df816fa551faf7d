import { differences, differencesOfMissing } from '../../../nodes/shared/schedule/differences';
import { knownOf } from '../../../nodes/shared/schedule/known';
import { day } from '../../support/days';
import { person } from './people';

type Said = Parameters<typeof person>[0];

const TODAY = day('2026-05-15');

const shown = ({ eventType, effectiveDate }: { eventType: string; effectiveDate: string | null }) =>
	[eventType.replace('employee.', ''), effectiveDate].filter(Boolean).join(' ');

function changes(before: Said | null, now: Said): string[] {
	const known = before === null ? null : knownOf(person(before), null);
	const entry = person(now);
	return differences(entry, knownOf(entry, known), known, TODAY).map(shown);
}

describe('somebody whom the poll before did not see', () => {
	it.each<[string, Said, string[]]>([
		['is hired', { start: '2026-06-01' }, ['created 2026-06-01', 'hired 2026-06-01']],
		['has just started', { start: '2026-05-04' }, ['created 2026-05-04', 'hired 2026-05-04']],
		['has no first day yet', {}, ['created']],
		['has been here for long', { start: '2015-01-01' }, ['created 2015-01-01']],
		['has left already', { start: '2026-05-01', end: '2026-05-10' }, ['created 2026-05-01']],
		[
			'is back',
			{ start: '2026-06-01', known: { originalStartDate: day('2015-01-01') } },
			['rehired 2026-06-01'],
		],
	])('%s', (_, now, expected) => {
		expect(changes(null, now)).toEqual(expected);
	});
});

describe('a first day', () => {
	it.each<[string, Said, Said, string[]]>([
		['is entered', {}, { start: '2026-06-01' }, ['hired 2026-06-01']],
		[
			'is moved later',
			{ start: '2026-06-01' },
			{ start: '2026-07-01' },
			['start_changed 2026-07-01'],
		],
		[
			'is moved to a day that is over',
			{ start: '2026-06-01' },
			{ start: '2026-05-01' },
			['start_changed 2026-05-01'],
		],
		[
			'is moved after it was reached',
			{ start: '2026-05-10' },
			{ start: '2026-06-01' },
			['start_changed 2026-06-01'],
		],
		['is corrected long after', { start: '2015-01-01' }, { start: '2015-02-01' }, []],
		['cannot be read for a moment', { start: '2026-06-01' }, {}, []],
		[
			'will not come',
			{ start: '2026-06-01' },
			{ start: '2026-06-01', end: '2026-05-15' },
			['hire_cancelled 2026-06-01'],
		],
		[
			'comes after all',
			{ start: '2026-06-01', end: '2026-05-10' },
			{ start: '2026-06-01' },
			['hired 2026-06-01'],
		],
		[
			'comes after all, on another day',
			{ start: '2026-06-01', end: '2026-05-10', known: { originalStartDate: day('2026-06-01') } },
			{ start: '2026-07-01', known: { originalStartDate: day('2026-06-01') } },
			['hired 2026-07-01'],
		],
		[
			'of somebody who is back comes after all',
			{ start: '2026-06-01', end: '2026-05-10', known: { originalStartDate: day('2015-01-01') } },
			{ start: '2026-06-01', known: { originalStartDate: day('2015-01-01') } },
			['rehired 2026-06-01'],
		],
		[
			'was over when it was called off, and came after all',
			{ start: '2026-05-10', end: '2026-05-01' },
			{ start: '2026-05-10' },
			['hired 2026-05-10', 'termination_cancelled 2026-05-01'],
		],
		[
			'comes again',
			{ start: '2015-01-01', end: '2026-04-30' },
			{ start: '2026-06-01' },
			['rehired 2026-06-01'],
		],
	])('%s', (_, before, now, expected) => {
		expect(changes(before, now)).toEqual(expected);
	});
});

describe('a last day', () => {
	const HERE = { start: '2015-01-01' };
	it.each<[string, Said, Said, string[]]>([
		['is entered', HERE, { ...HERE, end: '2026-05-31' }, ['termination_scheduled 2026-05-31']],
		['is today', HERE, { ...HERE, end: '2026-05-15' }, ['termination_scheduled 2026-05-15']],
		['is over when it is entered', HERE, { ...HERE, end: '2026-05-14' }, []],
		[
			'is moved',
			{ ...HERE, end: '2026-05-31' },
			{ ...HERE, end: '2026-06-30' },
			['termination_scheduled 2026-06-30'],
		],
		[
			'is moved after it was over',
			{ ...HERE, end: '2026-05-10' },
			{ ...HERE, end: '2026-06-30' },
			['termination_scheduled 2026-06-30'],
		],
		[
			'stays, but the last day worked is another',
			{ ...HERE, end: '2026-05-31' },
			{ ...HERE, end: '2026-05-31', lastDay: '2026-05-20' },
			['termination_scheduled 2026-05-31'],
		],
		[
			'is not known, but the last day worked is',
			HERE,
			{ ...HERE, lastDay: '2026-05-20' },
			['termination_scheduled'],
		],
		['is withdrawn', { ...HERE, end: '2026-05-31' }, HERE, ['termination_cancelled 2026-05-31']],
		[
			'is withdrawn after it was over',
			{ ...HERE, end: '2026-05-10' },
			HERE,
			['termination_cancelled 2026-05-10'],
		],
		[
			'cannot be decided for a moment',
			{ ...HERE, end: '2026-05-31' },
			{ ...HERE, isUndecided: true },
			[],
		],
		[
			'has another reason',
			{ ...HERE, end: '2026-05-31' },
			{ ...HERE, end: '2026-05-31', ending: { reasonRaw: 'Better pay' } },
			[],
		],
	])('%s', (_, before, now, expected) => {
		expect(changes(before, now)).toEqual(expected);
	});

	it('stays what it was while it cannot be decided', () => {
		const known = knownOf(person({ ...HERE, end: '2026-05-31' }), null);
		expect(knownOf(person({ ...HERE, isUndecided: true }), known)).toEqual(known);
	});
});

describe('a record', () => {
	it.each<[string, Said, Said, string[]]>([
		[
			'has another job title',
			{ known: { jobTitle: 'Clerk' } },
			{ known: { jobTitle: 'Manager' } },
			['job_changed', 'updated'],
		],
		[
			'has another manager',
			{ known: { manager: { id: '1', displayName: 'A', workEmail: null } } },
			{ known: { manager: { id: '2', displayName: 'A', workEmail: null } } },
			['job_changed', 'updated'],
		],
		[
			'has a manager with another name',
			{ known: { manager: { id: '1', displayName: 'A', workEmail: null } } },
			{ known: { manager: { id: '1', displayName: 'B', workEmail: null } } },
			[],
		],
		[
			'has another address',
			{ known: { workEmail: 'a@example.com' } },
			{ known: { workEmail: 'b@example.com' } },
			['updated'],
		],
		['has another status', { known: { status: 'active' } }, { known: { status: 'on_leave' } }, []],
		[
			'could not be read as a whole',
			{ known: { department: 'Sales' } },
			{ known: { department: '17' }, isWhole: false },
			[],
		],
	])('%s', (_, before, now, expected) => {
		expect(changes(before, now)).toEqual(expected);
	});

	it('is compared with the last one that could be read as a whole', () => {
		const known = knownOf(person({ known: { department: 'Sales' } }), null);
		const partly = knownOf(person({ known: { department: '17' }, isWhole: false }), known);
		const entry = person({ known: { department: 'Sales' } });
		expect(differences(entry, knownOf(entry, partly), partly, TODAY)).toEqual([]);
	});
});

describe('somebody who is no longer on the roster', () => {
	it.each<[string, Said, string[]]>([
		['was deleted', { start: '2015-01-01' }, ['deleted']],
		['was deleted before the last day', { start: '2015-01-01', end: '2026-05-31' }, ['deleted']],
		[
			'was deleted before the first day',
			{ start: '2026-06-01' },
			['hire_cancelled 2026-06-01', 'deleted'],
		],
		['had left', { start: '2015-01-01', end: '2026-03-01' }, []],
	])('%s', (_, before, expected) => {
		expect(differencesOfMissing(knownOf(person(before), null), TODAY).map(shown)).toEqual(expected);
	});
});
