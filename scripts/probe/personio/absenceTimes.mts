import { count, kindOf, kinds } from '../shared/facts.mts';
import type { Kind } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { at } from '../shared/values.mts';
import { absencesOf } from './calls.mts';

function zoneOf(kind: Kind): 'none' | 'utc' | 'offset' | 'other' | undefined {
	if (kind === 'missing' || kind === 'null') return undefined;
	if (kind === 'date-time without a zone') return 'none';
	if (kind === 'date-time with Z') return 'utc';
	return kind.startsWith('date-time with ') ? 'offset' : 'other';
}

export const absenceTimes = question({
	name: 'absence-times',
	question: 'With which zone do absences say when they begin and end?',
	answers: {
		none: 'Without a zone',
		utc: 'With `Z`',
		offset: 'With an offset',
		other: 'Not as date-times',
		several: 'In several ways',
		unseen: 'Cannot tell: there is no absence of the last three months or to come',
	},
	evidence: absencesOf,
	find: (absences) => {
		const starts = absences.map((one) => at(one, 'starts_from', 'date_time'));
		const ends = absences.map((one) => at(one, 'ends_at', 'date_time'));
		const seen = [
			count('absences', absences.length),
			kinds('starts_from.date_time', starts),
			kinds('ends_at.date_time', ends),
			kinds(
				'timezone_id',
				absences.map((one) => one['timezone_id']),
			),
		];
		const zones = new Set(
			[...starts, ...ends].map((one) => zoneOf(kindOf(one))).filter((zone) => zone !== undefined),
		);
		const [first] = zones;
		if (first === undefined) return finding('unseen', ...seen);
		return finding(zones.size === 1 ? first : 'several', ...seen);
	},
});
