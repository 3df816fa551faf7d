import { count, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt } from '../shared/values.mts';
import { employmentsOf } from './calls.mts';

export const lastWorkingDay = question({
	name: 'last-working-day',
	question: 'Is it `last_working_day` or `last_working_date` in a termination?',
	answers: {
		day: '`last_working_day`',
		date: '`last_working_date`',
		both: 'Both occur',
		none: 'Neither is there',
		unseen: 'Cannot tell: none of the people who were looked at has left or is to leave',
	},
	evidence: async (api) => {
		const employments = await employmentsOf(api);
		return recordsAt(employments.map(({ termination }) => termination));
	},
	find: (terminations) => {
		const days = terminations.map((one) => one['last_working_day']);
		const dates = terminations.map((one) => one['last_working_date']);
		const seen = [
			count('terminations', terminations.length),
			kinds('last_working_day', days),
			kinds('last_working_date', dates),
		];
		const isThere = (values: readonly unknown[]): boolean =>
			values.some((value) => value !== undefined);
		if (terminations.length === 0) return finding('unseen', ...seen);
		if (isThere(days)) return finding(isThere(dates) ? 'both' : 'day', ...seen);
		return finding(isThere(dates) ? 'date' : 'none', ...seen);
	},
});
