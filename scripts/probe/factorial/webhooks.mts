import { count, fields, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt, textAt } from '../shared/values.mts';
import { WEBHOOKS } from './calls.mts';

export const webhooks = question({
	name: 'webhooks',
	question: 'Does the list of webhooks tell their challenges in clear text?',
	answers: {
		told: 'Yes: whoever may read them could pretend to be Factorial',
		hidden: 'No',
		unseen: 'Cannot tell: there is no webhook',
	},
	evidence: async (api) => recordsAt(await api.read(WEBHOOKS), 'data'),
	find: (list) => {
		const seen = [
			count('webhooks', list.length),
			fields('fields of a webhook', list),
			kinds(
				'challenge',
				list.map(({ challenge }) => challenge),
			),
		];
		if (list.length === 0) return finding('unseen', ...seen);
		const isTold = list.some((one) => textAt(one, 'challenge') !== undefined);
		return finding(isTold ? 'told' : 'hidden', ...seen);
	},
});
