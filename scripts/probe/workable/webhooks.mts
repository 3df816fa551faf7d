import { count, fields, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt, textAt } from '../shared/values.mts';
import { WEBHOOKS } from './calls.mts';

export const noWebhooks = question({
	name: 'no-webhooks',
	question: 'What comes where there is no webhook?',
	answers: {
		missing: '404',
		empty: 'An empty list',
		unseen: 'Cannot tell: there are webhooks',
	},
	evidence: async (api) => await api.look(WEBHOOKS, [404]),
	find: ({ status, body }) => {
		const list = recordsAt(body, 'subscriptions');
		const seen = [count('status', status), count('webhooks', list.length)];
		if (status === 404) return finding('missing', ...seen);
		return finding(list.length === 0 ? 'empty' : 'unseen', ...seen);
	},
});

export const webhookFields = question({
	name: 'webhooks',
	question: 'Does a webhook keep the query of its target, and does it ever expire?',
	answers: {
		kept: 'The query is kept; no webhook has an end',
		ends: 'The query is kept; some webhooks have an end (`valid_until`)',
		bare: 'No target has a query',
		unseen: 'Cannot tell: there is no webhook',
	},
	evidence: async (api) => recordsAt((await api.look(WEBHOOKS, [404])).body, 'subscriptions'),
	find: (list) => {
		const isKept = list.some((one) => textAt(one, 'target')?.includes('?'));
		const seen = [
			count('webhooks', list.length),
			fields('fields of a webhook', list),
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
