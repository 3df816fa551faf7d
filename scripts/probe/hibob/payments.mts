import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { PAYMENTS_OF_NOBODY } from './calls.mts';

export const payments = question({
	name: 'payments-without-filters',
	question: 'Is a search for actual payments refused that does not say whose?',
	answers: {
		refused: 'Yes',
		accepted: 'No, it is answered',
		page: 'A page comes in place of an answer',
	},
	evidence: async (api) => {
		const { status, form } = await api.look(PAYMENTS_OF_NOBODY, [400, 422, 'a page']);
		return { status, form };
	},
	find: ({ status, form }) => {
		const seen = count('status', status);
		if (status >= 400) return finding('refused', seen);
		return finding(form === 'a page' ? 'page' : 'accepted', seen);
	},
});
