import { count, words } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { leavesOf } from './calls.mts';

/** The second one is spelled like this in Factorial's own client. */
const KNOWN = ['beginning_of_day', 'beggining_of_day', 'end_of_day'] as const;

export const halfDays = question({
	name: 'half-days',
	question: 'How is the morning spelled in `half_day` of a leave?',
	answers: {
		beginning: '`beginning_of_day`',
		beggining: '`beggining_of_day`',
		both: 'Both spellings occur',
		other: 'There are words that are not known',
		unseen: 'Cannot tell: no leave of the last year takes a morning',
	},
	evidence: leavesOf,
	find: (leaves) => {
		const halves = leaves.map((leave) => leave['half_day']);
		const seen = [count('leaves', leaves.length), words('half_day', halves, KNOWN)];
		const isUnknown = (half: unknown): boolean =>
			half !== null && half !== undefined && !KNOWN.some((word) => word === half);
		if (halves.some(isUnknown)) return finding('other', ...seen);
		const [right, wrong] = [halves.includes(KNOWN[0]), halves.includes(KNOWN[1])];
		if (right && wrong) return finding('both', ...seen);
		if (right) return finding('beginning', ...seen);
		return finding(wrong ? 'beggining' : 'unseen', ...seen);
	},
});
