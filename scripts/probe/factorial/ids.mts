import { kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { peopleOf, VERSION } from './calls.mts';

const NAMES = ['id', 'company_id', 'location_id', 'manager_id', 'legal_entity_id'];

export const ids = question({
	name: 'ids',
	question: `Are ids texts in version ${VERSION}, as documented?`,
	answers: {
		texts: 'Yes, texts',
		numbers: 'No, numbers',
		both: 'Some are texts, some numbers',
		unseen: 'Cannot tell: nobody is listed',
	},
	evidence: peopleOf,
	find: (people) => {
		const all = people.flatMap((person) => NAMES.map((name) => person[name]));
		const seen = [
			kinds(
				'id',
				people.map(({ id }) => id),
			),
			kinds('all ids', all),
		];
		const hasText = all.some((id) => typeof id === 'string');
		const hasNumber = all.some((id) => typeof id === 'number');
		if (hasText && hasNumber) return finding('both', ...seen);
		if (hasText) return finding('texts', ...seen);
		return finding(hasNumber ? 'numbers' : 'unseen', ...seen);
	},
});
