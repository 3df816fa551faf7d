import { knownOf } from '../../../nodes/shared/schedule/known';
import type { RosterEntry } from '../../../nodes/shared/schedule/roster';
import { withEndAsKnown } from '../../../nodes/shared/schedule/undatedEnd';
import { person } from './people';

type Said = Parameters<typeof person>[0];

const undated = (said: Said): RosterEntry => ({ ...person(said), isEndUndated: true });
const HERE = { start: '2015-01-01' };

/** The last day of employment and the last day worked, as they count. */
function daysOf(now: RosterEntry, before: Said | null) {
	const known = before === null ? null : knownOf(person(before), null);
	const entry = withEndAsKnown(now, known);
	return entry && [entry.termination?.date, entry.termination?.lastWorkingDate];
}

it.each<[string, Said, Said | null, Array<string | null> | null]>([
	['is new', { ...HERE, end: '2026-05-15' }, HERE, ['2026-05-15', null]],
	[
		'stays as it is when the record is edited',
		{ ...HERE, end: '2026-05-15' },
		{ ...HERE, end: '2026-05-10' },
		['2026-05-10', null],
	],
	[
		'stays, with the last day worked',
		{ ...HERE, end: '2026-05-15' },
		{ ...HERE, end: '2026-05-10', lastDay: '2026-05-01' },
		['2026-05-10', '2026-05-01'],
	],
	[
		'comes before a last day that was to come',
		{ ...HERE, end: '2026-05-15' },
		{ ...HERE, end: '2026-05-31' },
		['2026-05-15', null],
	],
	[
		'is not that of an earlier employment',
		{ start: '2026-01-01', end: '2026-05-15' },
		{ ...HERE, end: '2020-12-31' },
		['2026-05-15', null],
	],
	['of somebody who is not remembered is no news', { ...HERE, end: '2026-05-15' }, null, null],
])('an end without a day %s', (_, now, before, expected) => {
	expect(daysOf(undated(now), before)).toEqual(expected);
});

it('an end with a day is the one that is entered', () => {
	const entry = person({ ...HERE, end: '2026-05-15' });
	expect(withEndAsKnown(entry, knownOf(person({ ...HERE, end: '2026-05-10' }), null))).toBe(entry);
	expect(withEndAsKnown(entry, null)).toBe(entry);
});
