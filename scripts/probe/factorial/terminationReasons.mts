import { count, words } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { textAt } from '../shared/values.mts';
import { peopleOf } from './calls.mts';

const KNOWN = ['voluntary', 'involuntary', 'retirement', 'death', 'others'] as const;

export const terminationReasons = question({
	name: 'termination-reasons',
	question: 'Are there reasons of a termination that the package does not know?',
	answers: {
		known: 'No, all that occur are known',
		other: 'Yes: please name them in the issue (`termination_reason_type`)',
		unseen: 'Cannot tell: nobody is listed with one',
	},
	evidence: peopleOf,
	find: (people) => {
		const reasons = people.map((person) => textAt(person, 'termination_reason_type'));
		const told = reasons.filter((reason) => reason !== undefined);
		const seen = [count('people', people.length), words('termination_reason_type', told, KNOWN)];
		if (told.length === 0) return finding('unseen', ...seen);
		const isKnown = told.every((reason) => KNOWN.some((word) => word === reason));
		return finding(isKnown ? 'known' : 'other', ...seen);
	},
});
