import { kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { idAt, recordsAt } from '../shared/values.mts';
import { balances, peopleOf, requestsOf } from './calls.mts';

export const numbers = question({
	name: 'numbers',
	question: 'Are amounts of time off numbers, or numbers that are written as text?',
	answers: {
		numbers: 'Numbers',
		text: 'Text',
		mixed: 'Both occur',
		unseen: 'Cannot tell: there is neither a request nor a balance',
	},
	evidence: async (api) => {
		const requests = await requestsOf(api);
		const id = (await peopleOf(api)).flatMap((person) => idAt(person, 'id') ?? [])[0];
		const own = id === undefined ? undefined : await api.look(balances(id), [404]);
		return { requests, balances: recordsAt(own?.body, 'balances') };
	},
	find: (read) => {
		const totals = read.requests.map((one) => one['requesting_total']);
		const left = read.balances.map((one) => one['units_available']);
		const seen = [kinds('requesting_total', totals), kinds('units_available', left)];
		const all = [...totals, ...left];
		const hasNumber = all.some((one) => typeof one === 'number');
		const hasText = all.some((one) => typeof one === 'string');
		if (hasNumber && hasText) return finding('mixed', ...seen);
		if (hasNumber) return finding('numbers', ...seen);
		return finding(hasText ? 'text' : 'unseen', ...seen);
	},
});
