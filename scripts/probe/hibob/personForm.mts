import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { isRecord } from '../shared/values.mts';
import { peopleOf } from './calls.mts';

export const personForm = question({
	name: 'person-form',
	question: 'Are the fields of people nested (`work.title`), or under keys like `/work/title`?',
	answers: {
		nested: 'Nested only',
		slashes: 'Under keys with slashes only',
		both: 'Both',
		unseen: 'Cannot tell: nobody is listed, or none of the fields may be seen',
	},
	evidence: peopleOf,
	find: (people) => {
		const nested = people.filter((one) => isRecord(one['work']) || isRecord(one['internal']));
		const slashed = people.filter((one) => Object.keys(one).some((key) => key.startsWith('/')));
		const seen = [
			count('people', people.length),
			count('with nested fields', nested.length),
			count('with keys with slashes', slashed.length),
		];
		if (nested.length > 0) return finding(slashed.length > 0 ? 'both' : 'nested', ...seen);
		return finding(slashed.length > 0 ? 'slashes' : 'unseen', ...seen);
	},
});
