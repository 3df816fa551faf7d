import { count, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { dayAt, orderOf, textAt } from '../shared/values.mts';
import { changesOf, rowsByPerson } from './calls.mts';

export const rowOrder = question({
	name: 'row-order',
	question: 'In which order do the rows of a person come?',
	answers: {
		newest: 'Newest first',
		oldest: 'Oldest first',
		none: 'In no order, or not in the same one for everybody',
		unseen: 'Cannot tell: nobody has rows of different days',
	},
	evidence: async (api) => [
		...(await rowsByPerson(api, 'lifecycle')),
		...(await rowsByPerson(api, 'work')),
	],
	find: (people) => {
		const orders = people
			.map((rows) => orderOf(rows.flatMap((row) => dayAt(row, 'effectiveDate') ?? [])))
			.filter((order) => order !== undefined);
		const seen = count('people and tables with rows of different days', orders.length);
		const [first] = orders;
		if (first === undefined) return finding('unseen', seen);
		if (orders.some((order) => order !== first)) return finding('none', seen);
		return finding(first === 'falling' ? 'newest' : first === 'rising' ? 'oldest' : 'none', seen);
	},
});

export const changeOrder = question({
	name: 'change-order',
	question: 'In which order do changes of time off come?',
	answers: {
		newest: 'Newest first',
		oldest: 'Oldest first',
		none: 'In no order of `createdOn`',
		unseen: 'Cannot tell: fewer than two changes of the last five months',
	},
	evidence: changesOf,
	find: (changes) => {
		const instants = changes.flatMap((one) => textAt(one, 'createdOn') ?? []);
		const order = orderOf(instants);
		const seen = [
			count('changes', changes.length),
			kinds(
				'createdOn',
				changes.map(({ createdOn }) => createdOn),
			),
		];
		if (order === undefined) return finding('unseen', ...seen);
		return finding(
			order === 'falling' ? 'newest' : order === 'rising' ? 'oldest' : 'none',
			...seen,
		);
	},
});
