import type { Api } from './api.mts';
import type { Fact } from './facts.mts';
import { count, headerNumbers } from './facts.mts';
import { finding, question } from './question.mts';

/**
 * Which limits the answers so far have told. Has to be the last question.
 * @param headers the vendor's headers that hold the numbers of a limit
 */
export function limitsQuestion(headers: readonly string[]) {
	return question({
		name: 'limits',
		question: 'Do answers tell the limit of their endpoint, and which?',
		answers: {
			all: 'Each answer tells a limit',
			some: 'Some answers tell a limit',
			none: 'No answer tells a limit',
		},
		evidence: async (api: Api): Promise<Fact[]> =>
			api.answered.map(({ call, answer }) => headerNumbers(call, answer.headers, headers)),
		find: (told) => {
			const telling = told.filter(({ counts }) => counts.length > 0);
			const seen = [
				count('answers', told.length),
				count('that tell a limit', telling.length),
				...new Map(telling.map((fact) => [fact.label, fact])).values(),
			];
			if (telling.length === 0) return finding('none', ...seen);
			return finding(telling.length === told.length ? 'all' : 'some', ...seen);
		},
	});
}
