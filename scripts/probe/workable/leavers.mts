import { count, words } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { peopleOf } from './calls.mts';

export const leavers = question({
	name: 'leavers',
	question: 'Are people who have left still listed?',
	answers: {
		listed: 'Yes, with `status_semantic_type` `status_inactive`',
		unseen:
			'Cannot tell: nobody on the first page is inactive (nobody has left, or leavers are not listed)',
	},
	evidence: peopleOf,
	find: (people) => {
		const statuses = people.map((one) => one['status_semantic_type']);
		const seen = [
			count('people', people.length),
			words('status_semantic_type', statuses, ['status_active', 'status_draft', 'status_inactive']),
			words(
				'state',
				people.map(({ state }) => state),
				['published', 'draft', 'inactive'],
			),
		];
		return finding(statuses.includes('status_inactive') ? 'listed' : 'unseen', ...seen);
	},
});
