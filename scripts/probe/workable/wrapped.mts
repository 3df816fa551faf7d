import { fields, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { DEPARTMENTS, LEGAL_ENTITIES } from './calls.mts';

export const wrapped = question({
	name: 'wrapped-lists',
	question: 'Are departments and legal entities bare lists, or wrapped in an object?',
	answers: {
		bare: 'Both are bare lists',
		wrapped: 'Both are wrapped',
		mixed: 'One is bare, the other is wrapped',
	},
	evidence: async (api) => ({
		departments: await api.read(DEPARTMENTS),
		entities: await api.read(LEGAL_ENTITIES),
	}),
	find: ({ departments, entities }) => {
		const lists = [departments, entities];
		const seen = [
			kinds('departments', [departments]),
			kinds('legal entities', [entities]),
			fields('fields of a wrapper', lists),
		];
		if (lists.every(Array.isArray)) return finding('bare', ...seen);
		return finding(lists.some(Array.isArray) ? 'mixed' : 'wrapped', ...seen);
	},
});
