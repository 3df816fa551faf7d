import type { Answer } from '../shared/api.mts';
import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt } from '../shared/values.mts';
import { firstPersonOf, rows } from './calls.mts';

export const humanReadable = question({
	name: 'human-readable',
	question: 'Do built-in tables take `includeHumanReadable`?',
	answers: {
		accepted: 'Yes, and rows have `humanReadable`',
		ignored: 'It is passed over',
		refused: 'It is refused',
		page: 'A page comes in place of an answer',
		unseen: 'Cannot tell: there is nobody, or no row of theirs',
	},
	evidence: async (api): Promise<Answer | undefined> => {
		const id = await firstPersonOf(api);
		if (id === undefined) return undefined;
		return await api.look(rows('work', id, { includeHumanReadable: 'true' }), [400, 'a page']);
	},
	find: (answer) => {
		if (answer === undefined) return finding('unseen');
		const list = recordsAt(answer.body, 'values');
		const seen = [count('status', answer.status), count('rows', list.length)];
		if (answer.status >= 400) return finding('refused', ...seen);
		if (answer.form === 'a page') return finding('page', ...seen);
		if (list.length === 0) return finding('unseen', ...seen);
		return finding(list.some((row) => 'humanReadable' in row) ? 'accepted' : 'ignored', ...seen);
	},
});
