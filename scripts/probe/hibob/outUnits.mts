import { count, fields } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt } from '../shared/values.mts';
import { whoIsOut } from './calls.mts';

export const outUnits = question({
	name: 'out-units',
	question: 'Do entries of Who Is Out tell a unit and a total (`durationUnit`, `totalDuration`)?',
	answers: {
		none: 'No, neither',
		both: 'Yes, both',
		unit: 'A unit, no total',
		total: 'A total, no unit',
		unseen: 'Cannot tell: nobody is out within a month',
	},
	evidence: async (api) => recordsAt(await api.read(whoIsOut(api.today)), 'outs'),
	find: (outs) => {
		const seen = [count('entries', outs.length), fields('fields of an entry', outs)];
		if (outs.length === 0) return finding('unseen', ...seen);
		const has = (name: string): boolean => outs.some((one) => name in one);
		if (has('durationUnit')) return finding(has('totalDuration') ? 'both' : 'unit', ...seen);
		return finding(has('totalDuration') ? 'total' : 'none', ...seen);
	},
});
