import { fields } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { textAt } from '../shared/values.mts';
import { persons } from './calls.mts';

/** The names of the parameters in a link; undefined where there is no link. */
function parametersOf(link: string | undefined): string[] | undefined {
	if (link === undefined || !URL.canParse(link, 'https://api.personio.de')) return undefined;
	return [...new URL(link, 'https://api.personio.de').searchParams.keys()];
}

export const nextLink = question({
	name: 'next-link',
	question: 'Does the link to the next page carry the filters of this one?',
	answers: {
		cursor: 'No, only the cursor',
		filters: 'Yes, the filters as well',
		other: 'It has no cursor',
		unseen: 'Cannot tell: there are fewer than two active persons',
	},
	evidence: async (api) => {
		const body = await api.read(persons({ status: 'ACTIVE', limit: '1' }));
		return parametersOf(textAt(body, '_meta', 'links', 'next', 'href'));
	},
	find: (names) => {
		if (names === undefined) return finding('unseen');
		const seen = fields('parameters', [Object.fromEntries(names.map((name) => [name, null]))]);
		if (!names.includes('cursor')) return finding('other', seen);
		return finding(names.includes('status') ? 'filters' : 'cursor', seen);
	},
});
