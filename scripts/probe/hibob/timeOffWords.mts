import { count, words } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { changesOf, requestsOf } from './calls.mts';

const STATUSES = [
	'approved',
	'pending',
	'pending_approval',
	'disapproved',
	'declined',
	'rejected',
	'canceled',
	'cancelled',
	'deleted',
] as const;
const TYPES = [
	'days',
	'hours',
	'portionOnRange',
	'hoursOnRange',
	'differentDayDurations',
	'specificHoursDayDurations',
	'differentSpecificHoursDayDurations',
	'percentageOnRange',
	'openEnded',
] as const;

export const timeOffWords = question({
	name: 'time-off-words',
	question: 'Are there statuses or types of requests that the package does not know?',
	answers: {
		known: 'No, all that occur are known',
		status: 'Yes, statuses: please name them in the issue',
		type: 'Yes, types: please name them in the issue',
		unseen: 'Cannot tell: there is no request of the last five months',
	},
	evidence: async (api) => [...(await changesOf(api)), ...(await requestsOf(api))],
	find: (requests) => {
		const statuses = requests.map(({ status }) => status).filter((one) => one !== undefined);
		const types = requests.map(({ type }) => type);
		const seen = [
			count('changes and requests', requests.length),
			words('status', statuses, STATUSES),
			words('type', types, TYPES),
			words(
				'changeType',
				requests.flatMap((one) => one['changeType'] ?? []),
				['Created', 'Pending', 'Canceled', 'Deleted'],
			),
		];
		const isKnown = (all: readonly unknown[], known: readonly string[]): boolean =>
			all.every((one) => typeof one === 'string' && known.includes(one));
		if (requests.length === 0) return finding('unseen', ...seen);
		if (!isKnown(statuses, STATUSES)) return finding('status', ...seen);
		return finding(isKnown(types, TYPES) ? 'known' : 'type', ...seen);
	},
});
