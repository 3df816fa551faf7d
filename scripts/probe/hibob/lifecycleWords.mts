import { count, words } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { textAt } from '../shared/values.mts';
import { rowsByPerson } from './calls.mts';

const TITLES = [
	'Hired',
	'Employed',
	'Terminated',
	'Garden leave',
	'Leave',
	'Parental leave',
] as const;
const MACHINE = [
	'hired',
	'employed',
	'terminated',
	'gardenLeave',
	'leave',
	'parentalLeave',
] as const;

export const lifecycleWords = question({
	name: 'lifecycle-words',
	question: 'How are the statuses of the lifecycle spelled?',
	answers: {
		titles: 'As people read them: `Garden leave`',
		machine: 'As machine words: `gardenLeave`',
		several: 'In both ways',
		other: 'Some in another way, or the company has its own: please say which in the issue',
		unseen: 'Cannot tell: there is no row of the lifecycle',
	},
	evidence: async (api) => (await rowsByPerson(api, 'lifecycle')).flat(),
	find: (rows) => {
		const statuses = rows.flatMap((row) => textAt(row, 'status') ?? []);
		const seen = [count('rows', rows.length), words('status', statuses, [...TITLES, ...MACHINE])];
		const isOf = (known: readonly string[]) => statuses.filter((one) => known.includes(one)).length;
		const [titles, machine] = [isOf(TITLES), isOf(MACHINE)];
		if (statuses.length === 0) return finding('unseen', ...seen);
		if (titles + machine < statuses.length) return finding('other', ...seen);
		if (titles > 0 && machine > 0) return finding('several', ...seen);
		return finding(titles > 0 ? 'titles' : 'machine', ...seen);
	},
});
