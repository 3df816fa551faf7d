import { count, words } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt } from '../shared/values.mts';
import { requestsOf } from './calls.mts';

const STATES = ['pending', 'approved', 'rejected', 'canceled'] as const;
const UNITS = ['full_days', 'half_days', 'hours'] as const;
const HALVES = ['first', 'second'] as const;

export const timeOffWords = question({
	name: 'time-off-words',
	question: 'Are there states, units or halves of time off that the package does not know?',
	answers: {
		known: 'No, all that occur are known',
		state: 'Yes, states: please name them in the issue',
		unit: 'Yes, units: please name them in the issue',
		half: 'Yes, halves of a day: please name them in the issue',
		unseen: 'Cannot tell: there is no request of the last half year',
	},
	evidence: requestsOf,
	find: (requests) => {
		const states = requests.map(({ state }) => state);
		const units = requests.map((one) => one['timeoff_tracking_unit']);
		const halves = requests.flatMap((one) => recordsAt(one, 'half_days')).map(({ half }) => half);
		const seen = [
			count('requests', requests.length),
			words('state', states, STATES),
			words('timeoff_tracking_unit', units, UNITS),
			words('half', halves, HALVES),
		];
		const isKnown = (all: readonly unknown[], known: readonly string[]): boolean =>
			all.every((one) => typeof one === 'string' && known.includes(one));
		if (requests.length === 0) return finding('unseen', ...seen);
		if (!isKnown(states, STATES)) return finding('state', ...seen);
		if (!isKnown(units, UNITS)) return finding('unit', ...seen);
		return finding(isKnown(halves, HALVES) ? 'known' : 'half', ...seen);
	},
});
