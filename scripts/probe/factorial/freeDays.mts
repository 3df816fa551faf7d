import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import type { Fields } from '../shared/values.mts';
import { at, dayAt, daysFrom, isRecord, isWeekend } from '../shared/values.mts';
import { leavesOf } from './calls.mts';

/** How each weekend day of a leave is told, if its days are told at all. */
function weekendDays(leave: Fields): Array<'zero' | 'absent' | 'counted'> {
	const days = at(leave, 'duration_by_day_attributes', 'used_units_by_day', 'days');
	const [first, last] = [dayAt(leave, 'start_on'), dayAt(leave, 'finish_on')];
	if (!isRecord(days) || first === undefined || last === undefined) return [];
	return daysFrom(first, last)
		.filter(isWeekend)
		.map((day) => {
			if (!Object.hasOwn(days, day)) return 'absent';
			return days[day] === 0 ? 'zero' : 'counted';
		});
}

export const freeDays = question({
	name: 'free-days',
	question: 'Are free days within a leave told as 0 in `used_units_by_day`, or left out?',
	answers: {
		zero: 'They are told as 0',
		absent: 'They are left out',
		both: 'Both occur',
		counted: 'Weekend days count like others in this account',
		unseen: 'Cannot tell: no leave of the last year runs over a weekend and tells its days',
	},
	evidence: leavesOf,
	find: (leaves) => {
		const days = leaves.flatMap(weekendDays);
		const number = (how: (typeof days)[number]): number => days.filter((one) => one === how).length;
		const seen = [
			count('leaves', leaves.length),
			count('weekend days told as 0', number('zero')),
			count('weekend days left out', number('absent')),
			count('weekend days that count', number('counted')),
		];
		if (days.length === 0) return finding('unseen', ...seen);
		if (number('zero') > 0) return finding(number('absent') > 0 ? 'both' : 'zero', ...seen);
		return finding(number('absent') > 0 ? 'absent' : 'counted', ...seen);
	},
});
