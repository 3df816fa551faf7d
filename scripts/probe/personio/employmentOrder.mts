import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { dayAt, orderOf } from '../shared/values.mts';
import { employedOf } from './calls.mts';

export const employmentOrder = question({
	name: 'employment-order',
	question: "In which order do a person's employments come?",
	answers: {
		newest: 'Newest first',
		oldest: 'Oldest first',
		none: 'In no order, or not in the same one for everybody',
		unseen: 'Cannot tell: none of the people who were looked at has several',
	},
	evidence: employedOf,
	find: (employed) => {
		const orders = employed
			.map(({ listed }) =>
				orderOf(listed.flatMap((one) => dayAt(one, 'employment_start_date') ?? [])),
			)
			.filter((order) => order !== undefined);
		const seen = count('people with several', orders.length);
		const [first] = orders;
		if (first === undefined) return finding('unseen', seen);
		if (orders.some((order) => order !== first)) return finding('none', seen);
		return finding(first === 'falling' ? 'newest' : first === 'rising' ? 'oldest' : 'none', seen);
	},
});
