import { count, fields, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt, textAt } from '../shared/values.mts';
import { SUBSCRIPTIONS } from './calls.mts';

export const noSubscriptions = question({
	name: 'no-subscriptions',
	question: 'What comes where there is no subscription?',
	answers: {
		missing: '404',
		empty: 'An empty list',
		unseen: 'Cannot tell: there are subscriptions',
	},
	evidence: async (api) => await api.look(SUBSCRIPTIONS, [404]),
	find: ({ status, body }) => {
		const list = recordsAt(body, 'subscriptions');
		const seen = [count('status', status), count('subscriptions', list.length)];
		if (status === 404) return finding('missing', ...seen);
		return finding(list.length === 0 ? 'empty' : 'unseen', ...seen);
	},
});

export const subscriptionFields = question({
	name: 'subscriptions',
	question: 'Does a subscription keep the query of its target, and does it ever expire?',
	answers: {
		kept: 'The query is kept; no subscription has an end',
		ends: 'The query is kept; some subscriptions have an end (`valid_until`)',
		bare: 'No target has a query',
		unseen: 'Cannot tell: there is no subscription',
	},
	evidence: async (api) => recordsAt((await api.look(SUBSCRIPTIONS, [404])).body, 'subscriptions'),
	find: (list) => {
		const isKept = list.some((one) => textAt(one, 'target')?.includes('?'));
		const seen = [
			count('subscriptions', list.length),
			fields('fields of a subscription', list),
			kinds(
				'valid_until',
				list.map((one) => one['valid_until']),
			),
		];
		if (list.length === 0) return finding('unseen', ...seen);
		if (!isKept) return finding('bare', ...seen);
		const ends = list.some((one) => textAt(one, 'valid_until') !== undefined);
		return finding(ends ? 'ends' : 'kept', ...seen);
	},
});
