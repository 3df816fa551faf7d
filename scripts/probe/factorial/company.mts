import { fields } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { idAt, listAt, recordsAt } from '../shared/values.mts';
import { CREDENTIALS } from './calls.mts';

export const company = question({
	name: 'company',
	question: 'Does Factorial name the company of a credential, and in which form?',
	answers: {
		listed: 'Yes, in `data`, a list of one',
		single: 'Yes, but not in a list',
		none: 'No: then the key is one of another environment, and all lists below are empty',
	},
	evidence: async (api) => await api.read(CREDENTIALS),
	find: (body) => {
		const listed = recordsAt(body, 'data');
		if (listed.some((one) => idAt(one, 'company_id') !== undefined)) {
			return finding('listed', fields('fields of a credential', listed));
		}
		const isSingle =
			idAt(body, 'company_id') !== undefined || idAt(body, 'data', 'company_id') !== undefined;
		if (isSingle && listAt(body, 'data').length === 0) return finding('single');
		return finding('none');
	},
});
