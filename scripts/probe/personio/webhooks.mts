import { count, fields, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { textAt } from '../shared/values.mts';
import { webhooksOf } from './calls.mts';

export const webhookSecrets = question({
	name: 'webhook-secrets',
	question: 'Does the list of webhooks tell their secrets?',
	answers: {
		told: 'Yes: `token` or `custom_headers` are filled',
		hidden: 'No',
		unseen: 'Cannot tell: there is no webhook',
	},
	evidence: webhooksOf,
	find: (webhooks) => {
		const secrets = webhooks.flatMap((one) => [one['token'], one['custom_headers']]);
		const seen = [
			count('webhooks', webhooks.length),
			fields('fields of a webhook', webhooks),
			kinds('token and custom_headers', secrets),
		];
		if (webhooks.length === 0) return finding('unseen', ...seen);
		const isTold = secrets.some(
			(secret) => secret !== undefined && secret !== null && secret !== '',
		);
		return finding(isTold ? 'told' : 'hidden', ...seen);
	},
});

/** The mark of this package is in the query of the address, and in the description. */
const MARK = /\[node=/;

export const webhookQuery = question({
	name: 'webhook-query',
	question: 'Does a webhook keep the query of its address?',
	answers: {
		kept: 'Yes',
		dropped: 'No: the webhooks of this package have lost theirs',
		unseen: 'Cannot tell: no webhook has a query, and none is of this package',
	},
	evidence: webhooksOf,
	find: (webhooks) => {
		const kept = webhooks.filter((one) => textAt(one, 'url')?.includes('?'));
		const ours = webhooks.filter((one) => MARK.test(textAt(one, 'description') ?? ''));
		const seen = [
			count('webhooks', webhooks.length),
			count('with a query', kept.length),
			count('of this package', ours.length),
		];
		if (kept.length > 0) return finding('kept', ...seen);
		return finding(ours.length > 0 ? 'dropped' : 'unseen', ...seen);
	},
});
