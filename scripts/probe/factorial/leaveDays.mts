import { count, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { at, isRecord } from '../shared/values.mts';
import { leavesOf } from './calls.mts';

export const leaveDays = question({
	name: 'leave-days',
	question: 'In which form does a leave say what each of its days takes?',
	answers: {
		documented: 'As documented: `used_units_by_day` with `days` and `hours`, by day',
		list: 'As a list',
		other: 'As an object in another form',
		unseen: 'Cannot tell: no leave of the last year says it',
	},
	evidence: leavesOf,
	find: (leaves) => {
		const told = leaves.map((leave) => leave['duration_by_day_attributes']);
		const seen = [
			count('leaves', leaves.length),
			kinds('duration_by_day_attributes', told),
			kinds(
				'used_units_by_day.days',
				told.map((one) => at(one, 'used_units_by_day', 'days')),
			),
			kinds(
				'used_units_by_day.hours',
				told.map((one) => at(one, 'used_units_by_day', 'hours')),
			),
		];
		const filled = told.filter((one) => one !== null && one !== undefined);
		if (filled.length === 0) return finding('unseen', ...seen);
		if (filled.some(Array.isArray)) return finding('list', ...seen);
		const isDocumented = filled.every(
			(one) =>
				isRecord(at(one, 'used_units_by_day', 'days')) &&
				isRecord(at(one, 'used_units_by_day', 'hours')),
		);
		return finding(isDocumented ? 'documented' : 'other', ...seen);
	},
});
