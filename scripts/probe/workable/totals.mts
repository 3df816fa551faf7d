import { count, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { at, listAt, numberAt } from '../shared/values.mts';
import { employees, timeOff } from './calls.mts';

/** As many as one page holds. */
const PAGE = 100;

function totalOf(body: unknown): number | undefined {
	return numberAt(body, 'total_count') ?? numberAt(body, 'totalCount');
}

export const totalName = question({
	name: 'total-name',
	question: 'What is the total of a list called?',
	answers: {
		snake: '`total_count`',
		camel: '`totalCount`',
		both: 'Both occur',
		none: 'There is no total',
	},
	evidence: async (api) => await api.read(employees(api.memberId)),
	find: (body) => {
		const [snake, camel] = [at(body, 'total_count'), at(body, 'totalCount')];
		const seen = [kinds('total_count', [snake]), kinds('totalCount', [camel])];
		if (snake !== undefined) return finding(camel === undefined ? 'snake' : 'both', ...seen);
		return finding(camel === undefined ? 'none' : 'camel', ...seen);
	},
});

export const totalKept = question({
	name: 'total-kept',
	question: 'Can a total be larger than what is given?',
	answers: {
		same: 'No: as many come as the total says',
		larger: 'Yes: fewer come than the total says',
		smaller: 'Yes, and the other way round: more come than the total says',
		unseen: 'Cannot tell: every list has more than one page, or no total',
	},
	evidence: async (api) => {
		const lists = [
			{ name: 'employees', body: await api.read(employees(api.memberId)) },
			{ name: 'requests', body: (await api.look(timeOff(api.today), [400, 422])).body },
		];
		return lists.flatMap(({ name, body }) => {
			const total = totalOf(body);
			return total === undefined || total > PAGE
				? []
				: [{ total, given: listAt(body, name).length }];
		});
	},
	find: (lists) => {
		const seen = count('lists of one page', lists.length);
		if (lists.length === 0) return finding('unseen', seen);
		if (lists.some(({ total, given }) => total > given)) return finding('larger', seen);
		return finding(lists.some(({ total, given }) => total < given) ? 'smaller' : 'same', seen);
	},
});
