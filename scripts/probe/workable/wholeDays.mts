import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import type { Fields } from '../shared/values.mts';
import { dayAt, textAt } from '../shared/values.mts';
import { requestsOf } from './calls.mts';

const MIDNIGHT = /T00:00(:00(\.0+)?)?/;
const LAST_SECOND = /T23:59/;

/** How a request in hours ends that begins at midnight, as one of a whole day does. */
function endOf(request: Fields): 'last-second' | 'next-day' | 'same-day' | 'other' | undefined {
	const [from, to] = [textAt(request, 'from_date'), textAt(request, 'to_date')];
	if (request['timeoff_tracking_unit'] !== 'hours' || !MIDNIGHT.test(from ?? '')) return undefined;
	if (LAST_SECOND.test(to ?? '')) return 'last-second';
	if (!MIDNIGHT.test(to ?? '')) return 'other';
	return dayAt(request, 'to_date') === dayAt(request, 'from_date') ? 'same-day' : 'next-day';
}

export const wholeDays = question({
	name: 'whole-days',
	question: 'How does a request in hours say that it takes whole days?',
	answers: {
		'last-second': 'From 00:00:00 to 23:59:59',
		'next-day': 'From midnight to a midnight after it',
		'same-day': 'From midnight to midnight of the same day',
		several: 'In more than one way',
		unseen: 'Cannot tell: no request in hours of the last half year begins at midnight',
	},
	evidence: requestsOf,
	find: (requests) => {
		const ends = requests.map(endOf).filter((end) => end !== undefined);
		const whole = [...new Set(ends.filter((end) => end !== 'other'))];
		const seen = [
			count('requests', requests.length),
			count('in hours', requests.filter((one) => one['timeoff_tracking_unit'] === 'hours').length),
			count('in hours, from midnight on', ends.length),
		];
		const [first, second] = whole;
		if (first === undefined) return finding('unseen', ...seen);
		return finding(second === undefined ? first : 'several', ...seen);
	},
});
